"""Real DICOM files to open: a head with something bright in it, different in every slice."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from pydicom import dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage, generate_uid


def head(slices: int, rows: int, columns: int, seed: int = 0) -> np.ndarray:
    """Return (S, R, C) uint16: an ellipse on air, with a bright disk that moves through it."""
    y, x = np.mgrid[0:rows, 0:columns]
    noise = np.random.default_rng(seed).normal(0, 8, (slices, rows, columns))
    inside = ((y - rows / 2) / (rows * 0.42)) ** 2 + ((x - columns / 2) / (columns * 0.34)) ** 2 < 1
    volume = np.where(inside, 420.0, 12.0) + np.abs(noise)
    for index in range(slices):
        row, column = rows * (0.35 + 0.02 * index), columns * 0.6
        volume[index][np.hypot(y - row, x - column) < min(rows, columns) * 0.1] += 380
        volume[index] += index * 3 * inside
    return volume.astype(np.uint16)


def write_series(
    folder: Path,
    *,
    slices: int = 6,
    rows: int = 72,
    columns: int = 64,
    description: str = "T1",
    seed: int = 0,
    window: Callable[[int], tuple[float, float]] | None = None,
    spacing: tuple[float, float] | None = (2.0, 2.5),
) -> list[Path]:
    """Write an axial series from the feet up; return its files in that order. `window` gives (center, width)."""
    folder.mkdir(parents=True, exist_ok=True)
    volume, series, study = head(slices, rows, columns, seed), generate_uid(), generate_uid()
    return [
        _write(
            folder / f"{index:03d}.dcm",
            volume[index],
            index,
            series,
            study,
            description,
            window and window(index),
            spacing,
        )
        for index in range(slices)
    ]


def _write(path, pixels, index, series, study, description, window, spacing) -> Path:
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = MRImageStorage
    dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    dataset.SOPClassUID = MRImageStorage
    dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID
    dataset.SeriesInstanceUID, dataset.StudyInstanceUID = series, study
    dataset.PatientName, dataset.PatientID = "Secret^Person", "SECRET-ID"
    dataset.Modality, dataset.SeriesDescription = "MR", description
    dataset.InstanceNumber = index + 1
    dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    dataset.ImagePositionPatient = [-60.0, -70.0, 4.0 * index]
    if spacing is not None:
        dataset.PixelSpacing = list(spacing)
    dataset.SliceThickness = 4.0
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated = dataset.BitsStored = 16
    dataset.HighBit, dataset.PixelRepresentation = 15, 0
    if window is not None:
        dataset.WindowCenter, dataset.WindowWidth = window
    dataset.PixelData = pixels.tobytes()
    dcmwrite(path, dataset, enforce_file_format=True)
    return path
