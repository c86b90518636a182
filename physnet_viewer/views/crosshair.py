"""The lines that say where the other planes cut this one; they can be dragged, and follow a click."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from physnet_viewer import theme

_REACH = 6.0  # screen pixels from which a line can be taken
_GAP = 14.0  # screen pixels left free around the place itself


class CrossHair(QGraphicsPathItem):
    """Two lines with a gap where they meet.

    Parameters
    ----------
    placed
        Called with the point that the mouse put it on.
    """

    def __init__(self, placed: Callable[[QPointF], None]) -> None:
        super().__init__()
        self._placed = placed
        self._place: QPointF | None = None
        self._area = QRectF()
        self._pixel = 0.0
        self._taken = (False, False)  # the upright line, the level line
        pen = QPen(QColor(theme.DARK.good), 1.0)  # the canvas is black in every theme
        pen.setCosmetic(True)
        self.setPen(pen)
        self.setOpacity(0.8)
        self.hide()

    @property
    def place(self) -> QPointF | None:
        """Where the lines meet."""
        return self._place

    def show_at(self, place: QPointF | None, area: QRectF, pixel: float) -> None:
        """Draw the lines across `area`, or none; `pixel` is the size of a screen pixel."""
        if (place, area, pixel) == (self._place, self._area, self._pixel):
            return
        self._place, self._area, self._pixel = place, area, pixel
        self.setVisible(place is not None)
        if place is None:
            return
        gap = _GAP * pixel
        path = QPainterPath()
        for start, end in (
            (QPointF(area.left(), place.y()), QPointF(place.x() - gap, place.y())),
            (QPointF(place.x() + gap, place.y()), QPointF(area.right(), place.y())),
            (QPointF(place.x(), area.top()), QPointF(place.x(), place.y() - gap)),
            (QPointF(place.x(), place.y() + gap), QPointF(place.x(), area.bottom())),
        ):
            if end.x() > start.x() or end.y() > start.y():
                path.moveTo(start)
                path.lineTo(end)
        self.setPath(path)

    def cursor_at(self, point: QPointF, pixel: float) -> Qt.CursorShape | None:
        """Show which way the line under the mouse can be moved."""
        shapes = {
            (True, True): Qt.CursorShape.SizeAllCursor,
            (True, False): Qt.CursorShape.SplitHCursor,
            (False, True): Qt.CursorShape.SplitVCursor,
        }
        return shapes.get(self._near(point, pixel))

    def grab(self, point: QPointF, pixel: float) -> bool:
        """Take one line, or both where they meet."""
        self._taken = self._near(point, pixel)
        return any(self._taken)

    def drag(self, point: QPointF) -> None:
        """Move what was taken, within the picture."""
        if self._place is None:
            return
        x = point.x() if self._taken[0] else self._place.x()
        y = point.y() if self._taken[1] else self._place.y()
        self._placed(
            QPointF(
                min(max(x, self._area.left()), self._area.right()), min(max(y, self._area.top()), self._area.bottom())
            )
        )

    def drop(self) -> None:
        """Let the lines be."""
        self._taken = (False, False)

    def click(self, point: QPointF, pixel: float) -> bool:
        """Go to a place in the picture."""
        if self._place is None or not self._area.contains(point):
            return False
        self._placed(point)
        return True

    def _near(self, point: QPointF, pixel: float) -> tuple[bool, bool]:
        if self._place is None or not self._area.contains(point):
            return False, False
        reach = _REACH * pixel
        upright, level = abs(point.x() - self._place.x()) <= reach, abs(point.y() - self._place.y()) <= reach
        wide = _GAP * pixel
        if abs(point.x() - self._place.x()) <= wide and abs(point.y() - self._place.y()) <= wide:
            return True, True
        return upright, level
