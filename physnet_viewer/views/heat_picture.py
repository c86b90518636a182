"""A small picture of a slice with a map of cells over it, and the strip of colors that says what they mean."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from physnet_core.export.colour import colour, grey, lut
from physnet_core.imaging import Slice, Window
from physnet_core.network.grid import Grid
from physnet_viewer import theme

_OPACITY = 0.65
_STRIP = 10  # pixels of the strip of colors, beside its numbers
_SMOOTHING = 8  # display samples along a cell


class HeatPicture(QWidget):
    """Draws a slice in its true aspect with a map from 0 to 1 over it; the map is interpolated between its cells."""

    def __init__(self, colormap: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colormap = colormap
        self._slice, self._heat = QImage(), QImage()
        self._place = QRectF(0, 0, 1, 1)  # of the map, in parts of the slice
        self._aspect = 1.0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_map(self, image: Slice, window: Window, cells: NDArray[np.float32] | None, grid: Grid) -> None:
        """Show a slice and (h, w) cells over it, or the slice alone while there are none."""
        rows, columns = image.pixels.shape
        down, right = image.pixel_spacing or (1.0, 1.0)
        self._aspect = (rows * down) / (columns * right)
        self._slice = _qimage(grey(image.pixels, *window.levels), QImage.Format.Format_RGB888)
        self._heat = QImage()
        if cells is not None:
            rgba = colour(cells, lut(self._colormap), _OPACITY)
            small = _qimage(rgba, QImage.Format.Format_RGBA8888)
            size = QSize(cells.shape[1] * _SMOOTHING, cells.shape[0] * _SMOOTHING)
            self._heat = small.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
            top, left, height, width = grid.extent
            self._place = QRectF(
                (left + 0.5) / columns, (top + 0.5) / rows, width / columns, height / rows
            )  # pixel (0, 0) reaches from -0.5 to 0.5
        self.updateGeometry()
        self.update()

    @property
    def has_map(self) -> bool:
        """Whether a map is drawn."""
        return not self._heat.isNull()

    def hasHeightForWidth(self) -> bool:
        """Tell the layout that the height follows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for the whole slice and the strip of colors."""
        return round(width * self._aspect) + self._footer()

    def sizeHint(self) -> QSize:
        """Return a size for two side by side in a dock."""
        return QSize(140, self.heightForWidth(140))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which something is seen."""
        return QSize(90, self.heightForWidth(90))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw slice, map and strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width, height = float(self.width()), float(self.height() - self._footer())
        shown = min(width, height / self._aspect)
        frame = QRectF((width - shown) / 2, (height - shown * self._aspect) / 2, shown, shown * self._aspect)
        painter.fillRect(QRectF(0, 0, width, height), QColor(theme.current().canvas))
        if not self._slice.isNull():
            painter.drawImage(frame, self._slice)
        if self.has_map:
            painter.setClipRect(frame)
            place = QRectF(
                frame.left() + self._place.left() * frame.width(),
                frame.top() + self._place.top() * frame.height(),
                self._place.width() * frame.width(),
                self._place.height() * frame.height(),
            )
            painter.drawImage(place, self._heat)
            painter.setClipping(False)
        self._draw_strip(painter)
        painter.end()

    def _footer(self) -> int:
        return max(_STRIP, self.fontMetrics().height()) + 4

    def _draw_strip(self, painter: QPainter) -> None:
        """Draw the colors from 0 to 1 over a middle grey, as they are seen over anatomy."""
        metrics, top = self.fontMetrics(), self.height() - self._footer() + 4
        number = metrics.horizontalAdvance("0")
        strip = QRectF(number + 5, top + (metrics.height() - _STRIP) / 2, self.width() - 2 * (number + 5), _STRIP)
        ramp = colour(np.linspace(0, 1, 256, dtype=np.float32)[None], lut(self._colormap), _OPACITY)
        painter.fillRect(strip, QColor(110, 110, 110))
        painter.drawImage(strip, _qimage(ramp, QImage.Format.Format_RGBA8888))
        painter.setPen(QColor(theme.current().muted))
        line = QRectF(0, top, self.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "0")
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "1")


def _qimage(pixels: NDArray[np.uint8], layout: QImage.Format) -> QImage:
    rows, columns, channels = pixels.shape
    data = np.ascontiguousarray(pixels)
    return QImage(data.data, columns, rows, channels * columns, layout).copy()
