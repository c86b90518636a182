"""Results as tables, for people (Markdown) and for other programs (CSV)."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from physnet_core.learning.corruptions import SEVERITIES
from physnet_core.learning.results import family

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
_PHYSNET = "physnet"
_GROWTH = {
    "diffusion_number": "D^",
    "growth_number": "rho^",
    "ratio": "D^/rho^",
    "front_speed": "2 sqrt(D^ rho^)",
}
_PLACES = {
    "localization": "density u0",
    "localization_grad_cam": "Grad-CAM of the same network",
    "localization_grad_cam_resnet18": "Grad-CAM of resnet18",
}
_OVER_SEEDS = {"accuracy": "accuracy", "macro_f1": "macro-F1", "dice": "Dice", "pointing_game": "pointing game"}


def models_csv(models: Mapping[str, Mapping[str, Any]]) -> str:
    """Return one row a model with all its single figures, recall of each class and localization."""
    rows = []
    for name, figures in models.items():
        row = {"model": name, **{key: figures.get(key) for key in _FIGURES}}
        for what in ("accuracy", "macro_f1"):
            row[f"{what}_low"], row[f"{what}_high"] = figures[f"{what}_ci95"]
        row["seed"] = figures.get("bundle", {}).get("seed")
        row |= {f"recall_{label}": entry["recall"] for label, entry in figures["per_class"].items()}
        for what in _PLACES:
            place = figures.get(what) or {}
            row |= {f"{what}_{key}": place.get(key) for key in ("images", "pointing_game", "dice")}
        rows.append(row)
    return _csv(rows)


def localization_table(models: Mapping[str, Mapping[str, Any]]) -> str:
    """Return how well the density, Grad-CAM of the same network and Grad-CAM of ResNet-18 find the tumor."""
    rows = []
    for model, figures in models.items():
        for what, title in _PLACES.items():
            place = figures.get(what)
            if place:
                pointing, dice = (_with_interval(place, name) for name in ("pointing_game", "dice"))
                rows.append((model, title, str(place["images"]), pointing, dice))
    return markdown_table(("model", "map", "outlined pictures", "pointing game", "Dice at 0.5"), rows)


def rivals_table(report: Mapping[str, Any]) -> str:
    """Return one row a model, with the means over its seeds, and by how much PhysNet is ahead of it."""
    leads = {entry["b"][0]: entry for entry in report["differences"] if entry["a"][0] == _PHYSNET}
    heads = ("model", "seeds", "accuracy", "macro-F1", "PhysNet ahead in accuracy", "in macro-F1", "Dice", "pointing")
    rows = [
        _rival(key, figures, report["seeds"].get(key), leads.get(key))
        for key, figures in report["models"].items()
        if family(key) == key
    ]
    return markdown_table(heads, rows)


def _rival(
    key: str, figures: Mapping[str, Any], seeds: Mapping[str, Any] | None, lead: Mapping[str, Any] | None
) -> tuple[str, ...]:
    single = {**(figures.get("localization") or {}), **figures}
    means = {name: over and over["mean"] for name, over in seeds.items() if name in _OVER_SEEDS} if seeds else single
    accuracy, macro_f1, dice, pointing = (_figure(means.get(name)) for name in _OVER_SEEDS)
    ahead = [_with_interval(lead, name, "+.3f") if lead else "-" for name in ("accuracy", "macro_f1")]
    return key, str(len(seeds["seeds"]) if seeds else 1), accuracy, macro_f1, *ahead, dice, pointing


def seeds_table(seeds: Mapping[str, Mapping[str, Any]]) -> str:
    """Return mean and range over seeds of the figures of each model."""
    rows = [
        (model, str(len(figures["seeds"])), *(_mean_and_range(figures[name], ".3f") for name in _OVER_SEEDS))
        for model, figures in seeds.items()
    ]
    return markdown_table(("model", "seeds", *_OVER_SEEDS.values()), rows)


def seeds_growth_table(seeds: Mapping[str, Mapping[str, Any]]) -> str:
    """Return mean and range over seeds of the medians of D^, rho^, D^/rho^ and the front speed by class."""
    rows = [
        (model, label, *(_mean_and_range(growth[name], ".3g") for name in _GROWTH))
        for model, figures in seeds.items()
        for label, growth in (figures["growth_by_class"] or {}).items()
    ]
    return markdown_table(("model", "class", *_GROWTH.values()), rows)


def differences_table(differences: Sequence[Mapping[str, Any]]) -> str:
    """Return paired differences in accuracy and macro-F1 with their 95 % intervals."""
    rows = [
        (
            f"{_side(entry['a'])} - {_side(entry['b'])}",
            *(_with_interval(entry, name, "+.3f") for name in ("accuracy", "macro_f1")),
            entry["interval"],
        )
        for entry in differences
    ]
    return markdown_table(("difference", "accuracy", "macro-F1", "interval over"), rows)


def growth_table(models: Mapping[str, Mapping[str, Any]]) -> str:
    """Return medians of D^, rho^, D^/rho^ and the front speed by class with 95 % intervals, as Markdown."""
    rows = [
        (model, label, *(_with_interval(growth, name, ".3g") for name in _GROWTH))
        for model, figures in models.items()
        for label, growth in (figures.get("growth_by_class") or {}).items()
    ]
    return markdown_table(("model", "class", *_GROWTH.values()), rows)


def robustness_table(models: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the accuracy under every corruption at severities 1..5, as Markdown."""
    rows = [(model, *row) for model, figures in models.items() for row in robustness_rows(figures)]
    return markdown_table(("model", "corruption", *map(str, SEVERITIES)), rows)


def robustness_rows(figures: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return one row a corruption, its name and the accuracies; none where they were not measured."""
    accuracies = figures.get("robustness") or {}
    return [(name, *(f"{value:.3f}" for value in values)) for name, values in accuracies.items()]


def others_table(found: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Return what was said of labelled pictures of other sources, of `judge_other_sources`."""
    heads = ("source", "skull", "true class", "pictures", "patients", "called tumor", "no tumor or unsure", "unsure")
    rows = [
        (row["source"], row["skull"] or "-", row["label"], str(row["pictures"]), str(row["patients"]), *_shares(row))
        for row in found["labelled"]
    ]
    return markdown_table(heads, rows)


def scans_table(found: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Return what was said of whole scans, slice by slice."""
    heads = ("scan", "slices", "called tumor", "no tumor or unsure", "unsure", "slice by slice")
    rows = [
        (_plain(row["source"]), str(row["pictures"]), *_shares(row), f"`{_in_tens(row['slices'])}`")
        for row in found["scans"]
    ]
    return markdown_table(heads, rows)


def strangers_table(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Return which part of the pictures that are no brain MRI is turned away, of `judge_strangers`."""
    shares = ("rejected_at_95", "rejected", "rejected_or_uncertain")
    rows = [(kind, str(row["pictures"]), *(f"{row[share]:.3f}" for share in shares)) for kind, row in found.items()]
    heads = ("pictures of", "number", "rejected where 95 % of validation pass", "rejected", "rejected or uncertain")
    return markdown_table(heads, rows)


def _shares(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{row[share]:.3f}" for share in ("tumor", "no_tumor_or_unsure", "unsure"))


def _in_tens(letters: str) -> str:
    """Return a letter a slice in groups of ten: they can be counted, and a long scan takes several lines."""
    return " ".join(letters[start : start + 10] for start in range(0, len(letters), 10))


def _plain(text: str) -> str:
    return text.replace("|", "/")


def markdown_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table, or nothing where it has no row."""
    if not rows:
        return ""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows))


def _with_interval(figures: Mapping[str, Any], name: str, form: str = ".3f") -> str:
    low, high = figures[f"{name}_ci95"]
    return f"{figures[name]:{form}} ({low:{form}} to {high:{form}})"


def _mean_and_range(figures: Mapping[str, float] | None, form: str) -> str:
    if figures is None:
        return "-"
    return f"{figures['mean']:{form}} ({figures['low']:{form}} to {figures['high']:{form}})"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _side(keys: Sequence[str]) -> str:
    return keys[0] if len(keys) == 1 else f"{keys[0]} ({len(keys)} seeds)"


def _csv(rows: list[dict[str, Any]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
