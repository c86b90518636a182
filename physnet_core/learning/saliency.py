"""Where a network looked: Grad-CAM, against which the density has to hold its own."""

import torch
from torch import Tensor
from torch.nn import functional

from physnet_core.learning.dataset import Dataset
from physnet_core.network.preprocessing import LATENT_STRIDE, Preprocessing
from physnet_core.network.rivals import Network, last_stage

_BATCH = 32


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
            maps.append(functional.interpolate(weighted, size=(side, side), mode="bilinear").cpu())
    finally:
        hook.remove()
    joined = torch.cat(maps)
    return joined / joined.amax(dim=(2, 3), keepdim=True).clamp_min(1e-12)
