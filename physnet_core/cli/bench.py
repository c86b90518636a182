"""`physnet bench`: speed and accuracy on this machine, against the plain way to do the same."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from physnet_core.cli.console import json_result, progress_bar, result
from physnet_core.errors import InvalidParameterError

if TYPE_CHECKING:
    from physnet_core.bench.timing import Comparison


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of this command."""
    parser.add_argument("--full", action="store_true", help="larger problems and more rounds (some minutes)")
    parser.add_argument("--only", metavar="WORD", help="only the problems whose name holds this word")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(args: argparse.Namespace) -> int:
    """Measure and tell; return the exit code."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        comparisons = _measured(args)
    finally:
        torch.set_num_threads(before)
    if args.json:
        json_result(
            {
                "threads": 1,
                "clock": "CPU time of the process",
                "mode": "full" if args.full else "quick",
                "comparisons": [asdict(comparison) for comparison in comparisons],
            }
        )
    else:
        result("\n".join(line for comparison in comparisons for line in _lines(comparison)))
    return 0


def _measured(args: argparse.Namespace) -> "list[Comparison]":
    problems = {name: work for name, work in _problems(full=args.full).items() if (args.only or "") in name}
    if not problems:
        raise InvalidParameterError(f"No problem has {args.only!r} in its name; there are {', '.join(_problems())}.")
    measured = []
    with progress_bar(args, what="measuring", unit="problem") as progress:
        for done, work in enumerate(problems.values()):
            progress(done, len(problems))
            measured.append(work())
    return measured


def _problems(*, full: bool = False) -> "dict[str, Callable[[], Comparison]]":
    from physnet_core.bench import growth, product

    rounds, side = (5, 128) if full else (3, 64)
    problems: dict[str, Callable[[], Comparison]] = {
        "constant-256": partial(growth.constant_diffusion, 256, 1.0, 0.13, rounds=rounds),
        "masked-2d": partial(growth.masked, (256, 256), 0.5, 200.0, rounds=rounds),
        "masked-3d": partial(growth.masked, (side, side, side), 0.13, 100.0, rounds=1 if full else 2),
        "network": partial(growth.network_block, rounds=3 * rounds),
        "inference": partial(product.inference, rounds=rounds),
        "training": partial(product.training, networks=product.NETWORKS[: None if full else 3], rounds=rounds),
        "gif": partial(product.gif, rounds=rounds),
        "reading": partial(product.reading, rounds=rounds),
    }
    if full:
        problems["constant-512"] = partial(growth.constant_diffusion, 512, 0.5, 0.5, rounds=2)
    return problems


def _lines(comparison: "Comparison") -> list[str]:
    lines = ["", comparison.problem, f"{'times faster':>13} {'CPU ms':>10} {'least to most':>19} {'error':>9}"]
    for measure in comparison.measures:
        spread = f"{1e3 * measure.low:.1f} to {1e3 * measure.high:.1f}"
        error = "" if measure.error is None else f"{measure.error:.1e}"
        lines.append(f"{measure.ratio:13.2f} {1e3 * measure.seconds:10.1f} {spread:>19} {error:>9}  {measure.name}")
    lines += [f"{'':13} {name.replace('_', ' ')}: {value:g}" for name, value in comparison.facts.items()]
    return lines
