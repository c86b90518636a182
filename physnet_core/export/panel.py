"""One slice with one growth over it, as pixels that are square in mm."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from physnet_core.export.colour import Rgb, blend, colour, grey, lut, outline
from physnet_core.export.content import Options
from physnet_core.growth.raster import resample
from physnet_core.growth.scenario import Growth
from physnet_core.imaging.volume import Slice, Window
from physnet_core.network.grid import Grid, pixel_grid

_OUTLINE = np.array((255, 255, 255, 255), dtype=np.uint8)
_INVISIBLE = 0.5 / 255  # a lesser density has the first, transparent color
_RIM = 4  # pixels around a tumor in which its outline may still be drawn


class Panel:
    """Draws the frames of one growth over its slice.

    Parameters
    ----------
    raster
        The picture's pixels on the slice, see `picture_raster`.
    """

    def __init__(self, image: Slice, growth: Growth, options: Options, raster: Grid) -> None:
        self.image, self.growth, self.options, self.raster = image, growth, options, raster

    @cached_property
    def anatomy(self) -> Rgb:
        """The slice alone, (H, W, 3)."""
        window = self.options.window or self.image.window or Window.automatic(self.image.pixels)
        pixels = resample(self.image.pixels, pixel_grid(*self.image.pixels.shape), self.raster)
        return grey(pixels, *window.levels, inverted=self.options.inverted)

    def draw(self, frame: int) -> Rgb:
        """Return frame `frame` over the slice, (H, W, 3)."""
        density = self.growth.frames[frame]
        smooth = resample(density, self.growth.grid, self.raster)
        shown = smooth if self.options.smooth else _cells(density, self.growth.grid, self.raster)
        picture = self.anatomy.copy()
        box = self._box(np.maximum(smooth, shown))
        overlay = colour(shown[box], lut(self.options.colormap), self.options.opacity, self.options.threshold)
        picture[box] = blend(picture[box], overlay)
        width = max(1.2, max(smooth.shape) / 330)
        for level, part in ((self.options.fine_contour, 0.6), (self.options.contour, 1.0)):
            if level is not None:
                picture[box] = blend(picture[box], _line(smooth[box], level, part * width))
        return picture

    def _box(self, density: NDArray[np.float32]) -> tuple[slice, slice]:
        """Return rows and columns outside which nothing is drawn: the work is in proportion to the tumor."""
        seen = density >= min(max(self.options.threshold, _INVISIBLE), 1.0, *self.options.contours)
        rows, columns = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
        if not rows.size:
            return slice(0), slice(0)
        return slice(max(0, rows[0] - _RIM), rows[-1] + 1 + _RIM), slice(
            max(0, columns[0] - _RIM), columns[-1] + 1 + _RIM
        )


def _line(density: NDArray[np.float32], level: float, width: float) -> NDArray[np.uint8]:
    line = np.broadcast_to(_OUTLINE, (*density.shape, 4)).copy()
    line[..., 3] = np.rint(outline(density, level, width=width) * 230).astype(np.uint8)
    return line


def picture_raster(image: Slice, long_side: int | None) -> Grid:
    """Return picture pixels over a whole slice, square in mm.

    Parameters
    ----------
    long_side
        Number of picture pixels along the longer side; None for one a slice pixel along the finer axis.
    """
    spacing = image.pixel_spacing or (1.0, 1.0)
    rows, columns = image.pixels.shape
    height, width = rows * spacing[0], columns * spacing[1]
    pixel = min(spacing) if long_side is None else max(height, width) / long_side
    shape = (max(1, round(height / pixel)), max(1, round(width / pixel)))
    step = (rows / shape[0], columns / shape[1])
    return Grid(origin=(step[0] / 2 - 0.5, step[1] / 2 - 0.5), step=step, shape=shape)


def _cells(density: NDArray[np.float32], source: Grid, target: Grid) -> NDArray[np.float32]:
    """Return the density of the cell under each picture pixel, 0 outside the raster."""
    index, inside = [], []
    for axis in (0, 1):
        pixels = target.origin[axis] + np.arange(target.shape[axis]) * target.step[axis]
        cells = np.floor((pixels - source.origin[axis]) / source.step[axis] + 0.5).astype(int)
        inside.append((cells >= 0) & (cells < source.shape[axis]))
        index.append(np.clip(cells, 0, source.shape[axis] - 1))
    shown: NDArray[np.float32] = density[np.ix_(*index)] * np.outer(*inside)
    return shown
