"""The same slice, as it might have been taken again: what a network answers to it may not depend on such chance.

Test-time augmentation: how far the answers differ is a lower bound of how uncertain they are (Wang et al. 2019,
doi:10.1016/j.neucom.2019.01.103).
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from physnet_core.network.preprocessing import Preprocessing


@dataclass(frozen=True, kw_only=True)
class Retake:
    """One way to take the slice again.

    Attributes
    ----------
    mirrored
        Left for right.
    degrees
        How far the head is turned.
    magnification
        How much larger the head is; areas grow with its square.
    gamma
        Exponent of the brightness.
    """

    mirrored: bool = False
    degrees: float = 0.0
    magnification: float = 1.0
    gamma: float = 1.0


# Well within what the network was trained to see through; the first is the slice as it is.
RETAKES = (
    Retake(),
    Retake(mirrored=True),
    Retake(degrees=6.0),
    Retake(degrees=-6.0),
    Retake(magnification=1.06),
    Retake(magnification=0.94),
    Retake(gamma=0.8),
    Retake(gamma=1.25),
)


def take_again(picture: Tensor, preprocessing: Preprocessing) -> Tensor:
    """Return a (1, 1, S, S) normalized picture in all ways of `RETAKES`, as (V, 1, S, S)."""
    unit = picture * preprocessing.deviation + preprocessing.mean
    rows = torch.tensor([_rows(retake) for retake in RETAKES], device=picture.device)
    grid = functional.affine_grid(rows, [len(RETAKES), *unit.shape[1:]], align_corners=False)
    moved = functional.grid_sample(unit.expand(len(RETAKES), -1, -1, -1), grid, align_corners=False)
    gamma = torch.tensor([retake.gamma for retake in RETAKES], device=picture.device)
    return preprocessing.normalize(moved.clamp(0, 1) ** gamma[:, None, None, None])


def _rows(retake: Retake) -> list[list[float]]:
    """Return the affine map from places of the new picture to places of the old one."""
    angle, zoom = math.radians(retake.degrees), 1 / retake.magnification
    cos, sin = zoom * math.cos(angle), zoom * math.sin(angle)
    side = -1.0 if retake.mirrored else 1.0
    return [[side * cos, -side * sin, 0.0], [sin, cos, 0.0]]
