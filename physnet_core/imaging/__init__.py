"""What a scan is, and how files become one: DICOM, NIfTI and pictures. No torch, no Qt.

What reads files is imported when it is first asked for, and pydicom with it: a window is on screen before.
"""

import importlib
from typing import TYPE_CHECKING, Any

from physnet_core.imaging.volume import (
    ScanReport,
    SeriesInfo,
    Skipped,
    Slice,
    SliceSource,
    Volume,
    Window,
)

if TYPE_CHECKING:
    from physnet_core.imaging.reader import SliceReader, read_volume
    from physnet_core.imaging.scan import scan_folder, scan_paths

_LATER = {"SliceReader": "reader", "read_volume": "reader", "scan_folder": "scan", "scan_paths": "scan"}

__all__ = [
    "ScanReport",
    "SeriesInfo",
    "Skipped",
    "Slice",
    "SliceReader",
    "SliceSource",
    "Volume",
    "Window",
    "read_volume",
    "scan_folder",
    "scan_paths",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
