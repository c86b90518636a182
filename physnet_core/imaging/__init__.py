"""What a scan is, and how files become one: DICOM, NIfTI and pictures. No torch, no Qt."""

from physnet_core.imaging.reader import SliceReader, read_volume
from physnet_core.imaging.scan import scan_folder, scan_paths
from physnet_core.imaging.volume import (
    ScanReport,
    SeriesInfo,
    Skipped,
    Slice,
    SliceSource,
    Volume,
    Window,
)

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
