"""Density to color: one function for the screen, the exported files and the command line.

Pure numpy, so that a window can use it before anything heavy is imported.
"""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Perceptually even maps by their usual names; the colors of `colormaps.npy` are matplotlib's (a test compares
# them), stored because importing matplotlib takes a fifth of a second at the start of the window.
COLORMAPS = ("inferno", "magma", "viridis", "cividis")

Rgb = NDArray[np.uint8]
Rgba = NDArray[np.uint8]

# The dark end of the maps would darken the anatomy where there is hardly any tumor; below this density the
# overlay fades out instead.
_OPAQUE_FROM = 0.25
_DARKEST = 0.12  # part of a map that is left out at its dark end


@cache
def lut(name: str) -> Rgba:
    """Return the (256, 4) uint8 RGBA table of a color map: transparent at 0, opaque from a density of 0.25.

    Raises
    ------
    ValueError
        For a name that is not in `COLORMAPS`.
    """
    if name not in COLORMAPS:
        raise ValueError(f"Unknown color map {name!r}: use one of {', '.join(COLORMAPS)}.")
    maps: Rgb = np.load(Path(__file__).with_name("colormaps.npy"))
    density = np.arange(256) / 255
    index = np.round(255 * (_DARKEST + (1 - _DARKEST) * density)).astype(int)
    rise = np.clip(density / _OPAQUE_FROM, 0, 1)
    alpha = np.round(255 * rise * rise * (3 - 2 * rise)).astype(np.uint8)
    table = np.column_stack((maps[COLORMAPS.index(name)][index], alpha))
    table.setflags(write=False)
    return table


def colour(frame: NDArray[np.floating], table: Rgba, opacity: float = 1.0, threshold: float = 0.0) -> Rgba:
    """Return density as RGBA.

    Parameters
    ----------
    frame
        (h, w) density; values outside [0, 1] take the color of the nearer end.
    table
        (256, 4) uint8, from `lut`.
    opacity
        Of the whole overlay, in [0, 1].
    threshold
        Density below which nothing is drawn.

    Returns
    -------
    ndarray
        (h, w, 4) uint8 RGBA, not premultiplied; alpha 0 where the density is 0, below `threshold`, or NaN.
    """
    density = np.nan_to_num(np.asarray(frame, dtype=np.float32), nan=0.0, posinf=1.0, neginf=0.0)
    index = np.rint(np.clip(density, 0.0, 1.0) * np.float32(255)).astype(np.uint8)
    faded = table.copy()
    faded[:, 3] = np.rint(table[:, 3] * float(np.clip(opacity, 0.0, 1.0))).astype(np.uint8)
    rgba: Rgba = faded[index]
    if threshold > 0:
        rgba[density < threshold, 3] = 0
    return rgba


def blend(base: Rgb, overlay: Rgba) -> Rgb:
    """Return `overlay` (h, w, 4) drawn over `base` (h, w, 3), both uint8."""
    alpha = overlay[..., 3:].astype(np.float32) / 255
    mixed = base + (overlay[..., :3].astype(np.float32) - base) * alpha
    return np.rint(mixed).astype(np.uint8)


def grey(pixels: NDArray[np.floating], low: float, high: float, *, inverted: bool = False) -> Rgb:
    """Return stored values as (h, w, 3) grey between the window levels `low` (black) and `high` (white)."""
    scaled = (np.asarray(pixels, dtype=np.float32) - low) / max(high - low, 1e-12)
    level = np.rint(np.clip(np.nan_to_num(scaled), 0.0, 1.0) * 255).astype(np.uint8)
    if inverted:
        level = 255 - level
    return np.repeat(level[..., None], 3, axis=2)


def outline(frame: NDArray[np.floating], level: float, *, width: float = 1.5) -> NDArray[np.float32]:
    """Return how much of each pixel (h, w) the line `frame` == `level` covers, from 0 to 1.

    The distance to the line is taken to first order, |u - level| / |grad u|, which gives a line of even width
    with smooth edges wherever the density is not flat.
    """
    density = np.asarray(frame, dtype=np.float32)
    if min(density.shape) < 2:
        return np.zeros(density.shape, dtype=np.float32)
    down, right = np.gradient(density)
    steepness = np.maximum(np.hypot(down, right), 1e-4)
    distance = np.abs(density - level) / steepness
    coverage = np.clip(width / 2 + 0.5 - distance, 0.0, 1.0)
    low, high = _range_around(density)
    crossed = (low <= level) & (level <= high)  # at a jump the first-order distance sees lines that are not there
    line: NDArray[np.float32] = np.where(crossed, coverage, 0.0).astype(np.float32)
    return line


def _range_around(field: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the least and the greatest value among each pixel and its eight neighbors."""
    low = high = np.pad(field, 1, mode="edge")
    low = np.minimum(np.minimum(low[:-2], low[1:-1]), low[2:])
    high = np.maximum(np.maximum(high[:-2], high[1:-1]), high[2:])
    low = np.minimum(np.minimum(low[:, :-2], low[:, 1:-1]), low[:, 2:])
    high = np.maximum(np.maximum(high[:, :-2], high[:, 1:-1]), high[:, 2:])
    return low, high
