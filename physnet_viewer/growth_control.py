"""D and rho as the user moves them: simulation of the newest values, one undo step a drag, never a stale result.

On the latent grid a run takes a millisecond and follows every move. On the image grid a preview of the frame on screen
does, and the run with tissue follows when the drag rests.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QUndoStack

from physnet_core.imaging import SliceSource
from physnet_viewer.failures import sentence
from physnet_viewer.growth_jobs import Grown, Prepared, Subject, grow, preview
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.scan_cache import ScanCache, in_days, source_of, volume_source
from physnet_viewer.session import GridName, Parameters, Session, ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.undo_steps import Setting, Tweak

SIMULATING = later("Simulating growth")
REST_MS = 150  # a slider that stood still for so long is taken to rest
_CAUSES = (
    "predictions",
    "slices",
    "slice_index",
    "series_uid",
    "time_index",
    "grid",
    "white_to_grey",
    "tweak",
    "learned",
    "tweaked",
)


_Wanted = tuple[bool, Parameters | None]  # whether the learned growth is, and the parameters whose growth is


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
        self.on_days_changed: Callable[[float | None], None] = lambda days: None
        self.undo_stack = QUndoStack()
        self._session = session
        self._runner = runner
        self._cache = cache
        self._show_slice = show_slice
        self._job: Job | None = None
        self._preview_job: Job | None = None
        self._prepared: Prepared | None = None
        self._subject: Subject | None = None
        self._asked: _Wanted | None = None
        self._rest = QTimer(runner)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._run)

    def set_parameters(self, parameters: Parameters) -> None:
        """Follow a slider; the change is undone as one step after `commit`."""
        if self._session.state.growth_prediction is not None:
            self._set(self._unless_learned(parameters))

    def use_physical(self, diffusion: float, proliferation: float) -> None:
        """Take D in mm²/day and rho per day over from elsewhere, as one undo step."""
        state = self._session.state
        prediction = state.growth_prediction
        if prediction is None or not prediction.units.physical:
            return
        units = replace(prediction.units, days_per_step=state.days_per_step or prediction.days_per_step)
        self.commit()
        self.set_parameters(
            Parameters(
                diffusion_number=units.diffusion_number(diffusion), growth_number=units.growth_number(proliferation)
            )
        )
        self.commit()

    def commit(self) -> None:
        """Make what was set since the last time one undo step."""
        source = self._source()
        if source is not None:
            before, after = self._cache.tweaks.get(source), self._session.state.tweak
            if before != after:
                self.undo_stack.push(Tweak(self._apply, source, before, after))
        if self._rest.isActive():
            self._run()

    def reset(self) -> None:
        """Go back to the learned values, as one undo step."""
        self.commit()
        source = self._source()
        if source is not None and self._session.state.tweak is not None:
            self.undo_stack.push(Tweak(self._apply, source, self._session.state.tweak, None))

    def show_kept(self) -> None:
        """Show D and rho that are kept for what is on screen."""
        source = self._source()
        if source is not None:
            self._set(self._cache.tweaks.get(source))

    def set_grid(self, grid: GridName) -> None:
        """Show growth on the latent or the image grid."""
        if grid != self._session.state.grid:
            self._begin_anew(grid=grid)

    def set_white_to_grey(self, ratio: float) -> None:
        """Let cells move so many times faster in white than in grey matter, as one undo step."""
        before = self._session.state.white_to_grey
        if ratio != before:
            self.undo_stack.push(Setting(tr("Change white : grey"), self._use_white_to_grey, before, ratio))

    def set_days_per_step(self, days: float | None) -> None:
        """Restate all growth under another assumption, or under the model's own, as one undo step."""
        before = self._session.state.days_per_step
        if days != before:
            self.undo_stack.push(Setting(tr("Change days per step"), self._use_days_per_step, before, days))

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Compute what the state asks for and does not have."""
        if differs(old, new, "path", "series_uid", "time_index"):
            self.undo_stack.clear()
        if differs(old, new, *_CAUSES):
            self._compute()
        elif differs(old, new, "frame") and new.preview is not None:
            self._ask_preview()

    def cancel(self) -> None:
        """Stop simulating."""
        self._rest.stop()
        self._runner.cancel(self._job)
        self._runner.cancel(self._preview_job)
        self._session.end_task(SIMULATING)

    def _use_white_to_grey(self, ratio: float) -> None:
        if self._session.state.grid == "image":
            self._begin_anew(white_to_grey=ratio)
        else:
            self._session.update(white_to_grey=ratio)

    def _begin_anew(self, **changes: Any) -> None:
        """Take on a setting that all growth of slices rests on; that of a volume is looked after elsewhere."""
        state = self._session.state
        series = state.current_series
        if series is None or state.dimensions == "3d":
            self._session.update(**changes)
            return
        fields = self._cache.growth_fields(series, state.time_index, state.slice_index, replace(state, **changes))
        self._session.update(**changes, learned=fields["learned"], tweaked=None, preview=None)

    def _use_days_per_step(self, days: float | None) -> None:
        """Nothing is simulated anew: only what a step means changes."""
        state = self._session.state
        prediction = state.current_prediction
        self._cache.assume(days)
        used = days if days is not None or prediction is None else prediction.days_per_step
        restated = {
            name: in_days(growth, used)
            for name, growth in (("learned", state.learned), ("tweaked", state.tweaked))
            if growth is not None and used is not None
        }
        self._session.update(days_per_step=days, preview=None, **restated)
        self.on_days_changed(days)

    def _set(self, tweak: Parameters | None) -> None:
        if tweak is None:
            self._session.update(tweak=None, tweaked=None, preview=None, tweaked_volume=None)
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
        if series is None:
            return None
        if state.dimensions == "3d":
            return volume_source(series, state.time_index)
        return source_of(series, state.time_index, state.slice_index)

    def _unless_learned(self, parameters: Parameters) -> Parameters | None:
        prediction = self._session.state.growth_prediction
        assert prediction is not None
        own = Parameters(diffusion_number=prediction.diffusion_number, growth_number=prediction.growth_number)
        return None if parameters == own else parameters

    def _compute(self) -> None:
        subject = self._current_subject()
        if subject is not self._subject:
            self.cancel()
            self._subject, self._asked, self._prepared = subject, None, None
        wanted = self._wanted()
        if subject is None:
            return
        if wanted == (False, None):
            self.cancel()
            self._asked = None
            return
        if _covers(self._asked, wanted):
            return
        if self._prepared is None or wanted[0]:
            self._run()
            return
        self._asked = wanted
        self._runner.cancel(self._job)
        self._ask_preview()
        self._rest.start()

    def _wanted(self) -> _Wanted:
        """Return whether the learned growth is missing, and the parameters whose growth is."""
        state = self._session.state
        return state.learned is None, None if is_current(state) else state.tweak

    def _run(self) -> None:
        """Compute all frames."""
        self._rest.stop()
        subject, wanted = self._subject, self._wanted()
        if subject is None or wanted == (False, None):
            return
        self._asked = wanted
        learned_too, tweak = wanted
        handlers = Handlers(items=self._on_grown, done=self._on_done, failed=self._on_failed)
        self._job = self._runner.submit(
            "simulation",
            lambda job: grow(job, subject, tweak, learned_too=learned_too),
            handlers,
            latest_only=True,
        )
        if subject.grid == "image":
            self._session.set_task(SIMULATING)

    def _ask_preview(self) -> None:
        """Compute the frame on screen, in a lane of its own: a run that is being given up must not hold it back."""
        prepared, tweak, frame = self._prepared, self._session.state.tweak, self._session.state.frame
        if prepared is not None and tweak is not None:
            self._preview_job = self._runner.submit(
                "preview",
                lambda job: preview(job, prepared, tweak, frame),
                Handlers(items=self._on_previewed, failed=self._on_failed),
                latest_only=True,
            )

    def _current_subject(self) -> Subject | None:
        """Return the subject on screen: the same object as long as it is the same."""
        state = self._session.state
        prediction, image, known = state.current_prediction, state.current_slice, self._subject
        if prediction is None or image is None or state.dimensions == "3d":
            return None
        subject = Subject(
            prediction=prediction,
            image=image,
            grid=state.grid,
            days_per_step=state.days_per_step,
            white_to_grey=state.white_to_grey,
        )
        return known if known is not None and known.parts == subject.parts else subject

    def _on_grown(self, items: tuple[object, ...]) -> None:
        for item in items:
            if isinstance(item, Prepared) and item.subject is self._subject:
                self._prepared = item
            if isinstance(item, Grown) and item.subject is self._subject:
                self._show(item)

    def _show(self, grown: Grown) -> None:
        state = self._session.state
        if grown.tweak is None:
            self._session.update(learned=grown.growth)
        elif state.tweak == grown.tweak:
            self._runner.cancel(self._preview_job)
            if (source := self._source()) is not None:
                self._cache.keep_tweaked(source, grown.subject.prediction, grown.growth)
            self._session.update(tweaked=grown.growth, preview=None)
        elif state.tweak is not None and state.grid == "latent":
            self._session.update(tweaked=grown.growth)  # an older value of a slider that moves on: the newest is next

    def _on_previewed(self, items: tuple[object, ...]) -> None:
        grown = items[-1]
        state = self._session.state
        if isinstance(grown, Grown) and grown.subject is self._subject and state.tweak is not None:
            if not is_current(state):
                self._session.update(preview=grown.growth)

    def _on_done(self) -> None:
        self._session.end_task(SIMULATING)

    def _on_failed(self, error: Exception) -> None:
        self._session.end_task(SIMULATING)
        self._session.update(message=sentence(error, tr("simulating growth")))


def _covers(asked: _Wanted | None, wanted: _Wanted) -> bool:
    """Whether what was asked for brings all that is wanted."""
    return asked is not None and asked[1] == wanted[1] and asked[0] >= wanted[0]


def is_current(state: ViewState) -> bool:
    """Whether `tweaked` is what the sliders say, or neither is there."""
    tweak, tweaked = state.tweak, state.tweaked
    if tweak is None or tweaked is None:
        return tweak is None and tweaked is None
    return (tweaked.diffusion_number, tweaked.growth_number) == (tweak.diffusion_number, tweak.growth_number)
