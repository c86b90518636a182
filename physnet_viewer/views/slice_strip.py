"""The whole series at a glance: what the network says of each slice, and where one is."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from physnet_core.network.prediction import Prediction
from physnet_viewer import theme
from physnet_viewer.session import ViewState, differs

_MARGIN = 10
_WIDEST = 44  # pixels of a cell; a few slices need not fill the whole width
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}


class SliceStrip(QWidget):
    """One cell a slice: color and letter say the class, height how sure it is.

    A hollow cell is uncertain, a hatched one is out of range, a dot is not computed, a cross could not be read.
    """

    sliceChosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._predictions: tuple[Prediction | None, ...] = ()
        self._unreadable: frozenset[int] = frozenset()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("Predicted class of each slice")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show predictions and place."""
        if differs(old, new, "predictions", "slice_index", "unreadable", "series_uid"):
            self._predictions = new.predictions
            self._unreadable = frozenset(new.unreadable)
            self._current = new.slice_index
            self.setAccessibleDescription(self.describe(self._current) if self._predictions else "No series")
            self.update()

    def describe(self, index: int) -> str:
        """Return in words what a cell shows."""
        place = f"Slice {index + 1} of {len(self._predictions)}"
        if index in self._unreadable:
            return f"{place}: could not be read"
        prediction = self._predictions[index]
        if prediction is None:
            return f"{place}: not computed yet"
        if not prediction.in_distribution:
            return f"{place}: out of range. {prediction.reason or ''}".strip()
        said = f"{theme.class_label(prediction.label)}, {prediction.confidence:.0%}"
        return f"{place}: uncertain ({said})" if prediction.uncertain else f"{place}: {said}"

    def index_at(self, x: float) -> int | None:
        """Return the slice under a place, or None without slices."""
        count = len(self._predictions)
        if not count:
            return None
        return min(max(int((x - self._left()) / self._cell_width()), 0), count - 1)

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
            self._choose(min(max(self._current + _STEPS[key], 0), len(self._predictions) - 1))
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
        palette = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.surface))
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if self._predictions:
            for index in range(len(self._predictions)):
                self._draw_cell(painter, index)
            self._draw_place(painter)
            self._draw_letters(painter)
        painter.end()

    def _choose(self, index: int | None) -> None:
        if index is not None and index != self._current:
            self.sliceChosen.emit(index)

    def _cell_width(self) -> float:
        return min((self.width() - 2 * _MARGIN) / max(len(self._predictions), 1), _WIDEST)

    def _left(self) -> float:
        """Return where the first cell begins: few cells stand in the middle."""
        return (self.width() - self._cell_width() * len(self._predictions)) / 2

    def _cell(self, index: int) -> QRectF:
        """Return the whole cell of a slice; the letters are above it."""
        width = self._cell_width()
        top = self.fontMetrics().height() + 1
        return QRectF(self._left() + index * width, top, width, self.height() - top - 8)

    def _draw_place(self, painter: QPainter) -> None:
        """Frame the cell of the slice on screen and point at it, since a cell may be a pixel wide."""
        cell = self._cell(self._current)
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

    def _draw_cell(self, painter: QPainter, index: int) -> None:
        cell, prediction = self._cell(index), self._predictions[index]
        neutral = theme.class_color(None)
        if prediction is None:
            self._draw_absence(painter, cell, unreadable=index in self._unreadable, color=neutral)
            return
        sure = prediction.in_distribution and not prediction.uncertain
        color = theme.class_color(prediction.label) if sure else neutral
        height = max(3.0, cell.height() * prediction.confidence)
        gap = 1.0 if cell.width() > 4 else 0.0
        bar = QRectF(cell.left() + gap / 2, cell.bottom() - height, cell.width() - gap, height)
        if sure:
            painter.fillRect(bar, color)
        elif not prediction.in_distribution:
            painter.fillRect(bar, QBrush(color, Qt.BrushStyle.BDiagPattern))
        else:
            painter.setPen(QPen(color, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))

    def _draw_absence(self, painter: QPainter, cell: QRectF, *, unreadable: bool, color: QColor) -> None:
        middle, size = QPointF(cell.center().x(), cell.bottom() - 4), min(3.0, cell.width() / 2)
        if unreadable:
            painter.setPen(QPen(QColor(theme.current().error), 1.5))
            painter.drawLine(middle + QPointF(-size, -size), middle + QPointF(size, size))
            painter.drawLine(middle + QPointF(-size, size), middle + QPointF(size, -size))
        else:
            painter.fillRect(QRectF(middle.x() - size / 3, middle.y(), max(1.0, size * 2 / 3), 2), color)

    def _draw_letters(self, painter: QPainter) -> None:
        """Write the letter of a class over each run of slices of that class, so that color is not needed."""
        painter.setFont(self.font())
        for start, end, letter, color in self._runs():
            left, right = self._cell(start).left(), self._cell(end).right()
            if right - left >= self.fontMetrics().horizontalAdvance(letter) + 2:
                painter.setPen(color)
                place = QRectF(left, 1, right - left, self.fontMetrics().height())
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)

    def _runs(self) -> list[tuple[int, int, str, QColor]]:
        runs: list[tuple[int, int, str, QColor]] = []
        for index, prediction in enumerate(self._predictions):
            if prediction is None:
                continue
            letter, color = _mark(prediction)
            if runs and runs[-1][1] == index - 1 and runs[-1][2] == letter:
                runs[-1] = (runs[-1][0], index, letter, color)
            else:
                runs.append((index, index, letter, color))
        return runs


def _mark(prediction: Prediction) -> tuple[str, QColor]:
    """Return the letter and color of a verdict."""
    muted = QColor(theme.current().muted)
    if not prediction.in_distribution:
        return "–", muted
    if prediction.uncertain:
        return "?", muted
    return theme.class_letter(prediction.label), QColor(theme.current().text)
