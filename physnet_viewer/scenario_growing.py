"""Restored scenarios are grown again: in the background, as soon as what they grow from is there."""

from collections.abc import Callable, Generator
from dataclasses import replace

from physnet_core.growth.scenario import Growth
from physnet_viewer.failures import sentence
from physnet_viewer.growth_jobs import Grown, Subject, grow_again
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.scenarios import Pinned, stated
from physnet_viewer.series_growth import SeriesGrowth, leading_slice
from physnet_viewer.session import Session, ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.volume_control import NOTHING_TO_GROW, unpredicted
from physnet_viewer.volume_jobs import VolumeGrown, VolumeSubject, grow_series, volume_subject

GROWING_AGAIN = later("Growing pinned scenarios again")
_Work = Callable[[Job], Generator[object, None, None]]
_Regrown = tuple[Growth, SeriesGrowth | None]


class ScenarioGrowing:
    """Gives each pinned scenario of the series on screen the growth that it has not."""

    def __init__(self, session: Session, runner: JobRunner) -> None:
        self._session = session
        self._runner = runner
        self._job: Job | None = None
        self._regrown: dict[int, _Regrown] = {}  # by key: undo may bring back a scenario as it was before it grew
        self._refused: set[int] = set()
        self._subject: VolumeSubject | None = None
        self._stopped = False

    def cancel(self) -> None:
        """Grow no more of them until `resume`."""
        self._stopped = True
        self._stop()

    def resume(self) -> None:
        """Go on after `cancel`."""
        self._stopped = False
        self._refused.clear()
        self._begin()

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Begin with the next one that lacks its growth, where that can be computed by now."""
        if differs(old, new, "path"):
            self._regrown.clear()
        if differs(old, new, "path", "series_uid", "time_index"):
            self._stop()
            self._stopped, self._subject = False, None
            self._refused.clear()
        if differs(old, new, "scenarios", "predictions", "slices", "unreadable", "series_uid", "time_index"):
            self._begin()

    def _stop(self) -> None:
        self._runner.cancel(self._job)
        self._job = None
        self._session.end_task(GROWING_AGAIN)

    def _begin(self) -> None:
        state = self._session.state
        lacking = [item for item in state.own_scenarios if item.growth is None]
        if any(item.key in self._regrown for item in lacking):
            self._show()
            return
        if not lacking:
            self._stop()
            self._subject = None
        if self._stopped or self._runner.is_wanted(self._job):
            return
        for item in lacking:
            work = None if item.key in self._refused else self._work(item, state)
            if work is not None:
                self._submit(item, work)
                return

    def _submit(self, item: Pinned, work: _Work) -> None:
        handlers = Handlers(
            items=lambda items: self._on_items(item, items),
            done=self._on_done,
            failed=lambda error: self._on_failed(item, error),
        )
        self._session.set_task(GROWING_AGAIN)
        self._job = self._runner.submit("scenarios", work, handlers)

    def _work(self, item: Pinned, state: ViewState) -> _Work | None:
        """Return what grows a scenario, or None while something is missing for it."""
        return self._in_space(item, state) if item.in_space else _of_slice(item, state)

    def _in_space(self, item: Pinned, state: ViewState) -> _Work | None:
        series = state.current_series
        if series is None or not state.predictions or unpredicted(state):
            return None
        subject = self._subject
        if subject is None:
            leading = leading_slice(state.predictions)
            prediction = None if leading is None else state.predictions[leading]
            if prediction is None:
                self._refused.add(item.key)
                self._session.update(message=tr(NOTHING_TO_GROW))
                return None
            subject = volume_subject(series, state.time_index, state.predictions, prediction)
            self._subject = subject
        days = state.days_per_step or subject.leading.days_per_step
        run = item.run
        return lambda job: grow_series(
            job, subject, run.parameters, white_to_grey=run.white_to_grey, days_per_step=days
        )

    def _on_items(self, item: Pinned, items: tuple[object, ...]) -> None:
        for grown in items:
            if isinstance(grown, VolumeGrown):
                self._regrown[item.key] = (grown.growth.plane(item.slice_index), grown.growth)
            elif isinstance(grown, Grown):
                self._regrown[item.key] = (replace(grown.growth, source=item.run.source), None)

    def _on_done(self) -> None:
        self._stop()
        self._show()

    def _on_failed(self, item: Pinned, error: Exception) -> None:
        self._stop()
        self._refused.add(item.key)
        self._session.update(message=sentence(error, tr("growing a pinned scenario again")))
        self._begin()

    def _show(self) -> None:
        state = self._session.state
        filled = tuple(self._filled(item) for item in state.scenarios)
        self._session.update(scenarios=stated(filled, state.learned))

    def _filled(self, item: Pinned) -> Pinned:
        if item.growth is not None or item.key not in self._regrown:
            return item
        growth, volume = self._regrown[item.key]
        return replace(item, growth=growth, volume=volume)


def _of_slice(item: Pinned, state: ViewState) -> _Work | None:
    place = item.slice_index
    if place >= min(len(state.slices), len(state.predictions)):
        return None
    prediction, image = state.predictions[place], state.slices[place]
    if prediction is None or image is None:
        return None
    subject = Subject(
        prediction=prediction,
        image=image,
        grid=item.run.grid,
        days_per_step=state.days_per_step,
        white_to_grey=item.run.white_to_grey,
    )
    return lambda job: grow_again(job, subject, item.run.parameters)
