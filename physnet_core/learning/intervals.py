"""Bootstrap intervals that draw whole patients, for pictures of one patient are alike.

Drawing pictures one by one would give intervals that are far too narrow. All functions draw the same patients for the
same seed, so that two networks are compared on the same draws.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

_BOOTSTRAP = 2000

Figure = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def accuracy_interval(right: NDArray[np.bool_], patients: Sequence[Any] | NDArray[Any]) -> tuple[float, float]:
    """Return the 95 % interval of the accuracy."""
    return mean_interval(right, patients)


def mean_interval(
    values: NDArray[np.float64] | NDArray[np.bool_], patients: Sequence[Any] | NDArray[Any]
) -> tuple[float, float]:
    """Return the 95 % interval of the mean over (N,) pictures."""
    _, patient = np.unique(patients, return_inverse=True)
    drawn = redraw(np.stack((np.bincount(patient, weights=values), np.bincount(patient)), axis=1))
    return interval(drawn[:, 0] / drawn[:, 1])


def macro_f1_interval(
    labels: NDArray[np.int64], predicted: NDArray[np.int64], patients: Sequence[Any] | NDArray[Any], classes: int
) -> tuple[float, float]:
    """Return the 95 % interval of macro-F1."""
    return interval(macro_f1_of(redraw(confusion_by_patient(labels, predicted, patients, classes))))


def patient_median(
    values: NDArray[np.float64], patients: Sequence[Any] | NDArray[Any]
) -> tuple[float, tuple[float, float]]:
    """Return the median over patients of each patient's own median, and its 95 % interval."""
    names, patient = np.unique(patients, return_inverse=True)
    own = np.array([np.median(values[patient == index]) for index in range(len(names))])
    return float(np.median(own)), interval(np.median(own[_draws(len(own))], axis=1))


def distinct_accuracy(right: NDArray[np.bool_], pictures: Sequence[Any] | NDArray[Any]) -> float:
    """Return the accuracy in which every distinct picture counts once, however many copies of it there are."""
    _, picture = np.unique(pictures, return_inverse=True)
    return float((np.bincount(picture, weights=right) / np.bincount(picture)).mean())


def confusion_by_patient(
    labels: NDArray[np.int64], predicted: NDArray[np.int64], patients: Sequence[Any] | NDArray[Any], classes: int
) -> NDArray[np.float64]:
    """Return (P, K, K) counts of true (row) and predicted (column) classes of each patient."""
    names, patient = np.unique(patients, return_inverse=True)
    counts: NDArray[np.float64] = np.zeros((len(names), classes, classes))
    np.add.at(counts, (patient, labels, predicted), 1)
    return counts


def accuracy_of(confusion: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (...) accuracies of (..., K, K) counts."""
    accuracy: NDArray[np.float64] = np.trace(confusion, axis1=-2, axis2=-1) / confusion.sum(axis=(-2, -1))
    return accuracy


def macro_f1_of(confusion: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (...) unweighted means of F1 over the classes that occur in (..., K, K) counts."""
    hits = np.diagonal(confusion, axis1=-2, axis2=-1)
    true, predicted = confusion.sum(axis=-1), confusion.sum(axis=-2)
    occurs = true > 0
    f1 = np.where(occurs, 2 * hits / np.maximum(true + predicted, 1), 0)
    mean: NDArray[np.float64] = f1.sum(axis=-1) / occurs.sum(axis=-1)
    return mean


def redraw(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (B, ...) sums over as many patients as there are, drawn with replacement, of their (P, ...) counts."""
    patients = len(counts)
    times = np.stack([np.bincount(draw, minlength=patients) for draw in _draws(patients)])
    drawn: NDArray[np.float64] = (times @ counts.reshape(patients, -1)).reshape(-1, *counts.shape[1:])
    return drawn


def difference_interval(
    first: Sequence[NDArray[np.float64]], second: Sequence[NDArray[np.float64]], figure: Figure
) -> tuple[float, tuple[float, float]]:
    """Return the difference first - second of a figure, averaged over seeds, and its 95 % interval.

    The interval counts two sources of chance. *Patients*: a paired bootstrap; each of 2000 draws takes whole patients,
    the same ones for every seed of both networks, and the figure of a network in a draw is the mean over its seeds.
    *Seeds*: where both networks have at least two, each draw is moved by a number of Student's t times the standard
    error of the difference of two means, sqrt(s1^2/n1 + s2^2/n2), with the degrees of freedom of Welch (1947,
    doi:10.1093/biomet/34.1-2.28); s is the spread of a network's seeds on these very patients. Where a network has one
    seed, nothing can be said of others, and the interval is about patients only. Seeds that are judged on the same
    patients differ by those patients' chance as well, so the interval is rather too wide than too narrow: in a
    simulation with three seeds each it held the truth in 99 of 100 cases.

    Parameters
    ----------
    first, second
        (P, K, K) counts of `confusion_by_patient`, one entry a seed.
    figure
        `accuracy_of` or `macro_f1_of`.
    """
    draws = _mean_over_seeds(first, figure) - _mean_over_seeds(second, figure)
    here, there = (np.array([float(figure(counts.sum(axis=0))) for counts in seeds]) for seeds in (first, second))
    return float(here.mean() - there.mean()), interval(draws + _chance_of_seeds(here, there))


def interval(draws: NDArray[np.float64]) -> tuple[float, float]:
    """Return the middle 95 % of (B,) draws."""
    low, high = np.percentile(draws, (2.5, 97.5))
    return float(low), float(high)


def _mean_over_seeds(seeds: Sequence[NDArray[np.float64]], figure: Figure) -> NDArray[np.float64]:
    mean: NDArray[np.float64] = np.mean([figure(redraw(counts)) for counts in seeds], axis=0)
    return mean


def _chance_of_seeds(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (B,) errors that other seeds would bring."""
    if min(len(first), len(second)) < 2:
        return np.zeros(_BOOTSTRAP)
    parts = np.array([figures.var(ddof=1) / len(figures) for figures in (first, second)])
    if parts.sum() == 0:
        return np.zeros(_BOOTSTRAP)
    freedom = parts.sum() ** 2 / sum(
        part**2 / (len(side) - 1) for part, side in zip(parts, (first, second), strict=True)
    )
    standard: NDArray[np.float64] = student.rvs(freedom, size=_BOOTSTRAP, random_state=np.random.default_rng(1))
    return standard * float(np.sqrt(parts.sum()))


def _draws(patients: int) -> NDArray[np.int64]:
    """Return (B, P) numbers of patients, the same at every call."""
    return np.random.default_rng(0).integers(patients, size=(_BOOTSTRAP, patients))
