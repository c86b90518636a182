"""D and rho as the user moves them, and what else growth rests on: one undo step a drag."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtGui import QUndoCommand

from physnet_core.imaging import SliceSource
from physnet_viewer.growth_runs import GrowthRuns
from physnet_viewer.jobs import JobRunner
from physnet_viewer.scan_cache import ScanCache, in_days, tweaked_source
from physnet_viewer.session import GridName, Parameters, Session, ViewState, differs
from physnet_viewer.translation import tr
from physnet_viewer.undo_steps import Step, UndoSteps

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
    """Keeps `learned` and `tweaked` in step with slice, grid and sliders."""

    def __init__(self, session: Session, runner: JobRunner, cache: ScanCache, steps: UndoSteps) -> None:
        self.on_days_changed: Callable[[float | None], None] = lambda days: None
        self.on_failed: Callable[[], object] = lambda: None
        self._session = session
        self._cache = cache
        self._steps = steps
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
        self._push(self._session.state.tweak)
        self._runs.settle()

    def reset(self) -> None:
        """Go back to the learned values, as one undo step."""
        self.commit()
        self._push(None)

    def show_kept(self) -> None:
        """Show D and rho that are kept for what is on screen."""
        source = tweaked_source(self._session.state)
        if source is not None:
            self._set(self._cache.tweaks.get(source))

    def set_grid(self, grid: GridName) -> None:
        """Show growth on the latent or the image grid, as one undo step."""
        before = self._session.state.grid
        if grid != before:
            self._steps.push(tr("Change grid"), self._use_grid, before, grid)

    def set_white_to_grey(self, ratio: float) -> None:
        """Let cells move so many times faster in white than in grey matter, as one undo step."""
        before = self._session.state.white_to_grey
        if ratio != before:
            self._steps.push(tr("Change white : grey"), self._use_white_to_grey, before, ratio)

    def set_days_per_step(self, days: float | None) -> None:
        """Restate all growth under another assumption, or under the model's own, as one undo step."""
        before = self._session.state.days_per_step
        if days != before:
            self._steps.push(tr("Change days per step"), self._use_days_per_step, before, days)

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Compute what the state asks for and does not have."""
        if differs(old, new, *_CAUSES):
            self._runs.follow()
        elif differs(old, new, "frame") and new.preview is not None:
            self._runs.preview_frame()

    def cancel(self) -> None:
        """Stop runs that take long."""
        self._runs.stop()

    def is_tweak(self, step: QUndoCommand) -> bool:
        """Whether a step moved D and rho of what is on screen."""
        source = tweaked_source(self._session.state)
        moved = step.apply if isinstance(step, Step) else None
        return isinstance(moved, partial) and moved.func == self._keep and moved.args == (source,)

    def is_ratio(self, step: QUndoCommand) -> bool:
        """Whether a step changed white : grey."""
        return isinstance(step, Step) and step.apply == self._use_white_to_grey

    def forget_grid(self) -> bool:
        """Go back to latent cells as if the image grid had not been asked for, if that was the last step."""
        if not self._steps.forget_last(self._use_grid):
            return False
        self._use_grid("latent")
        return True

    def _use_grid(self, grid: GridName) -> None:
        self._begin_anew(grid=grid)

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

    def _push(self, tweak: Parameters | None) -> None:
        source = tweaked_source(self._session.state)
        before = None if source is None else self._cache.tweaks.get(source)
        if source is not None and before != tweak:
            text = tr("Reset D and ρ") if tweak is None else tr("Change D and ρ")
            self._steps.push(text, partial(self._keep, source), before, tweak)

    def _keep(self, source: SliceSource, tweak: Parameters | None) -> None:
        if tweak is None:
            self._cache.tweaks.pop(source, None)
        else:
            self._cache.tweaks[source] = tweak
        self.show_kept()

    def _unless_learned(self, parameters: Parameters) -> Parameters | None:
        prediction = self._session.state.growth_prediction
        assert prediction is not None
        own = Parameters(diffusion_number=prediction.diffusion_number, growth_number=prediction.growth_number)
        return None if parameters == own else parameters
