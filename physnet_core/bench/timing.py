"""CPU times of several methods, taken in turn so that a busy machine slows all of them alike.

A method that is done in an instant is called several times in a row, and counts with the mean, as `timeit` does.
"""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

# A measurement takes at least so long, or so many calls.
_LEAST_SECONDS = 0.1
_MOST_CALLS = 30


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One method on one problem.

    Attributes
    ----------
    seconds, low, high
        Median, least and largest CPU time.
    ratio
        Baseline's time over this one's, the median over rounds: above 1 is faster than the baseline.
    error
        Largest difference from a fine reference, or None where there is nothing to compare.
    """

    name: str
    seconds: float
    low: float
    high: float
    ratio: float
    error: float | None = None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One problem; the baseline comes first.

    Attributes
    ----------
    facts
        Further numbers, by name.
    """

    problem: str
    measures: tuple[Measure, ...]
    facts: dict[str, float]


def compare(
    problem: str,
    methods: Mapping[str, Callable[[], Any]],
    *,
    rounds: int,
    error: Callable[[Any], float] | None = None,
    facts: dict[str, float] | None = None,
) -> Comparison:
    """Run all methods in turn, `rounds` times after one that warms up the quick ones.

    Parameters
    ----------
    methods
        By name; the first is the baseline.
    error
        Of what a method returned.
    """
    times: dict[str, list[float]] = {name: [] for name in methods}
    errors: dict[str, float] = {}
    calls = dict.fromkeys(methods, 1)
    for count in range(rounds + 1):
        for position, (name, method) in enumerate(methods.items()):
            if count == 0 and position == 0:
                continue  # the baseline is slow and has nothing to warm up
            spent, made = _timed(method, calls[name])
            if error is not None and name not in errors:
                errors[name] = error(made)
            if count > 0:
                times[name].append(spent)
            else:
                calls[name] = max(1, min(_MOST_CALLS, math.ceil(_LEAST_SECONDS / max(spent, 1e-9))))
    base = next(iter(times.values()))
    return Comparison(
        problem=problem,
        measures=tuple(
            Measure(
                name=name,
                seconds=median(own),
                low=min(own),
                high=max(own),
                ratio=median(b / max(o, 1e-9) for b, o in zip(base, own, strict=True)),
                error=errors.get(name),
            )
            for name, own in times.items()
        ),
        facts=facts or {},
    )


def _timed(method: Callable[[], Any], calls: int) -> tuple[float, Any]:
    """Return the mean CPU seconds of a call, and what the last one made."""
    begun = time.process_time()
    for _ in range(calls):
        made = method()
    return (time.process_time() - begun) / calls, made
