"""Two outlines of a tumor and the fitted one, over the earlier scan."""

import contourpy
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from physnet_core.export.colour import grey
from physnet_viewer import theme
from physnet_viewer.fit_outcome import FitPicture
from physnet_viewer.translation import later, tr

# They differ in dash too.
LINES = (
    ("pre", later("earlier"), theme.EARLIER, Qt.PenStyle.SolidLine),
    ("post", later("later"), theme.LATER, Qt.PenStyle.SolidLine),
    ("fitted", later("fitted"), theme.FITTED, Qt.PenStyle.DashLine),
)


class FitPictureView(QWidget):
    """Draws a `FitPicture` in true proportions, with a key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: FitPicture | None = None
        self.setAccessibleName(tr("Outlines of the tumor: earlier, later and fitted"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: FitPicture | None) -> None:
        """Draw another picture, or none."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a picture beside a table."""
        return QSize(280, 280)

    def minimumSizeHint(self) -> QSize:
        """Return the least at which lines can be told apart."""
        return QSize(200, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw scan, outlines and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(theme.current().canvas))
        picture = self._picture
        if picture is None:
            painter.setPen(QColor(theme.DARK.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(20, 20, -20, -20), flags, tr("The outlines appear here."))
            return
        key = self.fontMetrics().height() + 10
        place = _fitted(QRectF(self.rect()).adjusted(4, 4, -4, -4 - key), picture)
        if picture.background is not None:
            painter.drawImage(place, _image(picture.background))
        for name, _, color, style in LINES:
            _draw(painter, place, getattr(picture, name), color, style)
        self._draw_key(painter, self.height() - key)

    def _draw_key(self, painter: QPainter, top: int) -> None:
        metrics, x = self.fontMetrics(), 10
        for _, title, color, style in LINES:
            painter.setPen(QPen(QColor(color), 2, style))
            painter.drawLine(x, top + key_middle(metrics.height()), x + 20, top + key_middle(metrics.height()))
            painter.setPen(QColor(theme.DARK.text))
            painter.drawText(x + 26, top + 2 + metrics.ascent(), tr(title))
            x += 26 + metrics.horizontalAdvance(tr(title)) + 14


def key_middle(height: int) -> int:
    """Return the height of a sample line within a line of text."""
    return 2 + height // 2


def _fitted(area: QRectF, picture: FitPicture) -> QRectF:
    rows, columns = picture.pre.shape
    size = (columns * picture.spacing[1], rows * picture.spacing[0])
    scale = min(area.width() / size[0], area.height() / size[1])
    width, height = size[0] * scale, size[1] * scale
    return QRectF(area.center().x() - width / 2, area.center().y() - height / 2, width, height)


def _image(plane: NDArray[np.float32]) -> QImage:
    low, high = (float(value) for value in np.percentile(plane, (1, 99.5)))
    pixels = np.ascontiguousarray(grey(plane, low, high))
    rows, columns = plane.shape
    return QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


def _draw(painter: QPainter, place: QRectF, mask: NDArray[np.bool_], color: str, style: Qt.PenStyle) -> None:
    rows, columns = mask.shape
    path = QPainterPath()
    padded = np.pad(mask.astype(np.float32), 1)
    for line in contourpy.contour_generator(z=padded).lines(0.5):
        points = (np.asarray(line) - 0.5) / (columns, rows)
        path.addPolygon(
            QPolygonF([QPointF(place.x() + x * place.width(), place.y() + y * place.height()) for x, y in points])
        )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 150), 4))
    painter.drawPath(path)
    painter.setPen(QPen(QColor(color), 2, style))
    painter.drawPath(path)
