"""What PhysNet is trained to get right: the class, and where the tumor is."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from physnet_core.network.physnet import PhysNetOutput
from physnet_core.network.preprocessing import LATENT_STRIDE


@dataclass(frozen=True, kw_only=True)
class LossWeights:
    """How much each term counts beside the class, which counts 1.

    Attributes
    ----------
    density
        Cross-entropy and Dice of u0 against the outlines.
    smoothing
        Label smoothing of the class.
    """

    density: float = 1.0
    smoothing: float = 0.05


def latent_target(masks: Tensor) -> Tensor:
    """Return the part of each latent cell that is tumor: (B, 1, S/8, S/8) from (B, 1, S, S).

    A latent cell is centered on pixel 8 i, see `Preprocessing.grid`, so the average is taken around that pixel.
    """
    half = LATENT_STRIDE // 2
    return functional.avg_pool2d(functional.pad(masks, (half, half - 1, half, half - 1)), LATENT_STRIDE)


def total_loss(output: PhysNetOutput, labels: Tensor, masks: Tensor, has_mask: Tensor, weights: LossWeights) -> Tensor:
    """Return the loss of a batch.

    Parameters
    ----------
    labels
        (B,) int64.
    masks, has_mask
        (B, 1, S, S) outlines in 0..1, and (B,) whether they are known.
    """
    loss = functional.cross_entropy(output.logits, labels, label_smoothing=weights.smoothing)
    if weights.density > 0 and bool(has_mask.any()):
        loss = loss + weights.density * _density_loss(output.density_logits[has_mask], latent_target(masks[has_mask]))
    return loss


def _density_loss(logits: Tensor, target: Tensor) -> Tensor:
    # Tumor is a small part of a picture: without the Dice term an empty density would be nearly right.
    entropy = functional.binary_cross_entropy_with_logits(logits, target)
    density = logits.sigmoid()
    overlap = (density * target).sum(dim=(1, 2, 3))
    total = (density + target).sum(dim=(1, 2, 3))
    dice = 1 - (2 * overlap + 1) / (total + 1)
    return 4 * entropy + 0.5 * torch.mean(dice)
