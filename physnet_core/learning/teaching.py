"""Learn from what other networks answer, beside the labels.

Larger networks, or several, are often right where a small one is not, but cost too much to ship. On the very pictures
that the small one sees, as they were changed for it, it learns their mean answer too (Hinton et al. 2015,
arXiv:1503.02531; Beyer et al. 2022, arXiv:2106.05237).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor

from physnet_core.errors import InvalidParameterError
from physnet_core.network.bundle import Bundle
from physnet_core.network.physnet import PhysNet, PhysNetOutput
from physnet_core.network.preprocessing import Preprocessing


class Lesson(NamedTuple):
    """What the teachers say of a batch on the mean: (B, K) calibrated probabilities, and (B, 1, h, w) u0."""

    probabilities: Tensor
    density: Tensor


@dataclass(frozen=True, kw_only=True, eq=False)
class Teachers:
    """PhysNets that answer beside the labels; none by default."""

    bundles: tuple[Bundle, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What each one is, in words that tell it from others."""
        return tuple(
            f"{bundle.metadata.name} with {bundle.metadata.config.backbone} ({bundle.identity.sha256[:12]})"
            for bundle in self.bundles
        )

    @torch.no_grad()
    def __call__(self, images: Tensor) -> Lesson | None:
        """Answer (B, 1, S, S) normalized pictures; None without teachers."""
        if not self.bundles:
            return None
        with torch.autocast(images.device.type, dtype=torch.bfloat16):
            outputs: list[PhysNetOutput] = [bundle.model(images) for bundle in self.bundles]
        answers = [
            (output.logits / bundle.metadata.calibration.temperature).softmax(dim=1)
            for output, bundle in zip(outputs, self.bundles, strict=True)
        ]
        return Lesson(_mean(answers), _mean([output.density_logits.sigmoid() for output in outputs]))


def summon(bundles: Sequence[Bundle], preprocessing: Preprocessing, device: torch.device) -> Teachers:
    """Return teachers on the device of the training.

    Raises
    ------
    InvalidParameterError
        Where one has no density, or has learned on pictures prepared otherwise.
    """
    for bundle in bundles:
        metadata = bundle.metadata
        if not isinstance(bundle.model, PhysNet) or metadata.preprocessing != preprocessing:
            raise InvalidParameterError(
                f"{metadata.name} ({metadata.config.backbone}, {metadata.preprocessing.size} pixels) cannot teach "
                f"here; a teacher is a PhysNet trained with the same --size, {preprocessing.size}."
            )
        bundle.model.to(device).requires_grad_(False)
    return Teachers(bundles=tuple(bundles))


def _mean(answers: Sequence[Tensor]) -> Tensor:
    return torch.stack(tuple(answers)).mean(dim=0)
