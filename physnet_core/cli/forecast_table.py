"""The forecast table of `physnet calibrate --leave-one-out`."""

import argparse
import csv
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.stats

from physnet_core.cli.console import Progress, json_result, progress_bar, result
from physnet_core.errors import InvalidParameterError, UnreadableScanError

if TYPE_CHECKING:
    from physnet_core.growth.forecast import Forecast

_TITLES = {
    "persistence": "as it was",
    "dilation": "dilation",
    "dilation_by_days": "dilation x days",
    "smoothing": "smoothing",
    "fisher_kpp": "Fisher-KPP",
    "fisher_kpp_by_days": "Fisher-KPP x days",
}
_FILES = ("Pre_Mask", "Post_Mask", "Pre_Scan_T1", "Post_Scan_T1")
_FEWEST = 3
_PART = 50


def forecast(args: argparse.Namespace) -> int:
    """Forecast each patient of a folder from the others, and tell; return the exit code."""
    from physnet_core.cli.calibrate import read_pair
    from physnet_core.growth.forecast import candidates, leave_one_out

    folder: Path = args.leave_one_out
    rows = _rows(folder)
    quiet = argparse.Namespace(**{**vars(args), "quiet": True})
    patients = []
    with progress_bar(args, what="patients", unit="part") as progress:
        for index, (name, days) in enumerate(rows):
            files = [folder / name / f"{kind}.nii.gz" for kind in _FILES]
            registering, growing = (_part(progress, 2 * index + half, 2 * len(rows)) for half in (0, 1))
            pair = read_pair(quiet, files[0], files[1], days, files[2], files[3], progress=registering)
            patients.append(candidates(name, pair, progress=growing))
    table = leave_one_out(patients)
    if args.json:
        json_result(_record(table))
    else:
        result("\n".join(_lines(table)))
    return 0


def _part(progress: Progress, index: int, of: int) -> Progress:
    """Return the progress of one of several equal parts of the work."""
    return lambda done, total: progress(index * _PART + _PART * done // max(total, 1), of * _PART)


def _rows(folder: Path) -> list[tuple[str, float]]:
    """Return (name, days) of each patient in growth.csv."""
    path = folder / "growth.csv"
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = [(row["patient"], float(row["interval_days"])) for row in csv.DictReader(file)]
    except (OSError, KeyError, ValueError) as error:
        raise UnreadableScanError(f"{path} must have columns patient and interval_days: {error}") from error
    if len(rows) < _FEWEST:
        raise InvalidParameterError(f"{path} names {len(rows)} patients; to forecast one from others takes {_FEWEST}.")
    return rows


def _means(table: "list[Forecast]", which: str) -> dict[str, float]:
    return {method: float(np.mean([getattr(row, which)[method] for row in table])) for method in _TITLES}


def _record(table: "list[Forecast]") -> dict[str, Any]:
    return {
        "patients": [
            {"patient": row.name, "days": row.days, "forecast_dice": row.forecast, "best_dice": row.best}
            for row in table
        ],
        "mean": {"forecast_dice": _means(table, "forecast"), "best_dice": _means(table, "best")},
        "against_persistence": {
            method: dict(zip(("mean", "standard_error"), _difference(table, method, "persistence"), strict=True))
            for method in _TITLES
        },
        "verdict": _verdict(table),
    }


def _lines(table: "list[Forecast]") -> list[str]:
    heading = f"{'patient':<9} {'days':>5} " + " ".join(f"{title:>17}" for title in _TITLES.values())
    lines = ["Dice of forecasts, parameters from the other patients:", heading]
    lines += [f"{row.name:<9} {row.days:5.0f} {_numbers(row.forecast)}" for row in table]
    means, best = _means(table, "forecast"), _means(table, "best")
    gains = {method: _difference(table, method, "persistence") for method in _TITLES}
    lines += [
        f"{'mean':<15} {_numbers(means)}",
        f"{'gain, mean':<15} {_numbers({method: gain for method, (gain, _) in gains.items()})}",
        f"{'standard error':<15} {_numbers({method: error for method, (_, error) in gains.items()})}",
        f"{'best fit, mean':<15} {_numbers(best)}",
        "",
        "gain: over the outline as it was, patient by patient. best fit: to the later outline itself, no forecast.",
        _verdict(table),
    ]
    return lines


def _difference(table: "list[Forecast]", method: str, other: str) -> tuple[float, float]:
    """Return the mean over patients of one forecast's Dice less another's, and its standard error."""
    differences = [row.forecast[method] - row.forecast[other] for row in table]
    return float(np.mean(differences)), float(np.std(differences, ddof=1)) / math.sqrt(len(differences))


def _numbers(values: dict[str, float]) -> str:
    return " ".join(f"{values[method]:17.3f}" for method in _TITLES)


def _verdict(table: "list[Forecast]") -> str:
    means = _means(table, "forecast")
    plain = max(("persistence", "dilation", "dilation_by_days", "smoothing"), key=lambda method: means[method])
    physics = max(("fisher_kpp", "fisher_kpp_by_days"), key=lambda method: means[method])
    mean, error = _difference(table, physics, plain)
    # A twentieth of all such tables have a larger difference by chance.
    sure = "" if abs(mean) > scipy.stats.t.ppf(0.975, len(table) - 1) * error else ": too little to tell them apart"
    return (
        f"{_TITLES[physics]} against the best method without physics ({_TITLES[plain]}): {mean:+.3f} Dice, standard "
        f"error {error:.3f}, {len(table)} patients{sure}. Each is the best of its kind in this very table."
    )
