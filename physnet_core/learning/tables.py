"""Results as tables, for people (Markdown) and for other programs (CSV)."""

import csv
import io
from collections.abc import Mapping
from typing import Any

_FIGURES = (
    "images",
    "accuracy",
    "accuracy_distinct",
    "macro_f1",
    "macro_auc",
    "ece",
    "ece_uncalibrated",
    "uncertain",
    "out_of_distribution",
    "seen_in_training",
    "images_per_second",
    "parameters",
)


def models_csv(models: Mapping[str, Mapping[str, Any]]) -> str:
    """Return one row a model with all its single figures, recall of each class and localization."""
    rows = []
    for name, figures in models.items():
        row = {"model": name, **{key: figures.get(key) for key in _FIGURES}}
        row["accuracy_low"], row["accuracy_high"] = figures["accuracy_ci95"]
        row |= {f"recall_{label}": entry["recall"] for label, entry in figures["per_class"].items()}
        for what in ("localization", "localization_grad_cam"):
            place = figures.get(what) or {}
            row |= {f"{what}_{key}": place.get(key) for key in ("images", "pointing_game", "dice")}
        rows.append(row)
    return _csv(rows)


def growth_table(models: Mapping[str, Mapping[str, Any]]) -> str:
    """Return medians of D^, rho^, D^/rho^ and the front speed by class with 95 % intervals, as Markdown."""
    names = ("diffusion_number", "growth_number", "ratio", "front_speed")
    rows = ["| model | class | D^ | rho^ | D^/rho^ | 2 sqrt(D^ rho^) |", "|---|---|---|---|---|---|"]
    for model, figures in models.items():
        for label, growth in (figures.get("growth_by_class") or {}).items():
            cells = [
                f"{growth[name]:.3g} ({growth[f'{name}_ci95'][0]:.3g}-{growth[f'{name}_ci95'][1]:.3g})"
                for name in names
            ]
            rows.append(f"| {model} | {label} | {' | '.join(cells)} |")
    return "\n".join(rows)


def robustness_table(models: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the accuracy under every corruption at severities 1..5, as Markdown."""
    rows = ["| model | corruption | 1 | 2 | 3 | 4 | 5 |", "|---|---|---|---|---|---|---|"]
    for model, figures in models.items():
        for name, accuracies in (figures.get("robustness") or {}).items():
            rows.append(f"| {model} | {name} | {' | '.join(f'{value:.3f}' for value in accuracies)} |")
    return "\n".join(rows)


def _csv(rows: list[dict[str, Any]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
