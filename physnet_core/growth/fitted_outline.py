"""The outline that a calibration predicts for the later scan, to be looked at beside the real one."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth.calibrate import Calibration, Pair
from physnet_core.growth.outline import signed_distance
from physnet_core.physics.fitting import Arena
from physnet_core.physics.front import density_of_outline


def fitted_outline(pair: Pair, fit: Calibration, *, cancelled: Callable[[], bool] = lambda: False) -> NDArray[np.bool_]:
    """Return the mask (slice, row, column) into which the earlier outline of `pair` grows with D and rho of `fit`.

    Raises
    ------
    Cancelled
        As soon as `cancelled` returns True.
    """
    if not (fit.diffusion > 0 and fit.proliferation > 0):
        return pair.pre  # the front did not move
    slices, rows, columns = pair.pre.shape
    arena = Arena.around(
        (slices, rows, columns), pair.spacing, coarsen=pair.coarsen, diffusion=pair.diffusion, domain=pair.domain
    )
    length = math.sqrt(fit.diffusion / fit.proliferation)
    radius = (3 * pair.pre.sum() * math.prod(pair.spacing) / (4 * math.pi)) ** (1 / 3)
    distance = arena.to_cells(signed_distance(pair.pre, pair.spacing))
    start = density_of_outline(distance, length, radius, fit.threshold)
    (grown,) = arena.trajectory(start, length, [fit.proliferation * pair.days], cancelled)
    outline: NDArray[np.bool_] = arena.to_voxels(grown) >= fit.threshold
    return outline
