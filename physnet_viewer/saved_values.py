"""Single values of a session file, checked as they are read: each function raises `TypeError` or `ValueError`."""

import math
from typing import Any


def one_of(value: Any, known: tuple[str, ...]) -> Any:
    """Return one of the words that are known."""
    return known[known.index(value)]


def flag(value: object) -> bool:
    """Return a yes or no."""
    if not isinstance(value, bool):
        raise TypeError("not a yes or no")
    return value


def count(value: object) -> int:
    """Return a whole number from 0."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("not a count")
    return value


def number(value: object, low: float = -math.inf, high: float = math.inf) -> float:
    """Return a finite number from `low` to `high`."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError("not a number")
    if not (math.isfinite(value) and low <= value <= high):
        raise ValueError("a number out of range")
    return float(value)
