"""Reads NIfTI files and turns them, by axis permutation and flips only, to the radiological display.

The slice axis is the one with the largest voxels, as acquired. On screen rows run to posterior (axial) or inferior
(coronal, sagittal), columns to the patient's left (axial, coronal) or posterior (sagittal).
"""

import gzip
import hashlib
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging.geometry import RADIOLOGICAL, plane_of, slice_normal
from physnet_core.imaging.gzip_length import is_gzip, refuse_cut_off_gzip
from physnet_core.imaging.limits import refuse_absurd_size
from physnet_core.imaging.pixels import Pixels, finite, grey_of, lowest_of
from physnet_core.imaging.quiet import reading
from physnet_core.imaging.volume import Affine, FloatArray, Plane, Position, SeriesInfo, SliceSource, Window

_SPACING_TIE = 0.01  # relative; voxel sizes closer than this count as equal
_GZIP_MAX_RATIO = 1040  # deflate cannot pack more than 1032 bytes into one
_MM_PER_UNIT = {"meter": 1000.0, "micron": 0.001}


@dataclass(frozen=True, kw_only=True)
class Display:
    """Which voxel axis becomes slice, row and column, and which of them are turned around."""

    axes: tuple[int, int, int]
    flips: tuple[bool, bool, bool]

    def apply(self, voxels: NDArray[Any]) -> NDArray[Any]:
        """Return (x, y, z) voxels as (slice, row, column)."""
        turned = voxels.transpose(self.axes)
        return turned[tuple(slice(None, None, -1 if flip else 1) for flip in self.flips)]

    def matrix(self, shape: tuple[int, int, int]) -> NDArray[np.float64]:
        """Return the (4, 4) map from (slice, row, column, 1) to voxel indices of an array of `shape`."""
        matrix = np.zeros((4, 4))
        matrix[3, 3] = 1.0
        for target, (axis, flip) in enumerate(zip(self.axes, self.flips, strict=True)):
            matrix[axis, target] = -1.0 if flip else 1.0
            matrix[axis, 3] = shape[axis] - 1.0 if flip else 0.0
        return matrix


def display_of(affine: NDArray[np.float64], voxel_sizes: tuple[float, float, float]) -> Display:
    """Return how to show voxels with the `affine` to LPS mm."""
    largest = max(voxel_sizes)
    tied = [axis for axis in range(3) if voxel_sizes[axis] >= largest * (1 - _SPACING_TIE)]
    across = tied[-1]
    nearest = _nearest_axes(affine)
    of_patient = {patient: (axis, sign) for axis, (patient, sign) in enumerate(nearest)}
    (row_axis, row_sign), (column_axis, column_sign) = RADIOLOGICAL[nearest[across][0]]
    row, column = of_patient[row_axis], of_patient[column_axis]
    return Display(
        axes=(across, row[0], column[0]),
        flips=(nearest[across][1] < 0, row[1] != row_sign, column[1] != column_sign),
    )


def _nearest_axes(affine: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return for each voxel axis the LPS axis it runs along, each once, and the sign."""
    from nibabel.orientations import io_orientation

    return [(int(patient), int(sign)) for patient, sign in io_orientation(affine)]  # type: ignore[no-untyped-call]


def read_nifti_header(path: Path) -> SeriesInfo:
    """Return the series in a .nii or .nii.gz file, from its header.

    Raises
    ------
    UnreadableScanError
        With the reason why the file is of no use.
    """
    with reading("its NIfTI header is damaged", unheeded=(OSError,)):
        return _series(path)


def _series(path: Path) -> SeriesInfo:
    image = _load(path)
    shape, times = _shape(image)
    refuse_absurd_size(shape[0], shape[1], shape[2] * times)
    _refuse_short_file(path, image)
    affine, sizes, notes = _lps_affine(image)
    display = display_of(affine, sizes)
    slices, rows, columns = (shape[axis] for axis in display.axes)
    row_mm, column_mm = sizes[display.axes[1]], sizes[display.axes[2]]
    shown = affine @ display.matrix(shape)
    shown.setflags(write=False)
    known = not notes or notes[0] != _NO_ORIENTATION
    return SeriesInfo(
        uid=f"nifti-{hashlib.sha1(str(path.resolve()).encode(), usedforsecurity=False).hexdigest()[:20]}",
        format="nifti",
        description=path.name.removesuffix(".gz").removesuffix(".nii"),
        plane=_plane(shown) if known else "unknown",
        slices=slices,
        frames_of_time=times,
        rows=rows,
        columns=columns,
        pixel_spacing=(row_mm, column_mm),
        slice_spacing=sizes[display.axes[0]],
        first_position=_point(shown, 0),
        last_position=_point(shown, slices - 1),
        affine=shown,
        sources=tuple(SliceSource(path=path, frame=number, frames=slices * times) for number in range(slices * times)),
        notes=tuple(notes),
        synthetic=b"synthetic" in bytes(image.header["descrip"]).lower(),
    )


def load_header(path: Path) -> Any:
    """Return nibabel's header of a NIfTI file: a mapping from field names to arrays."""
    return _load(path).header


def _load(path: Path) -> Any:
    """Return nibabel's image, with nothing but its header read."""
    from nibabel.fileholders import FileHolder
    from nibabel.nifti1 import Nifti1Image
    from nibabel.nifti2 import Nifti2Image

    compressed = is_gzip(path)
    if compressed != path.name.lower().endswith(".gz"):  # nibabel goes by the name
        wrong, right = ("compressed", ".nii.gz") if compressed else ("uncompressed", ".nii")
        raise UnreadableScanError(f"it is {wrong} NIfTI under a wrong name; rename it to end in {right}")
    with gzip.open(path) if compressed else path.open("rb") as file:
        second = file.read(8)[4:8] == b"n+2\0"
    kind = Nifti2Image if second else Nifti1Image
    return kind.from_file_map({"image": FileHolder(filename=str(path))})  # type: ignore[no-untyped-call]


def _shape(image: Any) -> tuple[tuple[int, int, int], int]:
    """Return (x, y, z) and the number of volumes: all further axes are counted as time."""
    whole = [int(size) for size in image.shape]
    if len(whole) < 2:
        raise UnreadableScanError("it holds a list of numbers, not an image")
    first = [*whole, 1][:3]
    return (first[0], first[1], first[2]), math.prod(whole[3:])


def _refuse_short_file(path: Path, image: Any) -> None:
    """Raise if the file cannot hold the voxels that its header claims."""
    needed = math.prod(int(size) for size in image.shape) * int(image.get_data_dtype().itemsize)
    needed += int(image.dataobj.offset)
    present = path.stat().st_size
    compressed = is_gzip(path)
    if needed > present * (_GZIP_MAX_RATIO if compressed else 1):
        raise UnreadableScanError("its image is cut off: the file is shorter than its header says; copy it again")
    if compressed:
        refuse_cut_off_gzip(path, needed)


_NO_ORIENTATION = "The file does not say how the patient lay: left and right are not certain."


def _lps_affine(image: Any) -> tuple[NDArray[np.float64], tuple[float, float, float], list[str]]:
    """Return the map from voxels to LPS mm, the voxel sizes in mm, and notes, the one on orientation first."""
    header = image.header
    unit = _MM_PER_UNIT.get(header.get_xyzt_units()[0], 1.0)
    affine = np.diag([-unit, -unit, unit, 1.0]) @ np.asarray(image.affine, dtype=np.float64)
    notes = [] if int(header["sform_code"]) or int(header["qform_code"]) else [_NO_ORIENTATION]
    sizes = np.linalg.norm(affine[:3, :3], axis=0)
    if np.all(np.isfinite(affine)) and abs(np.linalg.det(affine[:3, :3])) > 1e-12:
        return affine, _three(sizes), notes
    zooms = (*header.get_zooms(), 1.0, 1.0)[:3]
    sizes = np.array([unit * float(z) if math.isfinite(z) and z > 0 else 1.0 for z in zooms])
    return np.diag([*sizes, 1.0]), _three(sizes), [_NO_ORIENTATION]


def _three(values: NDArray[np.float64]) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])


def _plane(affine: Affine) -> Plane:
    row, column = affine[:3, 2], affine[:3, 1]
    six = (*(row / np.linalg.norm(row)), *(column / np.linalg.norm(column)))
    return plane_of(slice_normal(six))


def _point(affine: Affine, index: int) -> Position:
    return _three(affine[:3, 0] * index + affine[:3, 3])


class NiftiPixels:
    """Reads slices of NIfTI files, of one volume after another."""

    def __init__(self) -> None:
        self._volume: _StoredVolume | None = None

    def read(self, source: SliceSource) -> Pixels:
        """Return one slice.

        Raises
        ------
        UnreadableScanError
            If the file is gone, cut off, or damaged.
        """
        with reading(f"the image in {source.path.name} cannot be read; it is damaged or cut off: copy it again"):
            if self._volume is None or not self._volume.holds(source):
                self._volume = None  # let go before the next one is read
                self._volume = _StoredVolume(source)
            return self._volume.read(source)


class _StoredVolume:
    """The volume that a slice is in.

    Of an uncompressed file that stores slice after slice only what is asked for is read. Of any other the volume is
    kept, since a compressed file has to be read from its start: as stored, and scaled slice by slice.
    """

    def __init__(self, source: SliceSource) -> None:
        self._path, self._compressed = source.path, is_gzip(source.path)
        self._image = _load(source.path)
        self._shape, _ = _shape(self._image)
        affine, sizes, _ = _lps_affine(self._image)
        self._display = display_of(affine, sizes)
        self._slices = self._shape[self._display.axes[0]]
        self._time = source.frame // self._slices

    def holds(self, source: SliceSource) -> bool:
        """Whether a slice is in this volume."""
        return source.path == self._path and source.frame // self._slices == self._time

    def read(self, source: SliceSource) -> Pixels:
        """Return one slice."""
        values, color = self._meant(source.frame % self._slices)
        values, replaced = finite(values, lambda: self._lowest)
        return Pixels(values=values, color=color, replaced=replaced, window=_window(self._image))

    @cached_property
    def _lowest(self) -> float:
        """The background: one for all slices. Asked only of a volume with values that are not finite."""
        return min(lowest_of(self._meant(index)[0]) for index in range(self._slices))

    def _meant(self, index: int) -> tuple[FloatArray, bool]:
        """Return a slice in grey, scaled as its header says, and whether it was in color."""
        from nibabel.volumeutils import apply_read_scaling

        stored, proxy = self._stored(index), self._image.dataobj
        if stored.dtype.names:
            return grey_of(np.stack([stored[name] for name in stored.dtype.names[:3]], axis=-1))
        scaled = apply_read_scaling(stored, proxy.slope, proxy.inter)
        return (np.abs(scaled) if np.iscomplexobj(scaled) else scaled).astype(np.float32, order="C"), False

    def _stored(self, index: int) -> NDArray[Any]:
        if self._compressed or self._display.axes[0] != 2:
            return np.asarray(self._kept[index])
        place = self._slices - 1 - index if self._display.flips[0] else index
        return np.asarray(self._from_file(slice(place, place + 1))[0])

    @cached_property
    def _kept(self) -> NDArray[Any]:
        return self._from_file(slice(None))

    def _from_file(self, along_last: slice) -> NDArray[Any]:
        """Return what is stored, of all or a part of the last voxel axis, as (slice, row, column)."""
        from nibabel.fileslice import fileslice

        further = tuple(int(size) for size in self._image.shape[3:])
        time = tuple(int(i) for i in np.unravel_index(self._time, further)) if further else ()
        with gzip.open(self._path) if self._compressed else self._path.open("rb") as file:
            voxels = fileslice(  # type: ignore[no-untyped-call]
                file,
                (slice(None), slice(None), along_last, *time),
                shape=(*self._shape, *further),
                dtype=self._image.get_data_dtype(),
                offset=self._image.dataobj.offset,
                order="F",
            )
        return self._display.apply(np.asarray(voxels))


def _window(image: Any) -> Window | None:
    low, high = float(image.header["cal_min"]), float(image.header["cal_max"])
    return Window.from_levels(low, high) if math.isfinite(low) and math.isfinite(high) and high > low else None
