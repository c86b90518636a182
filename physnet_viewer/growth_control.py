"""D and rho as the user moves them: simulation of the newest values, one undo step a drag, never a stale result."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QUndoCommand, QUndoStack

from physnet_core.growth.anatomy import slice_tissue
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.growth.simulate import simulate
from physnet_core.imaging import Slice, SliceSource
from physnet_core.network.prediction import Prediction
from physnet_core.physics.tissue import TissueMap
from physnet_viewer import torch_loading
from physnet_viewer.failures import sentence
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.scan_cache import ScanCache, in_days, source_of
from physnet_viewer.session import GridName, Parameters, Session, ViewState, differs

SIMULATING = "Simulating growth"
_SUBJECT_FIELDS = ("predictions", "slices", "slice_index", "series_uid", "time_index", "grid")
_CAUSES = (*_SUBJECT_FIELDS, "tweak", "learned", "tweaked")  # changes of state after which there may be work


@dataclass(frozen=True, kw_only=True, eq=False)
class _Subject:
    """What a simulation is of; a result for another subject is not shown."""

    prediction: Prediction
    image: Slice
    grid: GridName
    days_per_step: float | None


@dataclass(frozen=True, kw_only=True, eq=False)
class _Grown:
    subject: _Subject
    tweak: Parameters | None
    growth: Growth


class _Tweak(QUndoCommand):
    """One change of D and rho on one slice, however long the drag was."""

    def __init__(
        self,
        apply: Callable[[SliceSource, Parameters | None], None],
        source: SliceSource,
        before: Parameters | None,
        after: Parameters | None,
    ) -> None:
        super().__init__("Reset D and ρ" if after is None else "Change D and ρ")
        self._apply = apply
        self._source = source
        self._before = before
        self._after = after

    def redo(self) -> None:
        """Put the new values in place."""
        self._apply(self._source, self._after)

    def undo(self) -> None:
        """Put the old values back."""
        self._apply(self._source, self._before)


class GrowthControl:
    """Keeps `learned` and `tweaked` in step with slice, grid and sliders.

    Parameters
    ----------
    show_slice
        Called where undo is of another slice than the one on screen: what changes must be seen.
    """

    def __init__(
        self, session: Session, runner: JobRunner, cache: ScanCache, show_slice: Callable[[int], None]
    ) -> None:
        self.undo_stack = QUndoStack()
        self._session = session
        self._runner = runner
        self._cache = cache
        self._show_slice = show_slice
        self._job: Job | None = None
        self._subject: _Subject | None = None
        self._asked: tuple[bool, Parameters | None] | None = None

    def set_parameters(self, parameters: Parameters) -> None:
        """Follow a slider; the change is undone as one step after `commit`."""
        if self._session.state.current_prediction is not None:
            self._set(self._unless_learned(parameters))

    def commit(self) -> None:
        """Make what was set since the last time one undo step."""
        source = self._source()
        if source is not None:
            before, after = self._cache.tweaks.get(source), self._session.state.tweak
            if before != after:
                self.undo_stack.push(_Tweak(self._apply, source, before, after))

    def reset(self) -> None:
        """Go back to the learned values, as one undo step."""
        self.commit()
        source = self._source()
        if source is not None and self._session.state.tweak is not None:
            self.undo_stack.push(_Tweak(self._apply, source, self._session.state.tweak, None))

    def set_grid(self, grid: GridName) -> None:
        """Show growth on the latent or the image grid."""
        state = self._session.state
        series = state.current_series
        if grid == state.grid:
            return
        if series is None:
            self._session.update(grid=grid)
            return
        self._session.update(grid=grid, learned=None, tweaked=None)
        self._show_what_is_known()

    def set_days_per_step(self, days: float | None) -> None:
        """Restate all growth under another assumption, or under the model's own; nothing is simulated anew."""
        state = self._session.state
        prediction = state.current_prediction
        self._cache.assume(days)
        used = days if days is not None or prediction is None else prediction.days_per_step
        restated = {
            name: in_days(growth, used)
            for name, growth in (("learned", state.learned), ("tweaked", state.tweaked))
            if growth is not None and used is not None
        }
        self._session.update(days_per_step=days, **restated)

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Compute what the state asks for and does not have."""
        if differs(old, new, "path", "series_uid", "time_index"):
            self.undo_stack.clear()
        names = (
            "predictions",
            "slices",
            "slice_index",
            "series_uid",
            "time_index",
            "grid",
            "tweak",
            "learned",
            "tweaked",
        )
        if differs(old, new, *names):
            self._compute()

    def cancel(self) -> None:
        """Stop simulating."""
        self._runner.cancel(self._job)
        self._session.end_task(SIMULATING)

    def _set(self, tweak: Parameters | None) -> None:
        if tweak is None:
            self._session.update(tweak=None, tweaked=None)
        else:
            self._session.update(tweak=tweak)

    def _apply(self, source: SliceSource, tweak: Parameters | None) -> None:
        series = self._session.state.current_series
        if tweak is None:
            self._cache.tweaks.pop(source, None)
        else:
            self._cache.tweaks[source] = tweak
        if series is None:
            return
        if source != self._source():
            self._show_slice(series.sources.index(source) % series.slices)
        self._set(tweak)

    def _source(self) -> SliceSource | None:
        state = self._session.state
        series = state.current_series
        return None if series is None else source_of(series, state.time_index, state.slice_index)

    def _unless_learned(self, parameters: Parameters) -> Parameters | None:
        prediction = self._session.state.current_prediction
        assert prediction is not None
        own = Parameters(diffusion_number=prediction.diffusion_number, growth_number=prediction.growth_number)
        return None if parameters == own else parameters

    def _show_what_is_known(self) -> None:
        state = self._session.state
        series = state.current_series
        if series is not None:
            fields = self._cache.growth_fields(series, state.time_index, state.slice_index, state)
            self._session.update(learned=fields["learned"])

    def _compute(self) -> None:
        state = self._session.state
        subject = self._current_subject()
        if subject is not self._subject:
            self.cancel()
            self._subject, self._asked = subject, None
        if subject is None:
            return
        learned_too = state.learned is None
        tweak = None if is_current(state) else state.tweak
        if (learned_too or tweak is not None) and self._asked != (learned_too, tweak):
            self._asked = (learned_too, tweak)
            handlers = Handlers(items=self._on_grown, done=self._on_done, failed=self._on_failed)
            self._job = self._runner.submit(
                "simulation",
                lambda job: _grow(job, subject, tweak, learned_too=learned_too),
                handlers,
                latest_only=True,
            )
            if subject.grid == "image":
                self._session.set_task(SIMULATING)

    def _current_subject(self) -> _Subject | None:
        """Return the subject on screen: the same object as long as it is the same."""
        state = self._session.state
        prediction, image, known = state.current_prediction, state.current_slice, self._subject
        if prediction is None or image is None:
            return None
        subject = _Subject(prediction=prediction, image=image, grid=state.grid, days_per_step=state.days_per_step)
        return known if known is not None and _parts(known) == _parts(subject) else subject

    def _on_grown(self, items: tuple[object, ...]) -> None:
        for item in (item for item in items if isinstance(item, _Grown) and item.subject is self._subject):
            if item.tweak is None:
                self._session.update(learned=item.growth)
            elif self._session.state.tweak is not None:
                self._session.update(tweaked=item.growth)

    def _on_done(self) -> None:
        self._session.end_task(SIMULATING)

    def _on_failed(self, error: Exception) -> None:
        self._session.end_task(SIMULATING)
        self._session.update(message=sentence(error, "simulating growth"))


def is_current(state: ViewState) -> bool:
    """Whether `tweaked` is what the sliders say, or neither is there."""
    tweak, tweaked = state.tweak, state.tweaked
    if tweak is None or tweaked is None:
        return tweak is None and tweaked is None
    return (tweaked.diffusion_number, tweaked.growth_number) == (tweak.diffusion_number, tweak.growth_number)


def _parts(subject: _Subject) -> tuple[Prediction, Slice, GridName, float | None]:
    return subject.prediction, subject.image, subject.grid, subject.days_per_step


def _grow(job: Job, subject: _Subject, tweak: Parameters | None, *, learned_too: bool) -> Generator[object, None, None]:
    torch_loading.use_threads(1)  # the grids are small: more threads cost more than they bring
    wanted = [None] if learned_too else []
    for values in [*wanted, *([tweak] if tweak is not None else [])]:
        growth = simulate(
            subject.prediction,
            subject.image,
            _scenario(subject, values),
            tissue=_tissue(subject.image, subject.prediction) if subject.grid == "image" else None,
            days_per_step=subject.days_per_step,
            cancelled=job.cancelled,
        )
        yield _Grown(subject=subject, tweak=values, growth=growth)


@lru_cache(maxsize=2)
def _tissue(image: Slice, prediction: Prediction) -> TissueMap:
    """Return the tissue of a slice, found once and not again at every move of a slider."""
    return slice_tissue(image, prediction)


def _scenario(subject: _Subject, tweak: Parameters | None) -> Scenario:
    prediction = subject.prediction
    if tweak is None:
        return Scenario.learned(prediction, grid=subject.grid)
    return Scenario(
        diffusion_number=tweak.diffusion_number,
        growth_number=tweak.growth_number,
        steps=float(prediction.steps),
        frames=prediction.steps,
        grid=subject.grid,
    )
