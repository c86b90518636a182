r"""What D and rho make one tumor grow into another.

u depends on D and rho only through D / rho and rho t. So the length l = sqrt(D / rho) is the only parameter that needs
a simulation: along one trajectory with rho = 1 lie all speeds. A fit is a search over l, and for each l a look along
the trajectory. An outline cut from a density has a Dice that jumps from voxel to voxel, which is why the search takes
no derivatives.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage, optimize

from physnet_core.physics.fisher_kpp import MAX_GROWTH_STEP, FisherKPP
from physnet_core.physics.front import density_of_outline
from physnet_core.physics.super_time_stepping import SuperTimeStepping

Floats = NDArray[np.floating]
Never = Callable[[], bool]


@dataclass(frozen=True, kw_only=True, eq=False)
class Arena:
    """Where tumor grows in a fit: a box of voxels, and the finer or coarser cells that it is simulated on.

    Attributes
    ----------
    spacing
        (slice, row, column) mm of a voxel.
    cells
        Simulated cells along each axis; they fill the same box.
    shape
        Voxels along each axis.
    diffusion
        (slice, row, column) D of each voxel as a part of the D that is fitted, or None where it is the same everywhere.
    domain
        (slice, row, column) bool, where tumor can be, or None for the whole box.
    """

    spacing: tuple[float, float, float]
    shape: tuple[int, int, int]
    cells: tuple[int, int, int]
    diffusion: Floats | None = None
    domain: NDArray[np.bool_] | None = None

    @classmethod
    def around(
        cls,
        shape: tuple[int, int, int],
        spacing: tuple[float, float, float],
        *,
        coarsen: int = 1,
        thick_mm: float = 2.0,
        diffusion: Floats | None = None,
        domain: NDArray[np.bool_] | None = None,
    ) -> "Arena":
        """Return an arena with `coarsen` voxels of a slice merged, and slices thicker than `thick_mm` cut.

        Slices are cut into an odd number, so that the middle of a slice is the middle of a cell.
        """
        between = 1 + 2 * max(0, math.ceil((spacing[0] / thick_mm - 1) / 2))
        cells = (shape[0] * between, max(2, shape[1] // coarsen), max(2, shape[2] // coarsen))
        return cls(spacing=spacing, shape=shape, cells=cells, diffusion=diffusion, domain=domain)

    @property
    def widths(self) -> tuple[float, ...]:
        """Edges of a simulated cell in mm."""
        return tuple(s * n / m for s, n, m in zip(self.spacing, self.shape, self.cells, strict=True))

    def to_cells(self, field: Floats, *, order: int = 1) -> Floats:
        """Resample a field of voxels to the cells."""
        return _resample(field, self.cells, order)

    def to_voxels(self, field: Floats, *, order: int = 1) -> Floats:
        """Resample a field of cells to the voxels."""
        return _resample(field, self.shape, order)

    def trajectory(
        self, start: Floats, length: float, times: Sequence[float], cancelled: Never, *, step: float | None = None
    ) -> Iterator[Floats]:
        """Yield the density on the cells at each rho t of `times`, for sqrt(D / rho) = `length` in mm.

        `start` is on the cells; `step` is the longest rho t of a step of the solver.
        """
        domain = None
        if self.domain is not None:
            domain = torch.from_numpy(self.to_cells(self.domain.astype(np.float32)) >= 0.5)
        diffusion: torch.Tensor | float = length**2
        if self.diffusion is not None:
            diffusion = torch.from_numpy(self.to_cells(self.diffusion).clip(0)).float()[None, None] * length**2
        density = torch.from_numpy(np.ascontiguousarray(start)).float()[None, None]
        if domain is not None:
            density = density * domain
        model = FisherKPP(SuperTimeStepping(domain))
        frames = model.frames(
            density, diffusion, 1.0, times=times, spacing=self.widths, max_step=step, cancelled=cancelled
        )
        for frame in frames:
            yield frame[0, 0].numpy()


@dataclass(frozen=True, kw_only=True)
class DensityFit:
    """D and rho that carry one density into another, and the root-mean-square difference that is left."""

    diffusion: float
    proliferation: float
    residual: float


def fit_densities(
    before: Floats,
    after: Floats,
    days: float,
    arena: Arena,
    *,
    lengths: tuple[float, float] = (0.5, 6.0),
    most_growth: float = 5.0,
    cancelled: Never = lambda: False,
) -> DensityFit:
    """Return D and rho from two whole densities, which, unlike two outlines, tell both.

    Parameters
    ----------
    before, after
        (slice, row, column) densities `days` apart.
    lengths
        Where to look for sqrt(D / rho), in mm.
    most_growth
        Where to stop looking for rho times `days`.
    """
    start = arena.to_cells(before, order=3).clip(0, 1)
    # Multiples of the solver's own longest step, so that no partial steps are needed.
    times = np.arange(0.0, most_growth + MAX_GROWTH_STEP, MAX_GROWTH_STEP)

    def best(length: float) -> tuple[float, float]:
        misfits: list[float] = []
        for frame in arena.trajectory(start, length, times.tolist(), cancelled):
            misfits.append(float(np.square(arena.to_voxels(frame, order=3) - after).mean()))
            if len(misfits) > 2 and misfits[-1] > 2 * min(misfits):
                break
        return vertex(times[: len(misfits)], np.array(misfits))

    found = optimize.minimize_scalar(
        lambda log_length: best(math.exp(log_length))[1],
        bounds=(math.log(lengths[0]), math.log(lengths[1])),
        method="bounded",
        options={"xatol": 0.01},
    )
    length = math.exp(float(found.x))
    growth, misfit = best(length)
    rate = growth / days
    return DensityFit(diffusion=length**2 * rate, proliferation=rate, residual=math.sqrt(max(misfit, 0.0)))


def vertex(x: Floats, y: Floats) -> tuple[float, float]:
    """Return where and how low a curve is lowest, by the parabola through its lowest point and the two beside it."""
    index = int(np.clip(np.argmin(y), 1, len(y) - 2))
    a, b, c = np.polyfit(x[index - 1 : index + 2] - x[index], y[index - 1 : index + 2], 2)
    if a <= 0:
        lowest = int(np.argmin(y))
        return float(x[lowest]), float(y[lowest])
    offset = float(np.clip(-b / (2 * a), x[index - 1] - x[index], x[index + 1] - x[index]))
    return float(x[index]) + offset, float(a * offset**2 + b * offset + c)


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
        """Return length, travel and Dice of the best entry; of equals, the one in their middle."""
        best = np.argwhere(self.dice >= self.dice.max() - 1e-12)
        row, column = best[len(best) // 2]
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
    """
    radius = (3 * pre.sum() * math.prod(arena.spacing) / (4 * math.pi)) ** (1 / 3)
    dice = np.zeros((len(lengths), len(travels)))
    on_cells = arena.to_cells(distance)
    for row, length in enumerate(lengths):
        progress(row, len(lengths))
        start = density_of_outline(on_cells, float(length), radius, threshold)
        times = (travels / (2 * length)).tolist()
        # A whole number of steps from one time to the next: partial steps would be taken in vain.
        step = times[1] / math.ceil(times[1] / MAX_GROWTH_STEP)
        for column, frame in enumerate(arena.trajectory(start, float(length), times, cancelled, step=step)):
            grown = pre if times[column] == 0 else arena.to_voxels(frame) >= threshold
            dice[row, column] = _dice(grown, post)
    progress(len(lengths), len(lengths))
    return OverlapTable(lengths=lengths, travels=travels, dice=dice)


def _resample(field: Floats, shape: tuple[int, int, int], order: int) -> Floats:
    if field.shape == shape:
        return field
    factors = [new / old for new, old in zip(shape, field.shape, strict=True)]
    resampled: Floats = ndimage.zoom(field, factors, order=order, mode="nearest", grid_mode=True)
    return resampled


def _dice(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return 2.0 * int(np.count_nonzero(one & other)) / (int(np.count_nonzero(one)) + int(np.count_nonzero(other)))
