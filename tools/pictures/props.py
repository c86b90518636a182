"""Made files to open: scans that show a state of the window which the demo scan does not have."""

import shutil
from pathlib import Path
from zipfile import ZipFile

import nibabel
import numpy as np
from PIL import Image, ImageDraw
from pydicom import dcmread
from pydicom.uid import generate_uid

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo" / "series"


def long_series(folder: Path, times: int) -> Path:
    """Write the demo scan as a series many times as long, which takes a while to read and predict."""
    folder.mkdir()
    files = sorted(DEMO.glob("*.dcm"))
    for copy in range(times):
        for number, file in enumerate(files):
            dataset = dcmread(file)
            *place, height = dataset.ImagePositionPatient
            dataset.ImagePositionPatient = [*place, float(height) + 2.5 * copy * len(files)]
            dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
            dataset.InstanceNumber = copy * len(files) + number + 1
            dataset.save_as(folder / f"{copy:02d}-{number:03d}.dcm")
    return folder


def junk_folder(folder: Path) -> Path:
    """Write the demo scan among files that are no scan, cut short, or empty."""
    shutil.copytree(DEMO, folder / "series")
    whole = (DEMO / "slice-01.dcm").read_bytes()
    for number in range(1, 4):
        (folder / f"IM-0001-{number:04d}.dcm").write_bytes(whole[: 400 * number])
    (folder / "IM-0002-0001.dcm").write_bytes(b"")
    with ZipFile(folder / "Befund_Arztbrief_an_die_Praxis_mit_einem_langen_Namen.docx", "w") as letter:
        letter.writestr("word/document.xml", "no scan")
    (folder / "notes.txt").write_text("not a scan")
    (folder / "volume.nii.gz").write_bytes(b"\x1f\x8b damaged")
    (folder / "viewer.exe").write_bytes(b"MZ")
    return folder


def junk_only(folder: Path) -> Path:
    """Write a folder in which there is nothing to see."""
    folder.mkdir()
    for number in range(12):
        (folder / f"letter-{number}.txt").write_text("not a scan")
    (folder / "IM-0001-0001.dcm").write_bytes(b"")
    return folder


def page_of_text(file: Path) -> Path:
    """Write a picture that is no brain."""
    page = Image.new("L", (512, 640), 255)
    pen = ImageDraw.Draw(page)
    for line in range(34):
        pen.text((40, 30 + 17 * line), "A letter about a scan, and not the scan itself. " * 2, fill=0)
    page.save(file)
    return file


def outlines(folder: Path) -> tuple[Path, Path]:
    """Write a tumor and the same one later, larger, as NIfTI masks."""
    folder.mkdir()
    files = (folder / "earlier.nii.gz", folder / "later.nii.gz")
    z, y, x = np.mgrid[0:24, 0:96, 0:96]
    for file, radius in zip(files, (11.0, 16.0), strict=True):
        inside = np.hypot(np.hypot((z - 12) * 4.0, (y - 50) * 1.5), (x - 44) * 1.5) < radius
        mask = nibabel.Nifti1Image(inside.T.astype(np.uint8), np.diag([1.5, 1.5, 4.0, 1.0]))
        nibabel.save(mask, file)
    return files
