"""Whatever lies in a folder: a reason for each file, never a traceback, and the rest still loads."""

import os
import struct

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.uid import MPEG2MPML, JPEG2000Lossless
from scan_makers import PATIENT, write_dicom

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging import read_volume, scan_folder

NOISE = np.random.default_rng(0).integers(0, 4000, (40, 32), dtype=np.uint16)


def _text(path):
    path.write_text("This is a text file although its name ends in .dcm")


def _empty(path):
    path.touch()


def _random(path):
    path.write_bytes(np.random.default_rng(1).bytes(5000))


def _starts_like_old_dicom(path):
    path.write_bytes(b"\x08\x00\x05\x00CS\x04\x00" + np.random.default_rng(1).bytes(500))


def _cut_in_header(path):
    write_dicom(path, NOISE)
    path.write_bytes(path.read_bytes()[:500])


def _cut_in_meta(path):
    write_dicom(path, NOISE)
    path.write_bytes(path.read_bytes()[:150])


def _cut_in_pixels(path):
    write_dicom(path, NOISE)
    path.write_bytes(path.read_bytes()[:-100])


def _cut_in_compressed_pixels(path):
    write_dicom(path, NOISE, syntax=JPEG2000Lossless)
    path.write_bytes(path.read_bytes()[:-100])


def _fewer_frames_than_declared(path):
    write_dicom(path, NOISE, syntax=JPEG2000Lossless)
    dataset = dcmread(path)
    dataset.NumberOfFrames = 5
    dataset.save_as(path)


def _fewer_pixels_than_declared(path):
    write_dicom(path, NOISE, Rows=400)


def _no_pixel_data(path):
    write_dicom(path, NOISE, PixelData=None)


def _huge(path):
    write_dicom(path, NOISE, Rows=65535, Columns=65535, NumberOfFrames=2_000_000)


def _huge_compressed(path):
    write_dicom(path, NOISE, syntax=JPEG2000Lossless)
    dataset = dcmread(path)
    dataset.Rows, dataset.Columns = 65535, 65535
    dataset.save_as(path)


def _no_rows(path):
    write_dicom(path, NOISE, Rows=0)


def _unknown_syntax(path):
    write_dicom(path, NOISE)
    path.write_bytes(path.read_bytes().replace(b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2.9\0"))


def _video(path):
    write_dicom(path, NOISE, syntax=JPEG2000Lossless)
    dataset = dcmread(path)
    dataset.file_meta.TransferSyntaxUID = MPEG2MPML
    dataset.save_as(path)


def _zip(path):
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)


def _half_a_pair(path):
    path.write_bytes(struct.pack("<i", 348) + b"\0" * 340 + b"ni1\0" + b"\0" * 40)


def _pipe(path):
    os.mkfifo(path)


def _dead_link(path):
    path.symlink_to(path.parent / "nowhere")


def _link_to_itself(path):
    path.symlink_to(path)


JUNK = [
    ("report.dcm", _text, "text file"),
    ("empty", _empty, "empty"),
    ("random.dcm", _random, "neither DICOM nor NIfTI"),
    ("old", _starts_like_old_dicom, "damaged|no image"),
    ("header.dcm", _cut_in_header, "cut off|damaged"),
    ("meta.dcm", _cut_in_meta, "cut off|damaged"),
    ("pixels.dcm", _cut_in_pixels, "image is cut off"),
    ("compressed.dcm", _cut_in_compressed_pixels, "image is cut off"),
    ("fewer.dcm", _fewer_pixels_than_declared, "image is cut off"),
    ("frames.dcm", _fewer_frames_than_declared, "image is cut off"),
    ("no-pixels.dcm", _no_pixel_data, "ends before its image"),
    ("huge.dcm", _huge, "larger than any scan"),
    ("huge-j2k.dcm", _huge_compressed, "larger than any scan"),
    ("no-rows.dcm", _no_rows, "the image is empty"),
    ("unknown.dcm", _unknown_syntax, "cannot be decoded"),
    ("video.dcm", _video, "MPEG2.*cannot be decoded"),
    ("scan.zip", _zip, "ZIP archive that is damaged"),
    ("brain.hdr", _half_a_pair, "half of a NIfTI pair"),
    (".DS_Store", _random, "operating system"),
    ("Thumbs.db", _random, "operating system"),
    ("pipe", _pipe, "not a regular file"),
    ("dead", _dead_link, "link that leads nowhere"),
    ("self", _link_to_itself, "link that leads nowhere"),
]


@pytest.mark.parametrize(("name", "make", "reason"), JUNK, ids=[row[0] for row in JUNK])
def test_each_bad_file_has_its_reason_and_the_scan_still_loads(axial_series, name, make, reason):
    make(axial_series / name)
    report = scan_folder(axial_series)
    assert [series.slices for series in report.series] == [8]
    assert read_volume(report.series[0]).pixels.shape == (8, 6, 5)
    assert [entry.path.name for entry in report.skipped] == [name]
    assert _matches(reason, report.skipped[0].reason)


def _matches(pattern, text):
    import re

    return re.search(pattern, text) is not None and "\n" not in text and PATIENT not in text


def test_all_bad_files_together(axial_series):
    for name, make, _ in JUNK:
        make(axial_series / name)
    report = scan_folder(axial_series)
    assert [series.slices for series in report.series] == [8]
    assert {entry.path.name for entry in report.skipped} == {row[0] for row in JUNK}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("test-SR.dcm", "no image .Comprehensive SR"),
        ("rtplan.dcm", "no image .RT Plan"),
        ("waveform_ecg.dcm", "no image .12-lead ECG"),
        ("dicomdirtests/DICOMDIR", "DICOMDIR"),
        ("MR_truncated.dcm", "cut off"),
    ],
)
def test_dicom_without_image_says_what_it_is(name, reason):
    path = get_testdata_file(name, download=False)
    if path is None:
        pytest.skip(f"this pydicom does not ship {name}")
    report = scan_folder(path)
    assert not report.series
    assert _matches(reason, report.skipped[0].reason)


@pytest.mark.parametrize(
    "elements",
    [
        {"EchoTime": "30", "AcquisitionNumber": None},
        {"PixelSpacing": None, "SliceThickness": None},
        {"SOPInstanceUID": None},
        {"SeriesInstanceUID": None},
        {"ImageType": None, "Modality": None},
        {"ImagePositionPatient": [1, 2]},
        {"ImageOrientationPatient": [0, 0, 0, 0, 0, 0]},
        {"PixelSpacing": [0, 0]},
    ],
)
def test_missing_or_senseless_attributes_do_not_lose_the_image(tmp_path, elements):
    written = {key: value for key, value in elements.items() if key != "SOPInstanceUID"}
    dataset = write_dicom(tmp_path / "a", NOISE, **written)
    if "SOPInstanceUID" in elements:
        del dataset.SOPInstanceUID
        dataset.save_as(tmp_path / "a", enforce_file_format=True)
    report = scan_folder(tmp_path)
    np.testing.assert_array_equal(read_volume(report.series[0]).pixels[0], NOISE)


@pytest.mark.parametrize("seed", range(30))
def test_flipped_bytes_in_a_header_never_raise(tmp_path, seed):
    write_dicom(tmp_path / "a", NOISE, SeriesDescription="T1")
    content = bytearray((tmp_path / "a").read_bytes())
    chance = np.random.default_rng(seed)
    for place in chance.integers(132, 900, 6):
        content[place] = int(chance.integers(256))
    (tmp_path / "a").write_bytes(content)
    report = scan_folder(tmp_path)
    assert len(report.series) + len(report.skipped) == 1
    for series in report.series:
        try:
            read_volume(series)
        except UnreadableScanError as error:
            assert "\n" not in str(error)


def test_path_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(UnreadableScanError, match="does not exist"):
        scan_folder(tmp_path / "nothing")


def test_empty_folder_gives_an_empty_report(tmp_path):
    report = scan_folder(tmp_path)
    assert (report.series, report.skipped) == ((), ())


def test_unreadable_file_and_folder_are_listed(axial_series):
    (axial_series / "locked.dcm").touch(mode=0)
    if os.access(axial_series / "locked.dcm", os.R_OK):
        pytest.skip("this user (root) may read everything, so permissions cannot be tested")
    (axial_series / "closed").mkdir(mode=0)
    report = scan_folder(axial_series)
    assert [series.slices for series in report.series] == [8]
    assert {entry.path.name for entry in report.skipped} == {"locked.dcm", "closed"}
    assert all("permission" in entry.reason for entry in report.skipped)


def test_refusal_of_the_operating_system_is_listed(axial_series, monkeypatch):
    """As above, for root: the refusal itself is made up, all that follows is real."""
    locked = axial_series / "locked.dcm"
    locked.touch()
    closed = axial_series / "closed"
    closed.mkdir()
    _refuse(monkeypatch, {locked, closed})
    report = scan_folder(axial_series)
    assert [series.slices for series in report.series] == [8]
    assert {entry.path.name for entry in report.skipped} == {"locked.dcm", "closed"}
    assert all("permission" in entry.reason for entry in report.skipped)


def _refuse(monkeypatch, paths):
    from pathlib import Path

    def refusing(method):
        def call(self, *args, **kwargs):
            if self in paths:
                raise PermissionError(13, "Permission denied", str(self))
            return method(self, *args, **kwargs)

        return call

    monkeypatch.setattr(Path, "open", refusing(Path.open))
    monkeypatch.setattr(Path, "iterdir", refusing(Path.iterdir))


def test_nothing_of_the_patient_is_logged(axial_series, caplog):
    with caplog.at_level(0):
        for name, make, _ in JUNK:
            make(axial_series / name)
        read_volume(scan_folder(axial_series).series[0])
    assert "Secret" not in caplog.text
    assert "SECRET" not in caplog.text
