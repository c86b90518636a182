"""Where a wrapped text must not break: between a number and its unit, and between D or ρ and its value."""

import re

_BOUND = re.compile(r"(?<=\d) (?=[^\W\d_]|%)|(?<=\b[Dρ]) (?=[\d=])|(?<=[<>=]) (?=\d)")


def unbroken(text: str) -> str:
    """Return a text whose values stay on one line, each with its unit."""
    return _BOUND.sub("\u00a0", text)
