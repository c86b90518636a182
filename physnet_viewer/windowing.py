"""Display windows to choose from, for images whose values have no fixed scale.

All are taken from the whole series, as far as it is in memory, so that the brightness of one slice compares with that
of the next and a preset means the same wherever it is chosen.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from physnet_core.imaging import Slice, Window
from physnet_viewer.translation import later

AUTOMATIC = "Automatic"
PRESETS = (
    later("As the file says"),
    later("Whole range"),
    later("Bright tissue"),
    later("Dark tissue"),
    later("High contrast"),
)
# Percentiles of what is not background that are shown black and white. Bright tissue: contrast agent, fat, or fluid on
# T2; dark tissue: fluid on T1, or grey against white matter.
_SHARES = {
    AUTOMATIC: (1.0, 99.5),
    "Bright tissue": (50.0, 99.9),
    "Dark tissue": (0.5, 75.0),
    "High contrast": (15.0, 97.0),
}
_SAMPLED_SLICES = 32
_SAMPLED_VALUES = 1_000_000


def preset(name: str, slices: Sequence[Slice | None]) -> Window | None:
    """Return the window that a preset means for a series; None while nothing is read."""
    known = [image for image in slices if image is not None]
    if not known:
        return None
    if name == "Whole range":
        sample = _spread(known)
        lowest = min(float(image.pixels.min()) for image in sample)
        return Window.from_levels(lowest, max(float(image.pixels.max()) for image in sample))
    stated = [image.window for image in known if image.window is not None]
    if name not in _SHARES and stated:
        return stated[len(stated) // 2]
    values = _tissue(known)
    if values.size:
        low, high = np.percentile(values, _SHARES.get(name, _SHARES[AUTOMATIC]))
        if high > low:
            return Window.from_levels(float(low), float(high))
    return Window.automatic(known[len(known) // 2].pixels)


def _spread(known: Sequence[Slice]) -> Sequence[Slice]:
    """Return some slices from all of the series."""
    return known[:: -(-len(known) // _SAMPLED_SLICES)]


def _tissue(known: Sequence[Slice]) -> NDArray[np.float32]:
    """Return a sample of the values that are not background, which is where most of each picture is darkest."""
    sample = _spread(known)
    every = max(1, sum(image.pixels.size for image in sample) // _SAMPLED_VALUES)
    values = np.concatenate([image.pixels.ravel()[::every] for image in sample])
    tissue: NDArray[np.float32] = values[values > values.min()]
    return tissue
