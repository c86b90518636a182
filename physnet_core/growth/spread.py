"""How far the area of a growing tumor can be trusted: over slices taken again a little differently."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth import measures
from physnet_core.network.explanation import Spread
from physnet_core.network.prediction import Prediction


@dataclass(frozen=True, kw_only=True, eq=False)
class AreaBand:
    """The least and the largest area that the network found in retakes of one slice.

    Attributes
    ----------
    prediction
        Its answer to the slice as it is, whose own area lies within.
    low, high
        (T+1,) float64 area above a density of 0.5, in latent cells, at each step of the network.
    """

    prediction: Prediction
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def area_band(spread: Spread) -> AreaBand:
    """Return the band of the areas of all retakes, each brought to the size of the slice as it is."""
    curves = np.stack([measures.smooth_area(frames) for frames in spread.trajectories])
    areas = curves / spread.magnifications[:, None] ** 2
    return AreaBand(prediction=spread.prediction, low=areas.min(axis=0), high=areas.max(axis=0))
