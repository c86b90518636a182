"""Reads the pixels of DICOM files, one image at a time, decoded and rescaled."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut
from pydicom.pixels.utils import pixel_array

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging.dicom import transfer_syntax
from physnet_core.imaging.dicom_values import FrameAttributes, text, whole_number
from physnet_core.imaging.limits import refuse_absurd_size
from physnet_core.imaging.mosaic import cut_tile, is_mosaic, tile_count
from physnet_core.imaging.pixels import Pixels, finite, grey_of
from physnet_core.imaging.quiet import reading
from physnet_core.imaging.volume import FloatArray, SliceSource, Window


class DicomPixels:
    """Reads images of DICOM files; keeps the file it read last, for its other frames."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._dataset = Dataset()
        self._mosaic: NDArray[Any] | None = None

    def read(self, source: SliceSource) -> Pixels:
        """Return one image.

        Raises
        ------
        UnreadableScanError
            If the file is gone, cut off, or cannot be decoded.
        """
        with reading(f"the image in {source.label} cannot be decoded; it is damaged or cut off: copy it again"):
            try:
                return self._read(source)
            except OSError as error:
                raise UnreadableScanError(f"{source.path.name} cannot be read: {error.strerror}") from error

    def _read(self, source: SliceSource) -> Pixels:
        self._open(source.path)
        if is_mosaic(self._dataset):
            return self._image(cut_tile(self._whole_mosaic(), tile_count(self._dataset), source.frame), 0)
        return self._image(pixel_array(self._dataset, index=source.frame), source.frame)

    def _open(self, path: Path) -> None:
        if path == self._path:
            return
        self._path, self._mosaic = None, None
        dataset = dcmread(path, force=True)
        syntax = transfer_syntax(dataset)
        if not hasattr(dataset, "file_meta"):
            dataset.file_meta = FileMetaDataset()
        dataset.file_meta.TransferSyntaxUID = syntax
        refuse_absurd_size(dataset.Rows, dataset.Columns, whole_number(dataset, "NumberOfFrames", 1))
        self._path, self._dataset = path, dataset

    def _whole_mosaic(self) -> NDArray[Any]:
        if self._mosaic is None:
            self._mosaic = pixel_array(self._dataset)
        return self._mosaic

    def _image(self, stored: NDArray[Any], index: int) -> Pixels:
        dataset = self._dataset
        photometric = text(dataset, "PhotometricInterpretation") or "MONOCHROME2"
        if photometric == "PALETTE COLOR":
            stored = apply_color_lut(stored, dataset)
        if stored.ndim == 3:
            values, color = grey_of(stored)
            return Pixels(values=values, color=color)
        values, replaced = finite(_rescaled(stored, dataset, index))
        return Pixels(
            values=values,
            window=_window(dataset, index),
            inverted=photometric == "MONOCHROME1",
            replaced=replaced,
        )


def _rescaled(stored: NDArray[Any], dataset: Dataset, index: int) -> FloatArray:
    """Return the output of the modality transformation (PS3.3 C.11.1)."""
    if "ModalityLUTSequence" in dataset:
        return np.asarray(apply_modality_lut(stored, dataset), dtype=np.float32)
    attributes = FrameAttributes(dataset, index)
    slope = attributes.number("RescaleSlope") or 1.0
    intercept = attributes.number("RescaleIntercept") or 0.0
    return (stored * slope + intercept).astype(np.float32)


def _window(dataset: Dataset, index: int) -> Window | None:
    """Return the first window that the file asks for (PS3.3 C.11.2)."""
    attributes = FrameAttributes(dataset, index)
    center, width = attributes.number("WindowCenter"), attributes.number("WindowWidth")
    return Window(center=center, width=width) if center is not None and width is not None and width > 0 else None
