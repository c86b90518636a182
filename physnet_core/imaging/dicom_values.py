"""Looks attributes of one DICOM image up, wherever an old or an enhanced file keeps them, and whatever is in them."""

from collections.abc import Sequence
from typing import Any

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

_LARGEST = 1e9  # no length in mm, time in ms or count in a header is larger; it would be damage

_MACRO_OF = {
    "ImagePositionPatient": "PlanePositionSequence",
    "ImageOrientationPatient": "PlaneOrientationSequence",
    "PixelSpacing": "PixelMeasuresSequence",
    "SpacingBetweenSlices": "PixelMeasuresSequence",
    "SliceThickness": "PixelMeasuresSequence",
    "TemporalPositionIndex": "FrameContentSequence",
    "FrameAcquisitionNumber": "FrameContentSequence",
    "FrameAcquisitionDateTime": "FrameContentSequence",
    "EffectiveEchoTime": "MREchoSequence",
    "DiffusionBValue": "MRDiffusionSequence",
    "FrameType": "MRImageFrameTypeSequence",
    "RescaleSlope": "PixelValueTransformationSequence",
    "RescaleIntercept": "PixelValueTransformationSequence",
    "WindowCenter": "FrameVOILUTSequence",
    "WindowWidth": "FrameVOILUTSequence",
}
"""In which functional group macro of an enhanced image an attribute stands (PS3.3 C.7.6.16)."""


def value_of(dataset: Dataset, keyword: str) -> Any:
    """Return the value of `keyword`; None if it is absent, empty, or not what its type allows."""
    try:
        value = dataset.get(keyword)
    except (ValueError, TypeError, OverflowError, ArithmeticError):
        return None
    return None if isinstance(value, str) and not value else value


def whole_number(dataset: Dataset, keyword: str, otherwise: int) -> int:
    """Return the value of `keyword` as an integer."""
    found = as_numbers(value_of(dataset, keyword), 1)
    return otherwise if found is None else int(found[0])


def text(dataset: Dataset, keyword: str) -> str:
    """Return the value of `keyword` as text, with several values joined by a slash."""
    value = value_of(dataset, keyword)
    if isinstance(value, MultiValue | list | tuple):
        return "/".join(str(part) for part in value)
    return "" if value is None else str(value).strip()


def as_numbers(value: Any, count: int) -> tuple[float, ...] | None:
    """Return `count` finite numbers from a header value, or None."""
    if value is None or isinstance(value, str | bytes):
        return None
    try:
        found = tuple(float(item) for item in (value if count > 1 else [value]))
    except (TypeError, ValueError):
        return None
    return found if len(found) == count and all(abs(item) < _LARGEST for item in found) else None


class FrameAttributes:
    """The attributes of frame `index`: its own, those that all frames share, and those of the file, in this order."""

    def __init__(self, dataset: Dataset, index: int) -> None:
        self._file = dataset
        self._groups: list[Dataset] = []
        per_frame: Sequence[Dataset] = dataset.get("PerFrameFunctionalGroupsSequence") or ()
        shared: Sequence[Dataset] = dataset.get("SharedFunctionalGroupsSequence") or ()
        self._groups.extend(per_frame[index : index + 1])
        self._groups.extend(shared[:1])

    def value(self, keyword: str) -> Any:
        """Return the value of `keyword`, or None."""
        value = self._in_groups(keyword)
        return value_of(self._file, keyword) if value is None else value

    def of_frame(self, keyword: str) -> bool:
        """Return whether `keyword` is said of the frame, rather than of the file."""
        return self._in_groups(keyword) is not None

    def _in_groups(self, keyword: str) -> Any:
        macro = _MACRO_OF.get(keyword, "")
        for group in self._groups if macro else ():
            items = group.get(macro)
            value = value_of(items[0], keyword) if items else None
            if value is not None:
                return value
        return None

    def numbers(self, keyword: str, count: int) -> tuple[float, ...] | None:
        """Return `count` numbers from `keyword`, or None."""
        return as_numbers(self.value(keyword), count)

    def number(self, *keywords: str) -> float | None:
        """Return the (first) number of the first of `keywords` that has one, or None."""
        for keyword in keywords:
            value = self.value(keyword)
            several = isinstance(value, MultiValue | list | tuple)
            found = as_numbers(value[0] if several and len(value) else value, 1)
            if found is not None:
                return found[0]
        return None
