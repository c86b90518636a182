"""`physnet evaluate`: how good a network is, on data it has not seen."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from physnet_core.cli.console import json_result, result
from physnet_core.errors import InvalidParameterError

if TYPE_CHECKING:  # these load torch, which `--help` should not wait for
    from physnet_core.learning.evaluate import Evaluation
    from physnet_core.learning.index import DataIndex

# Written with a result: by hand nothing is copied into the model card or the README.
RESULTS = "evaluation.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of this command."""
    parser.add_argument("data", type=Path, help="class folders, with or without Training/Testing and manifest.csv")
    parser.add_argument("--split", choices=("official", "official-clean", "clean", "all"), default="clean")
    parser.add_argument(
        "--models", nargs="+", default=[], metavar="NAME=FILE", help="bundles; by default the shipped one"
    )
    parser.add_argument("--masks", metavar="DIR|none", help="tumor outlines; by default DATA/masks where it exists")
    parser.add_argument(
        "--add", type=Path, nargs="+", default=[], metavar="DIR", help="further folders with a manifest.csv"
    )
    parser.add_argument(
        "--ensemble", action="append", default=[], metavar="A+B+C", help="soft vote of models named in --models"
    )
    parser.add_argument("--robustness", action="store_true", help="also on pictures made worse, at five severities")
    parser.add_argument("--out", type=Path, help="folder for tables and plots")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Evaluate every named bundle on one split."""
    from physnet_core.cli.train import masks_folder
    from physnet_core.learning.card import accuracy_table
    from physnet_core.learning.index import load_index

    models = _models(args.models)
    ensembles = {name: _members(name, models) for name in args.ensemble}
    index = load_index(args.data, args.split, masks=masks_folder(args.data, args.masks), add=args.add)
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
    results = _measure(args, models, ensembles, index)
    report = {
        "data": {
            "images": len(index.part("test")),
            "distinct": len({sample.picture for sample in index.part("test")}),
            "per_class": index.counts("test"),
            "split": args.split,
        },
        "models": results,
    }
    table = accuracy_table(results)
    if args.out:
        _write(args.out, report, table)
    if args.json:
        json_result(report)
    else:
        result(table)
    return 0


def _measure(
    args: argparse.Namespace,
    models: dict[str, str | None],
    ensembles: dict[str, list[str]],
    index: "DataIndex",
) -> dict[str, dict[str, Any]]:
    from physnet_core.cli.train import read_part
    from physnet_core.learning.evaluate import Evaluation, count_seen, evaluate, evaluate_ensemble
    from physnet_core.learning.robustness import robustness
    from physnet_core.network.bundle import load_bundle
    from physnet_core.network.device import resolve_device

    device = resolve_device(args.device)
    evaluations: dict[str, Evaluation] = {}
    results: dict[str, dict[str, Any]] = {}
    for name, source in models.items():
        bundle = load_bundle(source)
        dataset = read_part(index, "test", bundle.metadata.preprocessing, quiet=args.quiet or not sys.stderr.isatty())
        seen = count_seen(bundle, dataset, args.data)
        evaluations[name] = evaluate(bundle, dataset, device, seen_in_training=seen)
        results[name] = {"images": len(dataset), **evaluations[name].as_dict()}
        if args.robustness:
            results[name]["robustness"] = robustness(bundle, dataset, device)
    for name, members in ensembles.items():
        evaluations[name] = evaluate_ensemble([evaluations[member] for member in members], dataset)
        results[name] = {"images": len(dataset), **evaluations[name].as_dict()}
    if args.out:
        _draw(evaluations, args.out)
    return results


def _draw(evaluations: "Mapping[str, Evaluation]", folder: Path) -> None:
    from physnet_core.learning.plots import evaluation_plots, growth_plot, roc_plot

    for name, evaluation in evaluations.items():
        for draw in (evaluation_plots, roc_plot, growth_plot):
            draw(name, evaluation, folder)


def _write(folder: Path, report: dict[str, Any], table: str) -> None:
    from physnet_core.files import write_text
    from physnet_core.learning.tables import growth_table, models_csv, robustness_table

    models = report["models"]
    write_text(folder / RESULTS, json.dumps(report, indent=2) + "\n")
    write_text(folder / "evaluation.md", "\n\n".join((table, growth_table(models), robustness_table(models))) + "\n")
    write_text(folder / "evaluation.csv", models_csv(models))


def _members(ensemble: str, models: dict[str, str | None]) -> list[str]:
    members = ensemble.split("+")
    unknown = [member for member in members if member not in models]
    if unknown or len(members) < 2:
        raise InvalidParameterError(
            f"An ensemble joins names given in --models, as in A+B+C; {ensemble!r} does not ({', '.join(models)})."
        )
    return members


def _models(arguments: list[str]) -> dict[str, str | None]:
    if not arguments:
        return {"physnet": None}
    models: dict[str, str | None] = {}
    for argument in arguments:
        name, equals, source = argument.partition("=")
        if not (name and equals and source):
            raise InvalidParameterError(f"Write models as NAME=FILE, not {argument!r}.")
        models[name] = source
    return models
