"""What a scanner sees as one slice: the mean of several thin ones."""

import numpy as np
from numpy.typing import NDArray


def thick_slice(head: NDArray[np.float32], axis: int, level: int, half: int) -> NDArray[np.float32]:
    """Return the mean of a level and `half` more on both sides of it, as far as the (slices, ...) head goes."""
    levels = range(max(0, level - half), min(head.shape[axis], level + half + 1))
    thick: NDArray[np.float32] = head.take(levels, axis=axis).mean(axis=axis)
    return thick
