"""Forecasts of one patient from the others: the test that a fitted growth model has to pass."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth.calibrate import overlaps
from physnet_core.growth.outline import DILATIONS_MM, dilation_table, smoothing_table
from physnet_core.growth.pair import Pair, Progress

Floats = NDArray[np.float64]

# How far a front is followed in every pair, so that a travel or speed of one can be tried on all.
TRAVELS_MM = tuple(float(travel) for travel in np.arange(0.0, 12.01, 0.5))
SPEEDS_MM_PER_DAY = tuple(float(speed) for speed in np.concatenate([[0.0], np.geomspace(0.002, 0.3, 25)]))

METHODS = (
    "persistence",
    "dilation",
    "dilation_by_days",
    "smoothing",
    "fisher_kpp",
    "fisher_kpp_by_days",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidates:
    """Dice of one patient for every parameter that a method may have; one flat array a method, in the same order."""

    name: str
    days: float
    dice: dict[str, Floats]


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """One patient.

    Attributes
    ----------
    forecast
        Dice of each method with the parameters that are best, on average, for the other patients.
    best
        Dice of each method with the parameters that are best for this patient: nothing that could be forecast.
    """

    name: str
    days: float
    forecast: dict[str, float]
    best: dict[str, float]


def candidates(
    name: str,
    pair: Pair,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Candidates:
    """Return what every parameter of every method makes of a pair."""
    table = overlaps(pair, np.array(TRAVELS_MM), progress=progress, cancelled=cancelled)
    dilations = dilation_table(pair.pre, pair.post, pair.spacing)
    gone = np.array(SPEEDS_MM_PER_DAY) * pair.days
    return Candidates(
        name=name,
        days=pair.days,
        dice={
            "persistence": dilations[:1],
            "dilation": dilations,
            "dilation_by_days": np.interp(gone, DILATIONS_MM, dilations),
            "smoothing": smoothing_table(pair.pre, pair.post, pair.spacing).ravel(),
            "fisher_kpp": np.asarray(table.dice.ravel(), dtype=np.float64),
            "fisher_kpp_by_days": np.concatenate([np.interp(gone, table.travels, row) for row in table.dice]),
        },
    )


def leave_one_out(patients: Sequence[Candidates]) -> list[Forecast]:
    """Return the forecast of each patient from all others; at least two patients."""
    return [
        Forecast(
            name=patient.name,
            days=patient.days,
            forecast={method: _forecast(patient, patients, method) for method in METHODS},
            best={method: float(patient.dice[method].max()) for method in METHODS},
        )
        for patient in patients
    ]


def _forecast(patient: Candidates, patients: Sequence[Candidates], method: str) -> float:
    others = np.mean([other.dice[method] for other in patients if other is not patient], axis=0)
    return float(patient.dice[method][int(others.argmax())])
