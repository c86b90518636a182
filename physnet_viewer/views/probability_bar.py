"""A probability as a bar, and where it would move to."""

from PySide6.QtCore import QLine, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from physnet_viewer import theme


class ProbabilityBar(QWidget):
    """A bar from 0 to 1; hatched where it belongs to no answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 0.0
        self._label: str | None = None
        self._faded = False
        self._would_be: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: float, label: str | None, *, faded: bool) -> None:
        """Show a probability in the color of a class, or neutral and hatched for None."""
        if (value, label, faded) != (self._value, self._label, self._faded):
            self._value, self._label, self._faded = value, label, faded
            self.update()

    def show_would_be(self, value: float | None) -> None:
        """Mark the probability at the D and rho of the sliders, or nothing."""
        if value != self._would_be:
            self._would_be = value
            self.update()

    def sizeHint(self) -> QSize:
        """Return a slim bar."""
        return QSize(90, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove and the bar."""
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, (self.height() - 8) / 2, self.width(), 8)
        painter.setBrush(QColor(palette.border))
        painter.drawRoundedRect(groove, 3, 3)
        color = theme.class_color(self._label)
        color.setAlphaF(0.35 if self._faded else 1.0)
        style = Qt.BrushStyle.SolidPattern if self._label is not None else Qt.BrushStyle.BDiagPattern
        bar = QRectF(groove)
        bar.setWidth(max(groove.width() * self._value, 2.0))
        painter.setBrush(color)
        if style is Qt.BrushStyle.BDiagPattern:
            self._hatch(painter, bar, color)
        else:
            painter.drawRoundedRect(bar, 3, 3)
        if self._would_be is not None:
            self._mark(painter, groove, self._would_be)
        painter.end()

    def _mark(self, painter: QPainter, groove: QRectF, value: float) -> None:
        """Draw a line from the answer to what it would be, with a rim so that it shows on every color."""
        palette = theme.current()
        start, end = (groove.left() + 1 + (groove.width() - 2) * part for part in (self._value, value))
        middle = groove.center().y()
        painter.setClipping(False)
        for color, width in ((palette.surface, 5.0), (palette.curve_tweaked, 2.5)):
            painter.setPen(QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(start, middle), QPointF(end, middle))
            painter.drawLine(QPointF(end, 0), QPointF(end, self.height()))

    def _hatch(self, painter: QPainter, bar: QRectF, color: QColor) -> None:
        painter.setClipRect(bar)
        painter.setPen(color)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, bottom, top = int(bar.left()), int(bar.bottom()), int(bar.top())
        starts = range(left - 8, left + int(bar.width()) + 8, 4)
        painter.drawLines([QLine(x, bottom, x + 8, top) for x in starts])
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
