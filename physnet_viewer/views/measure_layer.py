"""Rulers, angles and ellipses on the image: drawn, taken and moved with the left button."""

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt

from physnet_core.imaging import Slice, SliceSource
from physnet_core.imaging.measure import Annotation, Kind, moved
from physnet_viewer.views import geometry
from physnet_viewer.views.measure_items import AnnotationItem, Reticle, view_point

_REACH = 7.0  # screen pixels from which a handle can be taken
_NEAR = 5.0  # and a line


class MeasureLayer:
    """Draws the annotations of a slice in a view box, and is their `Claim` on the mouse.

    Parameters
    ----------
    kept
        Called with what was drawn or moved.
    selected
        Called with the number of what was clicked, or None beside everything.
    taken
        Returns where on screen labels must not stand.
    """

    def __init__(
        self,
        box: pg.ViewBox,
        kept: Callable[[Annotation], None],
        selected: Callable[[int | None], None],
        taken: Callable[[], QRectF],
    ) -> None:
        self.on_other_use: Callable[[], None] = lambda: None  # called where the mouse, or another image, takes over
        self._box, self._kept, self._selected, self._taken = box, kept, selected, taken
        self._image: Slice | None = None
        self._source: SliceSource | None = None
        self._annotations: tuple[Annotation, ...] = ()
        self._marked: int | None = None
        self._tool: Kind | None = None
        self._changing: Annotation | None = None  # being drawn or moved
        self._handle: int | None = None  # which of its points, None for all of it
        self._from: tuple[float, float] = (0.0, 0.0)
        self._sketch: Annotation | None = None  # drawn or moved by keyboard
        self._reticle: tuple[float, float] | None = None
        self._items: list[AnnotationItem | Reticle] = []

    @property
    def tool(self) -> Kind | None:
        """What is drawn next, where there is an image to draw on."""
        return None if self._image is None or self._source is None else self._tool

    @property
    def marked(self) -> Annotation | None:
        """The annotation that is marked, if it lies on this slice."""
        return next((item for item in self._annotations if item.number == self._marked), None)

    @property
    def texts(self) -> list[str]:
        """What is written beside the annotations."""
        return [item.text for item in self._items if isinstance(item, AnnotationItem)]

    def middle(self) -> tuple[float, float] | None:
        """Return the (row, column) in the middle of what is seen, or None without an image."""
        if self._image is None:
            return None
        row, column = self._pixels(self._box.viewRect().center())
        return self.held_in((round(row), round(column)))

    def held_in(self, place: tuple[float, float]) -> tuple[float, float]:
        """Return the nearest pixel of the picture."""
        assert self._image is not None
        rows, columns = self._image.pixels.shape
        return min(max(place[0], 0.0), rows - 1.0), min(max(place[1], 0.0), columns - 1.0)

    def drawn(self, kind: Kind, points: tuple[tuple[float, float], ...]) -> Annotation | None:
        """Return an annotation of this slice that is not kept yet."""
        return None if self._source is None else Annotation(kind=kind, source=self._source, points=points)

    def keep(self, annotation: Annotation) -> None:
        """Hand over what was drawn or moved, if anything differs from before."""
        if annotation not in self._annotations:
            self._kept(annotation)

    def sketch(self, annotation: Annotation | None, reticle: tuple[float, float] | None) -> None:
        """Draw what the keyboard is about to keep, and a cross where its arrow keys are."""
        self._sketch, self._reticle = annotation, reticle
        self.redraw()

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
            self.on_other_use()
        elif self._sketch is not None and self._sketch.number not in (0, *(item.number for item in annotations)):
            self.on_other_use()  # it was deleted under the keyboard
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
        pixel = float(self._box.pixel)
        changing = [item for item in (self._changing, self._sketch) if item is not None]
        replaced = {item.number for item in changing}
        others = [item for item in self._annotations if item.number not in replaced]
        for annotation in (*others, *changing):
            marked = annotation in changing or annotation.number == self._marked
            self._items.append(AnnotationItem(self._box, annotation, self._image, pixel, marked=marked))
        if self._items:
            self._place_labels(pixel)
        if self._reticle is not None:
            self._items.append(Reticle(self._box, view_point(self._reticle, self._image), pixel))

    def _place_labels(self, pixel: float) -> None:
        view, taken = self._box.viewRect(), [self._taken()]
        for item in self._items:
            if isinstance(item, AnnotationItem) and item.text:
                taken.append(item.place_label(view, pixel, taken))

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
        self.on_other_use()
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
        if made is not None:
            self.keep(made)

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
            places = [view_point(place, self._image) for place in annotation.points]
            for number, place in enumerate(places):
                if math.hypot(place.x() - point.x(), place.y() - point.y()) <= _REACH * pixel:
                    return annotation, number
            if _line_distance(annotation.kind, places, point) <= _NEAR * pixel:
                return annotation, None
        return None


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
