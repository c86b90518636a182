"""Growth at constant D that follows a dragged slider: few checkpoints on a coarse grid, and any day on demand."""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import accumulate, pairwise

import torch
from torch import Tensor
from torch.nn.functional import hardshrink, threshold

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.physics.schemes import cosine_matrix, heat_matrices, heat_matrix
from physnet_core.physics.trajectory import logistic_step

# rho dt of a step, and of the first ones, while the seed turns into a front and errors are largest: two steps each of
# an eighth, a quarter and a half. Worst-day errors stay below 5e-4.
_GROWTH_STEP = 0.4
_FIRST_STEPS = (1 / 8, 1 / 8, 1 / 4, 1 / 4, 1 / 2, 1 / 2)
# Largest cell, in units of sqrt(D / rho), and in units of 1 / (steepest slope of the start).
_COARSEST = 1.2
_STEEPEST = 0.5
# By this much the start may change when it is brought to the coarse grid and back. What is sharper than that stays on
# its own grid, since cosines ring at an edge.
_START_LOSS = 3e-4
# Where density stays below this, nothing is computed; how many pieces of an axis are told apart for that.
_UNSEEN = 1e-5
_BLOCKS = 32
# The coarsest grid tried when nothing else bounds it.
_FEWEST_CELLS = 16
# Less density than this is none: it can never be seen, and numbers near the end of float32 are slow.
_NOTHING = 1e-20
# What the first steps may leave of the ringing of a start.
_RINGING = 1e-7
# Reaction makes the ringing of cosines ahead of the front e^(rho T) times larger. Over more than this rho T the own
# grid is used, whose heat matrices are positive.
_LONGEST_COARSE = 8.0


class InteractiveGrowth:
    """The growth of one density on a box, computed once where tumor comes, on the coarsest grid that carries it.

    The two flows of `FisherKPP` (exact diffusion, exact reaction), composed with diffusion first: half a diffusion,
    a reaction, half a diffusion. The error is half of that of the other order, and neighbouring half diffusions merge,
    so that a step costs one diffusion and one reaction.

    Parameters
    ----------
    density
        (h, w) in [0, 1].
    diffusion, proliferation
        D in mm^2/day and rho per day, one number each.
    days
        How far to go.
    spacing
        (row, column) mm.
    cancelled
        Asked at every step.

    Attributes
    ----------
    cells
        Rows and columns of the grid that is computed on, which is only as large as tumor can come.
    coarse
        Whether its cells are wider than those of `density`.

    Raises
    ------
    InvalidParameterError
        For a D, rho or time that is not finite and non-negative, or a density outside [0, 1].
    """

    def __init__(
        self,
        density: Tensor,
        diffusion: float,
        proliferation: float,
        *,
        days: float,
        spacing: Sequence[float],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        _require(density, diffusion, proliferation, days)
        self._shape = (density.shape[0], density.shape[1])
        self._window = _reached(density, diffusion * days, proliferation * days, spacing)
        density = density[self._window]
        self._diffusion = diffusion
        self._proliferation = torch.tensor(proliferation, dtype=torch.float64)
        pixels = (density.shape[0], density.shape[1])
        box = max(n * s for n, s in zip(pixels, spacing, strict=True))
        cell = _widest_cell(box, diffusion, proliferation) if proliferation * days <= _LONGEST_COARSE else 0.0
        coarse = _coarsest(density, spacing, cell)
        self.cells = (coarse.shape[0], coarse.shape[1])
        self.coarse = self.cells != pixels
        self._widths = [s * n / m for s, n, m in zip(spacing, pixels, self.cells, strict=True)]
        self._start = coarse
        self._steps = _steps(days, proliferation)
        self._times = [0.0, *accumulate(self._steps)]
        self._reacted = self._run(cancelled)

    def at(self, day: float) -> Tensor:
        """Return the density (h, w) on any day, by a partial step from the checkpoint before it."""
        index = min(bisect_right(self._times, day + 1e-9), len(self._times)) - 1
        rest = max(0.0, day - self._times[index])
        # A checkpoint is what the reaction left: the second half diffusion of its step is still due.
        u, due = (self._reacted[index - 1], self._steps[index - 1] / 2) if index else (self._start, 0.0)
        if rest > 1e-9:
            before, after = self._diffusions((due + rest / 2, rest / 2))
            u = after(self._react(before(u), rest))
        elif due > 0:
            (after,) = self._diffusions((due,))
            u = after(u)
        frame = u.new_zeros(self._shape)
        part = frame[self._window]
        part.copy_(resample(u, (part.shape[0], part.shape[1])).clamp_(0, 1) if self.coarse else u)
        return frame

    def _run(self, cancelled: Callable[[], bool]) -> list[Tensor]:
        """Return the density after the reaction of each step."""
        u, reacted = self._start, []
        spreads = [self._steps[0] / 2, *((one + other) / 2 for one, other in pairwise(self._steps))]
        different = sorted(set(spreads))
        diffusions = dict(zip(different, self._diffusions(different), strict=True))
        for index, (step, spread) in enumerate(zip(self._steps, spreads, strict=True)):
            if cancelled():
                raise Cancelled
            u = self._react(self._cut(diffusions[spread](u), index), step)
            reacted.append(u)
        return reacted

    def _cut(self, u: Tensor, index: int) -> Tensor:
        """Return `u` without what is no density; a coarse start rings a little, both ways.

        Diffusion ends the ringing within the first steps. Cut at 0 before, what is left would be a tumor that grows;
        what is left after them is noise, which would grow too, and is cut once.
        """
        ringing = len(_FIRST_STEPS) if self.coarse else 0
        if index < ringing:
            return hardshrink(u, _NOTHING)
        return threshold(u, _RINGING if index == ringing > 0 else _NOTHING, 0.0)

    def _diffusions(self, times: Sequence[float]) -> list[Callable[[Tensor], Tensor]]:
        """Return diffusion over each of `times`; their matrices are made together, which costs little more than one."""
        variances = self._diffusion * torch.tensor(times, dtype=torch.float64)
        matrix = _smooth_heat if self.coarse else heat_matrix
        rows, columns = heat_matrices(self.cells, variances, self._widths, self._start.dtype, matrix=matrix)
        return [partial(_spread, *pair) for pair in zip(rows, columns, strict=True)]

    def _react(self, u: Tensor, time: float) -> Tensor:
        return logistic_step(u, self._proliferation * time)


def _reached(density: Tensor, variance: float, growth: float, spacing: Sequence[float]) -> tuple[slice, slice]:
    """Return the rows and columns beyond which no density comes, for D T = `variance` in mm^2 and rho T = `growth`.

    Reaction is at most u' = rho u, so that u(T) <= e^(rho T) heat(u0), which is less than the heat of the largest
    densities of all rows (or columns), along the one axis that is left. All this holds at every earlier time too.
    """
    largest = (density.amax(dim=1), density.amax(dim=0))
    rows, columns = (
        _reached_along(line.double(), variance / width**2, growth) for line, width in zip(largest, spacing, strict=True)
    )
    return rows, columns


def _reached_along(line: Tensor, variance: float, growth: float) -> slice:
    cells = len(line)
    block = math.ceil(cells / _BLOCKS)
    blocks = math.ceil(cells / block)
    largest = torch.nn.functional.pad(line, (0, blocks * block - cells)).reshape(blocks, block).amax(dim=1)
    edges = block * torch.arange(blocks + 1, dtype=torch.float64)
    # What lies beyond each of the edges, of heat that starts at each other.
    beyond = torch.erfc((edges[:, None] - edges).abs() / math.sqrt(max(4 * variance, 1e-12))) / 2
    of_blocks = beyond.diff(dim=1).abs()
    reached = ((of_blocks @ largest) * math.exp(min(growth, 600.0)) > _UNSEEN).nonzero()
    if len(reached) == 0:
        return slice(0, cells)
    return slice(max(0, int(reached[0]) - 1) * block, min(cells, (int(reached[-1]) + 1) * block))


def _coarsest(density: Tensor, spacing: Sequence[float], widest: float) -> Tensor:
    """Return `density` on the fewest cells that resolve it, none wider than `widest` mm."""
    shape = (density.shape[0], density.shape[1])
    slopes = [density.diff(dim=axis).abs_().amax() / s for axis, s in enumerate(spacing) if shape[axis] > 1]
    steepest = max(float(slope) for slope in slopes) if slopes else 0.0
    cell = min(widest, _STEEPEST / max(steepest, 1e-12))
    while cell > min(spacing):
        rows, columns = (min(n, 8 * math.ceil(n * s / cell / 8)) for n, s in zip(shape, spacing, strict=True))
        coarse = resample(density, (rows, columns))
        # Cells are wider than pixels, so every second pixel shows what is lost.
        up, across = (_resampling(m, n, density.dtype)[::2] for m, n in zip((rows, columns), shape, strict=True))
        back = up @ coarse @ across.T
        if float(back.sub_(density[::2, ::2]).abs_().max()) <= _START_LOSS:
            return coarse
        cell /= 1.25
    return density


def _widest_cell(box: float, diffusion: float, proliferation: float) -> float:
    """Return the widest cell that resolves the front in a box whose longer side is `box` mm."""
    front = math.sqrt(diffusion / proliferation) if proliferation > 0 else math.inf
    return min(box / _FEWEST_CELLS, _COARSEST * front)


def _require(density: Tensor, diffusion: float, proliferation: float, days: float) -> None:
    for name, value in (("D", diffusion), ("rho", proliferation), ("The number of days", days)):
        if not (math.isfinite(value) and value >= 0):
            raise InvalidParameterError(f"{name} must be finite and not negative, not {value!r}.")
    low, high = density.aminmax()
    if not (float(low) >= 0 and float(high) <= 1):  # also for NaN
        raise InvalidParameterError("The density must lie between 0 and 1 everywhere.")


def _steps(days: float, proliferation: float) -> list[float]:
    """Return the lengths of the steps to the last day, the first ones shorter."""
    whole = proliferation * days / _GROWTH_STEP
    count = max(1, math.ceil(whole - sum(_FIRST_STEPS)))
    parts = [*_FIRST_STEPS, *([1.0] * count)]
    return [days * part / sum(parts) for part in parts]


def resample(field: Tensor, shape: tuple[int, int]) -> Tensor:
    """Return a smooth (h, w) field on another number of cells over the same box, by its cosine series."""
    rows, columns = (_resampling(n, m, field.dtype).to(field) for n, m in zip(field.shape, shape, strict=True))
    return rows @ field @ columns.T


@lru_cache(maxsize=16)
def _resampling(cells: int, wanted: int, dtype: torch.dtype) -> Tensor:
    modes = min(cells, wanted)
    analysis = _cosines(cells, cells)[:, :modes]
    return (_cosines(wanted, cells)[:, :modes] @ analysis.T).to(dtype)


def _spread(rows: Tensor, columns: Tensor, u: Tensor) -> Tensor:
    return rows @ u @ columns


def _smooth_heat(cells: int, diffusion_number: Tensor, dtype: torch.dtype) -> Tensor:
    """Return `heat_matrix` for smooth densities, exact in space too: of all cosines that the grid can hold.

    At an edge the cosines ring, so this is not for outlines or noise. Smooth densities leave [0, 1] by rounding only.
    """
    rates = (math.pi / cells * torch.arange(cells + 1, dtype=torch.float64)) ** 2
    return cosine_matrix(torch.exp(-diffusion_number[:, None] * rates), dtype)


@lru_cache(maxsize=16)
def _cosines(points: int, cells: int) -> Tensor:
    """Return (points, cells): the orthonormal cosines of a grid of `cells`, at the centers of `points` others."""
    index = torch.arange(cells, dtype=torch.float64)
    centers = (torch.arange(points, dtype=torch.float64) + 0.5) / points
    basis = torch.cos(math.pi * centers[:, None] * index) * math.sqrt(2.0 / cells)
    basis[:, 0] = math.sqrt(1.0 / cells)
    return basis
