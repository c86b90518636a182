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
    """Return the mean Dice of u0 >= 0.5 against the outlines, on latent cells, over pictures with an outline."""
    outlined = dataset.has_mask & (dataset.masks.flatten(1).amax(dim=1) > 0)
    if not bool(outlined.any()):
        return float("nan")
    target = latent_target(dataset.masks[outlined].float()) >= 0.5
    found = density[outlined] >= 0.5
    overlap = (found & target).flatten(1).sum(dim=1)
    total = found.flatten(1).sum(dim=1) + target.flatten(1).sum(dim=1)
    return float((2 * overlap / total.clamp_min(1)).mean())
