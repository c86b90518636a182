"""Measuring without a mouse: a cross that the arrow keys move, and points that Enter sets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from physnet_core.imaging.measure import POINTS, Annotation, Kind, Point, moved
from physnet_viewer.translation import later, tr
from physnet_viewer.views.measure_layer import MeasureLayer

KINDS: MappingProxyType[Kind, str] = MappingProxyType(
    {"ruler": later("Ruler"), "angle": later("Angle"), "ellipse": later("Ellipse")}
)
_FAR = 10  # pixels that an arrow key moves with Shift
_ARROWS = MappingProxyType(
    {
        Qt.Key.Key_Up: (-1, 0),
        Qt.Key.Key_Down: (1, 0),
        Qt.Key.Key_Left: (0, -1),
        Qt.Key.Key_Right: (0, 1),
    }
)
_ENTER = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
_TAB = frozenset((Qt.Key.Key_Tab, Qt.Key.Key_Backtab))
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True)
class _Drawing:
    """Points that are set, and the one that moves."""

    kind: Kind
    fixed: tuple[Point, ...]
    at: Point

    @property
    def hint(self) -> str:
        said = tr("{kind}, point {number} of {count}: arrow keys move it, Enter sets it, Esc ends")
        return said.format(kind=tr(KINDS[self.kind]), number=len(self.fixed) + 1, count=POINTS[self.kind])


@dataclass(frozen=True)
class _Moving:
    """An annotation that is there, and which of its points moves; None for all of it."""

    annotation: Annotation
    handle: int | None = None

    @property
    def hint(self) -> str:
        kind, count = tr(KINDS[self.annotation.kind]), len(self.annotation.points)
        if self.handle is None:
            said = tr("{kind}, whole: arrow keys move it, Tab goes to its points, Enter keeps, Esc ends")
            return said.format(kind=kind)
        said = tr("{kind}, point {number} of {count}: arrow keys move it, Tab goes on, Enter keeps, Esc ends")
        return said.format(kind=kind, number=self.handle + 1, count=count)


class MeasureKeys:
    """Draws on a layer with the tool in hand, or moves what is marked there.

    Parameters
    ----------
    told
        Called with what to do next whenever that changes; with an empty text at the end.
    """

    def __init__(self, layer: MeasureLayer, told: Callable[[str], None]) -> None:
        self._layer, self._told = layer, told
        self._doing: _Drawing | _Moving | None = None
        self._last: Point | None = None
        layer.on_other_use = self.stop

    @property
    def active(self) -> bool:
        """Whether something is being drawn or moved."""
        return self._doing is not None

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for measuring now; the arrow keys are not before Enter was pressed."""
        if event.modifiers() & ~_PLAIN:
            return False
        key = event.key()
        if self._doing is None:
            return key in _ENTER and (self._layer.tool is not None or self._layer.marked is not None)
        tabs = key in _TAB and isinstance(self._doing, _Moving)
        return key in _ARROWS or key in _ENTER or key == Qt.Key.Key_Escape or tabs

    def press(self, event: QKeyEvent) -> None:
        """Do what a key that is wanted asks for."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.stop()
        elif key in _TAB:
            self._next_point(-1 if key == Qt.Key.Key_Backtab else 1)
        elif key in _ARROWS:
            far = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            down, right = _ARROWS[key]
            self._move(down * far, right * far)

    def stop(self) -> None:
        """Draw and move nothing any more; what is not kept is gone."""
        if self._doing is not None:
            self._doing = None
            self._show()

    def _enter(self) -> None:
        doing, layer = self._doing, self._layer
        if doing is None:
            self._begin()
        elif isinstance(doing, _Moving):
            self._end(doing.annotation)
        elif doing.at not in doing.fixed[-1:]:  # two points in one place measure nothing
            points = (*doing.fixed, doing.at)
            if len(points) < POINTS[doing.kind]:
                self._doing = replace(doing, fixed=points)
                self._show()
            elif (made := layer.drawn(doing.kind, points)) is not None:
                self._end(made)

    def _begin(self) -> None:
        layer = self._layer
        if layer.tool is not None:
            at = layer.held_in(self._last) if self._last is not None else layer.middle()
            self._doing = None if at is None else _Drawing(layer.tool, (), at)
        elif layer.marked is not None:
            self._doing = _Moving(layer.marked)
        self._show()

    def _end(self, made: Annotation) -> None:
        if made.number == 0:
            self._last = made.points[-1]
        self._doing = None
        self._layer.keep(made)
        self._show()

    def _next_point(self, by: int) -> None:
        doing = self._doing
        if isinstance(doing, _Moving):
            order = (None, *range(len(doing.annotation.points)))
            self._doing = replace(doing, handle=order[(order.index(doing.handle) + by) % len(order)])
            self._show()

    def _move(self, rows: int, columns: int) -> None:
        doing, layer = self._doing, self._layer
        if isinstance(doing, _Drawing):
            self._doing = replace(doing, at=layer.held_in((doing.at[0] + rows, doing.at[1] + columns)))
        elif isinstance(doing, _Moving):
            points = doing.annotation.points
            if doing.handle is None:
                points = moved(points, rows, columns)
                inside = points == tuple(layer.held_in(point) for point in points)
                points = points if inside else doing.annotation.points
            else:
                row, column = points[doing.handle]
                at = layer.held_in((row + rows, column + columns))
                points = (*points[: doing.handle], at, *points[doing.handle + 1 :])
            self._doing = replace(doing, annotation=replace(doing.annotation, points=points))
        self._show()

    def _show(self) -> None:
        doing, layer = self._doing, self._layer
        if doing is None:
            layer.sketch(None, None)
            self._told("")
            return
        if isinstance(doing, _Drawing):
            points = (*doing.fixed, doing.at)
            layer.sketch(layer.drawn(doing.kind, points) if doing.fixed else None, doing.at)
        else:
            points = doing.annotation.points
            layer.sketch(doing.annotation, None if doing.handle is None else points[doing.handle])
        self._told(doing.hint)
