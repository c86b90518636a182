"""Bootstrap intervals that draw whole patients, for pictures of one patient are alike."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_BOOTSTRAP = 2000


def accuracy_interval(right: NDArray[np.bool_], patients: Sequence[str], *, seed: int = 0) -> tuple[float, float]:
    """Return the 95 % interval of the accuracy.

    Drawing pictures one by one would give intervals that are far too narrow.
    """
    _, patient = np.unique(patients, return_inverse=True)
    hits = np.bincount(patient, weights=right)
    sizes = np.bincount(patient)
    draws = np.random.default_rng(seed).integers(len(sizes), size=(_BOOTSTRAP, len(sizes)))
    low, high = np.percentile(hits[draws].sum(axis=1) / sizes[draws].sum(axis=1), (2.5, 97.5))
    return float(low), float(high)


def median_interval(values: NDArray[np.float64], patients: Sequence[str], *, seed: int = 0) -> tuple[float, float]:
    """Return the 95 % interval of the median over patients of each patient's own median."""
    names, patient = np.unique(patients, return_inverse=True)
    own = np.array([np.median(values[patient == index]) for index in range(len(names))])
    draws = np.random.default_rng(seed).integers(len(own), size=(_BOOTSTRAP, len(own)))
    low, high = np.percentile(np.median(own[draws], axis=1), (2.5, 97.5))
    return float(low), float(high)


def distinct_accuracy(right: NDArray[np.bool_], pictures: Sequence[str]) -> float:
    """Return the accuracy in which every distinct picture counts once, however many copies of it there are."""
    _, picture = np.unique(pictures, return_inverse=True)
    return float((np.bincount(picture, weights=right) / np.bincount(picture)).mean())
