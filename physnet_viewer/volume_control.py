"""Growth of the whole series in three dimensions: begun when asked for, shown slice by slice."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer

from physnet_core.errors import InvalidParameterError
from physnet_core.growth.volume import volume_grid
from physnet_core.imaging import SeriesInfo
from physnet_viewer.failures import sentence
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.scan_cache import NO_VOLUME, ScanCache, volume_source
from physnet_viewer.series_growth import leading_slice
from physnet_viewer.session import Dimensions, Parameters, Session, ViewState, differs
from physnet_viewer.staleness import is_current, old_ratio
from physnet_viewer.translation import later, tr
from physnet_viewer.undo_steps import Place, UndoSteps
from physnet_viewer.volume_jobs import (
    FINDING_TISSUE,
    GROWING,
    VolumeGrown,
    VolumeProgress,
    VolumeSubject,
    grow_series,
    volume_subject,
)

WAITING = later("Waiting for all slices")
NOTHING_TO_GROW = later("No slice of this series shows a tumor, so there is nothing to grow in 3-D.")
NO_NETWORK = later("Growth in 3-D begins with what the network finds in each slice, and there is no network.")
REST_MS = 300
_CAUSES = (
    "searched",
    "dimensions",
    "leading",
    "predictions",
    "slices",
    "unreadable",
    "tweak",
    "white_to_grey",
    "volume",
    "tweaked_volume",
    "model",
)
_Key = tuple[Parameters | None, float]  # parameters and white to grey of a run


class VolumeControl:
    """Keeps `volume` and `tweaked_volume` in step with the sliders, once growth in 3-D is chosen."""

    def __init__(self, session: Session, runner: JobRunner, cache: ScanCache, steps: UndoSteps) -> None:
        self.on_failed: Callable[[], object] = lambda: None
        self._session = session
        self._runner = runner
        self._cache = cache
        self._steps = steps
        self._job: Job | None = None
        self._subject: VolumeSubject | None = None
        self._asked: _Key | None = None
        self._rest = QTimer(runner)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._run)

    def set_dimensions(self, dimensions: Dimensions) -> None:
        """Grow the slice on screen, or the whole series, as one undo step; refuse where there is no volume."""
        state = self._session.state
        series, source = state.current_series, state.current_source
        if dimensions == state.dimensions or series is None or source is None:
            return
        if dimensions == "3d":
            obstacle = _obstacle(self._session.state, series)
            if obstacle is not None:
                self._session.update(message=obstacle)
                return
        self._steps.push(
            tr("2-D or 3-D"), self.use, state.dimensions, dimensions, place=Place(source=source), fades=True
        )

    def use(self, dimensions: Dimensions) -> None:
        """Grow the slice on screen, or the whole series, where that is not what grows."""
        state = self._session.state
        series = state.current_series
        if series is None or dimensions == state.dimensions:
            return
        self._stop()
        if dimensions == "3d":
            tweak = self._cache.tweaks.get(volume_source(series, state.time_index))
            self._session.update(
                dimensions="3d", leading=None, learned=None, tweaked=None, preview=None, tweak=tweak, message=None
            )
            return
        plain = {**NO_VOLUME, "dimensions": "2d"}
        fields = self._cache.growth_fields(series, state.time_index, state.slice_index, replace(state, **plain))
        self._session.update(**plain, **fields)

    def cancel(self) -> None:
        """Stop growing; without a volume to show, go back to single slices."""
        self._stop()
        self._give_up()

    def stop_waiting(self) -> None:
        """Go back to single slices where some of them will never be predicted."""
        if self._session.state.leading is None:
            self.cancel()

    def _give_up(self) -> None:
        """Go back to single slices where no volume came, as if none had been asked for."""
        state = self._session.state
        if state.dimensions == "2d" or state.volume is not None:
            return
        if self._steps.forget_last(self.use):
            self.use("2d")
        else:  # something was done since, which must be undone first
            self.set_dimensions("2d")

    def restate(self, days_per_step: float | None) -> None:
        """Say in other days what was grown."""
        state = self._session.state
        changes: dict[str, Any] = {}
        for name, growth in (("volume", state.volume), ("tweaked_volume", state.tweaked_volume)):
            if growth is not None:
                changes[name] = growth.in_days(days_per_step or growth.leading.days_per_step)
        self._show(**changes)

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Compute what the state asks for and does not have."""
        if differs(old, new, "path", "series_uid", "time_index"):
            self._stop()
            self._subject = None
        if new.dimensions == "2d" and old.dimensions == "3d":
            self._stop()
        if new.dimensions == "3d" and differs(old, new, *_CAUSES):
            self._compute()

    def _compute(self) -> None:
        state = self._session.state
        if state.leading is None and not self._find_leading(state):
            return
        wanted = self._wanted()
        if wanted is None:
            self._stop()
        elif wanted != self._asked:
            self._asked = wanted
            self._runner.cancel(self._job)
            self._rest.start(REST_MS if self._session.state.volume is not None else 0)

    def _find_leading(self, state: ViewState) -> bool:
        """Decide whose D and rho the series has, once all slices are found and predicted; return whether that is so."""
        missing = unpredicted(state)
        if missing and state.model == "failed":
            self.stop_waiting()
            self._session.update(message=tr(NO_NETWORK))
            return False
        if missing or not state.searched:
            total = len(state.predictions)
            self._session.set_task(WAITING, total - missing, total if state.searched else None)
            return False
        self._session.end_task(WAITING)
        leading, series = leading_slice(state.predictions), state.current_series
        prediction = None if leading is None else state.predictions[leading]
        if prediction is None or series is None:
            self._give_up()
            self._session.update(message=tr(NOTHING_TO_GROW))
            return False
        known = self._subject
        if known is None or known.series is not series or known.leading is not prediction:
            self._subject = volume_subject(series, state.time_index, state.predictions, prediction)
        self._session.update(leading=leading)
        return False  # that update comes back here

    def _wanted(self) -> _Key | None:
        """Return the next run that is missing: the learned one first."""
        state = self._session.state
        learned, tweaked = (None, state.white_to_grey), (state.tweak, state.white_to_grey)
        if state.volume is None or old_ratio(state, state.volume) is not None:
            return learned
        return None if is_current(state) else tweaked

    def _run(self) -> None:
        subject, key = self._subject, self._asked
        if subject is None or key is None:
            return
        tweak, ratio = key
        days = self._session.state.days_per_step or subject.leading.days_per_step
        self._job = self._runner.submit(
            "volume",
            lambda job: grow_series(job, subject, tweak, white_to_grey=ratio, days_per_step=days),
            Handlers(items=self._on_items, done=self._on_done, failed=self._on_failed),
            latest_only=True,
        )

    def _stop(self) -> None:
        self._rest.stop()
        self._runner.cancel(self._job)
        self._asked = None
        self._session.end_task(WAITING, FINDING_TISSUE, GROWING)

    def _on_items(self, items: tuple[object, ...]) -> None:
        for item in items:
            if isinstance(item, VolumeProgress):
                if item.name == GROWING:
                    self._session.end_task(FINDING_TISSUE)
                self._session.set_task(item.name, item.done, item.total)
            elif isinstance(item, VolumeGrown) and item.subject is self._subject:
                self._take(item)

    def _take(self, grown: VolumeGrown) -> None:
        name = "volume" if grown.tweak is None else "tweaked_volume"
        days = self._session.state.days_per_step or grown.growth.leading.days_per_step
        self._show(**{name: grown.growth if grown.growth.days_per_step == days else grown.growth.in_days(days)})

    def _show(self, **changes: Any) -> None:
        state = self._session.state
        series = state.current_series
        if series is not None and changes:
            shown = replace(state, **changes)
            fields = self._cache.growth_fields(series, state.time_index, state.slice_index, shown)
            self._session.update(**changes, **fields)

    def _on_done(self) -> None:
        self._session.end_task(FINDING_TISSUE, GROWING)
        self._compute()

    def _on_failed(self, error: Exception) -> None:
        self._stop()
        self._session.update(message=sentence(error, tr("growing in 3-D")))
        self.on_failed()
        self._give_up()


def _obstacle(state: ViewState, series: SeriesInfo) -> str | None:
    """Return in one sentence why a series cannot grow in 3-D, as far as that is known by now."""
    if not state.searched:
        return None
    try:
        volume_grid(series)
    except InvalidParameterError as error:
        return sentence(error, tr("growing in 3-D"))
    if unpredicted(state):
        return tr(NO_NETWORK) if state.model == "failed" else None
    return tr(NOTHING_TO_GROW) if leading_slice(state.predictions) is None else None


def unpredicted(state: ViewState) -> int:
    """Return how many slices are still to be predicted before the series can grow."""
    return sum(
        prediction is None and index not in state.unreadable for index, prediction in enumerate(state.predictions)
    )
