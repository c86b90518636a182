"""The differentiable inner loop of the network's growth block, with a backward pass that saves little.

Plain autograd would keep every intermediate of every step. Strang steps with a heat kernel have short exact adjoints,
so it is enough to keep what each diffusion left. The half reactions between two diffusions are taken as one; a frame is
half a reaction on top of what a diffusion left. All arrays are made once, and most operations write into them.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from physnet_core.physics.schemes import heat_matrices


def logistic_step(u: Tensor, growth: Tensor) -> Tensor:
    """Return the exact solution of du/dt = rho u (1 - u) after rho t = `growth`.

    Written with e^(-rho t) so that it cannot overflow; u = 0 and u = 1 are kept exactly, and what rounding put above 1
    comes back.
    """
    return u.div(((1 - u) * _decay(growth)).add_(u)).clamp_(max=1.0)


class HeatKernelTrajectory(torch.autograd.Function):
    """All frames of Strang-split Fisher-KPP on a 2-D box with one D and rho a sample."""

    @staticmethod
    def forward(
        ctx: Any,
        u0: Tensor,
        diffusion: Tensor,
        half_growth: Tensor,
        steps: int,
        step_size: float,
        widths: Sequence[float],
    ) -> Tensor:
        """Return (B, steps + 1, h, w); see `FisherKPP.forward`. `half_growth` is rho dt / 2, (B,)."""
        batch, _, *grid = u0.shape
        rows, columns = heat_matrices(grid, diffusion * step_size, widths, u0.dtype)
        half, whole = _decays(half_growth)
        frames = u0.new_empty((batch, steps + 1, *grid))
        diffused = u0.new_empty((steps, batch, *grid))
        frames[:, 0] = u0[:, 0]
        one = u0.new_ones(())
        start, rest, room = (torch.empty_like(diffused[0]) for _ in range(3))
        _grown(u0[:, 0], torch.sub(one, u0[:, 0], out=rest), half, room, out=start)
        for step, after in enumerate(diffused):
            torch.bmm(torch.bmm(rows, start, out=room), columns, out=after).clamp_(max=1.0)
            torch.sub(one, after, out=rest)
            _grown(after, rest, half, room, out=frames[:, step + 1])
            _grown(after, rest, whole, room, out=start)
        ctx.save_for_backward(u0, diffused, half_growth, rows, columns)
        ctx.step_size, ctx.widths = step_size, widths
        return frames

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        """Run the steps' adjoints from the last to the first.

        The heat matrices are symmetric, so they are their own adjoints; d/dD exp(D dt L) u = dt L exp(D dt L) u.
        """
        u0, diffused, half_growth, rows, columns = ctx.saved_tensors
        half, whole = _decays(half_growth)
        one, by_half, by_slopes = u0.new_ones(()), torch.zeros_like(diffused[0]), _SlopeProducts(diffused[0])
        rest, of_start, of_frame, of_next = (torch.empty_like(diffused[0]) for _ in range(4))
        of_start.zero_()
        for step in range(len(diffused) - 1, -1, -1):
            after = diffused[step]
            torch.sub(one, after, out=rest)
            _pulled_back(of_start, after, rest, whole, out=of_next)
            of_after = _pulled_back(gradient[:, step + 1], after, rest, half, out=of_frame).add_(of_next)
            by_half.addcmul_(of_next.add_(of_after), rest.mul_(after))  # to the next start, growth acts for two halves
            by_slopes.add(of_after, after)
            torch.bmm(torch.bmm(rows, of_after, out=of_next), columns, out=of_start)
        before = u0[:, 0]
        torch.sub(one, before, out=rest)
        of_u0 = _pulled_back(of_start, before, rest, half, out=of_next)
        d_half = by_half.addcmul_(of_u0, rest.mul_(before)).flatten(1).sum(1)
        d_diffusion = by_slopes.total(ctx.widths) * -ctx.step_size
        return (of_u0 + gradient[:, 0])[:, None], d_diffusion, d_half, None, None, None


class _SlopeProducts:
    """The sum of products of the slopes of two fields, which is minus that of one with the Laplacian of the other.

    Fields are read as one line a sample, which is faster than rows; what is taken between the end of one row and the
    start of the next is left out of the total.
    """

    def __init__(self, like: Tensor) -> None:
        samples, cells = len(like), like[0].numel()
        self._shifts = (like.shape[2], 1)
        self._sums = [like.new_zeros((samples, cells - shift)) for shift in self._shifts]
        self._rooms = [torch.empty_like(total) for total in self._sums for _ in range(2)]

    def add(self, one: Tensor, other: Tensor) -> None:
        """Add the products of two fields (B, h, w)."""
        for axis, (shift, total) in enumerate(zip(self._shifts, self._sums, strict=True)):
            slopes = [
                torch.sub(line[:, shift:], line[:, :-shift], out=room)
                for line, room in zip((one.flatten(1), other.flatten(1)), self._rooms[2 * axis :], strict=False)
            ]
            total.addcmul_(*slopes)

    def total(self, widths: Sequence[float]) -> Tensor:
        """Return the sum over each sample, (B,)."""
        columns = self._shifts[0]
        down, across = self._sums
        across[:, columns - 1 :: columns] = 0.0
        return down.sum(1) / widths[0] ** 2 + across.sum(1) / widths[1] ** 2


def _decays(half_growth: Tensor) -> tuple[Tensor, Tensor]:
    """Return e^(-rho dt / 2) and e^(-rho dt), each (B, 1, 1)."""
    growth = half_growth.reshape(-1, 1, 1)
    return _decay(growth), _decay(2 * growth)


def _decay(growth: Tensor) -> Tensor:
    """Return e^-growth, never 0: where there is no density, the logistic step would divide by it."""
    return torch.exp(-growth).clamp_min(torch.finfo(growth.dtype).tiny)


def _grown(u: Tensor, rest: Tensor, decay: Tensor, room: Tensor, *, out: Tensor) -> Tensor:
    """Write `logistic_step` of `u` into `out`; `rest` is 1 - u, and `room` is written over."""
    return torch.div(u, torch.mul(rest, decay, out=room).add_(u), out=out)


def _pulled_back(gradient: Tensor, u: Tensor, rest: Tensor, decay: Tensor, *, out: Tensor) -> Tensor:
    """Write into `out` the gradient with respect to `u` of a logistic step, whose slope is decay / (u + rest decay)^2.

    Times u (1 - u), it is that with respect to the growth.
    """
    torch.mul(rest, decay, out=out).add_(u)
    return torch.div(gradient, out.mul_(out), out=out).mul_(decay)
