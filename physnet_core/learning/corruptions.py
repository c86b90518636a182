"""What happens to pictures on their way, at five severities each; for measuring, not for training.

They act on the pictures as the network sees them, (N, 1, S, S) uint8 with the head cut out: how well the head is found
in a damaged slice is not part of the measure.
"""

import io
import math
from collections.abc import Callable

import numpy as np
import torch
from PIL import Image
from torch import Generator, Tensor
from torch.nn import functional

SEVERITIES = (1, 2, 3, 4, 5)


def corrupt(images: Tensor, name: str, severity: int) -> Tensor:
    """Return the changed uint8 pictures; the same ones at every call.

    Parameters
    ----------
    name
        One of `CORRUPTIONS`.
    severity
        1..5.
    """
    generator = Generator().manual_seed(severity)
    changed = [CORRUPTIONS[name](part.float() / 255, severity, generator) for part in images.split(64)]
    return (torch.cat(changed).clamp(0, 1) * 255).round().byte()


def _noise(images: Tensor, severity: int, generator: Generator) -> Tensor:
    level = (0.03, 0.06, 0.10, 0.15, 0.20)[severity - 1]
    real, imaginary = (level * torch.randn(images.shape, generator=generator) for _ in range(2))
    return torch.sqrt((images + real) ** 2 + imaginary**2)  # Rician, as in magnitude images


def _blur(images: Tensor, severity: int, _: Generator) -> Tensor:
    sigma = (0.5, 1.0, 1.5, 2.0, 3.0)[severity - 1]
    reach = math.ceil(3 * sigma)
    bell = torch.exp(-0.5 * (torch.arange(-reach, reach + 1) / sigma) ** 2)
    bell = bell / bell.sum()
    along = functional.conv2d(images, bell[None, None, None], padding=(0, reach))
    return functional.conv2d(along, bell[None, None, :, None], padding=(reach, 0))


def _rotation(images: Tensor, severity: int, _: Generator) -> Tensor:
    angle = math.radians((5, 10, 20, 30, 45)[severity - 1])
    turn = torch.tensor([[math.cos(angle), -math.sin(angle), 0.0], [math.sin(angle), math.cos(angle), 0.0]])
    grid = functional.affine_grid(turn.expand(len(images), -1, -1), list(images.shape), align_corners=False)
    return functional.grid_sample(images, grid, align_corners=False)


def _intensity(images: Tensor, severity: int, _: Generator) -> Tensor:
    return images.clamp_min(1e-4) ** (1.25, 1.5, 2.0, 2.5, 3.0)[severity - 1]


def _ghosting(images: Tensor, severity: int, _: Generator) -> Tensor:
    """Add fainter copies shifted along the phase direction, as from breathing."""
    strength = (0.1, 0.2, 0.3, 0.4, 0.5)[severity - 1]
    step = images.shape[2] // 4
    ghosts = sum(torch.roll(images, shifts=shift, dims=2) for shift in (step, -step))
    return images * (1 - strength / 2) + ghosts * (strength / 2)


def _jpeg(images: Tensor, severity: int, _: Generator) -> Tensor:
    quality = (40, 25, 15, 10, 5)[severity - 1]
    return torch.stack([_recoded(picture[0], quality) for picture in images])[:, None]


def _recoded(picture: Tensor, quality: int) -> Tensor:
    stream = io.BytesIO()
    Image.fromarray((picture * 255).byte().numpy()).save(stream, format="JPEG", quality=quality)
    return torch.from_numpy(np.array(Image.open(stream), dtype=np.float32) / 255)


def _resolution(images: Tensor, severity: int, _: Generator) -> Tensor:
    part = (0.7, 0.5, 0.35, 0.25, 0.18)[severity - 1]
    small = functional.interpolate(images, scale_factor=part, mode="bilinear", antialias=True)
    return functional.interpolate(small, size=images.shape[2:], mode="bilinear", align_corners=False)


CORRUPTIONS: dict[str, Callable[[Tensor, int, Generator], Tensor]] = {
    "noise": _noise,
    "blur": _blur,
    "rotation": _rotation,
    "intensity": _intensity,
    "ghosting": _ghosting,
    "jpeg": _jpeg,
    "resolution": _resolution,
}
