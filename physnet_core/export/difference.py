"""Difference of two densities to color: orange where there is more, purple where there is less, nothing where equal.

Pure numpy, as `colour`. Purple and orange differ for every kind of color vision, and in lightness on either side of
grey anatomy both stand out.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from physnet_core.export.colour import Rgba

# The outer colors of ColorBrewer's PuOr (Brewer 2003), over their middle ones: strong, then faint.
_LESS = ((0xB2, 0xAB, 0xD2), (0x7A, 0x5C, 0xC8))
_MORE = ((0xFD, 0xB8, 0x63), (0xE6, 0x61, 0x01))
_OPAQUE_FROM = 0.25


@cache
def difference_lut() -> Rgba:
    """Return the (511, 4) uint8 RGBA table from -1 to 1: transparent at 0, opaque from a difference of 0.25."""
    size = np.linspace(0.0, 1.0, 256)[:, None]
    rise = np.clip(size / _OPAQUE_FROM, 0, 1)
    alpha = np.round(255 * rise * rise * (3 - 2 * rise))
    less, more = (
        np.hstack((np.array(faint) * (1 - size) + np.array(strong) * size, alpha)) for faint, strong in (_LESS, _MORE)
    )
    table: Rgba = np.rint(np.vstack((less[:0:-1], more))).astype(np.uint8)
    table.setflags(write=False)
    return table


def difference_colour(difference: NDArray[np.floating], opacity: float = 1.0) -> Rgba:
    """Return differences (h, w) in [-1, 1] as (h, w, 4) uint8 RGBA, not premultiplied."""
    values = np.clip(np.nan_to_num(np.asarray(difference, dtype=np.float32)), -1.0, 1.0)
    rgba: Rgba = difference_lut()[np.rint((values + 1) * 255).astype(np.intp)]
    rgba[..., 3] = np.rint(rgba[..., 3] * float(np.clip(opacity, 0.0, 1.0))).astype(np.uint8)
    return rgba
