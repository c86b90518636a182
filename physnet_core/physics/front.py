r"""The density behind an outline: that of a ball which has grown from a seed to this size, from the solver itself.

An outline says where the density passes a threshold, not how steeply. A fully formed flat front would be too fast for
most tumors, a front that starts from a step too slow: a ball of radius R lags behind 2 sqrt(D rho) because it is young
(Bramson) and because it is curved, both by the order of l / R with l = sqrt(D / rho). A ball that has come to R by the
same equation has both lags as they are, for every l. So the speed that is fitted to two outlines hardly depends on the
l that was assumed, which two outlines do not tell.

References
----------
Bramson (1983). Convergence of solutions of the Kolmogorov equation to travelling waves. Mem. Amer. Math. Soc. 285.
Gartner (1982). Location of wave fronts for the multi-dimensional K-P-P equation. Math. Nachr. 105, 317-351.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray

from physnet_core.physics.schemes import HeatKernel
from physnet_core.physics.trajectory import logistic_step

Floats = NDArray[np.floating]

# All in units of l and 1 / rho. The seed is about as wide as its front: a much smaller one is seen late, when it has
# spread so far that its edge rises everywhere at once, a much larger one is a tumor already.
_SEED_WIDTH, _SEED_PEAK = 1.5, 0.5
_CELL, _STEP = 0.2, 0.1
# A front of this age is formed, and the ball some 33 l across its radius; larger ones have the same front further out.
_OLDEST = 20.0
_REACH = 58.0


@dataclass(frozen=True, kw_only=True, eq=False)
class _Ball:
    """A growing ball.

    Attributes
    ----------
    position
        (cells,) distance from its center.
    frames
        (ages, cells) density.
    """

    position: Floats
    frames: Floats

    def grown_to(self, radius: float, threshold: float) -> tuple[Floats, float]:
        """Return the density (cells,) when it passes `threshold` nearest to `radius`, and where it does."""
        grown = self.frames[:, 0] > threshold
        seen = self.frames[grown] if grown.any() else self.frames[-1:]
        crossings = np.array([np.interp(-threshold, -frame, self.position) for frame in seen])
        # A seed may first shrink: of the ages with one radius the last is that of growth.
        nearest = len(seen) - 1 - int(np.abs(crossings - radius)[::-1].argmin())
        return seen[nearest], float(crossings[nearest])


def density_of_outline(distance: Floats, length: float, radius: float, threshold: float) -> Floats:
    """Return the density of a tumor of which only the outline is seen.

    Parameters
    ----------
    distance
        Signed distance to the outline in mm, negative inside.
    length
        sqrt(D / rho) in mm, with the D that the tumor has grown with.
    radius
        Radius of the tumor in mm, that of the ball of its volume.
    threshold
        Density at the outline.

    Notes
    -----
    Not to be relied upon where the radius is less than about 4 l, or the tumor came from a seed much narrower than l:
    such a tumor is wide and faint before it is seen, and its outline may run ahead at more than 2 sqrt(D rho).
    """
    frame, crossing = _growing_ball().grown_to(radius / length, threshold)
    density: Floats = np.interp(distance / length + crossing, _growing_ball().position, frame).astype(np.float32)
    return density


@lru_cache(maxsize=1)
def _growing_ball() -> _Ball:
    """Grow a ball in three dimensions.

    For w = r u diffusion of a ball is diffusion along a line on which w is odd, so the line of the network's solver
    serves; the reaction acts on u.
    """
    cells = round(_REACH / _CELL)
    r = (torch.arange(-cells, cells, dtype=torch.float64) + 0.5)[None, None, None] * _CELL
    u = _SEED_PEAK * torch.exp(-r.square() / (2 * _SEED_WIDTH**2))
    diffuse = HeatKernel().propagator(u, torch.ones(1, dtype=torch.float64), _STEP, (1.0, _CELL))
    half = torch.tensor(_STEP / 2, dtype=torch.float64)
    frames = [u]
    for _ in range(round(_OLDEST / _STEP)):
        moved = diffuse(r * logistic_step(frames[-1], half)) / r
        frames.append(logistic_step(moved.clamp(0, 1), half))
    line = torch.cat(frames)[:, 0, 0, cells:]
    return _Ball(position=r[0, 0, 0, cells:].numpy(), frames=line.numpy())
