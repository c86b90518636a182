"""Steps that can be taken back: D and rho of a slice, and single settings of growth."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QUndoCommand

from physnet_core.imaging import SliceSource
from physnet_viewer.session import Parameters
from physnet_viewer.translation import tr


class Tweak(QUndoCommand):
    """One change of D and rho on one slice, however long the drag was."""

    def __init__(
        self,
        apply: Callable[[SliceSource, Parameters | None], None],
        source: SliceSource,
        before: Parameters | None,
        after: Parameters | None,
    ) -> None:
        super().__init__(tr("Reset D and ρ") if after is None else tr("Change D and ρ"))
        self._apply = apply
        self._source = source
        self._before = before
        self._after = after

    def is_of(self, source: SliceSource | None) -> bool:
        """Whether this is a change of D and rho of `source`."""
        return self._source == source

    def redo(self) -> None:
        """Put the new values in place."""
        self._apply(self._source, self._after)

    def undo(self) -> None:
        """Put the old values back."""
        self._apply(self._source, self._before)


class Setting(QUndoCommand):
    """One change of one value, such as an assumption."""

    def __init__(self, text: str, apply: Callable[[Any], None], before: object, after: object) -> None:
        super().__init__(text)
        self._apply = apply
        self._before = before
        self._after = after

    def is_of(self, apply: Callable[[Any], None]) -> bool:
        """Whether this is a change that `apply` makes."""
        return self._apply == apply

    def redo(self) -> None:
        """Put the new value in place."""
        self._apply(self._after)

    def undo(self) -> None:
        """Put the old value back."""
        self._apply(self._before)
