"""Where in a slice tumor can be: the head, found from the picture alone."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

# A head fills at least this part of a diagnostic slice; less is taken as "no head found".
_SMALLEST_HEAD = 0.03
_HISTOGRAM_BINS = 128


def head_mask(pixels: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Return the head in a slice: the largest bright region, closed and with its holes filled.

    Parameters
    ----------
    pixels
        (R, C), air dark.

    Returns
    -------
    NDArray
        (R, C) bool; all True where no head stands out from the background, so that the mask is never empty.

    References
    ----------
    Threshold: Otsu (1979), IEEE Trans. SMC 9, 62-66, on the smoothed picture.
    """
    smooth = ndimage.gaussian_filter(np.asarray(pixels, dtype=np.float32), sigma=max(pixels.shape) / 128)
    if not np.ptp(smooth) > 0:
        return np.ones(pixels.shape, dtype=bool)
    # Half of Otsu's threshold: it parts air from tissue, not dark tissue from bright fat.
    low = float(smooth.min())
    bright = smooth > low + 0.5 * (_otsu(smooth) - low)
    labels, count = ndimage.label(bright)
    if count == 0:
        return np.ones(pixels.shape, dtype=bool)
    sizes = np.bincount(labels.ravel())[1:]
    head = ndimage.binary_fill_holes(labels == int(sizes.argmax()) + 1)
    if head.mean() < _SMALLEST_HEAD:
        return np.ones(pixels.shape, dtype=bool)
    return np.asarray(head, dtype=bool)


def _otsu(values: NDArray[np.float32]) -> float:
    """Return the threshold with the largest between-class variance; extreme bright values are set aside."""
    clipped = np.minimum(values, np.percentile(values, 99.0))
    counts, edges = np.histogram(clipped, bins=_HISTOGRAM_BINS)
    centers = (edges[:-1] + edges[1:]) / 2
    below = counts.cumsum()
    above = below[-1] - below
    mean_below = (counts * centers).cumsum() / np.maximum(below, 1)
    mean_above = ((counts * centers).sum() - (counts * centers).cumsum()) / np.maximum(above, 1)
    return float(centers[(below * above * (mean_below - mean_above) ** 2).argmax()])
