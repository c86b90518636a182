"""What a run leaves behind that was stopped or failed: the values of what is drawn, as if it had never been asked for.

Growth on the latent grid is not stopped: it is there within a frame.
"""

from physnet_viewer.growth_control import GrowthControl
from physnet_viewer.session import Session, ViewState
from physnet_viewer.staleness import drawn_parameters, is_current, old_ratio
from physnet_viewer.translation import tr
from physnet_viewer.undo_steps import UndoSteps


class GivingUp:
    """Puts D, rho and white : grey back to what is drawn, and forgets the steps that had moved them since."""

    def __init__(self, session: Session, growth: GrowthControl, steps: UndoSteps) -> None:
        self._session = session
        self._growth = growth
        self._stack = steps.stack
        self._settled = 0  # place in the undo stack at which growth on screen last was what was set

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Note what would be gone back to: a slider moves first, and its step follows."""
        if is_current(old) or is_current(new):
            self._settled = self._stack.index()

    def stop(self) -> str:
        """Take back what asked for the long run that is being stopped; return that in a sentence, if there was one.

        Not the first run in 3-D: with that the series is given up as a whole.
        """
        state = self._session.state
        long = state.volume is not None if state.dimensions == "3d" else state.grid == "image"
        return self.take_back() if long else ""

    def take_back(self) -> str:
        """Take back what asked for a run of which nothing will come; return that in a sentence, if there was one."""
        state = self._session.state
        if _has_nothing(state):
            if not self._growth.forget_grid():
                self._growth.set_grid("latent")
            return tr("Stopped. Growth is shown on latent cells again.")
        if is_current(state):
            return ""
        self._growth.commit()  # a slider that is held is a step like the others
        with self._session.together():
            self._forget_steps(ratio_too=old_ratio(state, state.volume) is not None)
            self._go_to_drawn(state)
        return tr("Stopped. What is set is again what the growth on screen was computed with.")

    def _forget_steps(self, *, ratio_too: bool) -> None:
        stack = self._stack
        while stack.index() > self._settled and not is_current(self._session.state):
            step = stack.command(stack.index() - 1)
            if not (self._growth.is_tweak(step) or (ratio_too and self._growth.is_ratio(step))):
                return
            step.undo()
            step.setObsolete(True)
            stack.undo()  # Qt drops what is obsolete, and neither undoes it nor offers it again

    def _go_to_drawn(self, drawn: ViewState) -> None:
        """Go the rest of the way by a step: something else was done since, which must be undone first."""
        ratio = old_ratio(drawn, drawn.volume)
        if ratio is not None:
            self._growth.set_white_to_grey(ratio)
        tweak = drawn_parameters(drawn) if _is_of_one_ratio(drawn) else None
        if tweak is None:
            self._growth.reset()
        else:
            self._growth.set_parameters(tweak)
            self._growth.commit()
            # Kept where the values passed through those that were learned on the way back.
            self._session.update(tweaked=drawn.tweaked, tweaked_volume=drawn.tweaked_volume)


def _has_nothing(state: ViewState) -> bool:
    """Whether a slice could grow on the image grid, and has not."""
    on_image = state.dimensions == "2d" and state.grid == "image"
    could = state.current_prediction is not None and state.current_slice is not None
    return on_image and could and state.learned is None


def _is_of_one_ratio(state: ViewState) -> bool:
    """Whether learned and tweaked growth on screen were run alike."""
    return old_ratio(state, state.volume) == old_ratio(state, state.tweaked_volume)
