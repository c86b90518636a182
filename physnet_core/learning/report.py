"""From results to what people read: one JSON object, tables and plots."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from physnet_core.files import write_text
from physnet_core.learning.card import accuracy_table, mistakes
from physnet_core.learning.comparison import differences, growth_order, over_seeds, with_plain_grad_cam
from physnet_core.learning.evaluate import Evaluation, judge
from physnet_core.learning.plots import evaluation_plots, growth_plot, roc_plot
from physnet_core.learning.results import Results
from physnet_core.learning.tables import (
    differences_table,
    growth_table,
    localization_table,
    models_csv,
    others_table,
    robustness_table,
    scans_table,
    seeds_growth_table,
    seeds_table,
    strangers_table,
)


def report_on(results: Results, wanted: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """Return what `physnet evaluate --json` prints; `wanted` are pairs for `differences`."""
    return {
        "data": results.data,
        "models": with_plain_grad_cam(results.models),
        "seeds": over_seeds(results),
        "differences": differences(results, wanted),
        "growth_order": growth_order(results),
    }


def write_report(results: Results, report: Mapping[str, Any], folder: Path) -> None:
    """Write results, tables, and the plots of the ensembles; those of a network are drawn when it is measured."""
    results.save(folder, report)
    write_text(folder / "evaluation.md", markdown(report))
    write_text(folder / "evaluation.csv", models_csv(report["models"]))
    assert results.truth is not None
    for name in results.ensembles:
        draw(name, judge(results.answers[name]["probabilities"], results.truth), folder)


def draw(key: str, evaluation: Evaluation, folder: Path) -> None:
    """Draw confusion, reliability, ROC and growth of one network or ensemble."""
    for plot in (evaluation_plots, roc_plot, growth_plot):
        plot(key, evaluation, folder)


def markdown(report: Mapping[str, Any]) -> str:
    """Return all tables, each under its heading; those without a row are left out."""
    models, data = report["models"], report["data"]
    sections = {
        "Accuracy": accuracy_table(models, "model"),
        "Differences": differences_table(report["differences"]),
        "Over seeds: mean (range)": seeds_table(report["seeds"]),
        "Where they look": localization_table(models),
        "D and rho by class: median (95 % interval)": growth_table(models),
        "D and rho by class over seeds: mean of medians (range)": seeds_growth_table(report["seeds"]),
        "Does growth order as in biology?": "\n\n".join(report["growth_order"]),
        **_elsewhere(models),
        "Mistakes": "\n\n".join(f"**{name}**: {mistakes(figures)}" for name, figures in models.items()),
        "Accuracy on damaged pictures, by severity": robustness_table(models),
    }
    told = [f"## {title}\n\n{text}" for title, text in sections.items() if text]
    counted = ", ".join(f"{count} {label}" for label, count in data["per_class"].items())
    head = (
        f"# Evaluation on split `{data['split']}`\n\n{data['images']} pictures, {data['distinct']} distinct: {counted}."
    )
    return "\n\n".join((head, *told, _METHOD)) + "\n"


def _elsewhere(models: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the tables on scans from elsewhere, for the models that were asked about any."""
    sections: dict[str, str] = {}
    for name, figures in models.items():
        if others := figures.get("other_sources"):
            sections[f"Labelled slices from elsewhere: {name}"] = others_table(others)
            sections[f"Scans from elsewhere: {name}"] = scans_table(others)
        if strangers := figures.get("strangers"):
            sections[f"Pictures that are no brain MRI: {name}"] = strangers_table(strangers)
    return sections


_METHOD = """## How the intervals are made

95 %, by a bootstrap of 2000 draws of whole patients. Differences are paired: each draw takes the same patients for
both. Where both sides have several seeds, the figure is the mean over seeds, and each draw is also moved by Student's t
times the standard error of the difference of the two means over seeds (degrees of freedom of Welch)."""
