"""Intervals by patient, of one network and of the difference of two."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score

from physnet_core.learning.intervals import (
    accuracy_interval,
    accuracy_of,
    confusion_by_patient,
    difference_interval,
    macro_f1_interval,
    macro_f1_of,
    patient_median,
)

PATIENTS = np.arange(400) // 4
LABELS = PATIENTS % 4


def _predicted(seed: int, wrong: float) -> np.ndarray:
    """Return answers of which a share is wrong, patient by patient."""
    generator = np.random.default_rng(seed)
    errs = generator.random(100)[PATIENTS] < wrong
    return np.where(errs, (LABELS + generator.integers(1, 4, 100)[PATIENTS]) % 4, LABELS)


def _counts(predicted: np.ndarray) -> np.ndarray:
    return confusion_by_patient(LABELS, predicted, PATIENTS, 4)


def test_figures_of_counts_are_those_of_scikit_learn() -> None:
    predicted = _predicted(0, 0.3)
    whole = _counts(predicted).sum(axis=0)
    assert float(accuracy_of(whole)) == pytest.approx(accuracy_score(LABELS, predicted))
    assert float(macro_f1_of(whole)) == pytest.approx(f1_score(LABELS, predicted, average="macro"))
    without = whole.copy()
    without[2] = 0  # a class that does not occur takes no part in the mean
    shown = LABELS != 2
    expected = f1_score(LABELS[shown], predicted[shown], average="macro", labels=[0, 1, 3])
    assert float(macro_f1_of(without)) == pytest.approx(expected)


def test_macro_f1_has_an_interval_by_patient() -> None:
    predicted = _predicted(0, 0.3)
    low, high = macro_f1_interval(LABELS, predicted, PATIENTS, 4)
    assert low < f1_score(LABELS, predicted, average="macro") < high
    narrow_low, narrow_high = macro_f1_interval(LABELS, predicted, np.arange(400), 4)
    assert high - low > 1.5 * (narrow_high - narrow_low)


def test_a_pair_is_compared_on_the_same_patients() -> None:
    """Two networks that fail on the same patients differ surely, though each accuracy is uncertain."""
    poor = _predicted(0, 0.3)
    better = np.where(PATIENTS % 10 == 0, LABELS, poor)
    difference, (low, high) = difference_interval([_counts(better)], [_counts(poor)], accuracy_of)
    assert difference == pytest.approx((better == LABELS).mean() - (poor == LABELS).mean())
    assert 0 <= low < difference < high
    alone = accuracy_interval(poor == LABELS, PATIENTS)
    assert high - low < 0.6 * (alone[1] - alone[0])
    assert difference_interval([_counts(poor)], [_counts(poor)], macro_f1_of) == (0.0, (0.0, 0.0))


def test_a_median_lies_within_its_own_interval() -> None:
    """One patient with most of the pictures counts as one."""
    patients = np.array([0] * 90 + list(range(1, 11)))
    values = np.where(patients == 0, 100.0, patients)
    median, (low, high) = patient_median(values, patients)
    assert median == 6
    assert low < median < high


def test_seeds_that_differ_widen_the_interval() -> None:
    alike = [_counts(_predicted(0, 0.2))] * 3
    spread = [_counts(_predicted(0, wrong)) for wrong in (0.1, 0.2, 0.3)]
    other = [_counts(_predicted(5, 0.2))] * 3
    narrow, wide = (difference_interval(seeds, other, accuracy_of)[1] for seeds in (alike, spread))
    assert wide[1] - wide[0] > 2 * (narrow[1] - narrow[0])
    # With one seed on a side nothing is known of others: patients only.
    one = difference_interval(spread, other[:1], accuracy_of)[1]
    assert one[1] - one[0] < wide[1] - wide[0]
