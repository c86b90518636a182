"""The whole series at a glance: what the network says of each slice, and where one is."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from physnet_core.network.prediction import Prediction
from physnet_viewer import theme
from physnet_viewer.core_words import said
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import tr
from physnet_viewer.views.strip_picture import StripLayout, StripPicture

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}


class SliceStrip(QWidget):
    """One cell a slice: color and letter say the class, height how sure it is.

    A hollow cell is uncertain, a hatched one is out of range, a dot is not computed, a cross could not be read.
    """

    sliceChosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._predictions: tuple[Prediction | None, ...] = ()
        self._unreadable: Mapping[int, str] = {}
        self._current = 0
        self._picture = StripPicture()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Predicted class of each slice"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show predictions and place."""
        if differs(old, new, "predictions", "slice_index", "unreadable", "series_uid"):
            self._predictions = new.predictions
            self._unreadable = new.unreadable
            self._current = new.slice_index
            self.setAccessibleDescription(self.describe(self._current) if self._predictions else tr("No series"))
            self.update()

    def describe(self, index: int) -> str:
        """Return in words what a cell shows."""
        place = tr("Slice {number} of {count}").format(number=index + 1, count=len(self._predictions))
        if index in self._unreadable:
            return tr("{place}: could not be read").format(place=place)
        prediction = self._predictions[index]
        if prediction is None:
            return tr("{place}: not computed yet").format(place=place)
        if not prediction.in_distribution:
            return (
                tr("{place}: out of range. {reason}").format(place=place, reason=said(prediction.reason or "")).strip()
            )
        verdict = f"{theme.class_label(prediction.label)}, {prediction.confidence:.0%}"
        return (
            tr("{place}: uncertain ({verdict})").format(place=place, verdict=verdict)
            if prediction.uncertain
            else f"{place}: {verdict}"
        )

    def index_at(self, x: float) -> int | None:
        """Return the slice under a place, or None without slices."""
        return self._layout().index_at(x)

    def sizeHint(self) -> QSize:
        """Return room for bars with letters over them."""
        return QSize(300, 4 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Return a width that fits beside the docks."""
        return QSize(120, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the slice under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.index_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it is pressed."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self.index_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the slices."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._predictions) - 1}
        key = Qt.Key(event.key())
        if key in _STEPS and self._predictions:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1  # as on the image
            self._choose(min(max(self._current + far * _STEPS[key], 0), len(self._predictions) - 1))
        elif key in ends and self._predictions:
            self._choose(ends[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Explain the cell under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.index_at(event.pos().x())
            if index is not None:
                QToolTip.showText(event.globalPos(), self.describe(index), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all cells."""
        layout, ratio = self._layout(), self.devicePixelRatioF()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture.of(layout, self._predictions, self._unreadable, self.font(), ratio))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if self._predictions:
            self._draw_place(painter)
        painter.end()

    def _choose(self, index: int | None) -> None:
        if index is not None and index != self._current:
            self.sliceChosen.emit(index)

    def _layout(self) -> StripLayout:
        return StripLayout(self.width(), self.height(), self.fontMetrics().height(), len(self._predictions))

    def _draw_place(self, painter: QPainter) -> None:
        """Frame the cell of the slice on screen and point at it, since a cell may be a pixel wide."""
        cell = self._layout().cell(self._current)
        color = QColor(theme.current().text)
        width = max(cell.width(), 4.0)
        painter.setPen(QPen(color, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(cell.center().x() - width / 2, cell.top() - 1, width - 1, cell.height() + 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        x, y = cell.center().x(), cell.bottom() + 2
        painter.drawPolygon([QPointF(x, y), QPointF(x - 5, y + 6), QPointF(x + 5, y + 6)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
