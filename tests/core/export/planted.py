"""A scan with a patient planted in every tag that could hold one."""

from pathlib import Path

import numpy as np
from pydicom import Dataset, dcmwrite
from pydicom.dataset import FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage

ROOT = "1.2.826.0.1.3680043.9.7777"  # of every planted UID
NAMES = ("Zaphodsson^Trillianne", "Zaphodsson", "Trillianne", "Prosserdoc", "Vogonsurgeon", "Marvinoperator")
IDS = ("PID774411", "ACC995533", "DEV661122", "STID88442", "Q7INSURE9")
PLACES = ("Magrathea-Klinikum", "Betelgeuse-Ward", "Slartibartgasse")
WORDS = ("Dentarthurdent", "Krikkitprotocol", "Deepthoughtstn", "Fenchurchcomment", "Hactarprivate")
DAYS = ("19530817", "20190423", "1953-08-17", "2019-04-23", "132537.4711")
ALL = (*NAMES, *IDS, *PLACES, *WORDS, *DAYS, ROOT)


def planted_series(folder: Path, slices: int = 3) -> Path:
    """Write a small axial series that names its patient in headers, private tags, file and folder names."""
    home = folder / f"{NAMES[1]}_{IDS[0]}_{DAYS[1]}"
    home.mkdir(parents=True)
    for index in range(slices):
        dataset = _image(index)
        _plant(dataset, index)
        dcmwrite(home / f"{NAMES[2]}-{IDS[1]}-{index}.dcm", dataset, enforce_file_format=True)
    return home


def _plant(made: Dataset, index: int) -> None:
    made.PatientName, made.OtherPatientNames = NAMES[0], NAMES[0]
    made.ReferringPhysicianName, made.PerformingPhysicianName, made.OperatorsName = NAMES[3:6]
    made.PatientID, made.AccessionNumber, made.DeviceSerialNumber, made.StudyID = IDS[:4]
    made.IssuerOfPatientID, made.OtherPatientIDs = IDS[4], [IDS[0], IDS[4]]
    made.InstitutionName, made.InstitutionalDepartmentName, made.InstitutionAddress = PLACES
    made.PatientAddress, made.StationName = PLACES[2], WORDS[2]
    made.StudyDescription, made.ProtocolName = f"{WORDS[0]} {NAMES[1]}", WORDS[1]
    made.SeriesDescription = f"{WORDS[0]} T1 {DAYS[1]}"
    made.ImageComments = made.PatientComments = f"{WORDS[3]} {NAMES[0]}"
    made.PatientBirthDate = DAYS[0]
    for keyword in ("StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate", "InstanceCreationDate"):
        setattr(made, keyword, DAYS[1])
    for keyword in ("StudyTime", "SeriesTime", "AcquisitionTime", "ContentTime"):
        setattr(made, keyword, DAYS[4])
    made.AcquisitionDateTime = DAYS[1] + DAYS[4]
    made.StudyInstanceUID, made.SeriesInstanceUID = f"{ROOT}.1", f"{ROOT}.2"
    made.FrameOfReferenceUID = f"{ROOT}.3"
    made.SOPInstanceUID = made.file_meta.MediaStorageSOPInstanceUID = f"{ROOT}.4.{index}"
    reference = Dataset()
    reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = MRImageStorage, f"{ROOT}.5"
    made.ReferencedImageSequence = [reference]
    block = made.private_block(0x0029, WORDS[4], create=True)
    block.add_new(0x01, "LO", f"{WORDS[4]} {NAMES[0]} {IDS[0]}")


def _image(index: int) -> Dataset:
    rows, columns = np.indices((80, 72))
    inside = ((rows - 40) / 34) ** 2 + ((columns - 36) / 28) ** 2 < 1
    pixels = np.where(inside, 400, 10).astype(np.uint16)
    pixels[np.hypot(rows - 30, columns - 44) < 8] += 350
    made = Dataset()
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID = MRImageStorage
    made.Modality, made.InstanceNumber = "MR", index + 1
    made.ImageOrientationPatient, made.ImagePositionPatient = [1, 0, 0, 0, 1, 0], [-70.0, -80.0, 5.0 * index]
    made.PixelSpacing, made.SliceThickness = [2.0, 2.0], 5.0
    made.Rows, made.Columns = pixels.shape
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    made.BitsAllocated = made.BitsStored = 16
    made.HighBit, made.PixelRepresentation = 15, 0
    made.PixelData = pixels.tobytes()
    return made
