"""Lines that are told apart without their color: each growth has dashes of its own."""

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from physnet_viewer.scenarios import Dashes

SOLID: Dashes = ()
DASHED: Dashes = (4.0, 2.0)
_LENGTH = 2.6  # of a sample, in heights: room for the longest dashes once


def stroke(color: str | QColor, dashes: Dashes, width: float = 2.0) -> QPen:
    """Return a pen that is as wide at every zoom."""
    pen = QPen(QColor(color), width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # others eat the gaps
    if dashes:
        pen.setDashPattern(dashes)
    return pen


def sample(color: str, dashes: Dashes, height: int, ratio: float = 1.0) -> QPixmap:
    """Return a piece of a line, `height` logical pixels high, on nothing."""
    size = QSize(round(_LENGTH * height), height)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setPen(stroke(color, dashes))
    middle = height // 2
    painter.drawLine(QLineF(0, middle, size.width(), middle))
    painter.end()
    return picture
