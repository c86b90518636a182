"""Which series of one scan to hold against a series of another."""

import re
from collections.abc import Sequence

from physnet_core.imaging import SeriesInfo
from physnet_viewer.reading import is_aside

_PLANES = "(?:ax|tra|cor|sag|2d|3d)?"  # often written together with what follows: 3dT1, axT2
_WEIGHTINGS = {  # the first one that is named counts: FLAIR often says T2 too, and a T1 FLAIR is a T1
    "adc": r"adc",
    "diffusion": r"dwi|dti|diff\w*|trace\w*",
    "perfusion": r"perf\w*|pwi|dsc|dce|asl",
    "susceptibility": rf"swi\w*|swan|{_PLANES}t2 ?(?:\*|star)",
    "t1": rf"{_PLANES}t1\w*|\w*mprage|mp2rage|bravo|f?spgr|vibe",
    "flair": r"\w*flair\w*|tirm|dark.?fluid|t2f",
    "t2": rf"{_PLANES}t2\w*",
    "pd": r"pdw?|proton\w*",
}
_CONTRAST = r"(?:t1)?(?:c|ce|gd|km|post(?!\W?op))|c\+|gad\w*|kontrast\w*|(?:post)?contrast\w*"
_NATIVE = r"pre|pr(?:ä|ae)|vor|non|no|without|w/o|-c|c-|ohne|nativ\w*|(?:pre|non)contrast\w*"


def most_alike(one: SeriesInfo, others: Sequence[SeriesInfo]) -> SeriesInfo:
    """Return the series of `others` that is most like `one`; of several that are equally alike, the first.

    What counts, in this order: whether it is what one opens a scan for, or a localizer or mask beside it; the plane;
    the sequence (its weighting, contrast agent, and whether both are described by the same words); the number of
    slices.
    """
    return min(others, key=lambda other: _differences(one, other))


def _differences(one: SeriesInfo, other: SeriesInfo) -> tuple[bool, bool, bool, bool, bool, int]:
    first, second = one.description, other.description
    return (
        is_aside(one) != is_aside(other),
        one.plane != other.plane,
        _weighting(first) != _weighting(second),
        _is_enhanced(first) != _is_enhanced(second),
        _words(first) != _words(second),
        abs(one.slices - other.slices),
    )


def _weighting(description: str) -> str:
    """Return what a description says the image is weighted by, or an empty text."""
    return next((name for name, pattern in _WEIGHTINGS.items() if _names(description, pattern)), "")


def _is_enhanced(description: str) -> bool:
    """Whether a description says that contrast agent was given before."""
    return _names(description, _CONTRAST) and not _names(description, _NATIVE)


def _names(description: str, pattern: str) -> bool:
    """Whether a description has a whole word of a pattern; an underscore parts words."""
    text = description.lower().replace("_", " ")
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text) is not None


def _words(description: str) -> frozenset[str]:
    return frozenset(re.split(r"[\W_]+", description.lower())) - {""}
