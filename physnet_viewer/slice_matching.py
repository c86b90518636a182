"""Which slice of one scan to hold against a slice of another."""

import numpy as np
from numpy.typing import NDArray

from physnet_core.imaging import SeriesInfo

_ALIKE = 0.9  # cosine between the normals of two series that can be compared slice by slice


def counterpart(one: SeriesInfo, index: int, other: SeriesInfo) -> int:
    """Return the slice of `other` that lies nearest to slice `index` of `one`.

    By scanner position along the normal of the slices where both series know it, lie alike and overlap; else by their
    share of the way through the series. Neither is a registration.
    """
    by_place = _nearest_place(one, index, other)
    if by_place is not None:
        return by_place
    share = index / max(one.slices - 1, 1)
    return round(share * (other.slices - 1))


def linked_by_place(one: SeriesInfo, other: SeriesInfo) -> bool:
    """Whether slices are linked by scanner position."""
    return _nearest_place(one, 0, other) is not None


def _nearest_place(one: SeriesInfo, index: int, other: SeriesInfo) -> int | None:
    if one.affine is None or other.affine is None:
        return None
    normals = [affine[:3, 0] / np.linalg.norm(affine[:3, 0]) for affine in (one.affine, other.affine)]
    if abs(float(normals[0] @ normals[1])) < _ALIKE:
        return None
    normal = normals[1]
    middles = [_middles(series) @ normal for series in (one, other)]
    if middles[0].max() < middles[1].min() or middles[1].max() < middles[0].min():
        return None
    return int(np.abs(middles[1] - middles[0][index]).argmin())


def _middles(series: SeriesInfo) -> NDArray[np.float64]:
    """Return the middles (S, 3) of all slices in LPS mm."""
    assert series.affine is not None
    middle = np.array([[index, (series.rows - 1) / 2, (series.columns - 1) / 2, 1.0] for index in range(series.slices)])
    return (middle @ series.affine.T)[:, :3]
