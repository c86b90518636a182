"""Bring a later scan of the same head onto an earlier one: six rigid parameters, and a scale where headers lie.

Nothing but scipy: a Powell search on the normalized cross-correlation, from coarse to fine, at points inside the head
and outside the tumor, which is what changes between the scans.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, optimize

from physnet_core.errors import Cancelled
from physnet_core.physics.tissue import head_mask

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

# (smoothing in mm, sample points, tolerance of the search in mm, degrees or percent) of each level.
_LEVELS = ((5.0, 6_000, 0.5), (2.0, 20_000, 0.1))
# With less of the head than this inside the moved scan, a correlation says nothing.
_LEAST_OVERLAP = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class Alignment:
    """Where a point of the fixed scan lies in the moving one.

    Attributes
    ----------
    matrix
        (3, 3) rotation, times the scale within the slice.
    shift_mm
        (3,) of the center of the volume (slice, row, column).
    scale
        Size of the moving head over the fixed one, within the slice; 1 for a rigid registration.
    before, after
        Normalized cross-correlation of the heads.
    """

    matrix: Floats
    shift_mm: Floats
    scale: float
    before: float
    after: float

    @property
    def rotation_degrees(self) -> float:
        """Angle of the rotation."""
        rotation = self.matrix / np.array([1.0, self.scale, self.scale])
        return math.degrees(math.acos(float(np.clip((np.trace(rotation) - 1) / 2, -1, 1))))


@dataclass(frozen=True, kw_only=True, eq=False)
class Scan:
    """Voxels (slice, row, column) and their distances in mm."""

    values: NDArray[np.floating]
    spacing: tuple[float, float, float]


def register(
    fixed: Scan,
    moving: Scan,
    *,
    tumor: Bools | None = None,
    free_scale: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Alignment:
    """Return the alignment with the highest correlation of the two heads.

    Parameters
    ----------
    tumor
        Voxels of `fixed` that are left out.
    free_scale
        Whether the size within the slice is free too, for files whose voxel sizes are not to be trusted.

    Raises
    ------
    Cancelled
        As soon as `cancelled` returns True.
    """
    head = _head(fixed.values)
    if tumor is not None:
        head &= ~ndimage.binary_dilation(tumor, iterations=3)
    start = np.zeros(7 if free_scale else 6)
    start[3:6] = (_centroid(moving) - _middle(moving)) - (_centroid(fixed) - _middle(fixed))
    parameters, before = start, math.nan
    for level, (smoothing, points, tolerance) in enumerate(_LEVELS):
        progress(level, len(_LEVELS))
        compare = _Comparison(fixed, moving, head, smoothing=smoothing, points=points, cancelled=cancelled)
        found = optimize.minimize(compare, parameters, method="Powell", options={"xtol": tolerance, "ftol": 1e-5})
        parameters, before = found.x, -compare(np.zeros_like(start))
    progress(len(_LEVELS), len(_LEVELS))
    matrix, shift, scale = _transform(parameters)
    return Alignment(matrix=matrix, shift_mm=shift, scale=scale, before=before, after=-float(found.fun))


def align_outline(distance: NDArray[np.floating], alignment: Alignment, moving: Scan, fixed: Scan) -> Floats:
    """Return a signed distance of the moving scan on the voxels of the fixed one.

    Signed distances, unlike masks, can be interpolated between thick slices.
    """
    scale = np.diag(1 / np.array(moving.spacing))
    matrix = scale @ alignment.matrix @ np.diag(fixed.spacing)
    middle_fixed, middle_moving = _middle(fixed), _middle(moving)
    offset = scale @ (middle_moving + alignment.shift_mm - alignment.matrix @ middle_fixed)
    moved: Floats = ndimage.affine_transform(
        distance, matrix, offset=offset, output_shape=fixed.values.shape, order=1, mode="nearest"
    )
    return moved


class _Comparison:
    """Minus the normalized cross-correlation, as a function of the parameters of the search."""

    def __init__(
        self, fixed: Scan, moving: Scan, head: Bools, *, smoothing: float, points: int, cancelled: Callable[[], bool]
    ) -> None:
        self._moving = _smooth(moving, smoothing)
        self._spacing = np.array(moving.spacing)
        self._middle = _middle(moving)
        self._cancelled = cancelled
        voxels = np.argwhere(head)
        voxels = voxels[:: max(1, len(voxels) // points)]
        self._points = (voxels * np.array(fixed.spacing) - _middle(fixed)).T
        self._fixed = _smooth(fixed, smoothing)[tuple(voxels.T)]

    def __call__(self, parameters: Floats) -> float:
        if self._cancelled():
            raise Cancelled
        matrix, shift, _ = _transform(parameters)
        where = (matrix @ self._points + (shift + self._middle)[:, None]) / self._spacing[:, None]
        moved = ndimage.map_coordinates(self._moving, where, order=1, mode="constant", cval=np.nan)
        inside = np.isfinite(moved)
        if inside.mean() < _LEAST_OVERLAP:
            return 1.0
        return -_correlation(self._fixed[inside], moved[inside])


def _transform(parameters: Sequence[float] | Floats) -> tuple[Floats, Floats, float]:
    """Return matrix, shift and scale; angles are in degrees and the scale in percent, so that all steps are alike."""
    angles = np.radians(np.asarray(parameters[:3], dtype=np.float64))
    scale = math.exp(float(parameters[6]) / 100) if len(parameters) > 6 else 1.0
    rotation = np.eye(3)
    for axis, angle in enumerate(angles):
        one, other = (index for index in range(3) if index != axis)
        turn = np.eye(3)
        turn[one, one] = turn[other, other] = math.cos(angle)
        turn[one, other], turn[other, one] = -math.sin(angle), math.sin(angle)
        rotation = rotation @ turn
    return rotation * np.array([1.0, scale, scale]), np.asarray(parameters[3:6], dtype=np.float64), scale


def _correlation(one: Floats, other: Floats) -> float:
    a, b = one - one.mean(), other - other.mean()
    return float((a * b).sum() / math.sqrt(float((a * a).sum() * (b * b).sum()) + 1e-30))


def _smooth(scan: Scan, sigma: float) -> Floats:
    values = np.asarray(scan.values, dtype=np.float64)
    return np.asarray(ndimage.gaussian_filter(values, [sigma / width for width in scan.spacing]), dtype=np.float64)


def _head(values: NDArray[np.floating]) -> Bools:
    """Return the head; slices that hold one value only (padding) have none."""
    head = np.zeros(values.shape, dtype=bool)
    for index, plane in enumerate(values):
        if np.ptp(plane) > 0:
            head[index] = head_mask(plane)
    return head


def _centroid(scan: Scan) -> Floats:
    head = _head(scan.values)
    if not head.any():
        return _middle(scan)
    centroid: Floats = np.argwhere(head).mean(axis=0) * np.array(scan.spacing)
    return centroid


def _middle(scan: Scan) -> Floats:
    middle: Floats = (np.array(scan.values.shape) - 1) / 2 * np.array(scan.spacing)
    return middle
