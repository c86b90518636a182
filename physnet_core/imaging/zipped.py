"""Tells what a ZIP archive is by the names in it: most are documents, which nobody would call an archive."""

import struct
import zipfile
from pathlib import Path

_ARCHIVE = "it is a ZIP archive; unpack it first"
_PARTS = (  # of ECMA-376 (Office Open XML), ISO/IEC 26300 (OpenDocument), EPUB, Java and NumPy
    ("word/", "it is a Word document"),
    ("xl/", "it is an Excel workbook"),
    ("ppt/", "it is a PowerPoint presentation"),
    ("visio/", "it is a Visio drawing"),
    ("META-INF/container.xml", "it is an e-book"),
    ("META-INF/MANIFEST.MF", "it is a program"),
)
_MIME = "mimetype"  # the member by which OpenDocument says what it is
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"


def zipped_kind(path: Path) -> str:
    """Return in plain words what the ZIP archive at `path` is, and what to do where it may hold a scan."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if _is_open_document(archive):
                return "it is an OpenDocument file"
    except (OSError, ValueError, NotImplementedError, RuntimeError, struct.error, zipfile.BadZipFile):
        return "it is a ZIP archive that is damaged or cut off"
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    if names and all(name.endswith(".npy") for name in names):
        return "it is a file of NumPy arrays, not a scan"
    return _ARCHIVE


def _is_open_document(archive: zipfile.ZipFile) -> bool:
    found = archive.NameToInfo.get(_MIME)
    if found is None or found.compress_type != zipfile.ZIP_STORED:  # the standard wants it uncompressed
        return False
    with archive.open(found) as member:
        return member.read(len(_OPEN_DOCUMENT)) == _OPEN_DOCUMENT
