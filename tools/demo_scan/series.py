"""Slices to a DICOM series: a valid MR image that says in every way it can that it is synthetic."""

import hashlib
from pathlib import Path

import numpy as np
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian, MRImageStorage

from demo_scan.picture import WINDOW_CENTER, WINDOW_WIDTH, SliceGrid

DESCRIPTION = "Synthetic T1 with contrast (simulated tumor)"
COMMENT = (
    "Synthetic: MNI152 template brain with a tumor grown by a Fisher-KPP model and painted in. "
    "Shows no patient. Not for diagnosis."
)
_IDENTITY = "PhysNet Viewer demo scan 1"


def write_series(folder: Path, slices: np.ndarray, grid: SliceGrid) -> None:
    """Write (S, R, C) uint16 slices, lowest first, as one file each into `folder`."""
    folder.mkdir(parents=True)
    for index, pixels in enumerate(slices):
        _dataset(pixels, index, grid).save_as(folder / f"slice-{index + 1:02d}.dcm", enforce_file_format=True)


def _uid(part: str) -> UID:
    """Return the same UID each time the scan is made, in the form that needs no registered root (PS3.5 B.2)."""
    digest = hashlib.sha256(f"{_IDENTITY}, {part}".encode()).digest()
    return UID(f"2.25.{int.from_bytes(digest[:16], 'big')}")


def _dataset(pixels: np.ndarray, index: int, grid: SliceGrid) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = MRImageStorage
    meta.MediaStorageSOPInstanceUID = _uid(f"slice {index}")
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    _identify(dataset, index)
    _describe(dataset)
    _place(dataset, index, grid)
    _fill(dataset, pixels)
    return dataset


def _identify(dataset: FileDataset, index: int) -> None:
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPClassUID = MRImageStorage
    dataset.SOPInstanceUID = _uid(f"slice {index}")
    dataset.StudyInstanceUID = _uid("study")
    dataset.SeriesInstanceUID = _uid("series")
    dataset.FrameOfReferenceUID = _uid("frame of reference")
    dataset.PatientName = "SYNTHETIC^DEMO"
    dataset.PatientID = "DEMO"
    for never_was in ("PatientBirthDate", "PatientSex", "StudyDate", "StudyTime", "AccessionNumber"):
        setattr(dataset, never_was, "")
    dataset.ReferringPhysicianName = ""
    dataset.PatientIdentityRemoved = "YES"
    dataset.DeidentificationMethod = "Synthetic: no patient was scanned"
    dataset.StudyID = "DEMO"
    dataset.SeriesNumber = 1
    dataset.InstanceNumber = index + 1
    dataset.AcquisitionNumber = 1


def _describe(dataset: FileDataset) -> None:
    dataset.SyntheticData = "YES"
    dataset.ImageType = ["DERIVED", "SECONDARY", "OTHER"]
    dataset.Modality = "MR"
    dataset.Manufacturer = "PhysNet Viewer"
    dataset.ManufacturerModelName = "tools/make_demo_scan.py"
    dataset.StudyDescription = "Synthetic demo"
    dataset.SeriesDescription = DESCRIPTION
    dataset.ImageComments = COMMENT
    dataset.DerivationDescription = COMMENT
    dataset.ContentQualification = "RESEARCH"
    dataset.BurnedInAnnotation = "NO"
    dataset.BodyPartExamined = "HEAD"
    dataset.ContrastBolusAgent = "SIMULATED"
    dataset.ScanningSequence = "RM"
    dataset.SequenceVariant = "NONE"
    dataset.MRAcquisitionType = "2D"
    for unknown in ("ScanOptions", "RepetitionTime", "EchoTime", "EchoTrainLength"):
        setattr(dataset, unknown, None)


def _place(dataset: FileDataset, index: int, grid: SliceGrid) -> None:
    z, y, x = grid.first_mm
    between, row, column = grid.spacing_mm
    dataset.PatientPosition = "HFS"
    dataset.PositionReferenceIndicator = ""
    dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    dataset.ImagePositionPatient = [x, y, z + index * between]
    dataset.SliceLocation = z + index * between
    dataset.SliceThickness = between
    dataset.SpacingBetweenSlices = between
    dataset.PixelSpacing = [row, column]


def _fill(dataset: FileDataset, pixels: np.ndarray) -> None:
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
    dataset.PixelRepresentation = 0
    dataset.WindowCenter, dataset.WindowWidth = WINDOW_CENTER, WINDOW_WIDTH
    dataset.PixelData = pixels.astype("<u2").tobytes()
