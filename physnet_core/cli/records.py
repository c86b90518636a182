"""Predictions as the records and table rows that the command line promises."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from physnet_core.growth.measures import area
from physnet_core.network.prediction import NO_TUMOR, Prediction

DENSITY_THRESHOLD = 0.5
_SUSPICIOUS_SHARE = 4  # the summary speaks of the most suspicious quarter of the slices


def prediction_record(prediction: Prediction) -> dict[str, Any]:
    """Return one slice's entry of `physnet predict --json`."""
    return {
        "slice": prediction.slice_index,
        "source": prediction.source,
        "label": prediction.label,
        "confidence": _rounded(prediction.confidence),
        "uncertain": prediction.uncertain,
        "probabilities": {
            label: _rounded(value) for label, value in zip(prediction.labels, prediction.probabilities, strict=True)
        },
        "in_distribution": prediction.in_distribution,
        "reason": prediction.reason,
        "diffusion_number": _rounded(prediction.diffusion_number),
        "growth_number": _rounded(prediction.growth_number),
        "diffusion_mm2_per_day": _rounded(prediction.diffusion_mm2_per_day),
        "proliferation_per_day": _rounded(prediction.proliferation_per_day),
        "days_per_step": prediction.days_per_step,
        "density": density_record(prediction),
        "seconds": _rounded(prediction.seconds),
    }


def density_record(prediction: Prediction) -> dict[str, Any]:
    """Return size and place of the density at t = 0: cells of at least 0.5, and their weighted center."""
    start = prediction.trajectory[0]
    cells = float(area(start, threshold=DENSITY_THRESHOLD))
    cell_mm = prediction.units.cell_mm
    return {
        "max": _rounded(float(start.max())),
        "area_mm2": None if cell_mm is None else _rounded(cells * cell_mm**2),
        "area_cells": cells,
        "centroid_rc": _centroid(prediction),
    }


def summarize(predictions: Sequence[Prediction]) -> dict[str, Any]:
    """Return one answer for a series: the mean over the quarter of its slices that look most like tumor.

    A tumor shows on some slices of a head only, so a mean over all would always say 'no tumor'. Slices unlike the
    training data do not count where there are others.
    """
    familiar = [item for item in predictions if item.in_distribution]
    counted = sorted(familiar or predictions, key=_tumor_probability, reverse=True)
    if not counted:
        return {"label": None, "confidence": None, "slices_in_distribution": 0}
    top = counted[: max(1, len(counted) // _SUSPICIOUS_SHARE)]
    mean = np.mean([item.probabilities for item in top], axis=0)
    return {
        "label": top[0].labels[int(mean.argmax())],
        "confidence": _rounded(float(mean.max())),
        "slices_in_distribution": len(familiar),
    }


def table_row(series: int, record: dict[str, Any]) -> dict[str, Any]:
    """Return a prediction's record without nesting, for CSV; `series` counts from 1 as in `physnet info`."""
    flat: dict[str, Any] = {"series": series}
    for key, value in record.items():
        if key == "probabilities":
            flat |= {f"probability_{label}": share for label, share in value.items()}
        elif key == "density":
            row, column = value["centroid_rc"] or (None, None)
            flat |= {f"density_{name}": value[name] for name in ("max", "area_mm2", "area_cells")}
            flat |= {"density_centroid_row": row, "density_centroid_column": column}
        else:
            flat[key] = value
    return flat


def _centroid(prediction: Prediction) -> list[float] | None:
    weights = np.where(prediction.trajectory[0] >= DENSITY_THRESHOLD, prediction.trajectory[0], 0.0)
    total = float(weights.sum())
    if total == 0:
        return None
    rows, columns = np.indices(weights.shape)
    cell = float((rows * weights).sum() / total), float((columns * weights).sum() / total)
    return [round(value, 2) for value in prediction.grid.to_pixels(*cell)]


def _tumor_probability(prediction: Prediction) -> float:
    if NO_TUMOR not in prediction.labels:
        return 1.0
    return 1.0 - float(prediction.probabilities[prediction.labels.index(NO_TUMOR)])


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{float(value):.7g}")
