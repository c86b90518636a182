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


@dataclass(frozen=True, kw_only=True)
class Augmentation:
    """How far pictures are changed; each intensity change happens to `probability` of them.

    Attributes
    ----------
    rotation
        Degrees either way.
    scale
        Smallest and largest magnification.
    shift
        Part of the side, either way.
    gamma
        Exponents up to this, and down to its inverse.
    noise
        Largest standard deviation, of a range of 1.
    bias
        Largest change of a smooth field of gain.
    coarsest
        Smallest resolution, as a part of the full one.
    """

    rotation: float = 20.0
    scale: tuple[float, float] = (0.8, 1.2)
    shift: float = 0.08
    gamma: float = 1.8
    noise: float = 0.08
    bias: float = 0.4
    coarsest: float = 0.35
    probability: float = 0.4

    def __call__(self, images: Tensor, masks: Tensor, generator: Generator) -> tuple[Tensor, Tensor]:
        """Return changed (B, 1, S, S) pictures and masks."""
        grid = self._grid(images, generator)
        images = functional.grid_sample(images, grid, align_corners=False)
        masks = functional.grid_sample(masks, grid, align_corners=False)
        for change in (self._gamma, self._bias, self._contrast, self._resolution, self._noise):
            images = self._sometimes(change, images, generator)
        return images.clamp(0, 1), masks

    def _sometimes(self, change: Callable[[Tensor, Generator], Tensor], images: Tensor, generator: Generator) -> Tensor:
        chosen = torch.rand(len(images), generator=generator) < self.probability
        changed = change(images, generator)
        return torch.where(chosen.to(images.device)[:, None, None, None], changed, images)

    def _grid(self, images: Tensor, generator: Generator) -> Tensor:
        count = len(images)
        angle = _uniform(count, generator, -self.rotation, self.rotation) * (math.pi / 180)
        zoom = 1 / _uniform(count, generator, *self.scale)
        stretch = _uniform(count, generator, 0.9, 1.1)
        mirror = torch.where(torch.rand(count, generator=generator) < 0.5, -1.0, 1.0)
        cos, sin = torch.cos(angle) * zoom, torch.sin(angle) * zoom
        shift = _uniform(2 * count, generator, -2 * self.shift, 2 * self.shift).reshape(2, count)
        rows = torch.stack((cos * mirror * stretch, -sin, shift[0], sin * mirror * stretch, cos, shift[1]), dim=1)
        return functional.affine_grid(
            rows.reshape(count, 2, 3).to(images.device), list(images.shape), align_corners=False
        )

    def _gamma(self, images: Tensor, generator: Generator) -> Tensor:
        bound = math.log(self.gamma)
        return images.clamp_min(1e-4) ** _per_image(torch.exp(_uniform(len(images), generator, -bound, bound)), images)

    def _bias(self, images: Tensor, generator: Generator) -> Tensor:
        coarse = torch.rand((len(images), 1, 4, 4), generator=generator) * 2 - 1
        field = functional.interpolate(coarse, size=images.shape[2:], mode="bicubic", align_corners=False)
        return images * (1 + self.bias * field.to(images.device))

    def _contrast(self, images: Tensor, generator: Generator) -> Tensor:
        gain = _per_image(_uniform(len(images), generator, 0.6, 1.4), images)
        offset = _per_image(_uniform(len(images), generator, -0.12, 0.12), images)
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


def _uniform(count: int, generator: Generator, low: float, high: float) -> Tensor:
    return low + (high - low) * torch.rand(count, generator=generator)


def _per_image(values: Tensor, images: Tensor) -> Tensor:
    return values.to(images.device)[:, None, None, None]
