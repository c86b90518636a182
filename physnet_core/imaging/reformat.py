"""Planes across a volume: axial, coronal and sagittal cuts through slices that were acquired in one of them.

Nothing is interpolated: a cut shows the voxels of its plane, and their true size stands beside it. Where it lies
follows from the affine of the series, so that orientation letters and millimetres are those of any other slice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from physnet_core.imaging.geometry import PLANES, RADIOLOGICAL, nearest_axes
from physnet_core.imaging.volume import Affine, FloatArray, Plane, SeriesInfo, Slice

MAX_SHEAR = 0.02
"""Cosine of the angle between two voxel axes from which on a cut would be a parallelogram, not a picture."""

Voxel = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class PlaneView:
    """How a plane of a volume is put on screen.

    Attributes
    ----------
    plane
        Its name, after the patient's axes that are nearest.
    shape
        (slices, rows, columns) of the volume.
    axes
        Which index of the volume (0 slice, 1 row, 2 column) counts the planes, runs down, and runs across.
    flips
        For each of `axes`, whether it runs against the index. Planes are counted to the left, posterior and superior.
    """

    plane: Plane
    shape: tuple[int, int, int]
    axes: tuple[int, int, int] = (0, 1, 2)
    flips: tuple[bool, bool, bool] = (False, False, False)

    @property
    def count(self) -> int:
        """Number of planes."""
        return self.shape[self.axes[0]]

    def to_voxel(self, place: float, row: float, column: float) -> Voxel:
        """Return (slice, row, column) in the volume of a point (plane, row, column) on screen."""
        voxel = [0.0, 0.0, 0.0]
        for axis, flip, value in zip(self.axes, self.flips, (place, row, column), strict=True):
            voxel[axis] = self.shape[axis] - 1 - value if flip else value
        return voxel[0], voxel[1], voxel[2]

    def of_voxel(self, voxel: Voxel) -> Voxel:
        """Return (plane, row, column) on screen of a point (slice, row, column) in the volume."""
        place, row, column = (
            self.shape[axis] - 1 - voxel[axis] if flip else voxel[axis]
            for axis, flip in zip(self.axes, self.flips, strict=True)
        )
        return place, row, column

    def affine(self, place: int, volume: Affine) -> Affine:
        """Return the (4, 4) map of plane `place` from (0, row, column, 1) to LPS mm."""
        matrix = np.zeros((4, 4))
        matrix[:3, 3] = self.to_voxel(place, 0, 0)
        matrix[3, 3] = 1.0
        for target, (axis, flip) in enumerate(zip(self.axes, self.flips, strict=True)):
            matrix[axis, target] = -1.0 if flip else 1.0
        made: Affine = volume @ matrix
        made.setflags(write=False)
        return made


@lru_cache(maxsize=16)  # a window asks with every slice it shows
def obstacle(series: SeriesInfo) -> str:
    """Return in one sentence why there are no planes across a series, or an empty text."""
    if series.pixel_spacing is None or series.plane == "unknown":
        return "Three planes need to know where the slices lie and how large a pixel is; this scan does not say."
    if series.slices < 2:
        return "Three planes need more than one slice."
    if series.affine is None:
        return "The slices form no regular volume, so no other plane can be cut through them."
    if not _is_upright(series.affine):
        return "The slices lie askew above each other; planes across them would be distorted."
    return ""


def cross_views(series: SeriesInfo) -> tuple[PlaneView, PlaneView]:
    """Return the two planes across the slices of a series that has no `obstacle`, in the order of `PLANES` from below.

    As radiologists look at them: the patient's right is on the left of axial and coronal planes, anterior on the left
    of sagittal ones.
    """
    assert series.affine is not None
    nearest = nearest_axes(series.affine)
    shape = (series.slices, series.rows, series.columns)
    found = [_view(nearest, fixed, shape) for fixed in (1, 2)]
    first, second = sorted(found, key=lambda view: -PLANES.index(view.plane))
    return first, second


def native_view(series: SeriesInfo) -> PlaneView:
    """Return the slices of a series as a view of its volume."""
    return PlaneView(plane=series.plane, shape=(series.slices, series.rows, series.columns))


def cut(slices: Sequence[FloatArray | None], view: PlaneView, place: int, affine: Affine) -> Slice:
    """Return plane `place` of a view.

    Parameters
    ----------
    slices
        (R, C) pixels of every slice; where there are none the plane is as dark as its darkest pixel. The volume is not
        copied: a plane costs as much memory as it shows.
    affine
        (4, 4), maps (slice, row, column, 1) of the volume to LPS mm.
    """
    fixed = view.axes[0]
    number = view.count - 1 - place if view.flips[0] else place
    lines = [_line(pixels, fixed, number) for pixels in slices]
    known = [line for line in lines if line is not None]
    empty = min((float(line.min()) for line in known), default=0.0)
    pixels = np.full((len(lines), view.shape[3 - fixed]), empty, dtype=np.float32)  # of rows and columns, the other
    for index, line in enumerate(lines):
        if line is not None:
            pixels[index] = line
    turned = pixels if view.axes[1] == 0 else pixels.T
    turned = turned[tuple(slice(None, None, -1 if flip else 1) for flip in view.flips[1:])]
    turned = np.ascontiguousarray(turned)
    turned.setflags(write=False)
    where = view.affine(place, affine)
    spacing = float(np.linalg.norm(where[:3, 1])), float(np.linalg.norm(where[:3, 2]))
    return Slice(index=place, pixels=turned, pixel_spacing=spacing, affine=where)


def _line(pixels: FloatArray | None, fixed: int, number: int) -> FloatArray | None:
    if pixels is None:
        return None
    return pixels[number] if fixed == 1 else pixels[:, number]


def _view(nearest: Sequence[tuple[int, int]], fixed: int, shape: tuple[int, int, int]) -> PlaneView:
    patient, sign = nearest[fixed]
    of_patient = {found: (axis, direction) for axis, (found, direction) in enumerate(nearest)}
    (row_axis, row_sign), (column_axis, column_sign) = RADIOLOGICAL[patient]
    row, column = of_patient[row_axis], of_patient[column_axis]
    return PlaneView(
        plane=PLANES[patient],
        shape=shape,
        axes=(fixed, row[0], column[0]),
        flips=(sign < 0, row[1] != row_sign, column[1] != column_sign),
    )


def _is_upright(affine: Affine) -> bool:
    axes = affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0)
    return bool(np.abs(axes.T @ axes - np.eye(3)).max() <= MAX_SHEAR)
