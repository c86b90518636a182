"""Growth at constant D that follows a dragged slider: few checkpoints on a coarse grid, and any day on demand."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn.functional import threshold

from physnet_core.physics.fisher_kpp import FisherKPP
from physnet_core.physics.schemes import DiffusionScheme, HeatKernel, Propagator

# rho dt of one step: worst-day errors stay below 5e-4.
_GROWTH_STEP = 0.125
# Largest cell, in units of sqrt(D / rho).
_COARSEST = 1.0
# By this much the start may change when it is brought to the coarse grid and back. What is sharper than that stays on
# its own grid, since cosines ring at an edge.
_START_LOSS = 5e-4
# The coarsest grid tried when nothing else bounds it.
_FEWEST_CELLS = 16
_NOISE_FLOOR = 1e-10
# Less density than this is none: it can never be seen, and numbers near the end of float32 are slow.
_NOTHING = 1e-20


class SmoothHeatKernel(DiffusionScheme):
    """Diffusion of a smooth density, exact in space too: heat matrices of all cosines that the grid can hold.

    At an edge the cosines ring, so this is not for outlines or noise. Smooth densities leave [0, 1] by rounding only,
    which is cut: below 0 here, above 1 by the reaction.
    """

    order = 2

    def propagator(self, density: Tensor, diffusion: Tensor, step: float, spacing: Sequence[float]) -> Propagator:
        """Return two matrix products; `diffusion` must be (1,), `density` (1, 1, h, w)."""
        number = float(diffusion[0]) * step
        axes = list(zip(density.shape[2:], spacing, strict=True))
        rows = _smooth_heat(axes[0][0], number / axes[0][1] ** 2).to(density)
        columns = rows if axes[0] == axes[1] else _smooth_heat(axes[1][0], number / axes[1][1] ** 2).to(density)
        return lambda u: threshold(rows @ u[0, 0] @ columns, _NOTHING, 0.0)[None, None]


class InteractiveGrowth:
    """The growth of one density on a box, computed once on the coarsest grid that carries it.

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
        Rows and columns of the grid that is computed on.
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
        self._parameters = (diffusion, proliferation)
        self._shape = (density.shape[0], density.shape[1])
        self.cells = self._coarsest(density, spacing)
        self._coarse = self.cells != self._shape
        self._model = FisherKPP(SmoothHeatKernel() if self._coarse else HeatKernel())
        self._widths = [s * n / m for s, n, m in zip(spacing, self._shape, self.cells, strict=True)]
        steps = max(1, math.ceil(proliferation * days / _GROWTH_STEP))
        self._step = days / steps
        start = resample(density, self.cells).clamp(0, 1) if self._coarse else density
        self._checkpoints = self._frames(start[None, None], [k * self._step for k in range(steps + 1)], cancelled)

    def at(self, day: float) -> Tensor:
        """Return the density (h, w) on any day, by a partial step from the checkpoint before it."""
        index = min(int(day / self._step + 1e-9), len(self._checkpoints) - 1)
        (frame,) = self._frames(self._checkpoints[index], [max(0.0, day - index * self._step)])
        return resample(frame[0, 0], self._shape).clamp(0, 1) if self._coarse else frame[0, 0]

    def _frames(self, start: Tensor, times: list[float], cancelled: Callable[[], bool] = lambda: False) -> list[Tensor]:
        d, rho = self._parameters
        frames = self._model.frames(
            start, d, rho, times=times, spacing=self._widths, max_step=self._step, cancelled=cancelled
        )
        return list(frames)

    def _coarsest(self, density: Tensor, spacing: Sequence[float]) -> tuple[int, int]:
        """Return the fewest cells that resolve the front, and the start as it is given."""
        d, rho = self._parameters
        widest = max(n * s for n, s in zip(self._shape, spacing, strict=True)) / _FEWEST_CELLS
        if rho > 0:
            widest = min(widest, _COARSEST * math.sqrt(d / rho))
        while widest > min(spacing):
            rows, columns = (
                min(n, 8 * math.ceil(n * s / widest / 8)) for n, s in zip(self._shape, spacing, strict=True)
            )
            back = resample(resample(density, (rows, columns)), self._shape)
            if float((back - density).abs().max()) <= _START_LOSS:
                return rows, columns
            widest /= 1.5
        return self._shape


def resample(field: Tensor, shape: tuple[int, int]) -> Tensor:
    """Return a smooth (h, w) field on another number of cells over the same box, by its cosine series."""
    rows, columns = (_resampling(n, m).to(field) for n, m in zip(field.shape, shape, strict=True))
    return rows @ field @ columns.T


@lru_cache(maxsize=16)
def _resampling(cells: int, wanted: int) -> Tensor:
    modes = min(cells, wanted)
    analysis = _cosines(cells, cells)[:, :modes]
    return (_cosines(wanted, cells)[:, :modes] @ analysis.T).float()


def _smooth_heat(cells: int, diffusion_number: float) -> Tensor:
    basis = _cosines(cells, cells)
    rates = (math.pi / cells * torch.arange(cells, dtype=torch.float64)) ** 2
    matrix = (basis * torch.exp(-diffusion_number * rates)) @ basis.T
    return torch.where(matrix.abs() < _NOISE_FLOOR, 0.0, matrix)


@lru_cache(maxsize=16)
def _cosines(points: int, cells: int) -> Tensor:
    """Return (points, cells): the orthonormal cosines of a grid of `cells`, at the centers of `points` others."""
    index = torch.arange(cells, dtype=torch.float64)
    centers = (torch.arange(points, dtype=torch.float64) + 0.5) / points
    basis = torch.cos(math.pi * centers[:, None] * index) * math.sqrt(2.0 / cells)
    basis[:, 0] = math.sqrt(1.0 / cells)
    return basis
