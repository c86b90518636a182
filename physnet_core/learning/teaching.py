"""Learn from what other networks answer, beside the labels.

Larger networks, or several, or one that has seen millions of other pictures, are often right where a small one is not,
but cannot be shipped in its place. On the very pictures that the small one sees, as they were changed for it, it learns
their mean answer too (Hinton et al. 2015, arXiv:1503.02531; Beyer et al. 2022, arXiv:2106.05237).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from physnet_core.errors import InvalidParameterError
from physnet_core.network.bundle import Bundle, BundleMetadata
from physnet_core.network.physnet import PhysNet, PhysNetOutput
from physnet_core.network.preprocessing import Preprocessing


class Lesson(NamedTuple):
    """What teachers say of a batch on the mean: (B, K) calibrated probabilities, and (B, 1, h, w) u0 if any tells."""

    probabilities: Tensor
    density: Tensor | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Teachers:
    """Networks that answer beside the labels; none by default."""

    bundles: tuple[Bundle, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What each one is, in words that tell it from others."""
        return tuple(f"{_kind(bundle.metadata)} ({bundle.identity.sha256[:12]})" for bundle in self.bundles)

    @torch.no_grad()
    def __call__(self, images: Tensor) -> Lesson | None:
        """Answer (B, 1, S, S) normalized pictures; None without teachers."""
        if not self.bundles:
            return None
        with torch.autocast(images.device.type, dtype=torch.bfloat16):
            outputs = [bundle.model(_resized(images, bundle.metadata.preprocessing.size)) for bundle in self.bundles]
        answers = [
            (output.logits / bundle.metadata.calibration.temperature).softmax(dim=1)
            for output, bundle in zip(outputs, self.bundles, strict=True)
        ]
        densities = [output.density_logits.sigmoid() for output in outputs if isinstance(output, PhysNetOutput)]
        return Lesson(_mean(answers), _mean(densities) if densities else None)


def summon(bundles: Sequence[Bundle], preprocessing: Preprocessing, device: torch.device) -> Teachers:
    """Return teachers on the device of the training.

    Raises
    ------
    InvalidParameterError
        Where one has learned on pictures prepared otherwise. A mere classifier may have seen them in another size; the
        density of a PhysNet lies on cells of its own size.
    """
    for bundle in bundles:
        metadata = bundle.metadata
        size = preprocessing.size if isinstance(bundle.model, PhysNet) else metadata.preprocessing.size
        if metadata.preprocessing != replace(preprocessing, size=size):
            raise InvalidParameterError(
                f"{metadata.name} ({metadata.config.backbone}, {metadata.preprocessing.size} pixels) cannot teach "
                f"here; a PhysNet that teaches is trained with the same --size, {preprocessing.size}."
            )
        bundle.model.to(device).requires_grad_(False)
    return Teachers(bundles=tuple(bundles))


def _kind(metadata: BundleMetadata) -> str:
    """Return name and backbone; a classifier is named by its backbone."""
    name, backbone = metadata.name, metadata.config.backbone
    return name if name == backbone else f"{name} with {backbone}"


def _resized(images: Tensor, size: int) -> Tensor:
    if images.shape[-1] == size:
        return images
    return functional.interpolate(images, size=size, mode="bilinear", antialias=True)


def _mean(answers: Sequence[Tensor]) -> Tensor:
    return torch.stack(tuple(answers)).mean(dim=0)
