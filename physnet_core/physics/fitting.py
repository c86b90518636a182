r"""What D and rho make one tumor grow into another.

u depends on D and rho only through D / rho and rho t. So the length l = sqrt(D / rho) is the only parameter that needs
a simulation: along one trajectory with rho = 1 lie all speeds. A fit is a search over l, and for each l a look along
the trajectory. An outline cut from a density has a Dice that jumps from voxel to voxel, which is why the search takes
no derivatives.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage, optimize

from physnet_core.physics.fisher_kpp import MAX_GROWTH_STEP, FisherKPP
from physnet_core.physics.front import density_of_outline
from physnet_core.physics.super_time_stepping import SuperTimeStepping

Floats = NDArray[np.floating]
Never = Callable[[], bool]

# Cells of more than this many sqrt(D / rho) make a front run ahead: by 4 % at 1, by 12 % at 2.
_COARSEST = 1.2
# Speed of a front relative to the fastest, at least: a smaller one would make its width that of nothing.
_SLOWEST = 0.2


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

    def resolving(self, length: float) -> "Arena":
        """Return this arena, or one with whole voxels as cells where merged ones are too coarse for sqrt(D / rho)."""
        if max(self.widths[1:]) <= _COARSEST * length:
            return self
        finer = [max(cells, voxels) for cells, voxels in zip(self.cells, self.shape, strict=True)]
        return replace(self, cells=(finer[0], finer[1], finer[2]))

    def to_cells(self, field: Floats, *, order: int = 1) -> Floats:
        """Resample a field of voxels to the cells."""
        return _resample(field, self.cells, order)

    def to_voxels(self, field: Floats, *, order: int = 1) -> Floats:
        """Resample a field of cells to the voxels."""
        return _resample(field, self.shape, order)

    def start(self, outline: NDArray[np.bool_], distance: Floats, length: float, threshold: float) -> Floats:
        """Return the density on the cells behind an outline.

        Where tissue differs, the front is as steep as in a uniform tissue with the mean D of its surroundings, and the
        tumor as old as one that grew with the mean D within its outline.

        Parameters
        ----------
        outline, distance
            Mask of the voxels, and their signed distance to its edge in mm, negative inside.
        length
            sqrt(D / rho) in mm, with the D that is fitted.
        """
        radius = (3 * np.count_nonzero(outline) * math.prod(self.spacing) / (4 * math.pi)) ** (1 / 3)
        if self.diffusion is not None:
            tissue = (self.diffusion > 0).astype(np.float32)
            radius /= float(_root_mean(self.diffusion[outline].sum(), tissue[outline].sum()))
            reach = [length / width for width in self.spacing]
            around = [ndimage.gaussian_filter(field, reach) for field in (self.diffusion, tissue)]
            distance = distance / _root_mean(*around)
        return density_of_outline(self.to_cells(distance), length, radius, threshold)

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


def _root_mean(total: Floats, amount: Floats) -> Floats:
    """Return the square root of a mean D, the speed of a front relative to 1; 1 where there is no tissue."""
    mean = np.where(amount > 1e-3, total / np.maximum(amount, 1e-3), 1.0)
    speed: Floats = np.sqrt(mean).clip(_SLOWEST)
    return speed


def _resample(field: Floats, shape: tuple[int, int, int], order: int) -> Floats:
    if field.shape == shape:
        return field
    factors = [new / old for new, old in zip(shape, field.shape, strict=True)]
    resampled: Floats = ndimage.zoom(field, factors, order=order, mode="nearest", grid_mode=True)
    return resampled
