"""Tumor outlines: their distance, their overlap, and what plain image operations make of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

# What the baselines may choose from; shared by all pairs, so that one pair's choice can be tried on another.
DILATIONS_MM = tuple(float(radius) for radius in np.arange(0.0, 12.01, 0.5))
SMOOTHINGS_MM = (0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
SMOOTHING_LEVELS = tuple(float(level) for level in np.arange(0.05, 0.651, 0.05))

# Slices up to this many times as thick as their pixels are as good as cubes.
_ROUGH = 1.5


@dataclass(frozen=True, kw_only=True)
class Baselines:
    """Best Dice that needs no physics, each with what it was reached with.

    Attributes
    ----------
    persistence
        The earlier outline as it is.
    dilation, dilation_mm
        The earlier outline, grown by one distance everywhere.
    smoothing, smoothing_mm, smoothing_level
        The earlier outline, blurred by a Gaussian and cut at another level: two free numbers, like Fisher-KPP.
    """

    persistence: float
    dilation: float
    dilation_mm: float
    smoothing: float
    smoothing_mm: float
    smoothing_level: float


def filled(mask: Bools) -> Bools:
    """Return the mask with the holes of each slice filled: an enhancing rim and the dead core that it encloses."""
    return np.stack([ndimage.binary_fill_holes(plane) for plane in mask])


def signed_distance(mask: Bools, spacing: Sequence[float]) -> Floats:
    """Return the distance in mm to the outline, negative inside and zero on the faces between in and out."""
    outside = ndimage.distance_transform_edt(~mask, sampling=spacing)
    inside = ndimage.distance_transform_edt(mask, sampling=spacing)
    # The outline runs half a voxel before the nearest voxel of the other kind; in-plane voxels are the finest.
    half = min(spacing) / 2
    distance: Floats = np.where(mask, half - inside, outside - half)
    return distance


def smooth_distance(mask: Bools, spacing: Sequence[float]) -> Floats:
    """Return the signed distance in mm to the outline as it runs between slices: without steps where they are thick.

    Outlines of neighboring slices are joined by interpolating the distance within each; beyond the last one the tumor
    tapers off within half a slice. Slower than `signed_distance`, so for masks that are cropped to the tumor.

    Parameters
    ----------
    mask
        (slice, row, column), neither empty nor full.

    References
    ----------
    Raya, Udupa (1990). Shape-based interpolation of multidimensional objects. IEEE Trans. Med. Imaging 9, 32-42.
    """
    parts = 1 + 2 * max(0, math.ceil((spacing[0] / (_ROUGH * min(spacing[1:])) - 1) / 2))
    if parts == 1:
        return signed_distance(mask, spacing)
    within = [signed_distance(plane, spacing[1:]) if plane.any() else None for plane in mask]
    deepest = -min(float(plane.min()) for plane in within if plane is not None)
    planes = np.stack([np.full(mask.shape[1:], deepest) if plane is None else plane for plane in within])
    fine = ndimage.zoom(planes, [parts, 1, 1], order=1, mode="nearest", grid_mode=True) <= 0
    distance: Floats = signed_distance(fine, [spacing[0] / parts, *spacing[1:]])[parts // 2 :: parts]
    return distance


def dice(one: Bools, other: Bools) -> float:
    """Return the Dice overlap; 1 for two empty masks."""
    total = int(np.count_nonzero(one)) + int(np.count_nonzero(other))
    return 2.0 * int(np.count_nonzero(one & other)) / total if total else 1.0


def dilation_table(pre: Bools, post: Bools, spacing: Sequence[float]) -> Floats:
    """Return the Dice (len(`DILATIONS_MM`),) of each radius."""
    distance = smooth_distance(pre, spacing)
    return np.array([dice(pre if radius == 0 else distance <= radius, post) for radius in DILATIONS_MM])


def smoothing_table(pre: Bools, post: Bools, spacing: Sequence[float]) -> Floats:
    """Return the Dice (len(`SMOOTHINGS_MM`), len(`SMOOTHING_LEVELS`)) of each width and level."""
    table = []
    for sigma in SMOOTHINGS_MM:
        blurred = ndimage.gaussian_filter(pre.astype(np.float32), [sigma / width for width in spacing])
        table.append([dice(blurred >= level, post) for level in SMOOTHING_LEVELS])
    return np.array(table)


def baselines(dilations: Floats, smoothings: Floats) -> Baselines:
    """Return the best of the two tables; the first entry of `dilations` is persistence."""
    radius = int(dilations.argmax())
    sigma, level = np.unravel_index(int(smoothings.argmax()), smoothings.shape)
    return Baselines(
        persistence=float(dilations[0]),
        dilation=float(dilations[radius]),
        dilation_mm=DILATIONS_MM[radius],
        smoothing=float(smoothings[sigma, level]),
        smoothing_mm=SMOOTHINGS_MM[int(sigma)],
        smoothing_level=SMOOTHING_LEVELS[int(level)],
    )


def half_voxel_loss(mask: Bools) -> float:
    """Return by how much the Dice of a mask with itself falls when it is moved half a voxel within the slice.

    Two fits that differ by less cannot be told apart: no registration and no hand-drawn outline is better.
    """
    losses = []
    for axis in (1, 2):
        moved = ndimage.shift(mask.astype(np.float32), [0.5 if index == axis else 0.0 for index in range(3)], order=1)
        # Half-covered voxels count half: a soft Dice, since a threshold would make them all in or all out.
        losses.append(1.0 - 2.0 * float((moved * mask).sum()) / float(moved.sum() + mask.sum()))
    return float(np.mean(losses))
