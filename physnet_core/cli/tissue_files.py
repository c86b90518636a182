"""Tissue maps that the user brings along."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import InvalidParameterError, UnreadableScanError
from physnet_core.imaging import SeriesInfo, read_volume, scan_folder
from physnet_core.physics.tissue import TissueMap, given_tissue

_BYTE = 255.0


def read_tissue(paths: Sequence[Path], series: SeriesInfo) -> TissueMap:
    """Return the white, grey and fluid maps of a scan, from NIfTI files on its own grid.

    Raises
    ------
    UnreadableScanError
        For a file that holds no image.
    InvalidParameterError
        For maps that are not of the scan's size, or hold no fractions.
    """
    maps = [_read(path, series) for path in paths]
    highest = max(float(values.max()) for values in maps)
    scale = _BYTE if 1.0 < highest <= _BYTE else 1.0
    white, grey, csf = (values / np.float32(scale) for values in maps)
    return given_tissue(white, grey, csf)


def _read(path: Path, series: SeriesInfo) -> NDArray[np.float32]:
    report = scan_folder(path)
    if not report.series:
        reason = report.skipped[0].reason if report.skipped else "it holds no image"
        raise UnreadableScanError(f"{path.name} is no tissue map that can be read: {reason}")
    pixels = read_volume(report.series[0]).pixels
    wanted = (series.slices, series.rows, series.columns)
    if pixels.shape != wanted:
        sizes = [" x ".join(map(str, shape)) for shape in (pixels.shape, wanted)]
        raise InvalidParameterError(
            f"{path.name} is {sizes[0]} but the scan is {sizes[1]}; make it on the scan's grid."
        )
    return pixels
