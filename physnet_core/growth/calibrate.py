"""D and rho from two outlines of one tumor, and how far the two can be told apart at all."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import InvalidParameterError
from physnet_core.growth.outline import (
    Baselines,
    baselines,
    dilation_table,
    half_voxel_loss,
    smooth_distance,
    smoothing_table,
)
from physnet_core.growth.pair import Pair, Progress
from physnet_core.physics.fitting import Arena, vertex
from physnet_core.physics.overlap import OverlapTable, overlap_table
from physnet_core.physics.units import DAYS_PER_YEAR

Floats = NDArray[np.floating]

# sqrt(D / rho) in mm that is tried. Published D and rho of gliomas give 0.8 to 10, most of them 1 to 4.
LENGTHS_MM = tuple(float(length) for length in np.geomspace(0.7, 5.6, 7))
_TRAVEL_STEP_MM = 0.5


@dataclass(frozen=True, kw_only=True)
class Interval:
    """What two outlines leave open; an end that the search met is open."""

    low: float
    high: float
    open: bool

    @property
    def known(self) -> bool:
        """Whether the number is known to a factor of two."""
        return not self.open and 0 < self.high <= 2 * self.low


@dataclass(frozen=True, kw_only=True, eq=False)
class Calibration:
    """The fit of one pair.

    Attributes
    ----------
    diffusion, proliferation
        mm^2/day and 1/day that make the speed at `length`.
    front_speed
        2 sqrt(D rho) in mm a year: the one number that two outlines tell.
    length
        Width of the front, sqrt(D / rho) in mm, of the best Dice; an assumption unless `separable`.
    dice
        Of the grown outline with the later one.
    tolerance
        Dice that half a voxel of misregistration costs; the intervals hold all parameters within it, over all lengths
        that were tried.
    radius
        Of the ball with the volume of the first outline, in mm.
    pixel
        Longer edge of a pixel in mm.
    ground
        In sentences in which tissue the front went.
    """

    diffusion: float
    proliferation: float
    front_speed: float
    length: float
    threshold: float
    dice: float
    baselines: Baselines
    tolerance: float
    diffusion_interval: Interval
    proliferation_interval: Interval
    speed_interval: Interval
    length_interval: Interval
    radius: float
    pixel: float
    ground: tuple[str, ...]
    table: OverlapTable
    days: float
    seconds: float

    @property
    def separable(self) -> bool:
        """Whether D and rho are identified one by one: each known to a factor of two."""
        return self.diffusion_interval.known and self.proliferation_interval.known


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
        smooth_distance(pair.pre, pair.spacing),
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
    plain = baselines(
        dilation_table(pair.pre, pair.post, pair.spacing), smoothing_table(pair.pre, pair.post, pair.spacing)
    )
    rate = travel / (2 * length * pair.days)
    return Calibration(
        diffusion=length**2 * rate,
        proliferation=rate,
        front_speed=travel / pair.days * DAYS_PER_YEAR,
        length=length,
        threshold=threshold,
        dice=dice,
        baselines=plain,
        tolerance=tolerance,
        **intervals(table, tolerance, pair.days),
        radius=pair.radius,
        pixel=max(pair.spacing[1:]),
        ground=pair.ground,
        table=table,
        days=pair.days,
        seconds=time.monotonic() - begun,
    )


def intervals(table: OverlapTable, tolerance: float, days: float) -> dict[str, Interval]:
    """Return the intervals of a `Calibration`: of all that fits within `tolerance` of the best Dice.

    That of the speed is open only where the front would have to go further than was tried; D and rho are open too
    where a length beyond those tried could fit.
    """
    kept = table.admissible(tolerance)
    rates = kept.travels / (2 * kept.lengths * days)
    either = kept.open_length or kept.open_travel
    return {
        "diffusion_interval": _interval(kept.lengths**2 * rates, either),
        "proliferation_interval": _interval(rates, either),
        "speed_interval": _interval(kept.travels / days * DAYS_PER_YEAR, kept.open_travel),
        "length_interval": _interval(kept.lengths, kept.open_length),
    }


def profile(fit: Calibration) -> list[dict[str, float]]:
    """Return, for each length tried, the best Dice and what gives it; names as in `physnet calibrate --json`."""
    rows = []
    for length, dice in zip(fit.table.lengths.tolist(), fit.table.dice, strict=True):
        travel = max(vertex(fit.table.travels, -dice)[0], 0.0) if dice.argmax() else 0.0
        rate = travel / (2 * length * fit.days)
        rows.append(
            {
                "length_mm": length,
                "dice": float(dice.max()),
                "diffusion_mm2_per_day": length**2 * rate,
                "proliferation_per_day": rate,
                "front_speed_mm_per_year": travel / fit.days * DAYS_PER_YEAR,
            }
        )
    return rows


def _reach(pair: Pair) -> float:
    """Return how far the second outline lies outside the first, with room to see the overlap fall again."""
    outside = smooth_distance(pair.pre, pair.spacing)[pair.post]
    slow = 1.0 if pair.diffusion is None else float(np.sqrt(pair.diffusion[pair.post]).mean())
    return float(np.clip(1.5 * np.percentile(outside, 98) / max(slow, 0.3), 2.0, 25.0)) + 2.0


def _interval(values: Floats, is_open: bool) -> Interval:
    return Interval(low=float(values.min()), high=float(values.max()), open=is_open)
