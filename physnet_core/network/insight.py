"""Asking a network for its reasons, and for what it would say otherwise."""

import numpy as np
import torch

from physnet_core.imaging import Slice
from physnet_core.network.explanation import Explanation, Spread, WhatIf
from physnet_core.network.physnet import Encoded, PhysNet
from physnet_core.network.prediction import Prediction
from physnet_core.network.predictor import Predictor
from physnet_core.network.retakes import RETAKES, take_again
from physnet_core.network.saliency import class_activation


class Insight:
    """Further questions about slices that a `Predictor` has answered; for one thread at a time.

    What the network finds before the growth is kept for the slice asked about last, so that a slider may ask again
    and again for the price of the PDE and the last stage.
    """

    def __init__(self, predictor: Predictor) -> None:
        self.predictor = predictor
        model = predictor.bundle.model
        assert isinstance(model, PhysNet)  # a predictor takes no other
        self._model = model
        self._metadata = predictor.bundle.metadata
        self._device = next(model.parameters()).device
        self._known: tuple[Slice, Encoded] | None = None

    @property
    def depends_on_growth(self) -> bool:
        """Whether D and rho have a say in the class at all."""
        return self._model.config.physics == "inside"

    def explain(self, image: Slice, prediction: Prediction) -> Explanation:
        """Return what in a slice spoke for the predicted class."""
        side = prediction.grid.shape[0]
        item = self._metadata.preprocessing(image)
        activation = class_activation(self._model, item.tensor.to(self._device), side)[0, 0].cpu().numpy()
        activation.setflags(write=False)
        return Explanation(prediction=prediction, activation=activation)

    def what_if(self, image: Slice, prediction: Prediction, diffusion_number: float, growth_number: float) -> WhatIf:
        """Return the class probabilities with another D^ and rho^.

        Raises
        ------
        InvalidParameterError
            For values that are not finite and non-negative.
        """
        with torch.inference_mode():
            encoded = self._encoded(image)
            values = (torch.full_like(encoded.diffusion, value) for value in (diffusion_number, growth_number))
            logits = self._model.conclude(encoded, *values).logits
            probabilities = (logits / self._metadata.calibration.temperature).softmax(dim=1)[0].cpu().numpy()
        probabilities.setflags(write=False)
        return WhatIf(
            prediction=prediction,
            diffusion_number=diffusion_number,
            growth_number=growth_number,
            probabilities=probabilities,
        )

    def spread(self, image: Slice, prediction: Prediction) -> Spread:
        """Return the growth that the network finds in the slice taken again, a little differently."""
        with torch.inference_mode():
            picture = self._metadata.preprocessing(image).tensor.to(self._device)
            trajectories = self._model(take_again(picture, self._metadata.preprocessing)).trajectory.cpu().numpy()
        trajectories.setflags(write=False)
        return Spread(
            prediction=prediction,
            trajectories=trajectories,
            magnifications=np.array([retake.magnification for retake in RETAKES]),
        )

    def _encoded(self, image: Slice) -> Encoded:
        if self._known is None or self._known[0] is not image:
            tensor = self._metadata.preprocessing(image).tensor.to(self._device)
            self._known = image, self._model.encode(tensor)
        return self._known[1]
