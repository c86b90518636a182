"""Files searched for the patient that was planted in a scan, whatever they are packed in."""

import gzip
import io
import re
import zipfile
import zlib
from pathlib import Path

import nibabel as nib
from PIL import Image
from planted import ALL
from pydicom import dcmread


def everything_in(path: Path) -> bytes:
    """Return the bytes of a file, of all streams in it once opened, of its metadata, and its name."""
    raw = path.read_bytes()
    found = [raw, path.name.encode(), *streams(raw)]
    if path.name.endswith((".gif", ".png")):
        with Image.open(path) as picture:
            found.append(repr(picture.info).encode())
    if path.name.endswith(".gz"):
        found.append(gzip.decompress(raw))
    if ".nii" in path.name:
        header = nib.load(path).header
        found.append(repr([*header.items(), *(item.get_content() for item in header.extensions)]).encode())
    if path.name.endswith(".dcm"):
        dataset = dcmread(path)
        found += [str(dataset).encode(), str(dataset.file_meta).encode()]
    if path.name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for entry in archive.infolist():
                found += [entry.filename.encode(), entry.comment, entry.extra, archive.read(entry)]
                found += streams(archive.read(entry))
    return b"\n".join(found)


def streams(raw: bytes) -> list[bytes]:
    """Return every zlib stream (PDF, PNG), wherever it begins."""
    opened = []
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", raw):
        try:
            opened.append(zlib.decompressobj().decompress(raw[start.start() :]))
        except zlib.error:
            continue
    return opened


def hits(inside: bytes) -> list[str]:
    """Return the planted words in any encoding that they may hide in."""
    lower = inside.lower()
    found = []
    for word in ALL:
        for encoded in (
            word.encode(),
            word.encode("utf-16-le"),
            word.encode("utf-16-be"),
            word.encode().hex().encode(),
        ):
            if encoded.lower() in lower:
                found.append(word)
    return found
