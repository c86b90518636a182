"""What an image pane draws with: pixels that are interpolated, and lines of equal density."""

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from physnet_core.growth.scenario import Growth
from physnet_core.imaging import Slice
from physnet_viewer import theme
from physnet_viewer.views import geometry


class SmoothImage(pg.ImageItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Pixels of a scan are samples, not tiles: interpolated where they are enlarged."""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw with interpolation."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        super().paint(painter, option, widget)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)


class Outline(QGraphicsPathItem):
    """A line of equal density with a dark rim: solid for the learned growth, dashed for the tweaked one."""

    def __init__(self, *, tweaked: bool) -> None:
        super().__init__()
        self._rim = QGraphicsPathItem(self)
        self._rim.setFlag(QGraphicsPathItem.GraphicsItemFlag.ItemStacksBehindParent)
        palette = theme.DARK  # the canvas is black in every theme
        style = Qt.PenStyle.DashLine if tweaked else Qt.PenStyle.SolidLine
        self._style, self._own_color = style, palette.curve_tweaked if tweaked else palette.curve_learned
        self.use_color(None)
        self._rim.setPen(_cosmetic(QColor(0, 0, 0, 150), 4.0, Qt.PenStyle.SolidLine))

    def use_color(self, color: str | None) -> None:
        """Draw in another color than its own, or in its own again."""
        self.setPen(_cosmetic(QColor(color or self._own_color), 2.0, self._style))

    def show_line(self, growth: Growth | None, frame: int, level: float | None, image: Slice | None) -> None:
        """Draw the outline of a growth, or none."""
        self.setVisible(growth is not None and level is not None and image is not None)
        if growth is None or level is None or image is None:
            return
        path = geometry.contour(growth, frame, level, image)
        self.setPath(path)
        self._rim.setPath(path)


def _cosmetic(color: QColor, width: float, style: Qt.PenStyle) -> QPen:
    pen = QPen(color, width, style)
    pen.setCosmetic(True)
    return pen
