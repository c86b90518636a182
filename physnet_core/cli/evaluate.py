"""`physnet evaluate`: how good a network is, on data it has not seen."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from physnet_core.cli.console import json_result, result, tell
from physnet_core.errors import InvalidParameterError

if TYPE_CHECKING:  # these load torch, which `--help` should not wait for
    import torch

    from physnet_core.learning.dataset import Dataset
    from physnet_core.learning.index import DataIndex
    from physnet_core.learning.results import Results
    from physnet_core.network.bundle import Bundle

Pairs = list[tuple[str, str | None]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of this command."""
    parser.add_argument("data", type=Path, help="class folders, with or without Training/Testing and manifest.csv")
    parser.add_argument("--split", choices=("official", "official-clean", "clean", "all"), default="clean")
    parser.add_argument(
        "--models",
        nargs="*",
        metavar="NAME=FILE",
        help="bundles; by default the shipped one. A NAME given several times has several seeds (NAME, NAME#2, ...). "
        "Without any: only what --out holds already",
    )
    parser.add_argument("--masks", metavar="DIR|none", help="tumor outlines; by default DATA/masks where it exists")
    parser.add_argument(
        "--add", type=Path, nargs="+", default=[], metavar="DIR", help="further folders with a manifest.csv"
    )
    parser.add_argument(
        "--ensemble",
        action="append",
        default=[],
        metavar="A+B+C",
        help="soft vote of models of --models, or of an earlier run with the same --out",
    )
    parser.add_argument(
        "--difference",
        action="append",
        nargs=2,
        default=[],
        metavar=("A", "B"),
        help="paired difference over all seeds of two models; PhysNet against all others is always reported",
    )
    parser.add_argument("--robustness", action="store_true", help="also on pictures made worse, at five severities")
    parser.add_argument(
        "--others",
        type=Path,
        nargs="+",
        default=[],
        metavar="DIR",
        help="what PhysNet says of folders from elsewhere: pictures with a manifest.csv, or scans",
    )
    parser.add_argument("--strangers", action="store_true", help="also how many pictures that are no MRI are noticed")
    parser.add_argument(
        "--out", type=Path, help="folder for tables, plots and answers; further runs on the same pictures add to it"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Evaluate every named bundle on one split, and put the results beside earlier ones."""
    from physnet_core.cli.train import masks_folder
    from physnet_core.files import make_folder
    from physnet_core.learning.card import accuracy_table
    from physnet_core.learning.index import load_index
    from physnet_core.learning.report import report_on, write_report
    from physnet_core.learning.results import load_results
    from physnet_core.learning.tables import differences_table

    models = _models(args.models)
    index = load_index(args.data, args.split, masks=masks_folder(args.data, args.masks), add=args.add)
    results = load_results(args.out, _data(index))
    _check_names(args, {*results.models, *(name for name, _ in models)})
    if args.out:
        make_folder(args.out)
    results = _measure(args, models, index, results)
    for name in dict.fromkeys((*results.ensembles, *args.ensemble)):  # older votes too: a member may be new
        results = results.with_ensemble(name)
    report = report_on(results, [(first, second) for first, second in args.difference])
    if args.out:
        write_report(results, report, args.out)
    if args.json:
        json_result(report)
    else:
        tables = (accuracy_table(report["models"], "model"), differences_table(report["differences"]))
        result("\n\n".join(table for table in tables if table))
    return 0


def _data(index: "DataIndex") -> dict[str, Any]:
    from physnet_core.learning.truth import fingerprint

    samples = index.part("test")
    return {
        "images": len(samples),
        "distinct": len({sample.picture for sample in samples}),
        "per_class": index.counts("test"),
        "split": index.split,
        "sha256": fingerprint(samples),
    }


def _measure(args: argparse.Namespace, models: Pairs, index: "DataIndex", results: "Results") -> "Results":
    """Add the networks one by one; each is safe in --out before the next begins."""
    from physnet_core.learning.evaluate import count_seen, evaluate
    from physnet_core.learning.report import draw, report_on
    from physnet_core.learning.robustness import robustness
    from physnet_core.learning.truth import truth_of
    from physnet_core.network.bundle import load_bundle
    from physnet_core.network.device import resolve_device

    device = resolve_device(args.device)
    datasets: dict[Any, Dataset] = {}
    done: list[str] = []
    for name, source in models:
        bundle = load_bundle(source)
        key = results.key_for(bundle.metadata, name, done)
        tell(f"evaluating {key}", quiet=args.quiet)
        dataset = _dataset(args, index, bundle, datasets)
        evaluation = evaluate(bundle, dataset, device, seen_in_training=count_seen(bundle, dataset, args.data))
        further = {"robustness": robustness(bundle, dataset, device)} if args.robustness else {}
        if bundle.familiarity is not None:  # rivals answer no single slice
            further |= _elsewhere(args, index, bundle, device)
        results = results.with_network(key, bundle.metadata, evaluation, truth_of(dataset.samples), further)
        done.append(key)
        if args.out:
            results.save(args.out, report_on(results))
            draw(key, evaluation, args.out)
    return results


def _elsewhere(
    args: argparse.Namespace, index: "DataIndex", bundle: "Bundle", device: "torch.device"
) -> dict[str, Any]:
    from physnet_core.cli.train import read_part
    from physnet_core.learning.other_sources import judge_other_sources
    from physnet_core.learning.strangers import all_strangers, judge_strangers
    from physnet_core.network.predictor import Predictor

    further: dict[str, Any] = {}
    if args.others:
        further["other_sources"] = judge_other_sources(Predictor(bundle, str(device)), args.others)
    if args.strangers:
        quiet = args.quiet or not sys.stderr.isatty()
        validation = read_part(index, "val", bundle.metadata.preprocessing, quiet=quiet, tell_skipped=False)
        further["strangers"] = judge_strangers(bundle, all_strangers(), validation, device)
    return further


def _dataset(args: argparse.Namespace, index: "DataIndex", bundle: "Bundle", read: "dict[Any, Dataset]") -> "Dataset":
    """Read the test part as this network wants it, unless that has been done."""
    from physnet_core.cli.train import read_part

    preprocessing = bundle.metadata.preprocessing
    if preprocessing not in read:
        quiet = args.quiet or not sys.stderr.isatty()
        read[preprocessing] = read_part(index, "test", preprocessing, quiet=quiet, tell_skipped=not read)
    return read[preprocessing]


def _check_names(args: argparse.Namespace, known: set[str]) -> None:
    """Refuse what nobody has heard of before the long work starts; which seeds there are, only the bundles tell."""
    from physnet_core.learning.results import family

    if not known:
        raise InvalidParameterError("There is nothing to report: give --models NAME=FILE, or an --out with results.")
    for ensemble, members in ((ensemble, ensemble.split("+")) for ensemble in args.ensemble):
        if len(members) < 2 or any(family(member) not in known for member in members):
            raise InvalidParameterError(
                f"An ensemble joins names given in --models, as in A+B+C; {ensemble!r} does not ({_listed(known)})."
            )
    for name in (name for pair in args.difference for name in pair):
        if family(name) not in {*known, *args.ensemble}:
            raise InvalidParameterError(
                f"--difference compares names given in --models or --ensemble, not {name!r} ({_listed(known)})."
            )


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _models(arguments: list[str] | None) -> Pairs:
    from physnet_core.network.bundle import bundle_folder

    if arguments is None:
        return [("physnet", None)]
    models: Pairs = []
    for argument in arguments:
        name, equals, source = argument.partition("=")
        if not (name and equals and source):
            raise InvalidParameterError(f"Write models as NAME=FILE, not {argument!r}.")
        if set(name) & set("+#/\\"):
            raise InvalidParameterError(f"The name of a model may not contain + # / or \\; {name!r} does.")
        bundle_folder(source)  # a slip in the last name should not be found after an hour
        models.append((name, source))
    return models
