"""Headers field by field: nothing that may name a patient is taken for harmless."""

import nibabel as nib
import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pydicom import dcmread
from pydicom.dataset import Dataset
from scan_makers import write_dicom

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging import SliceSource
from physnet_core.imaging.header import LONGEST, read_header

SECRETS = (
    "Secret^Patient",
    "SECRET-ID",
    "19700101",
    "St. Secret",
    "Dr^Secret",
    "secret remark",
    "1.2.3.4",
    "secret run",
)


def every(fields):
    for field in fields:
        yield field
        yield from every(field.fields)


@pytest.fixture
def header(tmp_path):
    path = tmp_path / "a.dcm"
    item = Dataset()
    item.ReferencedSOPInstanceUID = "1.2.3.4.5"
    item.PurposeOfReferenceCodeSequence = [Dataset()]
    item.PurposeOfReferenceCodeSequence[0].CodeMeaning = "Localizer"
    write_dicom(
        path,
        PatientBirthDate="19700101",
        PatientSex="F",
        InstitutionName="St. Secret",
        ReferringPhysicianName="Dr^Secret",
        ImageComments="secret remark",
        ProtocolName="secret run",
        Manufacturer="Maker",
        EchoTime="12.5",
        SeriesDescription="T1",
        ReferencedImageSequence=[item],
    )
    dataset = dcmread(path)
    dataset.private_block(0x0029, "SECRET MAKER", create=True).add_new(0x10, "LO", "secret remark")
    dataset.save_as(path)
    return read_header(SliceSource(path=path), "dicom")


def test_what_may_name_a_patient_is_marked(header):
    plain = [field.value for field in every(header) if not field.identifying]
    assert [value for value in plain if any(secret in value for secret in SECRETS)] == []
    marked = {field.name for field in every(header) if field.identifying}
    assert {"Patient's Name", "Patient ID", "Patient's Sex", "Institution Name", "Image Comments"} <= marked
    assert all(field.identifying for field in every(header) if field.tag.startswith("(0029"))


CODED = (
    "InstitutionCodeSequence",
    "AdmittingDiagnosesCodeSequence",
    "RequestAttributesSequence",
    "ReferencedPerformedProcedureStepSequence",
    "OperatorIdentificationSequence",
    "AcquisitionContextSequence",
    "OriginalAttributesSequence",
    "ReasonForRequestedProcedureCodeSequence",
)


def test_what_the_basic_profile_removes_is_marked_whatever_its_type(tmp_path):
    """DICOM PS3.15, Table E.1-1: texts that look harmless, and all that certain sequences hold."""
    item = Dataset()
    item.CodeMeaning, item.NumberOfFrames = "St. Secret", "7"
    write_dicom(
        tmp_path / "a.dcm",
        SeriesDescription="St. Secret",
        DerivationDescription="St. Secret",
        ContrastBolusAgent="St. Secret",
        ModifyingDeviceID="SECRET",
        GPSLatitude="48.5",
        **{name: [item] for name in CODED},
    )
    fields = every(read_header(SliceSource(path=tmp_path / "a.dcm"), "dicom"))
    told = [field for field in fields if field.value in ("St. Secret", "SECRET", "7", "48.5")]
    assert len(told) == 5 + 2 * len(CODED)
    assert [field.name for field in told if not field.identifying] == []


def test_what_nobody_knows_is_marked(tmp_path):
    write_dicom(tmp_path / "a.dcm")
    dataset = dcmread(tmp_path / "a.dcm")
    dataset.add_new(0x0018FFF0, "CS", "SECRET")
    dataset.save_as(tmp_path / "a.dcm")
    fields = read_header(SliceSource(path=tmp_path / "a.dcm"), "dicom")
    assert [field.identifying for field in fields if field.value == "SECRET"] == [True]


def test_what_is_of_use_is_plain(header):
    plain = {field.name: field.value for field in every(header) if not field.identifying}
    assert plain["Echo Time"] == "12.5"
    assert plain["Manufacturer"] == "Maker"
    assert [float(part) for part in plain["Image Orientation (Patient)"].split("\\")] == [1, 0, 0, 0, 1, 0]
    assert plain["Transfer Syntax UID"].startswith("1.2.840.10008.1.2")
    assert "Pixel Data" not in plain


def test_sequences_are_nested(header):
    (sequence,) = (field for field in header if field.name == "Referenced Image Sequence")
    assert (sequence.vr, sequence.value, sequence.tag) == ("SQ", "1 item", "(0008,1140)")
    (item,) = sequence.fields
    inner = {field.name: field for field in item.fields}
    assert inner["Referenced SOP Instance UID"].identifying
    assert inner["Purpose of Reference Code Sequence"].fields[0].fields[0].value == "Localizer"


def test_long_values_are_cut(tmp_path):
    write_dicom(tmp_path / "a.dcm", ContrastBolusAgent="A" * 5000)
    fields = {field.name: field.value for field in read_header(SliceSource(path=tmp_path / "a.dcm"), "dicom")}
    assert len(fields["Contrast/Bolus Agent"]) < LONGEST + 40
    assert fields["Contrast/Bolus Agent"].endswith("(5,000 characters)")


def test_nifti_fields_are_listed_and_its_texts_are_marked(tmp_path):
    image = nib.Nifti1Image(np.zeros((3, 4, 5), np.int16), np.diag([2, 3, 4, 1]))
    image.header["descrip"] = b"Secret^Patient"
    nib.save(image, tmp_path / "a.nii")
    fields = {field.name: field for field in read_header(SliceSource(path=tmp_path / "a.nii"), "nifti")}
    assert fields["dim"].value == "3\\3\\4\\5\\1\\1\\1\\1"
    assert fields["pixdim"].value.startswith("1\\2\\3\\4")
    assert fields["descrip"].value == "Secret^Patient"
    assert fields["descrip"].identifying
    assert not fields["dim"].identifying


def test_pictures_say_little_and_their_texts_are_marked(tmp_path):
    note = PngInfo()
    note.add_text("Comment", "Secret^Patient")
    Image.new("L", (30, 20)).save(tmp_path / "a.png", pnginfo=note)
    fields = {field.name: field for field in read_header(SliceSource(path=tmp_path / "a.png"), "image")}
    assert (fields["Format"].value, fields["Columns"].value, fields["Rows"].value) == ("PNG", "30", "20")
    assert fields["Comment"].identifying


def test_a_file_that_is_gone_or_damaged_is_one_sentence(tmp_path):
    with pytest.raises(UnreadableScanError, match="No such file"):
        read_header(SliceSource(path=tmp_path / "gone.dcm"), "dicom")
    (tmp_path / "bad.nii").write_bytes(b"\1\2\3")
    with pytest.raises(UnreadableScanError):
        read_header(SliceSource(path=tmp_path / "bad.nii"), "nifti")
