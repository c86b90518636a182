"""Take tumors out of heads, and put them into others, while training.

In the public pictures nearly all tumors come from two hospitals and nearly all heads without one from elsewhere: a
network can tell the hospital instead of the tumor. Here a tumor picture either loses its tumor to tissue of a head
without one (and is then labelled so), or its tumor is set into such a head. Both have the same seam, so that the seam
tells nothing; what decides is the tumor. After CutMix (Yun et al. 2019, arXiv:1905.04899), with the outline as the cut.
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Generator, Tensor
from torch.nn import functional

# Mean brightness, of a range of 1, below which the place of the tumor is air in the other head.
_AIR = 0.1


class Batch(NamedTuple):
    """(B, 1, S, S) pictures and outlines in 0..1, (B,) labels, (B,) whether the outlines are known."""

    images: Tensor
    masks: Tensor
    labels: Tensor
    has_mask: Tensor


@dataclass(frozen=True, kw_only=True)
class Transplant:
    """How often tumors change heads.

    Attributes
    ----------
    probability
        Of the outlined tumor pictures of a batch, that one is drawn; 0 leaves all as they are.
    margin
        Width of the blended seam around the outline, as a part of the side.
    no_tumor
        The label of pictures without tumor.
    """

    probability: float = 0.15
    margin: float = 0.05
    no_tumor: int = 2

    def __call__(self, batch: Batch, generator: Generator) -> Batch:
        """Return the batch with some tumor pictures replaced; numbers are drawn from `generator` alone."""
        count = len(batch.labels)
        drawn = torch.rand(count, generator=generator) < self.probability
        removed = torch.rand(count, generator=generator) < 0.5
        draw = torch.rand(count, generator=generator)
        donors = (batch.labels == self.no_tumor).nonzero()[:, 0].cpu()
        if not len(donors):
            return batch
        healthy = donors[(draw * len(donors)).long()]
        chosen = self._possible(batch, healthy).cpu() & drawn
        return self._exchange(batch, chosen.nonzero()[:, 0], healthy, removed)

    def _possible(self, batch: Batch, healthy: Tensor) -> Tensor:
        """Return (B,) whether a picture has an outlined tumor, and its partner shows tissue at that place."""
        area = batch.masks.sum(dim=(1, 2, 3))
        brightness = (batch.images[healthy] * batch.masks).sum(dim=(1, 2, 3)) / area.clamp_min(1)
        return batch.has_mask & (area > 0) & (brightness > _AIR)

    def _exchange(self, batch: Batch, chosen: Tensor, healthy: Tensor, removed: Tensor) -> Batch:
        if not len(chosen):
            return batch
        sick, masks, well = batch.images[chosen], batch.masks[chosen], batch.images[healthy[chosen]]
        seam = _soften(masks, max(1, round(self.margin * masks.shape[-1])))
        ratio = _brightness_ratio(sick, well, ring=seam * (1 - masks))
        gone = removed[chosen].to(sick.device)
        without = torch.lerp(sick, (well * ratio).clamp(0, 1), seam)
        moved = torch.lerp(well, (sick / ratio).clamp(0, 1), seam)
        images, outlines, labels = batch.images.clone(), batch.masks.clone(), batch.labels.clone()
        images[chosen] = torch.where(gone[:, None, None, None], without, moved)
        outlines[chosen] = torch.where(gone[:, None, None, None], torch.zeros_like(masks), masks)
        labels[chosen] = torch.where(gone, torch.full_like(labels[chosen], self.no_tumor), labels[chosen])
        return Batch(images, outlines, labels, batch.has_mask)


def _soften(masks: Tensor, margin: int) -> Tensor:
    """Return the outlines widened by a margin, falling smoothly to 0 at twice that."""
    window = 2 * margin + 1
    wide = functional.max_pool2d(masks, window, stride=1, padding=margin)
    return functional.avg_pool2d(wide, window, stride=1, padding=margin)


def _brightness_ratio(sick: Tensor, well: Tensor, *, ring: Tensor) -> Tensor:
    """Return (M, 1, 1, 1), how much brighter one head is than the other around the tumor, within a factor of 2."""
    here, there = ((image * ring).sum(dim=(1, 2, 3), keepdim=True) for image in (sick, well))
    return (here / there.clamp_min(1e-3)).clamp(0.5, 2.0)
