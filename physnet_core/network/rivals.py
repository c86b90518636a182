"""The networks that PhysNet is compared with, and the one place that knows every kind of network."""

from typing import Any, NamedTuple

from torch import Tensor, nn

from physnet_core.errors import InvalidParameterError
from physnet_core.network import efficientnet_lite
from physnet_core.network.assumed_units import assumed_units
from physnet_core.network.backbones import models
from physnet_core.network.physnet import PhysNet, PhysNetConfig

# mm^2/day, the range of the literature: the prior of Lipkova et al. 2019, doi:10.1109/TMI.2019.2902044.
_LEAST_DIFFUSION, _LARGEST_DIFFUSION = 0.013, 3.8
PHYSNET, CLASSIFIER = "physnet", "classifier"
_PHYSICS = {"physnet": "inside", "physnet-nophysics": "none", "physnet-output": "output"}
# Plain VGGs do not train from random weights (their logits stay equal); those with batch normalization do.
_CLASSIFIERS = {
    "resnet18": "resnet18",
    "resnet34": "resnet34",
    "resnet50": "resnet50",
    "mobilenet_v2": "mobilenet_v2",
    "vgg16": "vgg16_bn",
    "vgg19": "vgg19_bn",
    "vgg16_bn": "vgg16_bn",
    "vgg19_bn": "vgg19_bn",
    **{name: name for name in efficientnet_lite.NAMES},
}
MODELS = (*_PHYSICS, *_CLASSIFIERS)


class ClassOutput(NamedTuple):
    """What a plain classifier says of a batch: (B, K) logits, and nothing of a tumor's place or growth."""

    logits: Tensor


class Classifier(nn.Module):
    """A classifier for one channel, named by `config.backbone`, of torchvision or of its parts.

    What `config` says of physics is not used.

    Raises
    ------
    InvalidParameterError
        Where the name is not among the rivals.
    """

    def __init__(self, config: PhysNetConfig) -> None:
        super().__init__()
        if config.backbone not in _CLASSIFIERS.values():
            raise InvalidParameterError(f"Unknown classifier {config.backbone!r}; choose one of {', '.join(MODELS)}.")
        self.config = config
        self.trunk = _build_trunk(config.backbone)
        _adapt(self.trunk, config)

    def forward(self, image: Tensor) -> ClassOutput:
        """Classify (B, 1, S, S) normalized pictures, see `Preprocessing`."""
        return ClassOutput(self.trunk(image).float())


Network = PhysNet | Classifier


def specify(name: str, backbone: str, size: int = 160) -> tuple[str, PhysNetConfig]:
    """Return architecture and configuration of the network that `--model`, `--backbone` and `--size` name.

    Raises
    ------
    InvalidParameterError
        For an unknown name.
    """
    if name in _PHYSICS:
        numbers = assumed_units(size).diffusion_number
        return PHYSNET, PhysNetConfig(
            backbone=backbone,
            physics=_PHYSICS[name],  # type: ignore[arg-type]
            diffusion_range=(numbers(_LEAST_DIFFUSION), numbers(_LARGEST_DIFFUSION)),
        )
    if name in _CLASSIFIERS:
        return CLASSIFIER, PhysNetConfig(backbone=_CLASSIFIERS[name], physics="none")
    raise InvalidParameterError(f"Unknown model {name!r}; choose one of {', '.join(MODELS)}.")


def build_network(architecture: str, config: PhysNetConfig) -> Network:
    """Return an untrained network.

    Raises
    ------
    InvalidParameterError
        For an unknown architecture or backbone.
    """
    if architecture == PHYSNET:
        return PhysNet(config)
    if architecture == CLASSIFIER:
        return Classifier(config)
    raise InvalidParameterError(f"Unknown architecture {architecture!r}; this version knows {PHYSNET}, {CLASSIFIER}.")


def last_stage(network: Network) -> nn.Module:
    """Return the last stage of features before pooling, where Grad-CAM looks."""
    inner: nn.Module = network.trunk if isinstance(network, Classifier) else network
    return inner.get_submodule("layer4" if network.config.backbone.startswith("resnet") else "features")


def _build_trunk(name: str) -> nn.Module:
    if name in efficientnet_lite.NAMES:
        return efficientnet_lite.build_efficientnet_lite(name)
    trunk: nn.Module = getattr(models, name)(weights=None)
    return trunk


def _adapt(trunk: Any, config: PhysNetConfig) -> None:
    """Give a torchvision network one channel in and K classes out."""
    if config.backbone.startswith("resnet"):
        trunk.conv1 = _one_channel(trunk.conv1)
        trunk.fc = nn.Sequential(nn.Dropout(config.dropout), nn.Linear(trunk.fc.in_features, config.classes))
        return
    features = trunk.features
    holder = features[0] if isinstance(features[0], nn.Sequential) else features  # all but VGG wrap their layers
    holder[0] = _one_channel(holder[0])
    trunk.classifier[-1] = nn.Linear(trunk.classifier[-1].in_features, config.classes)


def _one_channel(convolution: Any) -> nn.Conv2d:
    """Return the same convolution, for grey pictures."""
    return nn.Conv2d(
        1,
        convolution.out_channels,
        kernel_size=convolution.kernel_size,
        stride=convolution.stride,
        padding=convolution.padding,
        bias=convolution.bias is not None,
    )
