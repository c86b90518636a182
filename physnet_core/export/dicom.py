"""What all DICOM files that leave have in common: made from nothing, so that nothing of the patient can be in them.

A new object is filled from the short list below; no dataset of the scan is ever copied or referenced. Study, series,
instance and frame of reference are new, so the file stands alone: an archive files it beside the study only after a
person has said whose it is.

References
----------
DICOM PS3.3, C.7 (common modules); PS3.15, Annex E (what identifies a patient).
"""

from io import BytesIO

from pydicom import dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian, generate_uid
from pydicom.valuerep import DSfloat

from physnet_core import __version__
from physnet_core.export import wording
from physnet_core.export.content import Content
from physnet_core.export.provenance import PRODUCT, provenance_json

NO_DAY, NO_TIME = "19000101", "000000"  # where DICOM insists on a date, this one is nobody's
_LONG = 64  # characters of a description (LO)


def new_object(content: Content, sop_class: UID, *, modality: str, description: str) -> Dataset:
    """Return a dataset with patient, study, series, equipment and SOP modules, all of them without a person in them."""
    made = Dataset()
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID = sop_class
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID = new_uid()
    made.SpecificCharacterSet = "ISO_IR 192"
    for empty in ("PatientName", "PatientID", "PatientBirthDate", "PatientSex"):
        setattr(made, empty, "")
    for empty in ("StudyDate", "StudyTime", "StudyID", "AccessionNumber", "ReferringPhysicianName"):
        setattr(made, empty, "")
    made.PatientIdentityRemoved = "YES"
    made.DeidentificationMethod = "Made without any attribute of the source"
    made.StudyInstanceUID, made.SeriesInstanceUID = new_uid(), new_uid()
    made.StudyDescription = wording.RESEARCH_USE[:_LONG]
    made.SeriesDescription = f"{description}, research use only"[:_LONG]
    made.Modality = modality
    made.SeriesNumber = made.InstanceNumber = 1
    identity = content.prediction.model
    made.Manufacturer = made.ManufacturerModelName = PRODUCT
    made.SoftwareVersions = [__version__, f"{identity.name} {identity.version}"[:_LONG]]
    made.DeviceSerialNumber = identity.sha256[:_LONG]
    made.ContentDate, made.ContentTime = NO_DAY, NO_TIME
    made.ImageComments = provenance_json(content)
    return made


def new_uid() -> UID:
    """Return a UID from random bits alone (2.25 and a UUID)."""
    return generate_uid(prefix=None)


def decimals(*values: float) -> list[DSfloat]:
    """Return numbers as decimal strings, which hold 16 characters at most."""
    return [DSfloat(float(value), auto_format=True) for value in values]


def file_bytes(made: Dataset) -> bytes:
    """Return the object as a DICOM file."""
    file = BytesIO()
    dcmwrite(file, made, enforce_file_format=True)
    return file.getvalue()
