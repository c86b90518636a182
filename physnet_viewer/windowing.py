"""Display windows to choose from, for images whose values have no fixed scale."""

import numpy as np

from physnet_core.imaging import Slice, Window

PRESETS = ("As the file says", "Automatic", "Full range", "High contrast", "Bright")
_SHARES = {"High contrast": (15.0, 97.0), "Bright": (1.0, 90.0)}  # percentiles shown black and white


def preset(name: str, image: Slice) -> Window:
    """Return the window that a preset means on a slice."""
    if name == "As the file says" and image.window is not None:
        return image.window
    if name == "Full range":
        return Window.from_levels(float(image.pixels.min()), float(image.pixels.max()))
    if name in _SHARES:
        signal = image.pixels[image.pixels > image.pixels.min()]
        if signal.size:
            low, high = np.percentile(signal, _SHARES[name])
            return Window.from_levels(float(low), float(high))
    return Window.automatic(image.pixels)
