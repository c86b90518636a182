"""Tells what a file is from its first bytes, whatever its name."""

import stat
from pathlib import Path
from typing import Literal

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging.gzip_length import gzip_head
from physnet_core.imaging.zipped import zipped_kind

HEAD_BYTES = 352

Kind = Literal["dicom", "nifti", "image"]

_SYSTEM_FILES = {".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory", ".localized"}
_PICTURE_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")  # the latter is an empty one
_NOT_SCANS = (
    (b"7z\xbc\xaf", "it is an archive; unpack it first"),
    (b"Rar!", "it is an archive; unpack it first"),
    (b"%PDF", "it is a PDF document"),
    (b"GIF8", "it is a GIF picture; only PNG, JPEG, TIFF and BMP are read"),
    (b"MZ", "it is a program"),
    (b"\x7fELF", "it is a program"),
    (b"\0\5\x16\7", "it is a note of the macOS file system, not a scan"),
)
_NO_SCAN = "it is neither DICOM nor NIfTI nor a PNG, JPEG, TIFF or BMP picture"


def kind_of(path: Path, looks_like_dicom: bool, head: bytes) -> Kind:
    """Return what the file at `path` with the first bytes `head` is.

    Raises
    ------
    UnreadableScanError
        With the reason if it is no scan.
    """
    if looks_like_dicom:
        return "dicom"
    unpacked = gzip_head(path, HEAD_BYTES) if head[:2] == b"\x1f\x8b" else head
    if _is_nifti(unpacked):
        return "nifti"
    if head.startswith(_PICTURE_MARKS) or (head[:2] == b"BM" and head[6:10] == b"\0\0\0\0"):
        return "image"
    raise UnreadableScanError(_why_not(path, head, unpacked))


def _is_nifti(head: bytes) -> bool:
    return head[344:348] == b"n+1\0" or head[4:8] == b"n+2\0"


def _why_not(path: Path, head: bytes, unpacked: bytes) -> str:
    if path.name.lower() in _SYSTEM_FILES:
        return "it is a file of the operating system, not a scan"
    if not head:
        return "the file is empty"
    if unpacked[344:348] == b"ni1\0":
        return "it is half of a NIfTI pair (.hdr and .img); convert the pair to one .nii file"
    if head.startswith(_ZIP_MARKS):
        return zipped_kind(path)
    for mark, reason in _NOT_SCANS:
        if head.startswith(mark):
            return reason
    if head[:2] == b"\x1f\x8b":
        cut_off = path.name.lower().endswith(".nii.gz")
        return "it is damaged or cut off" if cut_off else "it is a compressed file without a scan; unpack it first"
    if _is_text(head):
        return "it is a text file, not a scan"
    return _NO_SCAN


def _is_text(head: bytes) -> bool:
    return all(byte >= 32 or byte in b"\t\n\r\f\x1b" for byte in head)


def read_head(path: Path) -> bytes:
    """Return the first bytes of a regular file.

    Raises
    ------
    UnreadableScanError
        If it is a link to nowhere or to itself, a device or a pipe, or may not be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableScanError("it is not a regular file")
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise UnreadableScanError(reason_of(path, error)) from error


def reason_of(path: Path, error: OSError) -> str:
    """Return in plain words why the operating system does not let `path` be read."""
    if isinstance(error, PermissionError):
        return "you have no permission to read it"
    if path.is_symlink():
        return "it is a link that leads nowhere"
    return f"it cannot be read ({error.strerror or 'unknown fault'})"
