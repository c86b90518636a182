"""Figures computed from stored outputs, never from a running network."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from physnet_core.learning.dataset import Dataset
from physnet_core.learning.losses import latent_target
from physnet_core.network.physnet import PhysNetOutput
from physnet_core.network.preprocessing import Preprocessing

_BATCH = 64


@dataclass(frozen=True, kw_only=True, eq=False)
class Latent:
    """What PhysNet says beside the class.

    Attributes
    ----------
    density
        (N, 1, h, w) u0.
    diffusion, growth
        (N,) D^ and rho^.
    features
        (N, F), see `PhysNetOutput`.
    """

    density: Tensor
    diffusion: Tensor
    growth: Tensor
    features: Tensor


@dataclass(frozen=True, kw_only=True, eq=False)
class Outputs:
    """What a network said of every picture of a dataset: (N, K) logits, and None of a rival's latent values."""

    logits: Tensor
    latent: Latent | None


def collect_outputs(model: nn.Module, dataset: Dataset, device: torch.device, preprocessing: Preprocessing) -> Outputs:
    """Run the network over a dataset, in float32."""
    model.eval()
    logits, latent = [], []
    with torch.inference_mode():
        for images in dataset.images.split(_BATCH):
            output = model(preprocessing.normalize(images.to(device).float() / 255))
            logits.append(output.logits.float().cpu())
            if isinstance(output, PhysNetOutput):
                latent.append((output.trajectory[:, :1], output.diffusion, output.growth, output.features))
    return Outputs(logits=torch.cat(logits), latent=_joined(latent) if latent else None)


def _joined(parts: Sequence[tuple[Tensor, ...]]) -> Latent:
    density, diffusion, growth, features = (torch.cat(part).float().cpu() for part in zip(*parts, strict=True))
    return Latent(density=density, diffusion=diffusion, growth=growth, features=features)


def macro_f1(labels: Tensor, predicted: Tensor) -> float:
    """Return the unweighted mean over classes of F1."""
    scores = []
    for label in labels.unique():
        hits = int(((predicted == label) & (labels == label)).sum())
        scores.append(2 * hits / max(1, int((predicted == label).sum()) + int((labels == label).sum())))
    return sum(scores) / len(scores)


def density_dice(density: Tensor, dataset: Dataset) -> float:
    """Return the mean of `density_dices`, or NaN where nothing is outlined."""
    return float(density_dices(density, dataset).mean())


def density_dices(density: Tensor, dataset: Dataset) -> Tensor:
    """Return (M,) Dice of u0 >= 0.5 against the outlines, on latent cells, of the pictures with an outline."""
    chosen = outlined(dataset)
    target = latent_target(dataset.masks[chosen].float()) >= 0.5
    found = density[chosen] >= 0.5
    overlap = (found & target).flatten(1).sum(dim=1)
    total = found.flatten(1).sum(dim=1) + target.flatten(1).sum(dim=1)
    return 2 * overlap / total.clamp_min(1)


def pointing_hits(density: Tensor, dataset: Dataset) -> Tensor:
    """Return (M,) bool: whether the highest density lies in a cell that the outline touches.

    References
    ----------
    Zhang et al. (2018). Top-down neural attention by excitation backprop. doi:10.1007/s11263-017-1059-x
    """
    chosen = outlined(dataset)
    target = latent_target(dataset.masks[chosen].float()).flatten(1)
    peaks = density[chosen].flatten(1).argmax(dim=1)
    return target.gather(1, peaks[:, None])[:, 0] > 0


def outlined(dataset: Dataset) -> Tensor:
    """Return (N,) bool: which pictures have a tumor with a known outline."""
    return dataset.has_mask & (dataset.masks.flatten(1).amax(dim=1) > 0)
