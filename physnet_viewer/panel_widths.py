"""How wide the panels beside the image are: as the window has room, until somebody drags them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

_SLACK = 2  # pixels by which a width may differ that nobody chose


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


class PanelWidths:
    """Lets panels grow with their window, each as long as it has the width that was given to it."""

    def __init__(self, window: QMainWindow, panels: Sequence[Panel]) -> None:
        self._window, self._panels = window, tuple(panels)

    def fit(self) -> None:
        """Give every panel its width."""
        self._give(self._panels, self._window.width())

    def follow(self, before: int, after: int) -> None:
        """Follow the window from one width to another."""
        if before > 0 and before != after:
            own = [panel for panel in self._panels if abs(panel.dock.width() - panel.width(before)) <= _SLACK]
            self._give(own, after)

    def _give(self, panels: Sequence[Panel], window: int) -> None:
        docks, widths = [panel.dock for panel in panels], [panel.width(window) for panel in panels]
        layout = self._window.layout()
        if docks and layout is not None:
            self._window.resizeDocks(docks, widths, Qt.Orientation.Horizontal)
            layout.activate()  # now, or the next resize would take the old widths for somebody's choice
