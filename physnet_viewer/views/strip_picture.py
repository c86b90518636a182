"""The cells of the slice strip as a picture, of which only what has changed is drawn again.

A study may have thousands of slices, and a prediction comes many times a second: drawing every cell each time would
take longer than a frame.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap

from physnet_core.network.prediction import NO_TUMOR, Prediction
from physnet_viewer import theme

_MARGIN = 10
_WIDEST = 44  # pixels of a cell; a few slices need not fill the whole width
_BELOW = 8  # pixels under the cells, for the mark of the slice on screen


@dataclass(frozen=True)
class StripLayout:
    """Where the cell of each slice is; `line` is the height of the letters above the cells."""

    width: int
    height: int
    line: int
    count: int

    @cached_property
    def cell_width(self) -> float:
        """Width of a cell; below one pixel, slices share a column."""
        return min((self.width - 2 * _MARGIN) / max(self.count, 1), _WIDEST)

    @cached_property
    def left(self) -> float:
        """Where the first cell begins: few cells stand in the middle."""
        return (self.width - self.cell_width * self.count) / 2

    def cell(self, index: int) -> QRectF:
        """Return the cell of a slice."""
        width, top = self.cell_width, self.line + 1
        return QRectF(self.left + index * width, top, width, self.height - top - _BELOW)

    def index_at(self, x: float) -> int | None:
        """Return the slice under a place, or None without slices."""
        return min(max(int((x - self.left) / self.cell_width), 0), self.count - 1) if self.count else None

    def column(self, index: int) -> range:
        """Return the slices that share their pixels with one, itself alone where cells are wide enough."""
        share = max(1, round(1 / self.cell_width)) if self.cell_width < 1 else 1
        first = index - index % share
        return range(first, min(first + share, self.count))

    def column_rect(self, slices: range) -> QRectF:
        """Return the cell that they share."""
        cell = self.cell(slices[0])
        cell.setWidth(len(slices) * cell.width())
        return cell


class StripPicture:
    """Draws cells and letters, and remembers them."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._drawn_for: tuple[object, ...] = ()
        self._predictions: Sequence[Prediction | None] = ()

    def of(
        self,
        layout: StripLayout,
        predictions: Sequence[Prediction | None],
        unreadable: Mapping[int, str],
        font: QFont,
        ratio: float,
    ) -> QPixmap:
        """Return the picture, for a screen with `ratio` device pixels to a pixel."""
        drawn_for = (layout, ratio, font.key(), theme.current(), unreadable)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._pixmap = QPixmap(round(layout.width * ratio), round(layout.height * ratio))
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(QColor(theme.current().surface))
            changed: Sequence[int] = range(layout.count)
        else:
            pairs = zip(self._predictions, predictions, strict=True)
            changed = [index for index, (before, now) in enumerate(pairs) if before is not now]
        self._predictions = predictions
        if changed:
            self._draw(layout, changed, unreadable, font)
        return self._pixmap

    def _draw(self, layout: StripLayout, changed: Sequence[int], unreadable: Mapping[int, str], font: QFont) -> None:
        painter = QPainter(self._pixmap)
        background, waiting = QColor(theme.current().surface), []
        narrow = layout.cell_width < 1
        if len(changed) == layout.count:
            painter.fillRect(layout.column_rect(range(layout.count)), background)
            _draw_waiting(painter, layout, dashed=not narrow)
            changed = [i for i in changed if self._predictions[i] is not None or i in unreadable]
        for column in dict.fromkeys(map(layout.column, changed)):
            shown = max(column, key=lambda index: _weight(self._predictions[index], index in unreadable))
            rect, prediction = layout.column_rect(column), self._predictions[shown]
            painter.fillRect(rect, background)
            if prediction is not None:
                _draw_cell(painter, rect, prediction)
            elif shown in unreadable:
                _draw_cross(painter, rect)
            else:
                waiting.append(_line(rect) if narrow else _dash(rect))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.class_color(None))
        painter.drawRects(waiting)
        painter.fillRect(QRectF(0, 0, layout.width, layout.line + 1), background)
        _draw_letters(painter, layout, self._predictions, font)
        painter.end()


def letter_runs(predictions: Sequence[Prediction | None]) -> list[tuple[int, int, str]]:
    """Return first and last slice of each run with the same verdict, and the letter for it."""
    runs, start = [], 0
    for letter, run in groupby(map(_letter, predictions)):
        end = start + sum(1 for _ in run)
        if letter:
            runs.append((start, end - 1, letter))
        start = end
    return runs


def _letter(prediction: Prediction | None) -> str:
    if prediction is None:
        return ""
    if not prediction.in_distribution:
        return "–"
    return "?" if prediction.uncertain else theme.class_letter(prediction.label)


def _weight(prediction: Prediction | None, unreadable: bool) -> tuple[int, float]:
    """Return how much a slice has to say among those that share a pixel: a tumor most, no answer yet least."""
    if prediction is None:
        return (1 if unreadable else 0), 0.0
    if not prediction.in_distribution or prediction.label == NO_TUMOR:
        return 2, prediction.confidence
    return (3 if prediction.uncertain else 4), prediction.confidence


def _draw_cell(painter: QPainter, cell: QRectF, prediction: Prediction) -> None:
    sure = prediction.in_distribution and not prediction.uncertain
    color = theme.class_color(prediction.label if sure else None)
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


def _draw_cross(painter: QPainter, cell: QRectF) -> None:
    middle, size = QPointF(cell.center().x(), cell.bottom() - 4), min(3.0, cell.width() / 2)
    painter.setPen(QPen(QColor(theme.current().error), 1.5))
    painter.drawLine(middle + QPointF(-size, -size), middle + QPointF(size, size))
    painter.drawLine(middle + QPointF(-size, size), middle + QPointF(size, -size))


def _draw_waiting(painter: QPainter, layout: StripLayout, *, dashed: bool) -> None:
    """Draw what stands for slices without an answer for all of them at once: at first all of thousands wait."""
    first, last = _dash(layout.cell(0)), _dash(layout.cell(layout.count - 1))
    pen = QPen(theme.class_color(None), first.height(), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([first.width() / first.height(), (layout.cell_width - first.width()) / first.height()])
    painter.setPen(pen)
    painter.drawLine(QPointF(first.left(), first.center().y()), QPointF(last.right(), first.center().y()))


def _dash(cell: QRectF) -> QRectF:
    """Return what stands for a slice without an answer."""
    size = min(3.0, cell.width() / 2)
    return _line(QRectF(cell.center().x() - size / 3, cell.top(), max(1.0, size * 2 / 3), cell.height()))


def _line(place: QRectF) -> QRectF:
    """Return what is drawn of a dash, or of many that touch each other."""
    return QRectF(place.left(), place.bottom() - 4, place.width(), 2)


def _draw_letters(
    painter: QPainter, layout: StripLayout, predictions: Sequence[Prediction | None], font: QFont
) -> None:
    """Write the letter of a class over each run of slices of that class, so that color is not needed."""
    palette = theme.current()
    painter.setFont(font)
    for start, end, letter in letter_runs(predictions):
        place = QRectF(layout.cell(start).left(), 1, layout.cell_width * (end - start + 1), layout.line)
        if place.width() >= painter.fontMetrics().horizontalAdvance(letter) + 2:
            painter.setPen(QColor(palette.muted if letter in "–?" else palette.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)
