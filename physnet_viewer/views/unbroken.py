"""Where a wrapped text must not break: between a number and its unit, in a unit, and between D or ρ and its value."""

import re

_BOUND = re.compile(r"(?<=\d) (?=[^\W\d_]|%)|(?<=\b[Dρ]) (?=[\d=])|(?<=[<>=]) (?=\d)")
_PER = re.compile(r"(\d\.\d+|²)/(?=[^\W\d_])")  # 0.026/day, mm²/day; not the folders of a path


def unbroken(text: str) -> str:
    """Return a text whose values stay on one line, each with its unit."""
    return _PER.sub("\\1/\u2060", _BOUND.sub("\u00a0", text))
