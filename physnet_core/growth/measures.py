"""Numbers that describe a growing density: area, radius, front speed, doubling time, mass.

All take plain arrays, so that the window, the command line and a notebook count alike.
"""

import math

import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.float32]
Curve = NDArray[np.float64]


def area(frames: Frames, *, threshold: float = 0.5, cell_area: float = 1.0) -> Curve:
    """Return the area (N+1,) of the cells at or above `threshold`, in units of `cell_area`.

    Whole cells are counted: that is what an overlay cut at `threshold` shows and what `physnet predict`
    reports. The curve therefore rises in steps of one cell; `smooth_area` does not.
    """
    total: Curve = np.count_nonzero(frames >= threshold, axis=(-2, -1)) * float(cell_area)
    return total


def smooth_area(frames: Frames, *, threshold: float = 0.5, cell_area: float = 1.0) -> Curve:
    """Return the area (N+1,) above `threshold` with cells on the rim counted in part.

    A cell counts for the share of it that lies above `threshold` when the density inside is a plane with the
    cell's value and its neighbors' slope (the linear reconstruction of volume-of-fluid methods). Speeds are
    derived from this, since a difference of whole cells over a few steps is mostly rounding.
    """
    values = np.asarray(frames, dtype=np.float64)
    padded = np.pad(values, [(0, 0)] * (values.ndim - 2) + [(1, 1), (1, 1)], mode="edge")
    down = np.abs(padded[..., 2:, 1:-1] - padded[..., :-2, 1:-1]) / 2
    right = np.abs(padded[..., 1:-1, 2:] - padded[..., 1:-1, :-2]) / 2
    share = np.clip((values - threshold) / np.maximum(down + right, 1e-9) + 0.5, 0.0, 1.0)
    return np.asarray(share.sum(axis=(-2, -1)) * cell_area, dtype=np.float64)


def mass(frames: Frames, *, cell_area: float = 1.0) -> Curve:
    """Return the integral (N+1,) of the density over the slice, in units of `cell_area`."""
    return np.asarray(np.sum(frames, axis=(-2, -1), dtype=np.float64) * cell_area)


def equivalent_radius(areas: Curve) -> Curve:
    """Return the radius (N+1,) of the circle with each area, in the square root of its unit."""
    radius: Curve = np.sqrt(np.asarray(areas, dtype=np.float64) / math.pi)
    return radius


def front_speed(radius: Curve, times: Curve) -> float | None:
    """Return the speed at which `radius` grows, in its unit per unit of `times`.

    The least-squares slope over the later half of the run, where the profile has formed. None where there is
    no tumor, or fewer than two frames, to measure. It nears 2 sqrt(D rho) only after a long time in free
    space, may lie on either side of it before, and falls to 0 once the tumor has filled its domain.
    """
    later = slice(len(times) // 2 if len(times) > 3 else 0, None)
    r, t = np.asarray(radius, dtype=np.float64)[later], np.asarray(times, dtype=np.float64)[later]
    if len(t) < 2 or not np.all(r > 0):
        return None
    return _slope(t, r)


def doubling_time(curve: Curve, times: Curve) -> float | None:
    """Return the time in which `curve` (an area or a mass) doubles, in units of `times`.

    The mean rate from first to last frame. None where it does not grow or is empty at one end.
    """
    first, last = float(curve[0]), float(curve[-1])
    if first <= 0 or last <= first * (1 + 1e-9):
        return None
    return float(times[-1] - times[0]) * math.log(2) / math.log(last / first)


def _slope(x: Curve, y: Curve) -> float | None:
    centered = x - x.mean()
    spread = float(centered @ centered)
    return float(centered @ (y - y.mean())) / spread if spread > 0 else None
