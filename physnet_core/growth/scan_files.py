"""The scans and outlines of a pair, from files."""

from pathlib import Path

import numpy as np

from physnet_core.errors import InvalidParameterError, UnreadableScanError
from physnet_core.growth.masks import mask_planes
from physnet_core.growth.registration import Scan
from physnet_core.imaging import read_volume, scan_folder

Spacing = tuple[float, float, float]


def read_scan(path: Path, spacing: Spacing | None, *, mask: bool = False, remedy: str) -> Scan:
    """Read a scan or, with `mask`, an outline.

    Parameters
    ----------
    spacing
        (slice, row, column) mm; None for what the header says.
    remedy
        What to do where the header says nothing, to end the sentence.

    Raises
    ------
    UnreadableScanError
        Where the file holds no image.
    InvalidParameterError
        Where nothing says how large the voxels are.
    """
    if mask and path.suffix.lower() == ".npz":
        return Scan(values=np.stack(mask_planes(path)), spacing=_known(spacing, path, remedy))
    report = scan_folder(path)
    if not report.series:
        reason = report.skipped[0].reason if report.skipped else "it holds no image"
        raise UnreadableScanError(f"{path.name} cannot be read: {reason}")
    series = max(report.series, key=lambda item: item.slices)
    if spacing is None and series.pixel_spacing is not None and series.slice_spacing is not None:
        spacing = (series.slice_spacing, *series.pixel_spacing)
    spacing = _known(spacing, path, remedy)
    return Scan(values=np.stack(mask_planes(path)) if mask else read_volume(series).pixels, spacing=spacing)


def _known(spacing: Spacing | None, path: Path, remedy: str) -> Spacing:
    if spacing is None:
        raise InvalidParameterError(f"{path.name} does not say how large its voxels are: {remedy}.")
    return spacing
