"""How well the outlines that a tumor grows into match a later one, over all lengths and speeds at once."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physnet_core.physics.fisher_kpp import MAX_GROWTH_STEP
from physnet_core.physics.fitting import Arena, vertex

Floats = NDArray[np.floating]
Never = Callable[[], bool]


@dataclass(frozen=True, kw_only=True, eq=False)
class OverlapTable:
    """How well the grown outline matches the later one, for each length and each way that the front has gone.

    Attributes
    ----------
    lengths
        (L,) sqrt(D / rho) in mm.
    travels
        (K,) 2 sqrt(D rho) times the days, in mm: how far a flat, fully formed front goes.
    dice
        (L, K).
    """

    lengths: Floats
    travels: Floats
    dice: Floats

    def peak(self) -> tuple[float, float, float]:
        """Return length, travel and Dice of the best entry; of equals one that did not move, or else the middle one."""
        best = np.argwhere(self.dice >= self.dice.max() - 1e-12)
        still = best[best[:, 1] == 0]
        chosen = still if len(still) else best
        row, column = chosen[len(chosen) // 2]
        travel, _ = vertex(self.travels, -self.dice[row])
        return float(self.lengths[row]), max(travel, 0.0) if column else 0.0, float(self.dice[row, column])

    def admissible(self, tolerance: float) -> "Admissible":
        """Return all lengths and travels whose Dice is within `tolerance` of the best."""
        fine = np.linspace(self.travels[0], self.travels[-1], 10 * (len(self.travels) - 1) + 1)
        dice = np.array([np.interp(fine, self.travels, row) for row in self.dice])
        rows, columns = np.nonzero(dice >= dice.max() - tolerance)
        return Admissible(
            lengths=self.lengths[rows],
            travels=fine[columns],
            open_length=bool({0, len(self.lengths) - 1} & set(rows.tolist())),
            open_travel=bool(columns.max() == len(fine) - 1),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Admissible:
    """Parameters that two outlines cannot tell from the best ones.

    Attributes
    ----------
    lengths, travels
        (N,) each, in mm.
    open_length, open_travel
        Whether they go on beyond what was tried.
    """

    lengths: Floats
    travels: Floats
    open_length: bool
    open_travel: bool


def overlap_table(
    pre: NDArray[np.bool_],
    post: NDArray[np.bool_],
    distance: Floats,
    arena: Arena,
    *,
    lengths: Floats,
    travels: Floats,
    threshold: float = 0.5,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Never = lambda: False,
) -> OverlapTable:
    """Return the Dice of outlines grown from `pre` with `post`, one simulation for each length.

    Parameters
    ----------
    pre, post
        (slice, row, column) masks.
    distance
        Signed distance to the outline of `pre` in mm, negative inside.
    travels
        0, d, 2 d, 3 d and so on.
    threshold
        Density at which tumor is seen.

    Notes
    -----
    The travel of the best Dice is within 10 % of 2 sqrt(D rho) times the days, whichever of the lengths is assumed, for
    a tumor that has grown by this equation from a seed about l wide to a radius of more than 4 l, where the front went
    by more than two voxels, voxels are no larger than the length, and slices thinner than a quarter of the tumor (tests
    have it as a property). Not so in tissue that is not told of, whose mean speed it then is; for a tumor from a much
    narrower seed, whose outline is faster than 2 sqrt(D rho) (by 25 % at a radius of 6 l); with few thick slices (20 %
    too much); nor where treatment or swelling moved the outline.
    """
    dice = np.zeros((len(lengths), len(travels)))
    for row, length in enumerate(lengths):
        place = arena.resolving(float(length))
        start = place.start(pre, distance, float(length), threshold)
        times = (travels / (2 * length)).tolist()
        # A whole number of steps from one time to the next: partial steps would be taken in vain.
        step = times[1] / math.ceil(times[1] / MAX_GROWTH_STEP)
        for column, frame in enumerate(place.trajectory(start, float(length), times, cancelled, step=step)):
            grown = pre if times[column] == 0 else place.to_voxels(frame) >= threshold
            dice[row, column] = _dice(grown, post)
            progress(row * len(travels) + column + 1, dice.size)
    return OverlapTable(lengths=lengths, travels=travels, dice=dice)


def _dice(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return 2.0 * int(np.count_nonzero(one & other)) / (int(np.count_nonzero(one)) + int(np.count_nonzero(other)))
