"""Where a network looked in each picture of a data set: Grad-CAM, against which the density has to hold its own."""

import torch
from torch import Tensor

from physnet_core.learning.dataset import Dataset
from physnet_core.network.preprocessing import LATENT_STRIDE, Preprocessing
from physnet_core.network.rivals import Network
from physnet_core.network.saliency import class_activation

_BATCH = 32


def grad_cam(network: Network, dataset: Dataset, device: torch.device, preprocessing: Preprocessing) -> Tensor:
    """Return (N, 1, S/8, S/8) maps in 0..1 of what spoke for the predicted class, see `class_activation`."""
    network.eval()
    side = preprocessing.size // LATENT_STRIDE
    maps = []
    for images in dataset.images.split(_BATCH):
        pictures = preprocessing.normalize(images.to(device).float() / 255)
        maps.append(class_activation(network, pictures, side).cpu())
    return torch.cat(maps)
