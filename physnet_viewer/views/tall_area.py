"""A page that scrolls up and down only: it is never narrower than what it holds, so that nothing is cut at its side."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QStyle, QWidget

_LINES = 6  # of text that are seen of it at least


class TallArea(QScrollArea):
    """Shows a widget in its full width, and as much of its height as there is room for."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._told = QSize()
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the content with a scroll bar beside it, and a few lines of height."""
        return QSize(self._width(self._content.minimumSizeHint()), _LINES * self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        """Return the size at which nothing has to be scrolled."""
        wanted = self._content.sizeHint()
        return QSize(self._width(wanted), wanted.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content when it needs another width; the window lays all docks out anew for that."""
        if event.type() == QEvent.Type.LayoutRequest and (needed := self.minimumSizeHint()) != self._told:
            self._told = needed
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _width(self, content: QSize) -> int:
        return content.width() + self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
