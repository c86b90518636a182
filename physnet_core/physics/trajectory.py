"""The differentiable inner loop of the network's growth block, with a backward pass that saves little.

Plain autograd would keep every intermediate of every step. Strang steps with a heat kernel have short exact adjoints,
so it is enough to keep the densities themselves.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from physnet_core.physics.schemes import apply_along_axes, heat_matrix, laplacian


def logistic_step(u: Tensor, growth: Tensor) -> Tensor:
    """Return the exact solution of du/dt = rho u (1 - u) after rho t = `growth`.

    Written with e^(-rho t) so that it cannot overflow; u = 0 and u = 1 are kept exactly, and what rounding put above 1
    comes back.
    """
    return u.div(((1 - u) * torch.exp(-growth)).add_(u)).clamp_(max=1.0)


def _logistic_adjoint(u: Tensor, growth: Tensor, gradient: Tensor) -> tuple[Tensor, Tensor]:
    """Return the gradients with respect to `u` and (summed a sample) `growth` of `logistic_step`."""
    decay = torch.exp(-growth)
    scale = gradient * decay / (u + (1 - u) * decay).square()
    return scale, (scale * u * (1 - u)).flatten(1).sum(1)


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
        matrices = [
            heat_matrix(cells, diffusion * (step_size / width**2), u0.dtype)
            for cells, width in zip(u0.shape[2:], widths, strict=True)
        ]
        half = half_growth.reshape(-1, 1, 1, 1)
        frames, diffused = [u0], []
        for _ in range(steps):
            diffused.append(apply_along_axes(logistic_step(frames[-1], half), matrices))
            frames.append(logistic_step(diffused[-1], half))
        trajectory = torch.cat(frames, dim=1)
        # What a step started from is a pointwise function of the one before: recomputing is cheaper than keeping.
        ctx.save_for_backward(u0, torch.cat(diffused, dim=1), half_growth, *matrices)
        ctx.step_size, ctx.widths = step_size, widths
        return trajectory

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        """Run the steps' adjoints from the last to the first.

        The heat matrices are symmetric, so they are their own adjoints; d/dD exp(D dt L) u = dt L exp(D dt L) u.
        """
        u0, diffused, half_growth, *matrices = ctx.saved_tensors
        half = half_growth.reshape(-1, 1, 1, 1)
        d_diffusion = torch.zeros_like(half_growth)
        d_half = torch.zeros_like(half_growth)
        incoming = gradient[:, -1:]
        for step in range(diffused.shape[1] - 1, -1, -1):
            after = diffused[:, step : step + 1]
            before = logistic_step(diffused[:, step - 1 : step], half) if step else u0
            incoming, growth_part = _logistic_adjoint(after, half, incoming)
            d_half += growth_part
            d_diffusion += ctx.step_size * (incoming * laplacian(after, ctx.widths)).flatten(1).sum(1)
            incoming, growth_part = _logistic_adjoint(before, half, apply_along_axes(incoming, matrices))
            d_half += growth_part
            incoming = incoming + gradient[:, step : step + 1]
        return incoming, d_diffusion, d_half, None, None, None
