"""Grad-CAM: which places of a picture raised the score of the class that won."""

import threading

import torch
from torch import Tensor
from torch.nn import functional

from physnet_core.network.preprocessing import LATENT_STRIDE
from physnet_core.network.rivals import Network, last_stage

_STRIDE = 32  # pixels between the cells of the last stage, in every network here


def class_activation(network: Network, pictures: Tensor, side: int) -> Tensor:
    """Return (B, 1, side, side) maps in 0..1 of what spoke for the predicted class, each relative to its own maximum.

    They lie on the latent cells. Other threads may use the network meanwhile.

    Parameters
    ----------
    network
        In evaluation mode.
    pictures
        (B, 1, S, S), normalized.

    References
    ----------
    Selvaraju et al. (2017). Grad-CAM: visual explanations from deep networks via gradient-based localization. ICCV.
    doi:10.1109/ICCV.2017.74
    """
    kept: list[Tensor] = []
    caller = threading.get_ident()

    def keep(_module: object, _given: object, features: Tensor) -> None:
        if threading.get_ident() == caller:
            kept.append(features)

    hook = last_stage(network).register_forward_hook(keep)
    try:
        with torch.enable_grad():
            # The pictures carry the gradient, for the averaged weights ask for none.
            logits = network(pictures.detach().clone().requires_grad_()).logits
            (slope,) = torch.autograd.grad(logits.amax(dim=1).sum(), kept[0])
    finally:
        hook.remove()
    weighted = (slope.mean(dim=(2, 3), keepdim=True) * kept[0].detach()).sum(dim=1, keepdim=True).relu()
    maps = on_latent_cells(weighted, side, first_center(network))
    return maps / maps.amax(dim=(2, 3), keepdim=True).clamp_min(1e-12)


def first_center(network: Network) -> float:
    """Return the pixel on which the first cell of the last stage is centered.

    Convolutions with stride and padding, as in ResNet and MobileNet, leave it on pixel 0; the five poolings of a VGG
    put it in the middle of 32 pixels.
    """
    return (_STRIDE - 1) / 2 if network.config.backbone.startswith("vgg") else 0.0


def on_latent_cells(maps: Tensor, side: int, center: float) -> Tensor:
    """Return (N, 1, side, side) values at the centers of the latent cells of (N, 1, n, n) maps of stride 32.

    Stretching the map over the whole square instead would move it by up to 12 pixels, and lose the pointing game.
    """
    cells = (torch.arange(side, device=maps.device) * LATENT_STRIDE - center) / _STRIDE
    places = 2 * cells / max(1, maps.shape[-1] - 1) - 1
    rows, columns = torch.meshgrid(places, places, indexing="ij")
    grid = torch.stack((columns, rows), dim=-1).expand(len(maps), -1, -1, -1)
    return functional.grid_sample(maps, grid, mode="bilinear", padding_mode="border", align_corners=True)
