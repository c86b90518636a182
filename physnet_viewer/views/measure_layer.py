"""Rulers, angles and ellipses on the image: drawn, taken and moved with the left button."""

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from physnet_core.imaging import Slice, SliceSource
from physnet_core.imaging.measure import Annotation, Kind, describe, moved
from physnet_viewer import theme
from physnet_viewer.core_words import said
from physnet_viewer.views import geometry

_REACH = 7.0  # screen pixels from which a handle can be taken
_NEAR = 5.0  # and a line
_HANDLE = 4.0
_LABEL_GAP = 6.0


class MeasureLayer:
    """Draws the annotations of a slice in a view box, and is their `Claim` on the mouse.

    Parameters
    ----------
    kept
        Called with what was drawn or moved.
    selected
        Called with the number of what was clicked, or None beside everything.
    """

    def __init__(
        self, box: pg.ViewBox, kept: Callable[[Annotation], None], selected: Callable[[int | None], None]
    ) -> None:
        self._box, self._kept, self._selected = box, kept, selected
        self._image: Slice | None = None
        self._source: SliceSource | None = None
        self._annotations: tuple[Annotation, ...] = ()
        self._marked: int | None = None
        self._tool: Kind | None = None
        self._changing: Annotation | None = None  # being drawn or moved
        self._handle: int | None = None  # which of its points, None for all of it
        self._from: tuple[float, float] = (0.0, 0.0)
        self._items: list[_Item] = []

    @property
    def texts(self) -> list[str]:
        """What is written beside the annotations."""
        return [item.text for item in self._items]

    def show(
        self,
        image: Slice | None,
        source: SliceSource | None,
        annotations: tuple[Annotation, ...],
        marked: int | None,
        tool: Kind | None,
    ) -> None:
        """Draw the annotations of a slice; `tool` is what a press of the button begins to draw."""
        if (image, source, tool) != (self._image, self._source, self._tool):
            self._changing = None
        self._image, self._source, self._tool = image, source, tool
        self._annotations, self._marked = annotations, marked
        self.redraw()

    def redraw(self) -> None:
        """Draw everything anew, handles as large as ever on screen."""
        for item in self._items:
            item.leave(self._box)
        self._items = []
        if self._image is None:
            return
        changing = self._changing
        others = [item for item in self._annotations if changing is None or item.number != changing.number]
        for annotation in (*others, *([] if changing is None else [changing])):
            marked = annotation is changing or annotation.number == self._marked
            self._items.append(_Item(self._box, annotation, self._image, float(self._box.pixel), marked=marked))

    def cursor_at(self, point: QPointF, pixel: float) -> Qt.CursorShape | None:
        """Show what a press would take; let the open arm of an angle follow."""
        if self._awaits_arm():
            self._follow(point)
            return Qt.CursorShape.CrossCursor
        found = self._at(point, pixel)
        if found is not None:
            return Qt.CursorShape.PointingHandCursor if found[1] is not None else Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.CrossCursor if self._tool is not None and self._image is not None else None

    def grab(self, point: QPointF, pixel: float) -> bool:
        """Take a handle or a line, or begin to draw."""
        if self._image is None or self._source is None:
            return False
        if self._awaits_arm():
            self._follow(point)
            return True
        place = self._pixels(point)
        found = self._at(point, pixel)
        if found is not None:
            self._changing, self._handle = found
            self._from = place
            self._selected(found[0].number)
            return True
        if self._tool is None:
            return False
        self._changing = Annotation(kind=self._tool, source=self._source, points=(place, place))
        self._handle = 1
        self._selected(None)
        return True

    def drag(self, point: QPointF) -> None:
        """Move what was taken."""
        if self._changing is None:
            return
        place = self._pixels(point)
        points = self._changing.points
        if self._handle is None:
            points = moved(points, place[0] - self._from[0], place[1] - self._from[1])
            self._from = place
        else:
            points = (*points[: self._handle], place, *points[self._handle + 1 :])
        self._changing = replace(self._changing, points=points)
        self.redraw()

    def drop(self) -> None:
        """Keep it; an angle waits for its second arm."""
        made = self._changing
        if made is None:
            return
        if made.kind == "angle" and len(made.points) == 2:
            self._changing = replace(made, points=(*made.points, made.points[1]))
            self._handle = 2
            if made.points[0] == made.points[1]:
                self._changing = None
            return
        self._finish()

    def click(self, point: QPointF, pixel: float) -> bool:
        """End an angle, or mark what is there."""
        if self._awaits_arm():
            self._follow(point)
            self._finish()
            return True
        found = self._at(point, pixel)
        if found is not None:
            self._selected(found[0].number)
            return True
        if self._marked is not None:
            self._selected(None)
        return self._tool is not None

    def _awaits_arm(self) -> bool:
        made = self._changing
        return made is not None and made.number == 0 and made.kind == "angle" and len(made.points) == 3

    def _follow(self, point: QPointF) -> None:
        self._handle = 2
        self.drag(point)

    def _finish(self) -> None:
        made, self._changing = self._changing, None
        self.redraw()
        if made is not None and not any(item == made for item in self._annotations):
            self._kept(made)

    def _pixels(self, point: QPointF) -> tuple[float, float]:
        """Return (row, column) of a point of the view, on the picture at most."""
        assert self._image is not None
        down, right = geometry.scale_of(self._image)
        rows, columns = self._image.pixels.shape
        return (
            min(max(point.y() / down, -0.5), rows - 0.5),
            min(max(point.x() / right, -0.5), columns - 0.5),
        )

    def _at(self, point: QPointF, pixel: float) -> tuple[Annotation, int | None] | None:
        """Return what lies under the mouse, the last drawn first, and which of its handles."""
        if self._image is None:
            return None
        for annotation in reversed(self._annotations):
            places = [_view(place, self._image) for place in annotation.points]
            for number, place in enumerate(places):
                if math.hypot(place.x() - point.x(), place.y() - point.y()) <= _REACH * pixel:
                    return annotation, number
            if _line_distance(annotation.kind, places, point) <= _NEAR * pixel:
                return annotation, None
        return None


class _Item:
    """One annotation on screen."""

    def __init__(self, box: pg.ViewBox, annotation: Annotation, image: Slice, pixel: float, *, marked: bool) -> None:
        places = [_view(place, image) for place in annotation.points]
        path = _path(annotation.kind, places)
        if marked:
            for place in places:
                path.addEllipse(place, _HANDLE * pixel, _HANDLE * pixel)
        color = QColor(theme.DARK.accent if marked else theme.DARK.warning)  # the canvas is black in every theme
        rim, line = QGraphicsPathItem(path), QGraphicsPathItem(path)
        rim.setPen(_pen(QColor(0, 0, 0, 170), 3.5))
        line.setPen(_pen(color, 1.5))
        waits = len(annotation.points) == 2 and annotation.kind == "angle"
        self.text = "" if waits else "\n".join(said(line) for line in describe(annotation, image).split("\n"))
        label = pg.TextItem(self.text, color=color, fill=QColor(0, 0, 0, 150), anchor=(0.0, 0.0))
        edge = path.boundingRect()
        label.setPos(edge.right() + _LABEL_GAP * pixel, edge.bottom())
        self._parts = (rim, line, label)
        for depth, part in enumerate(self._parts):
            part.setZValue(20 + depth)
            box.addItem(part, ignoreBounds=True)

    def leave(self, box: pg.ViewBox) -> None:
        """Disappear."""
        for part in self._parts:
            box.removeItem(part)


def _view(place: tuple[float, float], image: Slice) -> QPointF:
    down, right = geometry.scale_of(image)
    return QPointF(place[1] * right, place[0] * down)


def _path(kind: Kind, places: Sequence[QPointF]) -> QPainterPath:
    path = QPainterPath()
    if kind == "ellipse":
        path.addEllipse(QRectF(places[0], places[1]).normalized())
        return path
    path.moveTo(places[0])
    for place in places[1:]:
        path.lineTo(place)
    return path


def _line_distance(kind: Kind, places: Sequence[QPointF], point: QPointF) -> float:
    if kind == "ellipse":
        area = QRectF(places[0], places[1]).normalized()
        across, down = max(area.width() / 2, 1e-9), max(area.height() / 2, 1e-9)
        offset = point - area.center()
        radius = math.hypot(offset.x() / across, offset.y() / down)
        return abs(radius - 1) * min(across, down)
    return min(_to_segment(start, end, point) for start, end in itertools.pairwise(places))


def _to_segment(start: QPointF, end: QPointF, point: QPointF) -> float:
    along, to = end - start, point - start
    squared = along.x() ** 2 + along.y() ** 2
    share = 0.0 if squared == 0 else min(max((to.x() * along.x() + to.y() * along.y()) / squared, 0.0), 1.0)
    return math.hypot(to.x() - share * along.x(), to.y() - share * along.y())


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen
