"""What PhysNet is trained to get right: the class, where the tumor is, and a growth that is known from patients."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from physnet_core.learning.index import TUMORS
from physnet_core.learning.teaching import Lesson
from physnet_core.network.assumed_units import assumed_units
from physnet_core.network.physnet import PhysNetOutput
from physnet_core.network.preprocessing import LATENT_STRIDE
from physnet_core.network.rivals import ClassOutput
from physnet_core.physics.units import LatentUnits


@dataclass(frozen=True, kw_only=True)
class LossWeights:
    """How much each term counts beside the class, which counts 1.

    Attributes
    ----------
    density
        Cross-entropy and Dice of u0 against the outlines.
    kind
        Cross-entropy of the kind of tumor in each latent cell inside the outlines. The pictures come from few patients,
        and a class alone can be learned by heart from anything in them; this asks for it where it is to be seen.
    smoothing
        Label smoothing of the class, in the picture and in its cells.
    growth_prior
        How much D^ and rho^ are drawn to the literature, see `GrowthPrior`. The data do not determine them, and left
        alone they end wherever the classifier finds them useful; 0 leaves them alone.
    output_penalty
        How much a separately predicted last density is held to the evolution of u0; with physics "output" only.
    teaching
        Which part of the class's term is held to what teachers say instead of the label, where there are any.
    """

    density: float = 1.0
    kind: float = 0.5
    smoothing: float = 0.05
    growth_prior: float = 0.05
    output_penalty: float = 1.0
    teaching: float = 0.5


@dataclass(frozen=True, kw_only=True)
class GrowthPrior:
    """Log-normal knowledge of D and rho of gliomas.

    The centers are the defaults of GliomaSolver; two standard deviations either way span the prior of Lipkova et al.
    (2019), doi:10.1109/TMI.2019.2902044.

    Attributes
    ----------
    diffusion, growth
        Median D in mm^2/day and rho in 1/day.
    diffusion_deviation, growth_deviation
        Standard deviations of their natural logarithms.
    """

    diffusion: float = 0.13
    growth: float = 0.025
    diffusion_deviation: float = 1.4
    growth_deviation: float = 1.05

    def surprise(self, diffusion: Tensor, growth: Tensor, units: LatentUnits) -> Tensor:
        """Return the mean negative log-likelihood of (B,) D^ and rho^, less its least value."""
        along_d = (diffusion / units.diffusion_number(self.diffusion)).log() / self.diffusion_deviation
        along_rho = (growth / units.growth_number(self.growth)).log() / self.growth_deviation
        return 0.5 * (along_d.square() + along_rho.square()).mean()


_LITERATURE = GrowthPrior()


def latent_target(masks: Tensor) -> Tensor:
    """Return the part of each latent cell that is tumor: (B, 1, S/8, S/8) from (B, 1, S, S).

    A latent cell is centered on pixel 8 i, see `Preprocessing.grid`, so the average is taken around that pixel.
    """
    half = LATENT_STRIDE // 2
    return functional.avg_pool2d(functional.pad(masks, (half, half - 1, half, half - 1)), LATENT_STRIDE)


def total_loss(
    output: PhysNetOutput | ClassOutput,
    labels: Tensor,
    masks: Tensor,
    has_mask: Tensor,
    weights: LossWeights,
    lesson: Lesson | None = None,
) -> Tensor:
    """Return the loss of a batch; a classifier without density is judged by the class alone.

    Parameters
    ----------
    labels
        (B,) int64.
    masks, has_mask
        (B, 1, S, S) outlines in 0..1, and (B,) whether they are known.
    lesson
        What teachers say: of the class beside the label, of the density where there is no outline.
    """
    loss = functional.cross_entropy(output.logits, labels, label_smoothing=weights.smoothing)
    if lesson is not None:
        loss = torch.lerp(loss, functional.cross_entropy(output.logits, lesson.probabilities), weights.teaching)
    if isinstance(output, ClassOutput):
        return loss
    if output.later_logits is not None:
        mismatch = functional.mse_loss(output.later_logits.sigmoid(), output.trajectory[:, -1:])
        loss = loss + weights.output_penalty * mismatch
    if weights.growth_prior > 0:
        loss = loss + weights.growth_prior * _LITERATURE.surprise(
            output.diffusion, output.growth, assumed_units(masks.shape[-1])
        )
    target = latent_target(masks)
    if lesson is not None and lesson.density is not None:
        target = torch.where(has_mask[:, None, None, None], target, lesson.density)
        has_mask = torch.ones_like(has_mask)
    if bool(has_mask.any()):
        loss = loss + weights.density * _density_loss(output.density_logits[has_mask], target[has_mask])
        inside = target * has_mask[:, None, None, None]
        loss = loss + weights.kind * _kind_loss(output.kinds, labels, inside, weights.smoothing)
    return loss


def _kind_loss(kinds: Tensor, labels: Tensor, inside: Tensor, smoothing: float) -> Tensor:
    """Return the mean over pictures of the cross-entropy of their tumor's kind, averaged over the cells inside it.

    Parameters
    ----------
    kinds
        (B, K, h, w) logits, of which those of the tumors count.
    inside
        (B, 1, h, w), the part of each cell that is tumor.
    """
    tumors = torch.tensor(TUMORS, device=labels.device)
    kind = (labels[:, None] == tumors).int().argmax(dim=1)  # of pictures without tumor, nothing is inside
    entropy = functional.cross_entropy(
        kinds[:, TUMORS], kind[:, None, None].expand(-1, *kinds.shape[2:]), reduction="none", label_smoothing=smoothing
    )
    share = inside[:, 0] / inside.sum(dim=(2, 3)).clamp_min(1)[..., None]
    return (entropy * share).sum() / len(labels)


def _density_loss(logits: Tensor, target: Tensor) -> Tensor:
    # Tumor is a small part of a picture: without the Dice term an empty density would be nearly right.
    entropy = functional.binary_cross_entropy_with_logits(logits, target)
    density = logits.sigmoid()
    overlap = (density * target).sum(dim=(1, 2, 3))
    total = (density + target).sum(dim=(1, 2, 3))
    dice = 1 - (2 * overlap + 1) / (total + 1)
    return 4 * entropy + 0.5 * torch.mean(dice)
