"""Where a network looked: Grad-CAM, against which the density has to hold its own."""

import torch
from torch import Tensor
from torch.nn import functional

from physnet_core.learning.dataset import Dataset
from physnet_core.network.preprocessing import LATENT_STRIDE, Preprocessing
from physnet_core.network.rivals import Network, last_stage

_BATCH = 32
_STRIDE = 32  # pixels between the cells of the last stage, in every network here


def grad_cam(network: Network, dataset: Dataset, device: torch.device, preprocessing: Preprocessing) -> Tensor:
    """Return (N, 1, S/8, S/8) maps in 0..1 of what spoke for the predicted class.

    References
    ----------
    Selvaraju et al. (2017). Grad-CAM: visual explanations from deep networks via gradient-based localization. ICCV.
    doi:10.1109/ICCV.2017.74
    """
    network.eval()
    side = preprocessing.size // LATENT_STRIDE
    stage = last_stage(network)
    maps = []
    kept: list[Tensor] = []
    hook = stage.register_forward_hook(lambda _module, _given, features: kept.append(features))
    try:
        for images in dataset.images.split(_BATCH):
            kept.clear()
            # The pictures carry the gradient, for the averaged weights ask for none.
            pictures = preprocessing.normalize(images.to(device).float() / 255).requires_grad_()
            logits = network(pictures).logits
            (slope,) = torch.autograd.grad(logits.amax(dim=1).sum(), kept[0])
            weighted = (slope.mean(dim=(2, 3), keepdim=True) * kept[0].detach()).sum(dim=1, keepdim=True).relu()
            maps.append(on_latent_cells(weighted, side, first_center(network)).cpu())
    finally:
        hook.remove()
    joined = torch.cat(maps)
    return joined / joined.amax(dim=(2, 3), keepdim=True).clamp_min(1e-12)


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
