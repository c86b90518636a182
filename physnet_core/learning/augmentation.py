"""Random changes that an MRI scan could have undergone without showing anything else.

Works on whole batches of pictures in 0..1 with their masks. Every number is drawn from one generator on the CPU, so
that a resumed training sees exactly what an uninterrupted one does. Mirroring is among the changes: none of the four
classes knows left from right, and the public pictures are mirrored at random anyway.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Generator, Tensor
from torch.nn import functional

_AIR = 0.06  # brighter than this, of a range of 1, is head
_INSIDE_SKULL = 1.6  # standard deviations; the rim of a full ellipse lies at 2


@dataclass(frozen=True, kw_only=True)
class Augmentation:
    """How far pictures are changed; each intensity change happens to `probability` of them.

    Attributes
    ----------
    rotation
        Degrees either way.
    scale
        Smallest and largest magnification.
    stretch
        Largest change of the ratio of the sides.
    shift
        Part of the side, either way.
    gamma
        Exponents up to this, and down to its inverse.
    noise
        Largest standard deviation, of a range of 1.
    bias
        Largest change of a smooth field of gain.
    contrast
        Largest change of the gain; the brightness moves by up to 0.3 of it.
    coarsest
        Smallest resolution, as a part of the full one.
    elastic
        Largest displacement of a smooth field, as a part of the side.
    probability
        Of every intensity change, and of the elastic one.
    rare
        Of what leaves a picture less like a usual one: another order of the tissues, a stripped skull.
    """

    rotation: float = 20.0
    scale: tuple[float, float] = (0.8, 1.25)
    stretch: float = 0.1
    shift: float = 0.08
    gamma: float = 1.8
    noise: float = 0.08
    bias: float = 0.4
    contrast: float = 0.4
    coarsest: float = 0.35
    elastic: float = 0.03
    probability: float = 0.4
    rare: float = 0.05

    def __call__(self, images: Tensor, masks: Tensor, generator: Generator) -> tuple[Tensor, Tensor]:
        """Return changed (B, 1, S, S) pictures and masks."""
        grid = self._grid(images, generator)
        images = functional.grid_sample(images, grid, align_corners=False)
        masks = functional.grid_sample(masks, grid, align_corners=False)
        images = _sometimes(self.rare, _strip, images, generator, masks)
        images = _sometimes(self.rare, _other_contrast, images, generator)
        for change in (self._gamma, self._bias, self._contrast, self._resolution, self._noise):
            images = _sometimes(self.probability, change, images, generator)
        return images.clamp(0, 1), masks

    def _grid(self, images: Tensor, generator: Generator) -> Tensor:
        count = len(images)
        angle = _uniform(count, generator, -self.rotation, self.rotation) * (math.pi / 180)
        zoom = 1 / _uniform(count, generator, *self.scale)
        stretch = _uniform(count, generator, 1 - self.stretch, 1 + self.stretch)
        mirror = torch.where(torch.rand(count, generator=generator) < 0.5, -1.0, 1.0)
        cos, sin = torch.cos(angle) * zoom, torch.sin(angle) * zoom
        shift = _uniform(2 * count, generator, -2 * self.shift, 2 * self.shift).reshape(2, count)
        rows = torch.stack((cos * mirror * stretch, -sin, shift[0], sin * mirror * stretch, cos, shift[1]), dim=1)
        grid = functional.affine_grid(
            rows.reshape(count, 2, 3).to(images.device), list(images.shape), align_corners=False
        )
        return grid + self._elastic(images, generator)

    def _elastic(self, images: Tensor, generator: Generator) -> Tensor:
        """Return (B, S, S, 2), a smooth displacement; zero for the pictures that are not drawn."""
        count = len(images)
        coarse = (torch.rand((count, 2, 5, 5), generator=generator) * 2 - 1) * 2 * self.elastic
        drawn = torch.rand(count, generator=generator) < self.probability
        coarse = (coarse * drawn[:, None, None, None]).to(images.device)
        field = functional.interpolate(coarse, size=images.shape[2:], mode="bicubic", align_corners=False)
        return field.permute(0, 2, 3, 1)

    def _gamma(self, images: Tensor, generator: Generator) -> Tensor:
        bound = math.log(self.gamma)
        return images.clamp_min(1e-4) ** _per_image(torch.exp(_uniform(len(images), generator, -bound, bound)), images)

    def _bias(self, images: Tensor, generator: Generator) -> Tensor:
        coarse = torch.rand((len(images), 1, 4, 4), generator=generator) * 2 - 1
        field = functional.interpolate(coarse, size=images.shape[2:], mode="bicubic", align_corners=False)
        return images * (1 + self.bias * field.to(images.device))

    def _contrast(self, images: Tensor, generator: Generator) -> Tensor:
        gain = _per_image(_uniform(len(images), generator, 1 - self.contrast, 1 + self.contrast), images)
        bound = 0.3 * self.contrast
        offset = _per_image(_uniform(len(images), generator, -bound, bound), images)
        return images * gain + offset * (images > 0.02)

    def _resolution(self, images: Tensor, generator: Generator) -> Tensor:
        # One factor a batch: resizing each picture on its own would cost more than the network.
        part = float(_uniform(1, generator, self.coarsest, 0.9))
        small = functional.interpolate(images, scale_factor=part, mode="bilinear", antialias=True)
        return functional.interpolate(small, size=images.shape[2:], mode="bilinear", align_corners=False)

    def _noise(self, images: Tensor, generator: Generator) -> Tensor:
        level = _per_image(_uniform(len(images), generator, 0.0, self.noise), images)
        real, imaginary = (torch.randn(images.shape, generator=generator).to(images.device) for _ in range(2))
        # Rician, as in magnitude images: noise does not cancel in air.
        return torch.sqrt((images + level * real) ** 2 + (level * imaginary) ** 2)


# For pictures of the same heads, taken alike, as on both sides of a split that does not part by patient.
MILD = Augmentation(
    rotation=8.0,
    scale=(0.92, 1.08),
    stretch=0.03,
    shift=0.04,
    gamma=1.25,
    noise=0.02,
    bias=0.15,
    contrast=0.15,
    coarsest=0.7,
    elastic=0.01,
    probability=0.3,
    rare=0.0,
)


def _sometimes(
    probability: float, change: Callable[..., Tensor], images: Tensor, generator: Generator, *beside: Tensor
) -> Tensor:
    """Return the pictures with some of them changed; `beside` goes with them to `change`."""
    chosen = (torch.rand(len(images), generator=generator) < probability).nonzero()[:, 0].to(images.device)
    if not len(chosen):
        return images
    return images.index_copy(0, chosen, change(images[chosen], generator, *(other[chosen] for other in beside)))


def _other_contrast(images: Tensor, generator: Generator) -> Tensor:
    """Give the tissues brightnesses in any order, as another sequence would; air stays black."""
    knots = 5
    levels = torch.rand((len(images), knots + 1), generator=generator).to(images.device)
    levels[:, 0] = 0
    position = images.flatten(1) * knots
    below = position.floor().clamp(0, knots - 1).long()
    left, right = levels.gather(1, below), levels.gather(1, below + 1)
    return torch.lerp(left, right, position - below).reshape(images.shape)


def _strip(images: Tensor, _: Generator, masks: Tensor) -> Tensor:
    """Cut off roughly the skull: what lies outside an ellipse in the head, but nothing outlined."""
    head = (images > _AIR).float()
    area = head.sum(dim=(1, 2, 3)).clamp_min(1)
    side = torch.linspace(-1, 1, images.shape[-1], device=images.device)
    grid = torch.stack(torch.meshgrid(side, side, indexing="ij"))  # (2, S, S)
    center = torch.einsum("bij,kij->bk", head[:, 0], grid) / area[:, None]
    offset = grid[None] - center[:, :, None, None]
    spread = torch.einsum("bij,bkij,blij->bkl", head[:, 0], offset, offset) / area[:, None, None]
    precision = torch.linalg.inv(spread + 1e-4 * torch.eye(2, device=images.device))
    distance = torch.einsum("bkij,bkl,blij->bij", offset, precision, offset)
    return images * torch.maximum((distance < _INSIDE_SKULL**2)[:, None].float(), masks)


def _uniform(count: int, generator: Generator, low: float, high: float) -> Tensor:
    return low + (high - low) * torch.rand(count, generator=generator)


def _per_image(values: Tensor, images: Tensor) -> Tensor:
    return values.to(images.device)[:, None, None, None]
