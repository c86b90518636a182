"""Where slices lie in the patient: planes, order along the normal, spacing and affines.

All in DICOM patient coordinates (LPS, mm), see DICOM PS3.3 C.7.6.2.
"""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from physnet_core.imaging.volume import Affine, Plane, Position

OBLIQUE_DEGREES = 25.0
"""A slice whose normal is further than this from every body axis is called oblique. Heads are commonly scanned along
the line through the commissures, up to some 20 degrees off the table, and are still called axial by everyone."""

POSITION_TOLERANCE_MM = 0.01
"""Positions closer than this are the same position: DICOM decimal strings carry about four decimals of a mm."""

SPACING_TOLERANCE = 0.02
"""Relative deviation of slice spacing (beside `POSITION_TOLERANCE_MM`) up to which a stack is regular."""

Orientation = tuple[float, float, float, float, float, float]
Vector = NDArray[np.float64]

PLANES: tuple[Plane, Plane, Plane] = ("sagittal", "coronal", "axial")
"""Names of the planes across the LPS axes."""

RADIOLOGICAL = {0: ((2, -1), (1, +1)), 1: ((2, -1), (0, +1)), 2: ((1, +1), (0, +1))}
"""How a plane is shown, by the LPS axis across it: (LPS axis, sign) of growing row and column index."""


def is_orientation(values: Orientation) -> bool:
    """Return whether six direction cosines are two perpendicular unit vectors, within rounding."""
    row, column = np.array(values[:3]), np.array(values[3:])
    unit = abs(np.linalg.norm(row) - 1) < 0.05 and abs(np.linalg.norm(column) - 1) < 0.05
    return bool(unit and abs(row @ column) < 0.05)


def slice_normal(orientation: Orientation) -> Vector:
    """Return the unit normal that points to the left, posterior or superior: the way in which slices are counted."""
    normal: Vector = np.cross(np.array(orientation[:3], dtype=np.float64), orientation[3:])
    normal /= np.linalg.norm(normal)
    return normal if normal[np.argmax(np.abs(normal))] > 0 else -normal


def plane_of(normal: Vector) -> Plane:
    """Return the name of the plane across `normal`."""
    axis = int(np.argmax(np.abs(normal)))
    off_degrees = np.degrees(np.arccos(min(1.0, abs(float(normal[axis])))))
    return "oblique" if off_degrees > OBLIQUE_DEGREES else PLANES[axis]


def nearest_axes(affine: Affine) -> tuple[tuple[int, int], ...]:
    """Return for each of the three index axes the LPS axis that it runs along, each once, and the sign."""
    directions = affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0)
    best = max(permutations(range(3)), key=lambda order: sum(abs(directions[order[axis], axis]) for axis in range(3)))
    return tuple((patient, 1 if directions[patient, axis] > 0 else -1) for axis, patient in enumerate(best))


def place_index(distances: Vector) -> NDArray[np.intp]:
    """Return for each distance along the normal (any order) the number of its slice position, from 0."""
    order = np.argsort(distances, kind="stable")
    steps = np.diff(distances[order]) > POSITION_TOLERANCE_MM
    index = np.empty(len(distances), dtype=np.intp)
    index[order] = np.concatenate(([0], np.cumsum(steps)))
    return index


@dataclass(frozen=True, kw_only=True, eq=False)
class Stack:
    """How slices lie above each other.

    Attributes
    ----------
    spacing
        Median distance in mm along the normal, None for a single slice.
    step
        (3,) mm from one slice to the next; None where they are not evenly spaced on one line.
    gaps
        Number of slices that seem to be missing.
    """

    spacing: float | None
    step: Vector | None
    gaps: int


def measure_stack(positions: NDArray[np.float64], normal: Vector) -> Stack:
    """Measure sorted slice `positions` (S, 3) along `normal`."""
    if len(positions) < 2:
        return Stack(spacing=None, step=None, gaps=0)
    between = np.diff(positions @ normal)
    spacing = float(np.median(between))
    step = (positions[-1] - positions[0]) / (len(positions) - 1)
    predicted = positions[0] + np.arange(len(positions))[:, None] * step
    tolerance = POSITION_TOLERANCE_MM + SPACING_TOLERANCE * spacing
    even = np.abs(between - spacing).max() <= tolerance
    straight = np.linalg.norm(positions - predicted, axis=1).max() <= 5 * tolerance
    missing = np.maximum(np.rint(between / spacing) - 1, 0) if not even else np.zeros(1)
    return Stack(spacing=spacing, step=step if even and straight else None, gaps=int(missing.sum()))


def affine_of(origin: Position, orientation: Orientation, pixel_spacing: tuple[float, float], step: Vector) -> Affine:
    """Return the (4, 4) map from (slice, row, column, 1) to LPS mm.

    The row index grows along the second direction of `orientation`, the column index along the first.
    """
    affine = np.eye(4)
    affine[:3, 0] = step
    affine[:3, 1] = np.array(orientation[3:]) * pixel_spacing[0]
    affine[:3, 2] = np.array(orientation[:3]) * pixel_spacing[1]
    affine[:3, 3] = origin
    affine.setflags(write=False)
    return affine
