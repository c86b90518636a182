"""Results go to standard output, everything else to standard error."""

import argparse
import contextlib
import json
import math
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tqdm import tqdm

Progress = Callable[[int, int], None]


def complain(message: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"physnet: {' '.join(message.split())}\n")


def tell(message: str, *, quiet: bool) -> None:
    """Write one line of news to standard error, unless the user wants silence."""
    if not quiet:
        sys.stderr.write(f"{message}\n")


def result(text: str) -> None:
    """Write a result to standard output."""
    sys.stdout.write(f"{text}\n")


def json_result(record: dict[str, Any]) -> None:
    """Write the one JSON object of a command to standard output; what is not a finite number becomes null."""
    result(json.dumps(_finite(record), indent=1, allow_nan=False))


@contextlib.contextmanager
def progress_bar(args: argparse.Namespace, *, what: str, unit: str) -> Iterator[Progress]:
    """Show a bar with rate and time left while work is done, if standard error is a terminal."""
    hidden = args.quiet or not sys.stderr.isatty()
    with tqdm(desc=what, unit=unit, disable=hidden, leave=False, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(entry) for entry in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
