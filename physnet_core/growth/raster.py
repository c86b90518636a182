"""Rasters of cells on a slice: the image grid, and moving a field from one raster to another."""

import math

import numpy as np
from numpy.typing import NDArray

from physnet_core.network.grid import Grid

# Longer side of the image grid. Finer than the latent grid by an order of magnitude, and still a fraction of a
# second per simulated frame.
IMAGE_GRID_SIZE = 256


def image_grid(shape: tuple[int, int], pixel_spacing: tuple[float, float] | None) -> Grid:
    """Return a raster over a whole slice whose cells are square in mm, at most `IMAGE_GRID_SIZE` cells long.

    Parameters
    ----------
    shape
        (rows, columns) of the slice.
    pixel_spacing
        (row, column) mm; without it pixels are taken as square.
    """
    spacing = pixel_spacing or (1.0, 1.0)
    size = tuple(pixels * mm for pixels, mm in zip(shape, spacing, strict=True))
    cell = max(min(spacing), max(size) / IMAGE_GRID_SIZE)
    cells = tuple(max(1, math.ceil(length / cell - 1e-6)) for length in size)
    step = (cell / spacing[0], cell / spacing[1])
    return Grid(
        origin=(step[0] / 2 - 0.5, step[1] / 2 - 0.5),
        step=step,
        shape=(cells[0], cells[1]),
    )


def resample(field: NDArray[np.floating], source: Grid, target: Grid) -> NDArray[np.float32]:
    """Return `field` on another raster: bilinear where `target` is finer, averaged where it is coarser.

    Parameters
    ----------
    field
        (..., h, w) on `source`.

    Returns
    -------
    ndarray
        (..., *target.shape) float32, within the range of `field` and 0 outside the extent of `source`.
    """
    if source == target:
        return np.array(field, dtype=np.float32)
    rows = _weights(source, target, axis=0)
    columns = _weights(source, target, axis=1)
    moved = rows @ np.asarray(field, dtype=np.float64) @ columns.T
    low, high = min(0.0, float(field.min())), max(0.0, float(field.max()))
    return np.clip(moved, low, high).astype(np.float32)  # rounding must not leave the field's range


def _weights(source: Grid, target: Grid, *, axis: int) -> NDArray[np.float64]:
    """Return the (target cells, source cells) matrix of one axis."""
    samples = max(1, math.ceil(target.step[axis] / source.step[axis]))
    offsets = (np.arange(samples) + 0.5) / samples - 0.5
    pixels = target.origin[axis] + (np.arange(target.shape[axis])[:, None] + offsets) * target.step[axis]
    cells = ((pixels - source.origin[axis]) / source.step[axis]).ravel()
    count = source.shape[axis]
    inside = (cells >= -0.5 - 1e-6) & (cells <= count - 0.5 + 1e-6)
    clipped = np.clip(cells, 0, count - 1)
    low = np.minimum(clipped.astype(int), max(count - 2, 0))
    high = np.minimum(low + 1, count - 1)
    matrix = np.zeros((cells.size, count))
    index = np.arange(cells.size)
    np.add.at(matrix, (index, low), (1 - (clipped - low)) * inside)
    np.add.at(matrix, (index, high), (clipped - low) * inside)
    average: NDArray[np.float64] = matrix.reshape(target.shape[axis], samples, count).mean(axis=1)
    return average
