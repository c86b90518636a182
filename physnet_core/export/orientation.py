"""Which way is left on a picture, and how long is a centimeter."""

import math
from collections.abc import Sequence

from physnet_core.imaging.volume import Affine

_LETTERS = (("L", "R"), ("P", "A"), ("S", "I"))  # toward + and - of the LPS axes
_OBLIQUE = 0.25  # a second letter from this share of a direction on


def edge_letters(affine: Affine) -> tuple[str, str, str, str]:
    """Return the letters of the left, right, top and bottom edge of a slice drawn row by row from the top.

    Parameters
    ----------
    affine
        (4, 4), maps (slice, row, column, 1) to LPS mm.
    """
    right, down = affine[:3, 2].tolist(), affine[:3, 1].tolist()
    left, up = [-part for part in right], [-part for part in down]
    return _letters(left), _letters(right), _letters(up), _letters(down)


def scale_bar(mm_per_pixel: float, room: int) -> tuple[int, int]:
    """Return (mm, pixels) of a round scale bar no longer than `room` pixels."""
    fitting = [mm for mm in (1, 2, 5, 10, 20, 50, 100) if mm / mm_per_pixel <= room]
    mm = fitting[-1] if fitting else 1
    return mm, round(mm / mm_per_pixel)


def _letters(direction: Sequence[float]) -> str:
    length = math.hypot(*direction)
    if length == 0:
        return ""
    unit = [part / length for part in direction]  # three numbers: lists are far faster than arrays, at each slice shown
    order = sorted(range(3), key=lambda axis: -abs(unit[axis]))
    return "".join(_LETTERS[axis][0 if unit[axis] > 0 else 1] for axis in order[:2] if abs(unit[axis]) > _OBLIQUE)
