"""The head and the brain in it, found from the picture alone: one slice or a volume."""

from collections.abc import Sequence

import numpy as np
import scipy  # its parts load at first use: the window is on screen before any tissue is looked for
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

# A head fills at least this part of a diagnostic slice; less is taken as "no head found".
_SMALLEST_HEAD = 0.03
_HISTOGRAM_BINS = 128

# The brain is as bright as the middle of the head: its tissue lies between these multiples of the median there.
_MIDDLE = 0.35
_TISSUE_RANGE = (0.6, 1.45)
# Scalp and skull are at least this thick.
_SCALP_MM = 4.0
# Bridges from the brain to the scalp (vessels, nerves, dura) are thinner than twice this, sulci narrower.
_BRIDGE_MM = 3.0
_SULCUS_MM = 6.0


def head_mask(pixels: NDArray[np.floating]) -> Mask:
    """Return the head in a slice or volume: the largest bright region, with the holes of each slice filled.

    Parameters
    ----------
    pixels
        (R, C) or (S, R, C), air dark.

    Returns
    -------
    NDArray
        Bool of the same shape; all True where no head stands out from the background, so that the mask is never empty.

    References
    ----------
    Threshold: Otsu (1979), IEEE Trans. SMC 9, 62-66, on the smoothed picture.
    """
    width = max(pixels.shape[-2:]) / 128
    sigmas = (0.0,) * (pixels.ndim - 2) + (width, width)
    smooth = scipy.ndimage.gaussian_filter(np.asarray(pixels, dtype=np.float32), sigma=sigmas)
    if not np.ptp(smooth) > 0:
        return np.ones(pixels.shape, dtype=bool)
    # Half of Otsu's threshold: it parts air from tissue, not dark tissue from bright fat.
    low = float(smooth.min())
    bright = largest_part(smooth > low + 0.5 * (_otsu(smooth) - low))
    if not bright.any():
        return np.ones(pixels.shape, dtype=bool)
    head = _filled(bright)
    return head if head.mean() >= _SMALLEST_HEAD else np.ones(pixels.shape, dtype=bool)


def brain_mask(pixels: NDArray[np.floating], head: Mask, tumor: Mask, spacing: Sequence[float]) -> Mask:
    """Return the brain with its fluid: what is as bright as the middle of the head and not tied to the scalp.

    Parameters
    ----------
    pixels, head, tumor
        One shape. `tumor` belongs to the brain however bright or dark it is, and wherever in the head it lies: what
        was found there must not vanish because the brain ends a slice too early.
    spacing
        Edge of a pixel along each axis, in mm.

    Returns
    -------
    NDArray
        Bool; empty where there is no such region.
    """
    depth = scipy.ndimage.distance_transform_edt(head, sampling=spacing)
    middle = depth >= _MIDDLE * depth.max()
    level = float(np.median(pixels[middle]))
    low, high = (factor * level for factor in _TISSUE_RANGE)
    beneath = _depth_in_plane(head, spacing) > _SCALP_MM
    tissue = ((pixels > low) & (pixels < high) & beneath) | (tumor & head)
    core = largest_part(_eroded(tissue, _BRIDGE_MM, spacing))
    if not core.any():
        return core
    brain = _dilated(core, _BRIDGE_MM, spacing) & tissue
    closed = _eroded(_dilated(brain, _SULCUS_MM, spacing), _SULCUS_MM, spacing)
    inner: Mask = (_filled(closed | brain) & beneath) | (tumor & head)
    return inner


def _depth_in_plane(head: Mask, spacing: Sequence[float]) -> NDArray[np.float64]:
    """Return how far inside the head each pixel is on its own slice, in mm.

    Across the slices the head ends where the scan does, or where empty slices fill it up, and not at a scalp: measured
    there too, slices that a header claims to be thin would be taken for skin, with the tumor on them.
    """
    planes = head[None] if head.ndim == 2 else head
    depths = [scipy.ndimage.distance_transform_edt(plane, sampling=spacing[-2:]) for plane in planes]
    return np.asarray(np.stack(depths).reshape(head.shape), dtype=np.float64)


def largest_part(mask: Mask) -> Mask:
    """Return the largest connected region of `mask`; empty where `mask` is."""
    labels, count = scipy.ndimage.label(mask)
    if count == 0:
        return np.zeros_like(mask)
    largest: Mask = labels == int(np.bincount(labels.ravel())[1:].argmax()) + 1
    return largest


def _filled(mask: Mask) -> Mask:
    """Return `mask` with the holes of each slice filled; in three dimensions they may be open below."""
    if mask.ndim == 2:
        return np.asarray(scipy.ndimage.binary_fill_holes(mask), dtype=bool)
    return np.stack([scipy.ndimage.binary_fill_holes(plane) for plane in mask])


def _eroded(mask: Mask, millimetres: float, spacing: Sequence[float]) -> Mask:
    """Return `mask` without what is near its edge; the edge of the picture is not one."""
    near: Mask = scipy.ndimage.distance_transform_edt(mask, sampling=spacing) > millimetres
    return near


def _dilated(mask: Mask, millimetres: float, spacing: Sequence[float]) -> Mask:
    near: Mask = scipy.ndimage.distance_transform_edt(~mask, sampling=spacing) <= millimetres
    return near


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
