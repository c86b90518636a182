"""A small grey picture of a slice."""

import numpy as np
from numpy.typing import NDArray

from physnet_core.imaging import Slice, Window

SIDE = 96


def thumbnail(image: Slice) -> NDArray[np.uint8]:
    """Return the slice as (h, w) uint8 in true proportion, its longer side `SIDE` pixels at most."""
    rows, columns = image.pixels.shape
    spacing = image.pixel_spacing or (1.0, 1.0)
    size = np.array([rows * spacing[0], columns * spacing[1]])
    height, width = np.maximum(1, np.round(size * SIDE / size.max())).astype(int)
    row_edges = np.arange(height) * rows // height
    column_edges = np.arange(width) * columns // width
    small = image.pixels[np.ix_(row_edges, column_edges)] if min(rows, columns) < SIDE else _mean(image, height, width)
    low, high = (image.window or Window.automatic(image.pixels)).levels
    scaled = np.clip((small - low) / max(high - low, 1e-12), 0.0, 1.0)
    picture: NDArray[np.uint8] = np.rint(scaled * 255).astype(np.uint8)
    picture.setflags(write=False)
    return picture


def _mean(image: Slice, height: int, width: int) -> NDArray[np.float32]:
    """Average blocks of pixels, since taking every n-th one shows noise."""
    rows, columns = image.pixels.shape
    over_rows = np.add.reduceat(image.pixels, np.arange(height) * rows // height, axis=0)
    blocks = np.add.reduceat(over_rows, np.arange(width) * columns // width, axis=1)
    counts = np.outer(_lengths(rows, height), _lengths(columns, width))
    return (blocks / counts).astype(np.float32)


def _lengths(total: int, parts: int) -> NDArray[np.intp]:
    return np.diff(np.append(np.arange(parts) * total // parts, total))
