"""Where things lie on screen: slices and rasters of cells in millimetres of the slice plane.

x runs along a row and y down a column, from the center of pixel (0, 0). Without a pixel spacing, a pixel counts as
one unit, and no unit is shown.
"""

import math
from dataclasses import dataclass, replace

import contourpy
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from physnet_core.growth.raster import resample
from physnet_core.growth.scenario import Growth
from physnet_core.imaging import Slice

SMOOTHING = 8  # display cells along a latent cell where the overlay is interpolated


@dataclass(frozen=True, kw_only=True)
class CursorReading:
    """What is under the cursor.

    Attributes
    ----------
    row, column
        Pixel, from 0.
    value
        Stored value there.
    position
        LPS mm, or None without geometry.
    density
        Shown density, or None outside its raster or where there is none.
    """

    row: int
    column: int
    value: float
    position: tuple[float, float, float] | None
    density: float | None


def scale_of(image: Slice) -> tuple[float, float]:
    """Return screen units (down, right) of one pixel."""
    return image.pixel_spacing or (1.0, 1.0)


def slice_rect(image: Slice) -> QRectF:
    """Return where the slice's pixels lie, edges included."""
    rows, columns = image.pixels.shape
    return _rect((-0.5, -0.5, float(rows), float(columns)), image)


def growth_rect(growth: Growth, image: Slice) -> QRectF:
    """Return where the raster of a growth lies."""
    return _rect(growth.grid.extent, image)


def shown_frame(growth: Growth, frame: int, *, smooth: bool) -> NDArray[np.float32]:
    """Return a frame as it is to be drawn: its cells, or finer ones interpolated between their centers."""
    cells: NDArray[np.float32] = growth.frames[min(frame, len(growth.frames) - 1)]
    if not (smooth and growth.grid_name == "latent"):
        return cells
    grid = growth.grid
    step = (grid.step[0] / SMOOTHING, grid.step[1] / SMOOTHING)
    top, left, _, _ = grid.extent
    fine = replace(
        grid,
        origin=(top + step[0] / 2, left + step[1] / 2),
        step=step,
        shape=(grid.shape[0] * SMOOTHING, grid.shape[1] * SMOOTHING),
    )
    return resample(cells, grid, fine)


def frame_on(other: Growth, growth: Growth, frame: int, *, smooth: bool) -> NDArray[np.float32]:
    """Return a frame of another growth on the cells that `shown_frame` gives for `growth`, at the same time."""
    moment = float(growth.steps[min(frame, len(growth.steps) - 1)])
    index = int(np.abs(other.steps - moment).argmin())
    if other.grid == growth.grid:
        return shown_frame(other, index, smooth=smooth)
    cells = resample(other.frames[index], other.grid, growth.grid)
    return shown_frame(replace(growth, frames=cells[None], steps=growth.steps[:1]), 0, smooth=smooth)


def contour(growth: Growth, frame: int, level: float, image: Slice) -> QPainterPath:
    """Return the outline at a density, in screen units, on the raster that was computed."""
    path = QPainterPath()
    cells = growth.frames[min(frame, len(growth.frames) - 1)]
    if min(cells.shape) < 2:
        return path
    down, right = scale_of(image)
    grid = growth.grid
    y = (grid.origin[0] + np.arange(grid.shape[0]) * grid.step[0]) * down
    x = (grid.origin[1] + np.arange(grid.shape[1]) * grid.step[1]) * right
    for line in contourpy.contour_generator(x, y, cells).lines(level):
        path.addPolygon(QPolygonF([QPointF(*point) for point in np.asarray(line).tolist()]))
    return path


def read_cursor(image: Slice, growth: Growth | None, frame: int, point: QPointF) -> CursorReading | None:
    """Return what is at a point in screen units, or None outside the slice."""
    down, right = scale_of(image)
    row, column = point.y() / down, point.x() / right
    rows, columns = image.pixels.shape
    nearest = (int(np.floor(row + 0.5)), int(np.floor(column + 0.5)))
    if not (0 <= nearest[0] < rows and 0 <= nearest[1] < columns):
        return None
    position = None
    if image.affine is not None:
        x, y, z = (image.affine @ np.array([0.0, row, column, 1.0]))[:3]
        position = (float(x), float(y), float(z))
    return CursorReading(
        row=nearest[0],
        column=nearest[1],
        value=float(image.pixels[nearest]),
        position=position,
        density=_density_at(growth, frame, row, column),
    )


def _density_at(growth: Growth | None, frame: int, row: float, column: float) -> float | None:
    if growth is None:
        return None
    cell = tuple(int(np.floor(part + 0.5)) for part in growth.grid.to_cells(row, column))
    if not all(0 <= part < count for part, count in zip(cell, growth.grid.shape, strict=True)):
        return None
    density = float(growth.frames[min(frame, len(growth.frames) - 1)][cell])
    return None if math.isnan(density) else density


def _rect(extent: tuple[float, float, float, float], image: Slice) -> QRectF:
    top, left, height, width = extent
    down, right = scale_of(image)
    return QRectF(left * right, top * down, width * right, height * down)
