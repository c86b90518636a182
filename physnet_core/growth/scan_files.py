"""The scans and outlines of a pair, and maps of their tissue, from files."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import InvalidParameterError, UnreadableScanError
from physnet_core.growth.masks import mask_planes
from physnet_core.growth.registration import Scan
from physnet_core.imaging import SeriesInfo, read_volume, scan_folder
from physnet_core.physics.tissue import TissueMap, given_tissue

Spacing = tuple[float, float, float]

_BYTE = 255.0


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
    series = _largest_series(path, otherwise="cannot be read")
    if spacing is None and series.pixel_spacing is not None and series.slice_spacing is not None:
        spacing = (series.slice_spacing, *series.pixel_spacing)
    spacing = _known(spacing, path, remedy)
    return Scan(values=np.stack(mask_planes(path)) if mask else read_volume(series).pixels, spacing=spacing)


def read_tissue(paths: Sequence[Path], shape: tuple[int, ...]) -> TissueMap:
    """Return the white, grey and fluid maps of a scan, from NIfTI files on its own grid.

    Raises
    ------
    UnreadableScanError
        For a file that holds no image.
    InvalidParameterError
        For maps that are not of the scan's size, or hold no fractions.
    """
    maps = [_map(path, shape) for path in paths]
    highest = max(float(values.max()) for values in maps)
    scale = _BYTE if 1.0 < highest <= _BYTE else 1.0
    white, grey, csf = (values / np.float32(scale) for values in maps)
    return given_tissue(white, grey, csf)


def _largest_series(path: Path, *, otherwise: str) -> SeriesInfo:
    report = scan_folder(path)
    if not report.series:
        reason = report.skipped[0].reason if report.skipped else "it holds no image"
        raise UnreadableScanError(f"{path.name} {otherwise}: {reason}")
    return max(report.series, key=lambda item: item.slices)


def _known(spacing: Spacing | None, path: Path, remedy: str) -> Spacing:
    if spacing is None:
        raise InvalidParameterError(f"{path.name} does not say how large its voxels are: {remedy}.")
    return spacing


def _map(path: Path, shape: tuple[int, ...]) -> NDArray[np.float32]:
    pixels = read_volume(_largest_series(path, otherwise="is no tissue map that can be read")).pixels
    if pixels.shape != shape:
        sizes = [" x ".join(map(str, size)) for size in (pixels.shape, shape)]
        raise InvalidParameterError(
            f"{path.name} is {sizes[0]} but the scan is {sizes[1]}; make it on the scan's grid."
        )
    return pixels
