"""A tumor outline from a file, on the pixels of a slice."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import InvalidParameterError, UnreadableScanError
from physnet_core.imaging import SliceReader, scan_folder

_NPZ_KEYS = ("mask", "density")


class MaskFile:
    """A NIfTI, npz or picture mask; one plane for any slice, or one for each slice of the scan.

    Parameters
    ----------
    path
        NIfTI is read like a scan, so a mask with the affine of its scan falls into place. In an npz, the array
        `mask`, else `density`, else the only one.
    slices
        Number of slices of the scan.
    """

    def __init__(self, path: Path, slices: int) -> None:
        self.path = path
        self.planes = mask_planes(path)
        if len(self.planes) not in (1, slices):
            raise InvalidParameterError(
                f"{path.name} has {len(self.planes)} planes but the scan has {slices} slices; give one, or as many."
            )

    def plane(self, index: int) -> NDArray[np.float32]:
        """Return the density (R, C) in [0, 1] for slice `index` of the scan."""
        return self.planes[index if len(self.planes) > 1 else 0]

    @property
    def largest(self) -> int | None:
        """The slice on which the mask is largest, or None where one plane serves any slice."""
        if len(self.planes) == 1:
            return None
        return int(np.argmax([plane.sum() for plane in self.planes]))


def mask_planes(path: Path) -> list[NDArray[np.float32]]:
    """Return the planes (R, C) of a mask file, with values in [0, 1]."""
    return _npz_planes(path) if path.suffix.lower() == ".npz" else _scan_planes(path)


def _scan_planes(path: Path) -> list[NDArray[np.float32]]:
    report = scan_folder(path)
    if not report.series:
        reason = report.skipped[0].reason if report.skipped else "it holds no image"
        raise UnreadableScanError(f"{path.name} is no mask that can be read: {reason}")
    series = report.series[0]
    reader = SliceReader(series)
    planes = np.stack([reader.read(index).pixels for index in range(series.slices)])
    if series.format == "image":  # black and white, perhaps with soft edges
        return list(_as_density(planes / max(float(planes.max()), 1e-12) >= 0.5))
    return list(_as_density(planes))


def _npz_planes(path: Path) -> list[NDArray[np.float32]]:
    try:
        with np.load(path, allow_pickle=False) as archive:
            key = next((name for name in _NPZ_KEYS if name in archive), archive.files[0])
            stored = archive[key]
    except (OSError, ValueError, IndexError) as error:
        raise UnreadableScanError(f"{path.name} is no npz with a mask in it: {error}") from error
    if stored.ndim not in (2, 3) or stored.dtype.kind not in "biuf":
        raise InvalidParameterError(f"The mask in {path.name} must be numbers in 2 or 3 dimensions.")
    return list(_as_density(stored if stored.ndim == 3 else stored[None]))


def _as_density(values: NDArray[np.generic]) -> NDArray[np.float32]:
    """Return fractions as they are, and labels as 0 or 1."""
    numbers = np.nan_to_num(values.astype(np.float32))
    if numbers.min() >= 0 and numbers.max() <= 1:
        return numbers
    return (numbers > 0).astype(np.float32)
