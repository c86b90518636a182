"""Means of the weights of several trainings: they do better than each one where all began at the same weights."""

from collections.abc import Sequence

import torch

from physnet_core.errors import InvalidParameterError
from physnet_core.network.bundle import Bundle
from physnet_core.network.rivals import Network


def require_alike(network: Network, bundles: Sequence[Bundle]) -> None:
    """Refuse bundles whose weights cannot be averaged with those of a network.

    Raises
    ------
    InvalidParameterError
        Where one has another shape.
    """
    shapes = {name: value.shape for name, value in network.state_dict().items()}
    for bundle in bundles:
        if shapes != {name: value.shape for name, value in bundle.model.state_dict().items()}:
            raise InvalidParameterError(
                f"The weights of {bundle.metadata.name} ({bundle.metadata.config.backbone}) cannot be averaged with "
                f"those of this network ({network.config.backbone}); name trainings of the same one."
            )


@torch.no_grad()
def mix(network: Network, bundles: Sequence[Bundle], share: float) -> None:
    """Move the weights of a network towards the mean of those of some bundles, by `share` of the way."""
    device = next(network.parameters()).device
    others = [bundle.model.to(device).state_dict() for bundle in bundles]
    for name, value in network.state_dict().items():
        if value.is_floating_point():
            value.lerp_(torch.stack([other[name] for other in others]).mean(dim=0), share)
