"""A view that is shown one turn of the event loop after the others, so that no turn takes long."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from physnet_viewer.session import ViewState


class View(Protocol):
    """What shows states."""

    def render(self, old: ViewState | None, new: ViewState) -> None:
        """Show a state."""


class Later(QObject):
    """Stands for a view among others: what comes in one turn of the event loop is shown in the next."""

    def __init__(self, view: View, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._shown: ViewState | None = None
        self._wanted: ViewState | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._catch_up)

    def render(self, old: ViewState | None, new: ViewState) -> None:
        """Show a state soon, or at once if it is the first."""
        self._wanted = new
        if old is None:
            self._catch_up()
        else:
            self._next.start()

    @Slot()
    def _catch_up(self) -> None:
        assert self._wanted is not None
        old, self._shown = self._shown, self._wanted
        self._view.render(old, self._shown)
