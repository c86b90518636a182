r"""How one diffusion step is taken: the part in which the solvers of `FisherKPP` differ.

A scheme is asked once for a `Propagator`, for given D and step length, and that is then applied to densities as often
as wanted. All schemes solve du/dt = div(D grad u) with no flux through the edge of the domain, keep 0 <= u <= 1 and the
total mass, and are chosen by what D is:

========================== ============================== =====================================================
scheme                     D                              use
========================== ============================== =====================================================
`HeatKernel`               one number a sample, box       inside the network; constant D on the image grid
`SuperTimeStepping`        number or map, any domain      anatomy: tissue-dependent D, head mask, 2-D and 3-D
========================== ============================== =====================================================
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Protocol

import torch
from torch import Tensor

from physnet_core.errors import InvalidParameterError

# Entries of a heat matrix below this are rounding noise. Left in, reaction multiplies them by e^(rho T) and fills the
# far field with a spurious tumor; 1e-10 costs nothing measurable in accuracy.
_NOISE_FLOOR = 1e-10

Cellwise = Callable[[Tensor], Tensor]


def unchanged(density: Tensor) -> Tensor:
    """Return the density itself."""
    return density


class Propagator(Protocol):
    """One diffusion step."""

    def __call__(self, u: Tensor, first: Cellwise = unchanged) -> Tensor:
        """Return the density after `first`, which acts on each cell alone and keeps 0, and then the diffusion."""


class DiffusionScheme(ABC):
    """A way to take one diffusion step.

    Attributes
    ----------
    order
        Order of accuracy in time of the whole split step (diffusion and reaction).
    """

    order: int

    @abstractmethod
    def propagator(
        self, density: Tensor, diffusion: Tensor, step: float, spacing: Sequence[float], *, least: float = 0.0
    ) -> Propagator:
        """Return the map u(t) -> u(t + step) of pure diffusion.

        Parameters
        ----------
        density
            (B, 1, *grid), gives grid shape, dtype and device.
        diffusion
            (B,) or a map that broadcasts with `density`, in length^2 per time.
        step
            Length of the step in the time unit of `diffusion`.
        spacing
            Distance between cells along each grid axis, in the length unit of `diffusion`.
        least
            Cells with no more density than this may be left as they are.
        """


class HeatKernel(DiffusionScheme):
    r"""Exact diffusion by dense one-dimensional heat matrices, for a D that is constant in space.

    The 5-point (7-point) Laplacian is a sum over axes, so its exponential is a product of matrices
    ``exp(D dt L_axis)``, one small matrix product an axis. Exact in time for any step, positive and mass-preserving
    for any D; differentiable in u and D.
    """

    order = 2

    def propagator(
        self, density: Tensor, diffusion: Tensor, step: float, spacing: Sequence[float], *, least: float = 0.0
    ) -> Propagator:
        """Return the product of heat matrices; `diffusion` must be (B,) or (1,)."""
        if diffusion.ndim != 1:
            raise InvalidParameterError(
                "HeatKernel takes one D a sample; use SuperTimeStepping for a D that varies in space."
            )
        matrices = heat_matrices(density.shape[2:], diffusion * step, spacing, density.dtype)
        return lambda u, first=unchanged: apply_along_axes(first(u), matrices)


def heat_matrix(cells: int, diffusion_number: Tensor, dtype: torch.dtype) -> Tensor:
    """Return exp(D^ L) for the three-point Neumann Laplacian L on `cells` cells of width 1.

    Parameters
    ----------
    diffusion_number
        (B,) D dt / h^2.

    Returns
    -------
    Tensor
        (B, cells, cells), symmetric, rows sum to 1, no negative entry.

    Notes
    -----
    The eigenvectors of L are the DCT-II basis and its eigenvalues -4 sin^2(pi k / 2n). Built in float64 because the
    sum over eigenvectors cancels.
    """
    device = diffusion_number.device
    number = (diffusion_number.cpu() if device.type == "mps" else diffusion_number).double()  # MPS has no float64
    index = torch.arange(cells + 1, dtype=torch.float64, device=number.device)
    eigenvalues = 4.0 * torch.sin(math.pi * index / (2 * cells)) ** 2
    matrix = cosine_matrix(torch.exp(-number[:, None] * eigenvalues))
    # What the cut took stays in its own cell, so that mass is kept to rounding.
    matrix.diagonal(dim1=1, dim2=2).add_(1.0 - matrix.sum(dim=2))
    return matrix.to(dtype).to(device)


def heat_matrices(
    grid: Sequence[int],
    variance: Tensor,
    spacing: Sequence[float],
    dtype: torch.dtype,
    *,
    matrix: Callable[[int, Tensor, torch.dtype], Tensor] = heat_matrix,
) -> list[Tensor]:
    """Return the heat `matrix` of each axis, (B, cells, cells), for D t = `variance` (B,); axes alike share theirs."""
    made: dict[tuple[int, float], Tensor] = {}
    for axis in zip(grid, spacing, strict=True):
        if axis not in made:
            made[axis] = matrix(axis[0], variance / axis[1] ** 2, dtype)
    return [made[axis] for axis in zip(grid, spacing, strict=True)]


def cosine_matrix(factors: Tensor, dtype: torch.dtype = torch.float64) -> Tensor:
    """Return the symmetric matrix that multiplies cosine k of a grid, a DCT-II vector, by `factors[..., k]`.

    Parameters
    ----------
    factors
        (..., cells + 1) float64. The last is that of a cosine which is zero on the grid: it has no effect, but the
        entries cancel unless it continues the others.

    Returns
    -------
    Tensor
        (..., cells, cells). A product of cosines is the cosine of the sum and of the difference, so the entries are
        F(i - j) + F(i + j + 1) for one even function F of period 2 `cells`, which a Fourier transform gives. What is
        below `_NOISE_FLOOR` in F is cut.
    """
    cells = factors.shape[-1] - 1
    even = torch.fft.irfft(factors, n=2 * cells)
    even = torch.where(even.abs() < _NOISE_FLOOR, 0.0, even).to(dtype)
    of_sums = even[..., 1:].unfold(-1, cells, 1)
    of_differences = torch.cat((even[..., cells + 1 :], even[..., :cells]), dim=-1).unfold(-1, cells, 1)
    return of_differences.flip(-2) + of_sums


def apply_along_axes(u: Tensor, matrices: Sequence[Tensor]) -> Tensor:
    """Multiply (B, 1, *grid) by one (B or 1, n, n) matrix along each grid axis."""
    if len(matrices) == 2:  # the common case as two batched products, without moving axes
        rows, columns = matrices
        return (rows @ u[:, 0] @ columns).unsqueeze(1)
    for axis, matrix in enumerate(matrices, start=2):
        moved = u.movedim(axis, -1)
        u = torch.einsum("b...j,bij->b...i", moved, matrix.expand(len(u), -1, -1)).movedim(-1, axis)
    return u
