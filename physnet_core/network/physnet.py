"""PhysNet: a ResNet whose features carry a growing tumor.

After arXiv 2603.28057 (its abstract); the details are ours:

    image (B,1,S,S) -> stem, layer1, layer2 -> f2 (B,C2,S/8,S/8) -> layer3 -> f3 (B,C3,S/16,S/16)
       f2 with context from f3 (top-down, as in feature pyramids)
                         |-> density head -> u0 (B,1,S/8,S/8)
                         |-> growth head (features pooled where u0 is) -> D^, rho^ (B,)
                         |-> FisherKPP(u0, D^, rho^) -> trajectory (B,T+1,S/8,S/8)
       f3 x (1 + gate(trajectory)) -> layer4 -> f4, pooled everywhere and where the grown tumor is,
                                                with what the density says itself -> logits (B,K)
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from physnet_core.errors import InvalidParameterError
from physnet_core.network.backbones import models
from physnet_core.physics.fisher_kpp import FisherKPP

Physics = Literal["inside", "output", "none"]
BACKBONES = ("resnet18", "resnet34", "resnet50")
_CONTEXT = 64  # channels of the features that the heads read
_GATE = 32  # channels between trajectory and gate
_STRONGEST = 4  # latent cells whose density tells best whether there is a tumor at all


@dataclass(frozen=True, kw_only=True)
class PhysNetConfig:
    """What must be known to build the network again.

    Attributes
    ----------
    backbone
        A torchvision ResNet by name.
    classes
        Number of classes K.
    steps
        PDE steps T inside the network.
    diffusion_range, growth_range
        Smallest and largest D^ and rho^ that the growth head can give; it moves between them on a log scale. The
        defaults are the ranges of the literature, see `rivals.specify`, for cells of 10 mm and steps of 15 days.
    physics
        "inside"; "none" for the twin in which the density stands still; "output" for the conventional way, in which the
        classifier never sees the evolution and a second head predicts the last density, to be held against it by the
        loss.
    dropout
        Before the classifier.
    """

    backbone: str = "resnet18"
    classes: int = 4
    steps: int = 8
    diffusion_range: tuple[float, float] = (2e-3, 0.6)
    growth_range: tuple[float, float] = (4e-2, 3.0)
    physics: Physics = "inside"
    dropout: float = 0.2


class PhysNetOutput(NamedTuple):
    """Everything the network says of a batch.

    Attributes
    ----------
    logits
        (B, K).
    density_logits
        (B, 1, h, w), u0 before the sigmoid, for the loss.
    trajectory
        (B, T+1, h, w) density, u0 first.
    diffusion, growth
        (B,) D^ and rho^.
    features
        (B, 2 C3), mean and spread of each channel of f3: by these a slice is known as familiar or not.
    kinds
        (B, K, h, w), what each latent cell says for each class: the part of the logits that is read where the tumor is,
        before it is pooled there (class activation map, Zhou et al. 2016, arXiv:1512.04150).
    later_logits
        (B, 1, h, w), the last density as predicted without the PDE, before the sigmoid; with physics "output" only.
    """

    logits: Tensor
    density_logits: Tensor
    trajectory: Tensor
    diffusion: Tensor
    growth: Tensor
    features: Tensor
    kinds: Tensor
    later_logits: Tensor | None = None


class Encoded(NamedTuple):
    """What the network has found in a batch before the tumor grows.

    Attributes
    ----------
    f3
        (B, C3, S/16, S/16), which the gate acts on.
    density_logits
        (B, 1, h, w), u0 before the sigmoid.
    where_tumor
        (B, 64) features pooled where u0 is.
    diffusion, growth
        (B,) D^ and rho^ as learned.
    kinds, later_logits
        See `PhysNetOutput`.
    """

    f3: Tensor
    density_logits: Tensor
    where_tumor: Tensor
    diffusion: Tensor
    growth: Tensor
    kinds: Tensor
    later_logits: Tensor | None


class PhysNet(nn.Module):
    """See the module; composed of a torchvision ResNet and four small heads."""

    def __init__(self, config: PhysNetConfig) -> None:
        super().__init__()
        if config.backbone not in BACKBONES:
            raise InvalidParameterError(f"Unknown backbone {config.backbone!r}; choose one of {', '.join(BACKBONES)}.")
        self.config = config
        trunk = getattr(models, config.backbone)(weights=None)
        stem = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
        self.stem = nn.Sequential(stem, trunk.bn1, trunk.relu, trunk.maxpool, trunk.layer1)
        self.layer2, self.layer3, self.layer4 = trunk.layer2, trunk.layer3, trunk.layer4
        c2, c3, c4 = (trunk.fc.in_features // factor for factor in (4, 2, 1))
        self.context = _Context(c2, c3)
        self.density_head = nn.Conv2d(_CONTEXT, 1, kernel_size=1)
        nn.init.constant_(self.density_head.bias, -3.0)  # type: ignore[arg-type] # most of a picture is not tumor
        self.growth_head = _GrowthHead(config)
        self.pde = FisherKPP()
        self.gate = _Gate(config.steps + 1, c3)
        self.reads_tumor = slice(c4, c4 + _CONTEXT)  # of what the classifier reads, the part from where u0 is
        self.classifier = nn.Sequential(nn.Dropout(config.dropout), nn.Linear(2 * c4 + _CONTEXT + 3, config.classes))
        # Last, so that the other heads start from the same random numbers as without it.
        self.later_head = nn.Conv2d(_CONTEXT, 1, kernel_size=1) if config.physics == "output" else None

    def forward(self, image: Tensor) -> PhysNetOutput:
        """Classify (B, 1, S, S) normalized pictures, see `Preprocessing`."""
        encoded = self.encode(image)
        return self.conclude(encoded, encoded.diffusion, encoded.growth)

    def encode(self, image: Tensor) -> Encoded:
        """Return all that comes before the growth: it does not depend on D^ and rho^, which come out of it."""
        f2 = self.layer2(self.stem(image))  # (B, C2, S/8, S/8)
        f3 = self.layer3(f2)  # (B, C3, S/16, S/16)
        context = self.context(f2, f3)  # (B, 64, S/8, S/8)
        density_logits = self.density_head(context).float()
        where_tumor = _pool_where(context, density_logits.sigmoid())  # (B, 64)
        diffusion, growth = self.growth_head(where_tumor)
        later_logits = None if self.later_head is None else self.later_head(context).float()
        return Encoded(f3, density_logits, where_tumor, diffusion, growth, self._kinds(context), later_logits)

    def conclude(self, encoded: Encoded, diffusion: Tensor, growth: Tensor) -> PhysNetOutput:
        """Let the tumor grow with (B,) D^ and rho^, the learned ones or others, and classify."""
        u0 = encoded.density_logits.sigmoid()
        trajectory = self._evolve(u0, diffusion, growth)
        consumed = trajectory if encoded.later_logits is None else self._unevolved(u0, encoded.later_logits)
        f4 = self.layer4(encoded.f3 * (1 + self.gate(consumed)))
        read = (f4.mean(dim=(2, 3)), encoded.where_tumor, *_tumor(f4, consumed, encoded.density_logits))
        return PhysNetOutput(
            self.classifier(torch.cat(read, dim=1)).float(),
            encoded.density_logits,
            trajectory,
            diffusion,
            growth,
            _describe(encoded.f3),
            encoded.kinds,
            later_logits=encoded.later_logits,
        )

    @torch.no_grad()
    def trust_density(self, classes: Sequence[int], weight: float, offset: float) -> None:
        """Add `weight` times the logit of the strongest u0, and `offset`, to the logits of some classes.

        The classifier reads that logit last, so this is a change of its weights, and nothing else need know of it.
        """
        last = self.classifier[-1]
        assert isinstance(last, nn.Linear)
        last.weight[list(classes), -1] += weight
        last.bias[list(classes)] += offset

    def _kinds(self, context: Tensor) -> Tensor:
        """Return (B, K, h, w): the classifier's answer to (B, 64, h, w) features of the tumor, cell by cell."""
        last = self.classifier[-1]
        assert isinstance(last, nn.Linear)
        return functional.conv2d(context, last.weight[:, self.reads_tumor, None, None]).float()

    def _evolve(self, u0: Tensor, diffusion: Tensor, growth: Tensor) -> Tensor:
        if self.config.physics == "none":
            return u0.expand(-1, self.config.steps + 1, -1, -1)
        trajectory: Tensor = self.pde(u0, diffusion, growth, steps=self.config.steps)
        return trajectory

    def _unevolved(self, u0: Tensor, later_logits: Tensor) -> Tensor:
        """Return (B, T+1, h, w) frames for the gate from the two predicted densities alone, with no PDE between."""
        early = u0.expand(-1, self.config.steps, -1, -1)
        return torch.cat((early, later_logits.sigmoid()), dim=1)


class _Context(nn.Module):
    """Bring what the deeper stage knows back to the resolution of the density, as in feature pyramids."""

    def __init__(self, fine: int, coarse: int) -> None:
        super().__init__()
        self.lateral = nn.Conv2d(fine, _CONTEXT, kernel_size=1)
        self.from_above = nn.Conv2d(coarse, _CONTEXT, kernel_size=1)
        self.fuse = nn.Sequential(
            nn.Conv2d(_CONTEXT, _CONTEXT, kernel_size=3, padding=1, bias=False), nn.BatchNorm2d(_CONTEXT), nn.ReLU()
        )

    def forward(self, fine: Tensor, coarse: Tensor) -> Tensor:
        above = functional.interpolate(self.from_above(coarse), size=fine.shape[2:], mode="nearest")
        fused: Tensor = self.fuse(self.lateral(fine) + above)
        return fused


class _GrowthHead(nn.Module):
    """D^ and rho^ from the features of the tumor, inside fixed ranges on a log scale."""

    lower: Tensor
    span: Tensor

    def __init__(self, config: PhysNetConfig) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(_CONTEXT, 32), nn.ReLU(), nn.Linear(32, 2))
        ranges = (config.diffusion_range, config.growth_range)
        lower = torch.tensor([math.log(low) for low, _ in ranges])
        upper = torch.tensor([math.log(high) for _, high in ranges])
        self.register_buffer("lower", lower, persistent=False)
        self.register_buffer("span", upper - lower, persistent=False)

    def forward(self, where_tumor: Tensor) -> tuple[Tensor, Tensor]:
        position = self.layers(where_tumor).float().sigmoid()
        diffusion, growth = torch.exp(self.lower + self.span * position).unbind(dim=1)
        return diffusion, growth


class _Gate(nn.Module):
    """Let the evolved density raise or lower the features where tumor is and will be; starts as the identity."""

    def __init__(self, frames: int, channels: int) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(frames, _GATE, kernel_size=3, stride=2, padding=1)
        self.expand = nn.Conv2d(_GATE, channels, kernel_size=1)
        nn.init.zeros_(self.expand.weight)
        nn.init.zeros_(self.expand.bias)  # type: ignore[arg-type]

    def forward(self, trajectory: Tensor) -> Tensor:
        return torch.tanh(self.expand(functional.relu(self.reduce(trajectory))))


def _describe(features: Tensor) -> Tensor:
    """Return (B, 2 C), mean and standard deviation of each channel of (B, C, h, w) features."""
    spread, mean = torch.std_mean(features.detach().float(), dim=(2, 3))
    return torch.cat((mean, spread), dim=1)


def _tumor(f4: Tensor, trajectory: Tensor, density_logits: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return what the tumor itself tells the classifier.

    Returns
    -------
    amount
        (B, 2) mean density before and after the growth.
    where_grown
        (B, C4) features pooled where the grown tumor is: a tumor is told by itself, not by the rest of the picture,
        which also tells the scanner.
    strongest
        (B, 1) logit of the highest u0, over a few cells.
    """
    amount = trajectory[:, (0, -1)].mean(dim=(2, 3))
    # A cell of f4 is centered on the latent cell 4 i, see `Preprocessing.grid`.
    grown = functional.avg_pool2d(functional.pad(trajectory[:, -1:], (2, 1, 2, 1)), 4)
    strongest = strongest_logit(density_logits)[:, None]
    return amount.to(f4.dtype), _pool_where(f4, grown), strongest.to(f4.dtype)


def strongest_logit(density_logits: Tensor) -> Tensor:
    """Return (B,), how surely there is tumor anywhere: the highest of (B, 1, h, w) logits of u0, over a few cells."""
    return density_logits.flatten(1).topk(_STRONGEST).values.mean(dim=1)


def _pool_where(features: Tensor, density: Tensor) -> Tensor:
    """Return the mean of (B, C, h, w) features weighted by (B, 1, h, w) density; the plain mean where that is nil."""
    weight = density.to(features.dtype) + 1e-3
    return (features * weight).sum(dim=(2, 3)) / weight.sum(dim=(2, 3))
