"""D and rho as the user moves them, and what else growth rests on: one undo step a drag."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QUndoCommand, QUndoStack

from physnet_core.imaging import SliceSource
from physnet_viewer.growth_runs import GrowthRuns
from physnet_viewer.jobs import JobRunner
from physnet_viewer.scan_cache import ScanCache, in_days, tweaked_source
from physnet_viewer.session import GridName, Parameters, Session, ViewState, differs
from physnet_viewer.translation import tr
from physnet_viewer.undo_steps import Setting, Tweak

_CAUSES = (
    "predictions",
    "slices",
    "slice_index",
    "series_uid",
    "time_index",
    "grid",
    "dimensions",
    "days_per_step",
    "white_to_grey",
    "tweak",
    "learned",
    "tweaked",
)


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
        self.on_failed: Callable[[], object] = lambda: None
        self.undo_stack = QUndoStack()
        self._session = session
        self._cache = cache
        self._show_slice = show_slice
        self._runs = GrowthRuns(session, runner, cache, on_failed=lambda: self.on_failed())

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
        source = tweaked_source(self._session.state)
        if source is not None:
            before, after = self._cache.tweaks.get(source), self._session.state.tweak
            if before != after:
                self.undo_stack.push(Tweak(self._apply, source, before, after))
        self._runs.settle()

    def reset(self) -> None:
        """Go back to the learned values, as one undo step."""
        self.commit()
        source = tweaked_source(self._session.state)
        if source is not None and self._session.state.tweak is not None:
            self.undo_stack.push(Tweak(self._apply, source, self._session.state.tweak, None))

    def show_kept(self) -> None:
        """Show D and rho that are kept for what is on screen."""
        source = tweaked_source(self._session.state)
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
            self._runs.follow()
        elif differs(old, new, "frame") and new.preview is not None:
            self._runs.preview_frame()

    def cancel(self) -> None:
        """Stop runs that take long."""
        self._runs.stop()

    def is_tweak(self, step: QUndoCommand) -> bool:
        """Whether a step moved D and rho of what is on screen."""
        return isinstance(step, Tweak) and step.is_of(tweaked_source(self._session.state))

    def is_ratio(self, step: QUndoCommand) -> bool:
        """Whether a step changed white : grey."""
        return isinstance(step, Setting) and step.is_of(self._use_white_to_grey)

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
        if source != tweaked_source(self._session.state):
            self._show_slice(series.sources.index(source) % series.slices)
        self._set(tweak)

    def _unless_learned(self, parameters: Parameters) -> Parameters | None:
        prediction = self._session.state.growth_prediction
        assert prediction is not None
        own = Parameters(diffusion_number=prediction.diffusion_number, growth_number=prediction.growth_number)
        return None if parameters == own else parameters
