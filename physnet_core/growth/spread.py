"""How far the area of a growing tumor can be trusted: over slices taken again a little differently."""

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth import measures
from physnet_core.growth.scenario import Growth
from physnet_core.network.explanation import Spread


def area_band(spread: Spread, growth: Growth) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the least and largest area (N+1,) over all retakes, in the `area_unit` of the learned growth.

    Raises
    ------
    ValueError
        Where the growth is not the learned one, which alone the retakes can be compared with.
    """
    if growth.source != "learned":
        raise ValueError("only the learned growth has retakes")
    curves = [measures.smooth_area(frames, threshold=growth.threshold) for frames in spread.trajectories]
    areas = np.stack(curves) / spread.magnifications[:, None] ** 2 * growth.cell_area
    return areas.min(axis=0), areas.max(axis=0)
