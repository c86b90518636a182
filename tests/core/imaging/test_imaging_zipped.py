"""A document among scans is called what it is, though it is a ZIP archive inside; a bad one is a reason."""

import io
import zipfile

import numpy as np
import pytest
from scan_makers import write_dicom

from physnet_core.imaging import scan_folder

PIXELS = np.arange(32 * 32, dtype=np.uint16).reshape(32, 32)
OFFICE = ("[Content_Types].xml", "_rels/.rels")
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


def zipped(*names, mime=None):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if mime is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), mime)
        for name in names:
            archive.writestr(name, "content")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("letter.docx", zipped(*OFFICE, "word/document.xml"), "it is a Word document"),
        ("table.xlsx", zipped(*OFFICE, "xl/workbook.xml"), "it is an Excel workbook"),
        ("talk.pptx", zipped(*OFFICE, "ppt/presentation.xml"), "it is a PowerPoint presentation"),
        ("renamed.dcm", zipped(*OFFICE, "word/document.xml"), "it is a Word document"),
        (
            "text.odt",
            zipped("content.xml", mime=f"{OPEN_DOCUMENT}.text"),
            "it is an OpenDocument file",
        ),
        ("book.epub", zipped("META-INF/container.xml", mime="application/epub+zip"), "it is an e-book"),
        ("tool.jar", zipped("META-INF/MANIFEST.MF"), "it is a program"),
        ("masks.npz", zipped("mask.npy", "spacing.npy"), "it is a file of NumPy arrays, not a scan"),
        ("scan.zip", zipped("DICOM/IM-0001.dcm", "words.txt"), "it is a ZIP archive; unpack it first"),
        ("none.zip", zipped(), "it is a ZIP archive; unpack it first"),
        ("cut.docx", zipped(*OFFICE, "word/document.xml")[:-30], "it is a ZIP archive that is damaged or cut off"),
    ],
)
def test_it_is_said_what_is_in_it(tmp_path, name, content, reason):
    write_dicom(tmp_path / "slice.dcm", PIXELS)
    (tmp_path / name).write_bytes(content)
    report = scan_folder(tmp_path)
    assert len(report.series) == 1
    assert [(item.path.name, item.reason) for item in report.skipped] == [(name, reason)]


def test_any_damage_is_a_reason(tmp_path):
    whole = zipped(*OFFICE, "content.xml", mime=f"{OPEN_DOCUMENT}.text")
    chance = np.random.default_rng(3)
    for number in range(300):
        bad = bytearray(whole)
        for place in chance.integers(4, len(bad), 6):
            bad[place] = chance.integers(256)
        (tmp_path / f"{number}.odt").write_bytes(bytes(bad[: chance.integers(8, len(bad) + 1)]))
    reasons = {item.reason for item in scan_folder(tmp_path).skipped}
    known = {"it is an OpenDocument file", "it is a ZIP archive; unpack it first"}
    assert reasons <= known | {"it is a ZIP archive that is damaged or cut off"}
    assert len(reasons) > 1
