"""A measurement on screen, and the cross where the arrow keys draw."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from physnet_core.imaging import Slice
from physnet_core.imaging.measure import Annotation, Kind, describe
from physnet_viewer import theme
from physnet_viewer.core_words import said
from physnet_viewer.views import geometry
from physnet_viewer.views.label_places import label_place

_HANDLE = 4.0
_GAP, _ARM = 5.0, 16.0  # screen pixels from the middle of a reticle to where its arms begin and end


class AnnotationItem:
    """One annotation on screen."""

    def __init__(self, box: pg.ViewBox, annotation: Annotation, image: Slice, pixel: float, *, marked: bool) -> None:
        places = [view_point(place, image) for place in annotation.points]
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
        self._edge = path.boundingRect()
        self._label = pg.TextItem(self.text, color=color, fill=QColor(0, 0, 0, 150), anchor=(0.0, 0.0))
        self._parts = (rim, line, self._label)
        for depth, part in enumerate(self._parts):
            part.setZValue(20 + depth)
            box.addItem(part, ignoreBounds=True)

    def place_label(self, view: QRectF, pixel: float, taken: Sequence[QRectF]) -> QRectF:
        """Put the label where nothing else is written, and return that place in screen pixels."""
        line = QRectF((self._edge.topLeft() - view.topLeft()) / pixel, self._edge.size() / pixel)
        size = self._label.textItem.boundingRect().size()
        place = label_place(line, size, taken, QRectF(QPointF(), view.size() / pixel))
        self._label.setPos(view.topLeft() + place.topLeft() * pixel)
        return place

    def leave(self, box: pg.ViewBox) -> None:
        """Disappear."""
        for part in self._parts:
            box.removeItem(part)


class Reticle:
    """A cross, open in its middle, where the arrow keys draw."""

    def __init__(self, box: pg.ViewBox, place: QPointF, pixel: float) -> None:
        path = QPainterPath()
        for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            path.moveTo(place + QPointF(across, down) * _GAP * pixel)
            path.lineTo(place + QPointF(across, down) * _ARM * pixel)
        self._parts = QGraphicsPathItem(path), QGraphicsPathItem(path)
        for depth, (part, color, width) in enumerate(
            zip(self._parts, (QColor(0, 0, 0, 170), QColor(theme.DARK.accent)), (3.5, 1.5), strict=True)
        ):
            part.setPen(_pen(color, width))
            part.setZValue(30 + depth)
            box.addItem(part, ignoreBounds=True)

    def leave(self, box: pg.ViewBox) -> None:
        """Disappear."""
        for part in self._parts:
            box.removeItem(part)


def view_point(place: tuple[float, float], image: Slice) -> QPointF:
    """Return a (row, column) of a slice in view coordinates."""
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


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen
