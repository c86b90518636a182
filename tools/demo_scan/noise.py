"""Smooth random fields: everything in the demo head that is irregular comes from here."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, zoom

Field = NDArray[np.float32]

_CELLS_PER_SIGMA = 3.0


def smooth_noise(random: np.random.Generator, shape: tuple[int, int, int], length: float) -> Field:
    """Return Gaussian noise of mean 0 and deviation 1, correlated over `length` voxels.

    Made on a coarser grid where the length allows it: the same field for a fraction of the time.
    """
    factor = max(1.0, length / _CELLS_PER_SIGMA)
    coarse = tuple(int(np.ceil(cells / factor)) for cells in shape)
    white = random.standard_normal(coarse).astype(np.float32)
    smooth = gaussian_filter(white, length / factor, mode="wrap")
    if factor > 1.0:
        smooth = zoom(smooth, [cells / few for cells, few in zip(shape, coarse, strict=True)], order=3)
    field: Field = ((smooth - smooth.mean()) / smooth.std()).astype(np.float32)
    return field


def ramp(values: Field, low: float, high: float) -> Field:
    """Return a smooth step from 0 at `low` to 1 at `high` (or down, where `high` is below `low`)."""
    at = np.clip((values - low) / (high - low), 0.0, 1.0)
    step: Field = (at * at * (3.0 - 2.0 * at)).astype(np.float32)
    return step
