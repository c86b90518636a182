"""How wide the panels beside the image are: as the window has room, until somebody drags them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A dock, and the share of the window that it takes within two widths in pixels."""

    dock: QDockWidget
    share: float
    least: int
    most: int

    def width(self, window: int) -> int:
        """Return its width in a window so wide; larger text asks for more, and must not take the room of the image."""
        wanted = min(max(round(self.share * window), self.least), self.most)
        content = self.dock.widget()
        return wanted if content is None else max(wanted, content.minimumSizeHint().width())


class PanelWidths(QObject):
    """Lets panels grow with their window, each as long as nobody drags its edge.

    A width that a small window forces on a panel is nobody's choice, and goes when there is room again.
    """

    def __init__(self, window: QMainWindow, panels: Sequence[Panel]) -> None:
        super().__init__(window)
        self._window, self._panels = window, tuple(panels)
        self._pressed: dict[str, int] = {}  # widths where the mouse was pressed, by name of dock
        self.chosen: dict[str, int] = {}
        window.installEventFilter(self)

    def fit(self) -> None:
        """Give every panel its width."""
        self._give(self._window.width())

    def follow(self, before: int, after: int) -> None:
        """Follow the window from one width to another."""
        if before > 0 and before != after:
            self._give(after)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember what is dragged: the edges of docks belong to the window itself."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = self._widths()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            dragged = {name: width for name, width in self._widths().items() if self._pressed.get(name, width) != width}
            self.chosen.update(dragged)
        return super().eventFilter(watched, event)

    def _widths(self) -> dict[str, int]:
        return {panel.dock.objectName(): panel.dock.width() for panel in self._panels}

    def _give(self, window: int) -> None:
        docks = [panel.dock for panel in self._panels]
        widths = [self.chosen.get(panel.dock.objectName(), panel.width(window)) for panel in self._panels]
        layout = self._window.layout()
        if docks and layout is not None:
            self._window.resizeDocks(docks, widths, Qt.Orientation.Horizontal)
            layout.activate()  # now, or they would be painted once at their old widths
