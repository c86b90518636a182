"""The outline that a calibration predicts for the later scan, to be looked at beside the real one."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth.calibrate import Calibration
from physnet_core.growth.outline import smooth_distance
from physnet_core.growth.pair import Pair
from physnet_core.physics.fitting import Arena


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
    ).resolving(fit.length)
    start = arena.start(pair.pre, smooth_distance(pair.pre, pair.spacing), fit.length, fit.threshold)
    (grown,) = arena.trajectory(start, fit.length, [fit.proliferation * pair.days], cancelled)
    outline: NDArray[np.bool_] = arena.to_voxels(grown) >= fit.threshold
    return outline
