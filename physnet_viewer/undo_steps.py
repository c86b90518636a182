"""Steps that can be taken back; each knows where in the scan it was made, and shows that first.

A step is whatever changes a number, a line or a statement that could stand in a report: what growth rests on (D and
rho, grid, 2-D or 3-D, white to grey, days of a step), what is kept beside it (measurements, pinned scenarios), and what
it is held against (the scenario that is compared with, the signed difference). How all this is looked at is no step:
series, slice, frame, playback, cine, grey levels, layout, cross-hair, and opacity, color map, smoothing and outline of
the density. The outline is drawn only: area and volume are of the threshold of the growth, whatever is outlined.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtGui import QUndoCommand, QUndoStack

from physnet_core.imaging import SliceSource
from physnet_viewer.session import Dimensions, Session, ViewState, differs

_Value = TypeVar("_Value")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a step is seen.

    Attributes
    ----------
    source
        The slice; its number changes while its series grows.
    dimensions
        What grew there, or None where that does not matter.
    """

    source: SliceSource
    dimensions: Dimensions | None = None


class UndoSteps:
    """The steps of the open scan, whatever series or slice they were made on.

    Parameters
    ----------
    show
        Called with the place of a step before that is undone or redone: what changes must be seen.
    """

    def __init__(self, session: Session, show: Callable[[Place], None]) -> None:
        self.stack = QUndoStack()
        self._session = session
        self._show = show

    def push(
        self,
        text: str,
        apply: Callable[[_Value], None],
        before: _Value,
        after: _Value,
        *,
        place: Place | None = None,
        fades: bool = False,
    ) -> None:
        """Call `apply` with the value after a change, and with the one before when it is undone.

        Parameters
        ----------
        place
            Where it is seen, if that is not what is on screen.
        fades
            Whether the window may go back by itself, so that nothing is left to undo; such a step is passed over.
        """
        seen = place or self._here()
        self.stack.push(Step(text, apply, before, after, place=seen, fades=fades, carry_out=self._carry_out))

    def undo(self) -> None:
        """Take the last step back."""
        self._go(self.stack.undo, lambda: self.stack.index() - 1)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._go(self.stack.redo, self.stack.index)

    def forget_last(self, apply: Callable[[_Value], None]) -> bool:
        """Drop the last step if `apply` made it, and leave its value where it is; return whether that is so."""
        last = self.stack.command(self.stack.index() - 1)
        if not isinstance(last, Step) or last.apply != apply:
            return False
        last.setObsolete(True)
        self.stack.undo()  # Qt drops what is obsolete, and neither undoes it nor offers it again
        return True

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Forget all steps with the scan they were made on, even where the same one is opened again."""
        if differs(old, new, "path") or (new.series_uid is None and old.series_uid is not None):
            self.stack.clear()

    def _go(self, move: Callable[[], None], place: Callable[[], int]) -> None:
        while isinstance(step := self.stack.command(place()), Step):
            move()
            if not (step.fades and step.idle):
                return

    def _here(self) -> Place | None:
        state = self._session.state
        source = state.current_source
        return None if source is None else Place(source=source, dimensions=state.dimensions)

    def _carry_out(self, step: "Step", value: object, *, anew: bool) -> None:
        """Use a value; who makes a step for the first time looks at its place already."""
        if anew and step.place is not None:
            self._show(step.place)
        before = self._session.state
        step.apply(value)
        step.idle = self._session.state is before


class Step(QUndoCommand):
    """One change of one value, however long a drag was."""

    def __init__(
        self,
        text: str,
        apply: Callable[[Any], None],
        before: object,
        after: object,
        *,
        place: Place | None,
        fades: bool,
        carry_out: Callable[..., None],
    ) -> None:
        super().__init__(text)
        self.apply, self.place, self.fades = apply, place, fades
        self.idle = False
        self._before, self._after = before, after
        self._carry_out = carry_out
        self._made = False

    def redo(self) -> None:
        """Put the new value in place."""
        self._carry_out(self, self._after, anew=self._made)
        self._made = True

    def undo(self) -> None:
        """Put the old value back."""
        self._carry_out(self, self._before, anew=True)
