"""D and rho from two outlines of one tumor, and how far the two can be told apart at all."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from physnet_core.errors import InvalidParameterError
from physnet_core.growth.outline import (
    Baselines,
    baselines,
    dilation_table,
    filled,
    half_voxel_loss,
    signed_distance,
    smoothing_table,
)
from physnet_core.growth.registration import Alignment, Scan, align_outline, register
from physnet_core.physics.fitting import Arena, OverlapTable, overlap_table
from physnet_core.physics.tissue import head_mask
from physnet_core.physics.units import DAYS_PER_YEAR

Bools = NDArray[np.bool_]
Floats = NDArray[np.floating]
Spacing = tuple[float, float, float]
Progress = Callable[[int, int], None]

# sqrt(D / rho) in mm that is tried. Published D and rho of gliomas give 0.8 to 10, most of them 1 to 4.
LENGTHS_MM = tuple(float(length) for length in np.geomspace(0.7, 5.6, 7))
_TRAVEL_STEP_MM = 0.5
# Room around both outlines, so that the edge of the box does not hold the front back.
_MARGIN_MM = 10.0
# A voxel in the slice that is finer than this is simulated in pairs.
_FINE_MM = 1.2


@dataclass(frozen=True, kw_only=True, eq=False)
class Pair:
    """Two outlines of one tumor on the same voxels, cropped to where it is.

    Attributes
    ----------
    pre, post
        (slice, row, column) masks, holes filled.
    spacing
        (slice, row, column) mm.
    days
        Time between them.
    diffusion
        D of each voxel as a part of the D that is fitted (white matter 1), or None.
    domain
        Where tumor can be, or None.
    alignment
        What brought `post` here, or None where no scans were given to register.
    """

    pre: Bools
    post: Bools
    spacing: Spacing
    days: float
    diffusion: Floats | None = None
    domain: Bools | None = None
    alignment: Alignment | None = None

    @property
    def coarsen(self) -> int:
        """Voxels along each axis of a slice that make one simulated cell."""
        return 2 if max(self.spacing[1:]) < _FINE_MM else 1


@dataclass(frozen=True, kw_only=True)
class Interval:
    """What two outlines leave open; an end that the search met is open."""

    low: float
    high: float
    open: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Calibration:
    """The fit of one pair.

    Attributes
    ----------
    diffusion, proliferation
        mm^2/day and 1/day of the best Dice. Only the speed that they make together rests on the data.
    front_speed
        2 sqrt(D rho) in mm a year.
    dice
        Of the grown outline with the later one.
    tolerance
        Dice that half a voxel of misregistration costs; the intervals hold all parameters within it.
    """

    diffusion: float
    proliferation: float
    front_speed: float
    threshold: float
    dice: float
    baselines: Baselines
    tolerance: float
    diffusion_interval: Interval
    proliferation_interval: Interval
    speed_interval: Interval
    table: OverlapTable
    days: float
    seconds: float

    @property
    def separable(self) -> bool:
        """Whether D and rho are both known to a factor of two."""
        return all(
            not interval.open and 0 < interval.high <= 2 * interval.low
            for interval in (self.diffusion_interval, self.proliferation_interval)
        )


def make_pair(
    pre: Scan,
    post: Scan,
    days: float,
    *,
    pre_scan: Scan | None = None,
    post_scan: Scan | None = None,
    free_scale: bool = False,
    fill: bool = True,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Pair:
    """Return two masks on the voxels of the first, registered by their scans where both are given.

    Raises
    ------
    InvalidParameterError
        For an empty mask, a time that is not positive, or arrays that do not fit together.
    """
    if not (math.isfinite(days) and days > 0):
        raise InvalidParameterError(f"The days between the scans must be a positive number, not {days!r}.")
    before, after = _outline(pre, "first", fill=fill), _outline(post, "second", fill=fill)
    _require_fit(pre, post, pre_scan, post_scan)
    alignment = None
    if pre_scan is not None and post_scan is not None:
        alignment = register(
            pre_scan, post_scan, tumor=before, free_scale=free_scale, progress=progress, cancelled=cancelled
        )
        after = align_outline(signed_distance(after, post.spacing), alignment, post, pre) <= 0
    domain = None if pre_scan is None else _domain(pre_scan, before | after)
    box = _box(before | after, pre.spacing)
    return Pair(
        pre=before[box],
        post=after[box],
        spacing=pre.spacing,
        days=days,
        domain=None if domain is None else domain[box],
        alignment=alignment,
    )


def overlaps(
    pair: Pair,
    travels: NDArray[np.float64],
    *,
    threshold: float = 0.5,
    coarsen: int | None = None,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> OverlapTable:
    """Return the Dice of every length and travel for a pair."""
    arena = Arena.around(
        (pair.pre.shape[0], pair.pre.shape[1], pair.pre.shape[2]),
        pair.spacing,
        coarsen=pair.coarsen if coarsen is None else coarsen,
        diffusion=pair.diffusion,
        domain=pair.domain,
    )
    return overlap_table(
        pair.pre,
        pair.post,
        signed_distance(pair.pre, pair.spacing),
        arena,
        lengths=np.array(LENGTHS_MM),
        travels=travels,
        threshold=threshold,
        progress=progress,
        cancelled=cancelled,
    )


def calibrate(
    pair: Pair,
    *,
    threshold: float = 0.5,
    coarsen: int | None = None,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Calibration:
    """Return the D and rho that grow the first outline best into the second, with what they leave open."""
    if not 0 < threshold < 1:
        raise InvalidParameterError(f"The threshold must lie between 0 and 1, not {threshold!r}.")
    begun = time.monotonic()
    travels = np.arange(0.0, _reach(pair) + _TRAVEL_STEP_MM, _TRAVEL_STEP_MM)
    table = overlaps(pair, travels, threshold=threshold, coarsen=coarsen, progress=progress, cancelled=cancelled)
    length, travel, dice = table.peak()
    tolerance = half_voxel_loss(pair.post)
    kept = table.admissible(tolerance)
    rates = kept.travels / (2 * kept.lengths * pair.days)
    plain = baselines(
        dilation_table(pair.pre, pair.post, pair.spacing), smoothing_table(pair.pre, pair.post, pair.spacing)
    )
    rate = travel / (2 * length * pair.days)
    open_product = kept.open_length or kept.open_travel
    return Calibration(
        diffusion=length**2 * rate,
        proliferation=rate,
        front_speed=travel / pair.days * DAYS_PER_YEAR,
        threshold=threshold,
        dice=dice,
        baselines=plain,
        tolerance=tolerance,
        diffusion_interval=_interval(kept.lengths**2 * rates, open_product),
        proliferation_interval=_interval(rates, open_product),
        speed_interval=_interval(kept.travels / pair.days * DAYS_PER_YEAR, open_product),
        table=table,
        days=pair.days,
        seconds=time.monotonic() - begun,
    )


def _reach(pair: Pair) -> float:
    """Return how far the second outline lies outside the first, with room to see the overlap fall again."""
    outside = signed_distance(pair.pre, pair.spacing)[pair.post]
    return float(np.clip(1.5 * np.percentile(outside, 98), 2.0, 20.0)) + 2.0


def _interval(values: Floats, is_open: bool) -> Interval:
    return Interval(low=float(values.min()), high=float(values.max()), open=is_open)


def _outline(mask: Scan, which: str, *, fill: bool) -> Bools:
    outline = np.asarray(mask.values) >= 0.5
    if not outline.any():
        raise InvalidParameterError(f"The {which} mask is empty: there is no tumor to grow from or into.")
    return filled(outline) if fill else outline


def _require_fit(pre: Scan, post: Scan, pre_scan: Scan | None, post_scan: Scan | None) -> None:
    for mask, scan, which in ((pre, pre_scan, "first"), (post, post_scan, "second")):
        if scan is not None and scan.values.shape != mask.values.shape:
            raise InvalidParameterError(
                f"The {which} mask has {mask.values.shape} voxels and its scan {scan.values.shape}; they must agree."
            )
    if (pre_scan is None or post_scan is None) and (pre.values.shape, pre.spacing) != (post.values.shape, post.spacing):
        raise InvalidParameterError("Masks on different grids need both scans, to be registered: give them too.")


def _domain(scan: Scan, tumor: Bools) -> Bools:
    """Return the head of each slice, and the tumor whatever the picture says."""
    heads = [head_mask(plane) if np.ptp(plane) > 0 else np.zeros(plane.shape, dtype=bool) for plane in scan.values]
    domain: Bools = np.stack(heads) | ndimage.binary_dilation(tumor)
    return domain


def _box(tumor: Bools, spacing: Spacing) -> tuple[slice, ...]:
    voxels = np.argwhere(tumor)
    margin = np.ceil(_MARGIN_MM / np.array(spacing)).astype(int)
    low, high = np.maximum(voxels.min(axis=0) - margin, 0), np.minimum(voxels.max(axis=0) + 1 + margin, tumor.shape)
    return tuple(slice(int(start), int(stop)) for start, stop in zip(low, high, strict=True))
