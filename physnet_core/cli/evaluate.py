"""`physnet evaluate`: how good a network is, on data it has not seen."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from physnet_core.errors import InvalidParameterError

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
    parser.add_argument("--out", type=Path, help="folder for tables and plots")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Evaluate every named bundle on one split."""
    from physnet_core.cli.train import masks_folder, read_part
    from physnet_core.learning.card import accuracy_table
    from physnet_core.learning.evaluate import count_seen, evaluate
    from physnet_core.learning.index import load_index
    from physnet_core.learning.plots import evaluation_plots
    from physnet_core.network.bundle import load_bundle
    from physnet_core.network.device import resolve_device

    masks = masks_folder(args.data, args.masks)
    index = load_index(args.data, args.split, masks=masks, add=args.add)
    results: dict[str, Any] = {}
    for name, source in _models(args.models).items():
        bundle = load_bundle(source)
        dataset = read_part(index, "test", bundle.metadata.preprocessing, quiet=args.quiet or not sys.stderr.isatty())
        evaluation = evaluate(
            bundle, dataset, resolve_device(args.device), seen_in_training=count_seen(bundle, dataset, args.data)
        )
        results[name] = {"images": len(dataset), **evaluation.as_dict()}
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            evaluation_plots(name, evaluation, args.out)
    report = {
        "data": {"images": len(index.part("test")), "per_class": index.counts("test"), "split": args.split},
        "models": results,
    }
    table = accuracy_table(results)
    if args.out:
        (args.out / RESULTS).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        (args.out / "evaluation.md").write_text(table + "\n", encoding="utf-8")
    sys.stdout.write((json.dumps(report) if args.json else table) + "\n")
    return 0


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
