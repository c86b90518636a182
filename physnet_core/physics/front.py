"""The density behind an outline: the shape of a Fisher-KPP front of a given age, from the solver itself."""

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray

from physnet_core.physics.fisher_kpp import FisherKPP

Floats = NDArray[np.floating]

# Fineness of the one-dimensional front, in units of sqrt(D / rho).
_PROFILE_CELL = 0.2
# rho t that a front is given to form at least, and at most.
_AGES = (2.0, 20.0)


def density_of_outline(distance: Floats, length: float, radius: float, threshold: float) -> Floats:
    """Return the density of a tumor of which only the outline is seen.

    Parameters
    ----------
    distance
        Signed distance to the outline in mm, negative inside.
    length
        sqrt(D / rho) in mm.
    radius
        Radius of the tumor in mm: the front is as steep as one that has come so far from a point.
    threshold
        Density at the outline.
    """
    age = float(np.clip(radius / (2 * length), *_AGES))
    position, density = _front(round(age, 1), threshold)
    grown: Floats = np.interp(distance / length, position, density).astype(np.float32)
    return grown


@lru_cache(maxsize=256)
def _front(age: float, threshold: float) -> tuple[Floats, Floats]:
    """Return a front in units of l at rho t = `age` after a step, its `threshold` at position 0."""
    behind = 20.0
    cells = round((behind + 2 * age + 20.0) / _PROFILE_CELL)
    position = (np.arange(cells) + 0.5) * _PROFILE_CELL - behind
    step = torch.from_numpy((position < 0).astype(np.float64))[None, None, None]
    (frame,) = FisherKPP().frames(step, 1.0, 1.0, times=[age], spacing=_PROFILE_CELL, max_step=0.1)
    density = frame[0, 0, 0].numpy()
    crossing = float(np.interp(-threshold, -density, position))
    return position - crossing, density
