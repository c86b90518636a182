"""What more can be asked of the network about one slice, as plain numpy that may cross threads."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physnet_core.network.prediction import Prediction


@dataclass(frozen=True, kw_only=True, eq=False)
class Explanation:
    """Where the network looked.

    Attributes
    ----------
    prediction
        The answer that is explained.
    activation
        (h, w) float32 Grad-CAM of the predicted class on the latent grid, from 0 to 1 of its own maximum; read-only.
    """

    prediction: Prediction
    activation: NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, eq=False)
class WhatIf:
    """What the network would say, were D^ and rho^ others than it learned.

    Attributes
    ----------
    prediction
        Its answer with the learned values.
    probabilities
        (K,) float32 calibrated, in the order of ``prediction.labels``.
    """

    prediction: Prediction
    diffusion_number: float
    growth_number: float
    probabilities: NDArray[np.float32]

    @property
    def label(self) -> str:
        """The class that would be the most probable one."""
        return self.prediction.labels[int(self.probabilities.argmax())]

    @property
    def confidence(self) -> float:
        """Calibrated probability of `label`."""
        return float(self.probabilities.max())


@dataclass(frozen=True, kw_only=True, eq=False)
class Spread:
    """The growth that the network finds in the slice when it is taken again a little differently.

    Attributes
    ----------
    prediction
        Its answer to the slice as it is.
    trajectories
        (V, T+1, h, w) float32 density, one course for each of `RETAKES`; read-only.
    magnifications
        (V,) float64, how much larger the head is in each; areas grow with the square.
    """

    prediction: Prediction
    trajectories: NDArray[np.float32]
    magnifications: NDArray[np.float64]
