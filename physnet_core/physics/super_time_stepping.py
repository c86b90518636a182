"""Diffusion through anatomy: variable D and a no-flux domain of any shape, by RKL2 super-time-stepping."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from physnet_core.errors import InvalidParameterError
from physnet_core.physics.schemes import Cellwise, DiffusionScheme, Propagator, unchanged

# By this much a density may leave [0, 1] in a step and be put back.
_MENDED = 1e-4


class SuperTimeStepping(DiffusionScheme):
    r"""Second-order Runge-Kutta-Legendre steps on a conservative flux form.

    Flux through a face is the harmonic mean of the two cells' D, and zero where either cell is outside the domain. s
    stages allow a step (s^2 + s - 2) / 4 times that of explicit Euler. Only the window that holds tumor is computed.

    Parameters
    ----------
    domain
        Boolean tensor that broadcasts with the density's grid, True where tumor can be; None for the whole box.

    References
    ----------
    Meyer, Balsara, Aslam (2014). A stabilized Runge-Kutta-Legendre method for explicit super-time-stepping of parabolic
    and mixed equations. J. Comput. Phys. 257, 594-626. doi:10.1016/j.jcp.2013.08.021
    """

    order = 2

    def __init__(self, domain: Tensor | None = None) -> None:
        if domain is not None and not bool(domain.any()):
            raise InvalidParameterError("The domain is empty: there is no cell in which tumor could grow.")
        self.domain = domain

    def propagator(
        self, density: Tensor, diffusion: Tensor, step: float, spacing: Sequence[float], *, least: float = 0.0
    ) -> Propagator:
        """Return one super-step; `diffusion` is (B,) or a map that broadcasts with `density`."""
        grid = density.shape[2:]
        per_cell = diffusion.reshape(-1, *([1] * (len(grid) + 1))) if diffusion.ndim == 1 else diffusion
        per_cell = per_cell.to(density.dtype).expand(per_cell.shape[0], 1, *grid)
        if self.domain is not None:
            per_cell = per_cell * self.domain.to(density.device)
        conductances = [
            _face_diffusion(per_cell, axis) * (step / width**2) for axis, width in enumerate(spacing, start=2)
        ]
        explicit_steps = 2.0 * sum(float(face.detach().max()) if face.numel() else 0.0 for face in conductances)
        stages = _stages(explicit_steps)

        def advance(u: Tensor, first: Cellwise = unchanged) -> Tensor:
            # A stage reaches one cell further. Faces on the edge of the window carry no flux: mass is kept exactly.
            window = _active_window(u.detach(), least, margin=stages)
            if window is None:
                return u
            part = first(u[window])
            faces = [
                _flattened(_faces_within(face, window, axis), part.shape, axis + 2)
                for axis, face in enumerate(conductances)
            ]
            inner = _bounded_step(part, faces, explicit_steps, stages)
            if inner.shape == u.shape:
                return inner
            out = u.clone()
            out[window] = inner
            return out

        return advance


def _bounded_step(u: Tensor, conductances: Sequence[Tensor], explicit_steps: float, stages: int) -> Tensor:
    """Take one RKL2 super-step that keeps 0 <= u <= 1 and the mass.

    No linear method of second order is positive for long steps (Bolley and Crouzeix, 1978). Smooth densities leave
    the bounds by next to nothing, which is mended; behind a sharp edge it is more, and that step is taken by explicit
    Euler, which at its stability limit is positive. Diffusion smooths the edge, so this is a matter of the first few
    steps.
    """
    advanced = _rkl2(u, conductances, stages)
    low, high = (float(value) for value in advanced.detach().aminmax())
    if low >= 0 and high <= 1:
        return advanced
    if low < -_MENDED or high > 1 + _MENDED:
        return _euler(u, conductances, math.ceil(explicit_steps))
    return _mended(advanced, u)


def _mended(u: Tensor, before: Tensor) -> Tensor:
    """Clip to [0, 1] and spread the mass that this changes over the front, where bounds leave room for it."""
    clipped = u.clamp(0, 1)
    front = clipped * (1 - clipped)
    axes = tuple(range(1, u.ndim))
    missing = before.sum(dim=axes, keepdim=True) - clipped.sum(dim=axes, keepdim=True)
    return clipped + front * (missing / front.sum(dim=axes, keepdim=True).clamp_min(torch.finfo(u.dtype).tiny))


def _euler(u: Tensor, conductances: Sequence[Tensor], steps: int) -> Tensor:
    for _ in range(steps):
        u = u + _divergence(u, conductances) / steps
    return u


def _face_diffusion(diffusion: Tensor, axis: int) -> Tensor:
    """Return the harmonic mean of D over each inner face along `axis`; 0 where either side is 0."""
    cells = diffusion.shape[axis]
    low, high = diffusion.narrow(axis, 0, cells - 1), diffusion.narrow(axis, 1, cells - 1)
    return 2 * low * high / (low + high).clamp_min(torch.finfo(diffusion.dtype).tiny)


def _stages(ratio: float) -> int:
    """Return the odd number of RKL2 stages for a step `ratio` times explicit Euler's: s^2 + s - 2 >= 4 ratio."""
    stages = math.ceil((math.sqrt(9.0 + 16.0 * ratio) - 1.0) / 2.0)
    return max(3, stages + 1 - stages % 2)


def _rkl2(u: Tensor, conductances: Sequence[Tensor], stages: int) -> Tensor:
    """Take one RKL2 super-step (Meyer et al. 2014, eqs 15-17), with dt already in the conductances.

    Their stages Y_j are kept as V_j = (Y_j - u) / s_j, with s_j = (2 j - 1) / j b_j w, which makes the recursion short:
    V_j = (2 j - 3) / (j - 1) (1 + w L) V_(j-1) - (j - 1) (2 j - 5) / ((j - 2) (2 j - 1)) V_(j-2) + L u. What is rounded
    is then the change, not the density.
    """
    weight = 4.0 / (stages**2 + stages - 2)
    rate = _divergence(u, conductances).reshape(-1)
    strides = _strides(u)
    kept = torch.ones_like(rate)
    for face, stride in zip(conductances, strides, strict=True):
        kept[:-stride].sub_(face, alpha=weight)
        kept[stride:].sub_(face, alpha=weight)
    before, last = torch.zeros_like(rate), rate.clone()
    before_ends, last_ends = _ends(before, strides), _ends(last, strides)
    for j in range(2, stages + 1):
        recall = -(j - 1) * (2 * j - 5) / ((j - 2) * (2 * j - 1)) if j > 2 else 0.0
        gain = (2 * j - 3) / (j - 1)
        if rate.requires_grad:  # autograd still needs what else is written over
            before = torch.add(rate, before, alpha=recall)
            before_ends = _ends(before, strides)
        else:
            torch.add(rate, before, alpha=recall, out=before)
        before.addcmul_(kept, last, value=gain)
        for face, (low, high), (last_low, last_high) in zip(conductances, before_ends, last_ends, strict=True):
            low.addcmul_(face, last_high, value=gain * weight)
            high.addcmul_(face, last_low, value=gain * weight)
        before, last, before_ends, last_ends = last, before, last_ends, before_ends
    return u.add(last.reshape(u.shape), alpha=2 * (2 * stages - 1) / (stages**2 * (stages + 1)))


def _divergence(u: Tensor, conductances: Sequence[Tensor]) -> Tensor:
    """Return dt div(D grad u), with no flux through the edge of the box."""
    flat = u.reshape(-1)
    total = torch.zeros_like(flat)
    for conductance, stride in zip(conductances, _strides(u), strict=True):
        flux = (flat[stride:] - flat[:-stride]).mul_(conductance)
        total[:-stride].add_(flux)
        total[stride:].sub_(flux)
    return total.reshape(u.shape)


def _ends(line: Tensor, strides: Sequence[int]) -> list[tuple[Tensor, Tensor]]:
    """Return for each stride the parts of a line that hold the lower and the upper cell of each face."""
    return [(line[:-stride], line[stride:]) for stride in strides]


def _strides(u: Tensor) -> list[int]:
    """Return how far apart neighbors along each grid axis lie in memory."""
    return [math.prod(u.shape[axis + 1 :]) for axis in range(2, u.ndim)]


def _flattened(faces: Tensor, shape: Sequence[int], axis: int) -> Tensor:
    """Return faces (B or 1, 1, *grid, one fewer along `axis`) as one line beside the flattened density.

    Lines run on without a break, which is several times faster than rows; faces between the end of one row and the
    start of the next carry no flux.
    """
    missing = [part for other in reversed(range(len(shape))) for part in (0, 1 if other == axis else 0)]
    closed = torch.nn.functional.pad(faces.expand(shape[0], *faces.shape[1:]), missing)
    return closed.reshape(-1)[: -math.prod(shape[axis + 1 :])]


Window = tuple[slice, ...]


def _active_window(u: Tensor, least: float, margin: int) -> Window | None:
    """Return the box around all cells with more than `least`, wider by `margin` cells, or None where there is none."""
    window: list[slice] = [slice(None), slice(None)]
    rest = u
    for axis in range(2, u.ndim):
        others = [other for other in range(u.ndim) if other != axis]
        occupied = (rest.amax(dim=others) > least).nonzero()
        if len(occupied) == 0:
            return None
        start, stop = int(occupied[0]) - margin, int(occupied[-1]) + 1 + margin
        window.append(slice(max(0, start), min(u.shape[axis], stop)))
        rest = rest.amax(dim=axis, keepdim=True)  # what the next axes need of it
    return tuple(window)


def _faces_within(faces: Tensor, window: Window, axis: int) -> Tensor:
    """Return the faces between the cells of `window`: one fewer than cells along their own axis."""
    box = list(window)
    own = window[axis + 2]
    box[axis + 2] = slice(own.start, own.stop - 1)
    return faces[tuple(box)]
