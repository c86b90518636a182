"""The groove of a logarithmic slider, with the learned value marked."""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from physnet_viewer import theme

TICKS = 1000
DETENT = 5  # ticks around the learned value in which a drag settles on it exactly
NAVIGATION_KEYS = frozenset(
    (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)


class LogTrack(QSlider):
    """The groove: positions are ticks, evenly spaced in the logarithm of the value."""

    committed = Signal()

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._low, self._high = math.log(low), math.log(high)
        self._learned: float | None = None
        self._band: tuple[float, float] | None = None
        self._pending = False
        self.setRange(0, TICKS)
        self.setSingleStep(10)
        self.setPageStep(50)
        self.setMinimumHeight(30)
        self.valueChanged.connect(self._note_change)
        self.sliderReleased.connect(self._commit)

    def value_at(self, tick: int) -> float:
        """Return the value at a tick; the learned one exactly where the tick lies within its detent."""
        if self._learned is not None and abs(tick - self.tick_at(self._learned)) <= DETENT:
            return self._learned
        return math.exp(self._low + (self._high - self._low) * tick / TICKS)

    def tick_at(self, value: float) -> int:
        """Return the tick nearest to a value, within the range."""
        share = (math.log(max(value, 1e-300)) - self._low) / (self._high - self._low)
        return round(TICKS * min(max(share, 0.0), 1.0))

    def show_value(self, value: float) -> None:
        """Move the handle without telling anyone."""
        with QSignalBlocker(self):
            self.setValue(self.tick_at(value))

    def mark(self, learned: float | None, band: tuple[float, float] | None) -> None:
        """Mark the learned value, and the range reported in the literature."""
        self._learned, self._band = learned, band
        self.update()

    @property
    def learned(self) -> float | None:
        """The marked value."""
        return self._learned

    @property
    def band(self) -> tuple[float, float] | None:
        """The range reported in the literature."""
        return self._band

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click on the groove take the handle there, so that one press and drag is one gesture."""
        handle = self._handle_rect(self.value())
        if event.button() == Qt.MouseButton.LeftButton and not handle.contains(event.position().toPoint()):
            span = max(self.width() - handle.width(), 1)
            self.setValue(round(TICKS * (event.position().x() - handle.width() / 2) / span))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        super().mouseReleaseEvent(event)
        self._commit()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Count a held key as one gesture."""
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat() and event.key() in NAVIGATION_KEYS:
            self._commit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave nothing uncommitted behind."""
        super().focusOutEvent(event)
        self._commit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: scrolling past a slider must not change physics."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Return room for the groove and the mark above it."""
        return QSize(160, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove, and over it the literature band and the learned mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._band is not None and self.isEnabled():
            left, right = (self._x_of(value) for value in self._band)
            band = QRectF(left, self.height() / 2 + 9, max(right - left, 1), 2)
            painter.fillRect(band, QColor(theme.current().control_border))
        painter.end()
        super().paintEvent(event)
        if self._learned is not None and self.isEnabled():
            self._paint_mark(self._x_of(self._learned))

    def _paint_mark(self, x: float) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(theme.current().curve_learned)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)]))
        painter.end()

    def _x_of(self, value: float) -> float:
        return self._handle_rect(self.tick_at(value)).center().x() + 0.5

    def _handle_rect(self, tick: int) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        option.sliderPosition = option.sliderValue = tick
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )

    def _note_change(self) -> None:
        self._pending = True

    def _commit(self) -> None:
        if self._pending and not self.isSliderDown():
            self._pending = False
            self.committed.emit()
