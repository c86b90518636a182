"""Weights for ImageNet, where this computer has them already; nothing is ever downloaded."""

from pathlib import Path

import torch
from torch import Tensor

from physnet_core.errors import InvalidParameterError
from physnet_core.network import efficientnet_lite
from physnet_core.network.backbones import models
from physnet_core.network.rivals import Classifier, Network


def copy_imagenet(network: Network) -> None:
    """Give a network the cached ImageNet weights of its backbone; its own heads stay as they are.

    Raises
    ------
    InvalidParameterError
        Where torchvision's cache does not hold them, in one sentence that says where they would have to be.
    """
    own = network.state_dict()
    fitting = {name: _grey(tensor, own[name]) for name, tensor in _renamed(network).items() if name in own}
    network.load_state_dict({**own, **{name: new for name, new in fitting.items() if new.shape == own[name].shape}})


def _renamed(network: Network) -> dict[str, Tensor]:
    """Return the cached weights of a network's backbone under our names."""
    backbone = network.config.backbone
    if backbone in efficientnet_lite.NAMES:  # their own names differ, not their order
        cached = _cached(backbone, *efficientnet_lite.weights(backbone))
        return dict(zip(network.state_dict(), cached.values(), strict=True))
    url = models.get_model_weights(backbone).DEFAULT.url
    trunk = "trunk." if isinstance(network, Classifier) else ""
    return {_place(name, trunk): tensor for name, tensor in _cached(backbone, url.rpartition("/")[2], url).items()}


def _cached(backbone: str, file: str, source: str) -> dict[str, Tensor]:
    path = Path(torch.hub.get_dir()) / "checkpoints" / file
    if not path.is_file():
        raise InvalidParameterError(
            f"There are no ImageNet weights of {backbone} on this computer: get {source}, put it at {path}, or use "
            "--init none."
        )
    tensors: dict[str, Tensor] = torch.load(path, map_location="cpu", weights_only=True)
    return tensors


def _place(name: str, trunk: str) -> str:
    """Return where a tensor of torchvision's network lives in ours."""
    if trunk:
        return trunk + name
    stem = {"conv1": "stem.0", "bn1": "stem.1", "layer1": "stem.4"}
    first, _, rest = name.partition(".")
    return f"{stem.get(first, first)}.{rest}"


def _grey(tensor: Tensor, own: Tensor) -> Tensor:
    """Return a first convolution for one channel: a grey picture is the same in red, green and blue."""
    if tensor.ndim == 4 and tensor.shape[1] == 3 and own.shape[1] == 1:
        return tensor.sum(dim=1, keepdim=True)
    return tensor
