"""Copies of one picture among many: re-encoded, brightened, mirrored or turned by a quarter.

Each picture gets a perceptual hash of 1024 bits: whether each of 32 x 32 points of the head is brighter than its
surroundings. That does not depend on brightness, contrast or the width of the frame. A picture turned or mirrored is
found by comparing it in all eight positions.
"""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from physnet_core.errors import UnreadableScanError
from physnet_core.learning.pictures import read_picture
from physnet_core.network.preprocessing import Preprocessing

_SIDE = 32
_SURROUNDINGS = 4.0  # points, standard deviation
# Correlation of the bits from which two pictures are copies; see `tools/measure_duplicates.py`. On 1200 pictures of the
# Brain Tumor MRI Dataset it finds 96 % of the pairs of its manifest, and 96 % of what it pairs are copies there (nearly
# all others are neighboring slices of one patient, which a clean split does well to keep together). Copies resized by a
# factor of 0.5 to 2 are all found (24 pictures; smallest agreement 0.84), of those at a quarter two thirds; pictures
# stretched in one direction by more than a few per cent are not.
AGREEMENT = 0.82
_CHUNK = 1024


def find_copies(paths: Sequence[Path], *, progress: Callable[[int, int], None] | None = None) -> NDArray[np.int64]:
    """Return (N,) group numbers; pictures with the same number are copies of one, directly or by way of others.

    What is no picture is a copy of nothing.
    """
    hashes = np.zeros((len(paths), _SIDE, _SIDE), dtype=np.float32)
    for done, path in enumerate(paths, start=1):
        with contextlib.suppress(UnreadableScanError):  # reading the pictures themselves will tell of it
            hashes[done - 1] = perceptual_hash(read_picture(path).pixels)
        if progress:
            progress(done, len(paths))
    return group_hashes(hashes)


def perceptual_hash(pixels: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return the (32, 32) bits of a picture, as -1 and 1, with 0 where there is nothing to compare."""
    preprocessing = Preprocessing(size=_SIDE)
    box = preprocessing.head_box(pixels, None)
    small = preprocessing.resize(preprocessing.scale(pixels, box), box).numpy()
    contrast = small - gaussian_filter(small, _SURROUNDINGS)
    bits: NDArray[np.float32] = np.where(small > 0, np.sign(contrast), 0).astype(np.float32)
    return bits


def group_hashes(hashes: NDArray[np.float32], *, agreement: float = AGREEMENT) -> NDArray[np.int64]:
    """Return (N,) group numbers of (N, 32, 32) hashes: connected components of those that agree."""
    pairs = matching_pairs(hashes, agreement=agreement)
    links = coo_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(len(hashes),) * 2)
    _, groups = connected_components(links, directed=False)
    numbers: NDArray[np.int64] = groups.astype(np.int64)
    return numbers


def matching_pairs(hashes: NDArray[np.float32], *, agreement: float = AGREEMENT) -> NDArray[np.int64]:
    """Return (M, 2) indices i < j of hashes that agree in any of the eight positions."""
    flat = _unit(hashes)
    found = [
        np.argwhere(best >= agreement) + np.array([start, 0])
        for start in range(0, len(hashes), _CHUNK)
        for best in (_best_of_eight(hashes[start : start + _CHUNK], flat),)
    ]
    pairs: NDArray[np.int64] = np.concatenate(found)
    kept: NDArray[np.int64] = pairs[pairs[:, 0] < pairs[:, 1]]
    return kept


def _best_of_eight(hashes: NDArray[np.float32], flat: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (n, N) largest correlations over the four turns of the picture and of its mirror image."""
    best = np.full((len(hashes), len(flat)), -1.0, dtype=np.float32)
    for mirrored in (hashes, hashes[:, :, ::-1]):
        for turns in range(4):
            np.maximum(best, _unit(np.rot90(mirrored, turns, axes=(1, 2))) @ flat.T, out=best)
    return best


def _unit(hashes: NDArray[np.float32]) -> NDArray[np.float32]:
    flat = np.ascontiguousarray(hashes).reshape(len(hashes), -1)
    unit: NDArray[np.float32] = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)
    return unit
