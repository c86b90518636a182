"""Makes small scans: DICOM files of every kind that is met, NIfTI volumes, pictures."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence as DicomSequence
from pydicom.uid import UID, ExplicitVRLittleEndian, generate_uid

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
SAGITTAL = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
CORONAL = (1.0, 0.0, 0.0, 0.0, 0.0, -1.0)

MR = UID("1.2.840.10008.5.1.4.1.1.4")
ENHANCED_MR = UID("1.2.840.10008.5.1.4.1.1.4.1")
PATIENT = "Secret^Patient"


def _ramp(rows: int = 6, columns: int = 5) -> NDArray[np.uint16]:
    return np.arange(rows * columns, dtype=np.uint16).reshape(rows, columns)


def _blank(kind: UID, pixels: NDArray[Any], syntax: UID) -> Dataset:
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.file_meta.MediaStorageSOPClassUID = kind
    dataset.SOPClassUID = kind
    dataset.SOPInstanceUID = generate_uid()
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.SeriesInstanceUID = "1.2.3.4"
    dataset.Modality = "MR"
    dataset.PatientName = PATIENT
    dataset.PatientID = "SECRET-ID"
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "M"]
    dataset.SamplesPerPixel = 3 if pixels.ndim == 3 and pixels.shape[-1] == 3 else 1
    dataset.PhotometricInterpretation = "RGB" if dataset.SamplesPerPixel == 3 else "MONOCHROME2"
    if dataset.SamplesPerPixel == 3:
        dataset.PlanarConfiguration = 0
    dataset.BitsAllocated = 8 * pixels.dtype.itemsize
    dataset.BitsStored = dataset.BitsAllocated
    dataset.HighBit = dataset.BitsStored - 1
    dataset.PixelRepresentation = int(pixels.dtype.kind == "i")
    return dataset


def _set(dataset: Dataset, elements: dict[str, Any]) -> None:
    for keyword, value in elements.items():
        if value is None:
            if keyword in dataset:
                delattr(dataset, keyword)
        else:
            setattr(dataset, keyword, value)


def write_dicom(
    path: Path,
    pixels: NDArray[Any] | None = None,
    *,
    position: Sequence[float] | None = (0.0, 0.0, 0.0),
    orientation: Sequence[float] | None = AXIAL,
    spacing: Sequence[float] | None = (1.0, 1.0),
    syntax: UID = ExplicitVRLittleEndian,
    **elements: Any,
) -> Dataset:
    """Write a classic single-frame image; `elements` set (or with None remove) attributes by keyword."""
    stored = _ramp() if pixels is None else pixels
    dataset = _blank(MR, stored, ExplicitVRLittleEndian)
    dataset.Rows, dataset.Columns = stored.shape[:2]
    _set(
        dataset,
        {
            "ImagePositionPatient": None if position is None else list(position),
            "ImageOrientationPatient": None if orientation is None else list(orientation),
            "PixelSpacing": None if spacing is None else list(spacing),
            "PixelData": stored.tobytes(),
        },
    )
    dataset["PixelData"].VR = "OW"
    _set(dataset, elements)
    if syntax.is_compressed and not syntax.is_deflated:
        dataset.compress(syntax, encoding_plugin="pylibjpeg" if "2000" in syntax.name else "pydicom")
    else:
        dataset.file_meta.TransferSyntaxUID = syntax
    dataset.save_as(path, enforce_file_format=True)
    return dataset


def _item(**elements: Any) -> DicomSequence:
    item = Dataset()
    _set(item, elements)
    return DicomSequence([item])


def write_enhanced(
    path: Path,
    pixels: NDArray[Any],
    *,
    positions: Sequence[Sequence[float]],
    orientation: Sequence[float] = AXIAL,
    rescale: Sequence[tuple[float, float]] | None = None,
    times: Sequence[int] | None = None,
) -> Dataset:
    """Write an enhanced multi-frame MR; `pixels` (N, R, C). One rescale is shared, several are per frame."""
    dataset = _blank(ENHANCED_MR, pixels, ExplicitVRLittleEndian)
    dataset.NumberOfFrames, dataset.Rows, dataset.Columns = pixels.shape
    shared = Dataset()
    shared.PlaneOrientationSequence = _item(ImageOrientationPatient=list(orientation))
    shared.PixelMeasuresSequence = _item(PixelSpacing=[0.5, 0.75], SliceThickness=2.0)
    frames = []
    for index, position in enumerate(positions):
        frame = Dataset()
        frame.PlanePositionSequence = _item(ImagePositionPatient=list(position))
        if times is not None:
            frame.FrameContentSequence = _item(TemporalPositionIndex=times[index])
        if rescale is not None and len(rescale) > 1:
            frame.PixelValueTransformationSequence = _item(
                RescaleSlope=rescale[index][0], RescaleIntercept=rescale[index][1], RescaleType="US"
            )
        frames.append(frame)
    if rescale is not None and len(rescale) == 1:
        shared.PixelValueTransformationSequence = _item(
            RescaleSlope=rescale[0][0], RescaleIntercept=rescale[0][1], RescaleType="US"
        )
    dataset.SharedFunctionalGroupsSequence = DicomSequence([shared])
    dataset.PerFrameFunctionalGroupsSequence = DicomSequence(frames)
    dataset.PixelData = pixels.tobytes()
    dataset["PixelData"].VR = "OW"
    dataset.save_as(path, enforce_file_format=True)
    return dataset
