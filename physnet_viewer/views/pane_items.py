"""What an image pane draws with: pixels that are interpolated, and lines of equal density."""

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from physnet_core.growth.scenario import Growth
from physnet_core.imaging import Slice
from physnet_viewer import theme
from physnet_viewer.scenarios import Dashes, Pinned
from physnet_viewer.views import geometry
from physnet_viewer.views.strokes import DASHED, SOLID, stroke


class PlacedImage(pg.ImageItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Pixels that lie on a part of the view."""

    def __init__(self) -> None:
        super().__init__()
        self._place: tuple[QRectF, tuple[int, ...]] | None = None

    def place(self, rect: QRectF) -> None:
        """Lie there; nothing is to do for the next slice of a series."""
        wanted = (rect, self.image.shape)
        if wanted != self._place:
            self._place = wanted
            self.setRect(rect)


class SmoothImage(PlacedImage):
    """Pixels of a scan are samples, not tiles: interpolated where they are enlarged."""

    qimage: QImage | None  # what pyqtgraph draws

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw with interpolation."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        super().paint(painter, option, widget)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)

    def render(self) -> None:
        """Prepare the picture in the format that Qt interpolates a third as long as one with one byte to a pixel."""
        super().render()
        if self.qimage is not None:
            self.qimage = self.qimage.convertToFormat(QImage.Format.Format_RGB32)  # a slice is opaque


@dataclass(frozen=True, kw_only=True)
class Ink:
    """What a growth is outlined with: the color and the dashes of its curve in the plot."""

    color: str
    dashes: Dashes


# The canvas is black in every theme.
LEARNED_INK = Ink(color=theme.DARK.curve_learned, dashes=SOLID)
TWEAKED_INK = Ink(color=theme.DARK.curve_tweaked, dashes=DASHED)


def pinned_ink(pinned: Pinned) -> Ink:
    """Return the ink of a pinned scenario."""
    return Ink(color=pinned.color, dashes=pinned.dashes)


class Outline(QGraphicsPathItem):
    """A line of equal density with a dark rim; fine where it lies around another one."""

    def __init__(self, *, fine: bool = False) -> None:
        super().__init__()
        self._width = 1.2 if fine else 2.0
        self._ink: Ink | None = None
        self._rim = QGraphicsPathItem(self)
        self._rim.setFlag(QGraphicsPathItem.GraphicsItemFlag.ItemStacksBehindParent)
        self._rim.setPen(stroke(QColor(0, 0, 0, 150), SOLID, self._width + 2.0))

    def use_ink(self, ink: Ink) -> None:
        """Draw with this ink."""
        if ink != self._ink:
            self._ink = ink
            self.setPen(stroke(ink.color, ink.dashes, self._width))

    def show_line(self, growth: Growth | None, frame: int, level: float | None, image: Slice | None) -> None:
        """Draw the outline of a growth, or none."""
        self.setVisible(growth is not None and level is not None and image is not None)
        if growth is None or level is None or image is None:
            return
        path = geometry.contour(growth, frame, level, image)
        self.setPath(path)
        self._rim.setPath(path)
