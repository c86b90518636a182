"""What every reader of pixels hands over."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from physnet_core.imaging.volume import FloatArray, SliceSource, Window

COLOR_SPREAD = 8.0
"""Mean difference between the channels of an 8-bit picture above which it is a color picture. Grey scans stored as
color JPEG stay below 4 (measured on 1,378 pictures of the training collection); photographs exceed 20."""

_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # ITU-R BT.601, as Pillow's "L"


@dataclass(frozen=True, kw_only=True, eq=False)
class Pixels:
    """One image as its file stores it, rescaled.

    Attributes
    ----------
    values
        (R, C) float32, finite.
    inverted
        Whether the file means its highest value to be black (MONOCHROME1); `values` are not yet turned around.
    replaced
        Number of values that were not finite.
    """

    values: FloatArray
    window: Window | None = None
    color: bool = False
    inverted: bool = False
    replaced: int = 0


class PixelSource(Protocol):
    """Reads single images of one format."""

    def read(self, source: SliceSource) -> Pixels:
        """Return one image; raises `UnreadableScanError`."""
        ...


def is_color(channels: NDArray[Any]) -> bool:
    """Return whether (R, C, 3) channels differ so much that this is a true color picture."""
    red, green, blue = channels[..., 0], channels[..., 1], channels[..., 2]
    spread = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue)
    full_scale = np.iinfo(channels.dtype).max if np.issubdtype(channels.dtype, np.integer) else 255
    return float(spread.mean()) > COLOR_SPREAD * full_scale / 255.0


def grey_of(channels: NDArray[Any]) -> tuple[FloatArray, bool]:
    """Return the luminance of (R, C, 3) channels, and whether it is a true color picture."""
    return channels[..., :3].astype(np.float32) @ _LUMA, is_color(channels)


def finite(values: FloatArray, lowest: Callable[[], float] | None = None) -> tuple[FloatArray, int]:
    """Return `values` with whatever is not finite replaced by the lowest value, and how many those were.

    That is the lowest finite one of `values`, or what `lowest` says, which is asked only where there is a need. Where
    nothing is finite it is 0.
    """
    good = np.isfinite(values)
    bad = int(values.size - np.count_nonzero(good))
    if bad == 0:
        return values, 0
    background = lowest() if lowest else lowest_of(values)
    return np.where(good, values, np.float32(background if math.isfinite(background) else 0.0)), bad


def lowest_of(values: FloatArray) -> float:
    """Return the lowest finite value; infinity where there is none."""
    return float(values[np.isfinite(values)].min(initial=math.inf))
