"""One picture of a data folder, read exactly as the viewer does."""

from pathlib import Path

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging import Slice, SliceReader, scan_folder


def read_picture(path: Path) -> Slice:
    """Return the picture.

    Raises
    ------
    UnreadableScanError
        Where the file is none, with the reason.
    """
    report = scan_folder(path)
    if not report.series:
        raise UnreadableScanError(f"{path}: {report.skipped[0].reason}")
    return SliceReader(report.series[0]).read(0)
