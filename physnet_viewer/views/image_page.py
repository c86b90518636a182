"""The image with what belongs under it: in a low window the image gives way first, then what draws the density."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

_ROOMY, _LEAST = 200, 140  # heights of the image: below the first the controls begin to scroll; and the least


class ImagePage(QWidget):
    """Places image, strip of slices, controls of the density and time bar, one below the other.

    How high the controls are depends on how wide they are, which no minimum of Qt's own layouts says.
    """

    def __init__(self, image: QWidget, strip: QWidget, controls: QWidget, time_bar: QWidget) -> None:
        super().__init__()
        self._image, self._strip, self._controls, self._time_bar = image, strip, controls, time_bar
        self._told = QSize()
        self._drawer = QScrollArea(self)
        self._drawer.setWidget(controls)
        self._drawer.setWidgetResizable(True)
        self._drawer.setFrameShape(QScrollArea.Shape.NoFrame)
        self._drawer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._drawer.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        image.setMinimumHeight(1)  # the least height is this page's matter
        for part in (image, strip, self._drawer, time_bar):  # in the order of the Tab key
            part.setParent(self)
        controls.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Return a size at which nothing scrolls."""
        width = self._image.sizeHint().width()
        below = self._below(width) + self._controls.heightForWidth(width)
        return QSize(width, self._image.sizeHint().height() + below)

    def minimumSizeHint(self) -> QSize:
        """Return the size at which, as wide as the page is now, every part can still be used."""
        parts = (self._image, self._strip, self._controls, self._time_bar)
        width = max(part.minimumSizeHint().expandedTo(part.minimumSize()).width() for part in parts)
        return QSize(width, _LEAST + self._below(max(width, self.width())) + self._one_line())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        """Place what changed its size while it was hidden."""
        super().showEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Follow parts that need another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the controls, which do not lie on this page but in what scrolls."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width, below = self.width(), self._below(self.width())
        whole = self._controls.heightForWidth(width)
        drawer = min(max(self.height() - below - _ROOMY, self._one_line()), whole)
        image = max(self.height() - below - drawer, 0)
        heights = (image, self._strip.sizeHint().height(), drawer, self._time_bar.heightForWidth(width))
        top = 0
        for part, height in zip((self._image, self._strip, self._drawer, self._time_bar), heights, strict=True):
            part.setGeometry(0, top, width, height)
            top += height
        if (least := self.minimumSizeHint()) != self._told:
            self._told = least
            self.updateGeometry()

    def _below(self, width: int) -> int:
        """Return the height of what stands below the image, without the controls."""
        return self._strip.sizeHint().height() + self._time_bar.heightForWidth(width)

    def _one_line(self) -> int:
        return self._controls.sizeHint().height()
