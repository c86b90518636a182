r"""The growth model: one class for the network, the viewer, the command line and the calibration.

.. math::  \partial_t u = \nabla\cdot(D \nabla u) + \rho\, u (1 - u), \qquad D\,\partial_n u = 0,\qquad 0 \le u \le 1
"""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.physics.schemes import Cellwise, DiffusionScheme, HeatKernel, Propagator
from physnet_core.physics.trajectory import HeatKernelTrajectory, logistic_step

# rho dt of one step at most; the splitting error is then below 2e-3 everywhere (measured: solver tests), and falls
# with the square of the step.
MAX_GROWTH_STEP = 0.25
# Times that differ by less than this part of a step are one; rho in float32 is not known better.
_SAME_TIME = 1e-6
# What is less than this at the end of a run need not have been computed.
_NEGLIGIBLE = 1e-9


class FisherKPP(nn.Module):
    """Fisher-KPP reaction-diffusion by Strang splitting: half a reaction, a diffusion, half a reaction.

    The reaction half-steps are exact, so 0 <= u <= 1 holds for every step length, D and rho, and u = 0 and u = 1 are
    fixed points. Second order in time. The module has no parameters: D and rho are inputs, and u, D and rho carry
    gradients.

    Parameters
    ----------
    scheme
        How diffusion is stepped; `HeatKernel` unless D varies in space or the domain is not a box.

    Notes
    -----
    With ``step_size = spacing = 1`` the numbers are dimensionless: D is the diffusion number D dt/h^2 and rho the
    growth number rho dt. Autocast is off inside: half precision ruins the splitting.

    References
    ----------
    Strang (1968). On the construction and comparison of difference schemes. SIAM J. Numer. Anal. 5, 506-517.
    """

    def __init__(self, scheme: DiffusionScheme | None = None) -> None:
        super().__init__()
        self.scheme = scheme or HeatKernel()

    def forward(
        self,
        u0: Tensor,
        diffusion: Tensor | float,
        proliferation: Tensor | float,
        *,
        steps: int,
        step_size: float = 1.0,
        spacing: float | Sequence[float] = 1.0,
    ) -> Tensor:
        """Evolve a density through `steps` equal steps.

        Parameters
        ----------
        u0
            (B, 1, h, w) or (B, 1, d, h, w) density in [0, 1].
        diffusion
            D in length^2 per time: a number, (B,), or (`SuperTimeStepping`) a map that broadcasts with `u0`.
        proliferation
            rho per time: a number or (B,).
        step_size, spacing
            Length of a step, and of a cell along each axis.

        Returns
        -------
        Tensor
            (B, steps + 1, *grid), `u0` first.
        """
        if steps < 1:
            raise InvalidParameterError(f"The number of steps must be at least 1, not {steps}.")
        with torch.autocast(u0.device.type, enabled=False):
            u, d, rho = _checked(u0, diffusion, proliferation)
            if isinstance(self.scheme, HeatKernel) and u.ndim == 4:
                widths = _widths(u, spacing)
                half = rho * (step_size / 2)
                trajectory: Tensor = HeatKernelTrajectory.apply(u, d, half, steps, step_size, widths)  # type: ignore[no-untyped-call]
                return trajectory
            least = _least(rho, steps * step_size)
            diffuse = self.scheme.propagator(u, d, step_size, _widths(u, spacing), least=least)
            course = _Course(u, rho)
            frames = [u]
            for _ in range(steps):
                course = course.after(step_size, diffuse)
                frames.append(course.density)
            return torch.cat(frames, dim=1)

    @torch.no_grad()
    def frames(
        self,
        u0: Tensor,
        diffusion: Tensor | float,
        proliferation: Tensor | float,
        *,
        times: Sequence[float],
        spacing: float | Sequence[float] = 1.0,
        max_step: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Tensor]:
        """Yield the density at each of `times`, computing only what they need.

        Parameters
        ----------
        times
            Not decreasing, from 0 on, in the time unit of `diffusion` and `proliferation`.
        max_step
            Longest step; by default rho dt <= `MAX_GROWTH_STEP`, and evenly spaced times fall on whole steps. With the
            network's own step, frames at whole steps are the network's trajectory bit for bit.

        Yields
        ------
        Tensor
            (B, 1, *grid). A time between steps is reached by a partial step from the last whole one, never by
            interpolation.

        Raises
        ------
        InvalidParameterError
            For times that decrease or are negative, or parameters that are not finite and non-negative.
        Cancelled
            As soon as `cancelled` returns True.
        """
        _require_times(times)
        u, d, rho = _checked(u0, diffusion, proliferation)
        widths = _widths(u, spacing)
        step = _longest_step(rho, times, max_step)
        least = _least(rho, times[-1])
        whole = self.scheme.propagator(u, d, step, widths, least=least)
        course, taken = _Course(u, rho), 0
        for time in times:
            target = math.floor(time / step + _SAME_TIME)
            while taken < target:
                if cancelled():
                    raise Cancelled
                course = course.after(step, whole)
                taken += 1
            rest = time - taken * step
            here = course
            if rest > _SAME_TIME * step:
                here = course.after(rest, self.scheme.propagator(u, d, rest, widths, least=least))
            yield here.density


class _Course:
    """How far a run has come: what its last diffusion left, and for how long that still has to react.

    The half reactions before and after a frame are thus taken as one, whether the frame is asked for or not.
    """

    def __init__(self, left: Tensor, proliferation: Tensor, due: float = 0.0) -> None:
        self._left, self._proliferation, self._due = left, proliferation, due

    @property
    def density(self) -> Tensor:
        return self._left if self._due == 0 else self._reacting(self._due)(self._left)

    def after(self, step: float, diffuse: Propagator) -> "_Course":
        left = diffuse(self._left, self._reacting(self._due + step / 2))
        return _Course(left, self._proliferation, step / 2)

    def _reacting(self, time: float) -> Cellwise:
        growth = (self._proliferation * time).reshape(-1, *([1] * (self._left.ndim - 1)))
        return lambda u: logistic_step(u, growth)


def _least(rho: Tensor, time: float) -> float:
    """Return the density that cannot become more than `_NEGLIGIBLE`: diffusion adds none, reaction e^(rho t) times."""
    return _NEGLIGIBLE * math.exp(-float(rho.detach().max()) * time)


def _checked(u0: Tensor, diffusion: Tensor | float, proliferation: Tensor | float) -> tuple[Tensor, Tensor, Tensor]:
    if u0.ndim not in (4, 5) or u0.shape[1] != 1:
        raise InvalidParameterError(f"The density must be (B, 1, h, w) or (B, 1, d, h, w), not {tuple(u0.shape)}.")
    u = u0 if u0.dtype == torch.float64 else u0.float()
    d = torch.as_tensor(diffusion, dtype=u.dtype, device=u.device)
    rho = torch.as_tensor(proliferation, dtype=u.dtype, device=u.device)
    d, rho = (value.reshape(1).expand(len(u)) if value.ndim == 0 else value for value in (d, rho))
    for name, value in (("D", d), ("rho", rho)):
        if not _within(value, torch.finfo(value.dtype).max):
            raise InvalidParameterError(f"{name} must be finite and not negative.")
    if not _within(u, 1.0):
        raise InvalidParameterError("The density must lie between 0 and 1 everywhere.")
    return u, d, rho


def _within(values: Tensor, most: float) -> bool:
    """Return whether all values lie between 0 and `most`; NaN does not."""
    if values.numel() == 0:
        return True
    low, high = values.detach().aminmax()
    return bool(low >= 0) and bool(high <= most)


def _widths(u: Tensor, spacing: float | Sequence[float]) -> tuple[float, ...]:
    axes = u.ndim - 2
    widths = (float(spacing),) * axes if isinstance(spacing, (int, float)) else tuple(map(float, spacing))
    if len(widths) != axes or not all(math.isfinite(width) and width > 0 for width in widths):
        raise InvalidParameterError(f"The spacing must be {axes} positive numbers, not {spacing!r}.")
    return widths


def _require_times(times: Sequence[float]) -> None:
    ordered = all(earlier <= later for earlier, later in pairwise(times))
    if not times or not ordered or times[0] < 0 or not math.isfinite(times[-1]):
        raise InvalidParameterError("Times must start at 0 or later, not decrease, and be finite.")


def _longest_step(rho: Tensor, times: Sequence[float], max_step: float | None) -> float:
    """Return the step: as long as accuracy allows, and such that evenly spaced frames need no partial steps."""
    if max_step is not None:
        if not (math.isfinite(max_step) and max_step > 0):
            raise InvalidParameterError(f"The longest step must be a positive number, not {max_step!r}.")
        return max_step
    gaps = [later - earlier for earlier, later in pairwise((0.0, *times)) if later > earlier]
    if not gaps:
        return 1.0
    gap = max(gaps) if max(gaps) - min(gaps) <= _SAME_TIME * max(gaps) else float(times[-1])
    return gap / max(1, math.ceil(gap * float(rho.max()) / MAX_GROWTH_STEP - _SAME_TIME))
