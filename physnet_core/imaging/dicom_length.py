"""Tells from the length of a DICOM file whether all of its pixels are there, without reading them."""

import os
import struct
from typing import BinaryIO

from pydicom.dataset import Dataset

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging.dicom_values import text, whole_number

_UNDEFINED = 0xFFFFFFFF
_ITEM = (0xFFFE, 0xE000)


def refuse_cut_off_pixels(file: BinaryIO, dataset: Dataset) -> None:
    """Raise if `file`, which stands at the pixel data element, ends before its pixels do.

    Raises
    ------
    UnreadableScanError
        If bytes are missing.
    """
    declared = _element_length(file, dataset)
    if declared == _UNDEFINED:
        complete = _fragments_complete(file, whole_number(dataset, "NumberOfFrames", 1))
    else:
        complete = declared <= _bytes_left(file) and _expected_length(dataset) <= declared
    if not complete:
        raise UnreadableScanError("its image is cut off: the file is shorter than it should be; copy it again")


def _element_length(file: BinaryIO, dataset: Dataset) -> int:
    order = "<" if dataset.original_encoding[1] else ">"
    file.seek(4, os.SEEK_CUR)
    representation = file.read(2)
    if not (representation.isalpha() and representation.isupper()):  # implicit, whatever the file claims to be
        file.seek(-len(representation), os.SEEK_CUR)
        layout = f"{order}I"
    else:
        layout = f"{order}2xI" if representation in (b"OB", b"OW", b"OF", b"OD", b"UN") else f"{order}H"
    raw = file.read(struct.calcsize(layout))
    if len(raw) < struct.calcsize(layout):
        return _UNDEFINED - 1
    length: int = struct.unpack(layout, raw)[0]
    return length


def _bytes_left(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size - file.tell()


def _expected_length(dataset: Dataset) -> int:
    """Return the bytes that uncompressed pixels need (PS3.5, 8.1); two chroma samples are shared in YBR_FULL_422."""
    shared_chroma = text(dataset, "PhotometricInterpretation") == "YBR_FULL_422"
    samples = 2 if shared_chroma else whole_number(dataset, "SamplesPerPixel", 1)
    images = whole_number(dataset, "NumberOfFrames", 1)
    bits = whole_number(dataset, "BitsAllocated", 8)
    return int(dataset.Rows) * int(dataset.Columns) * samples * images * bits // 8


def _fragments_complete(file: BinaryIO, images: int) -> bool:
    """Walk the fragments of compressed pixels (PS3.5, A.4) by their lengths.

    Every image needs at least one, after the offset table; a missing end mark alone loses no pixels and is let pass.
    """
    fragments = -1  # the offset table is none
    while True:
        head = file.read(8)
        if len(head) < 8:
            return fragments >= images
        group, element, length = struct.unpack("<HHI", head)
        if (group, element) != _ITEM:
            return fragments >= images
        if length > _bytes_left(file):
            return False
        file.seek(length, os.SEEK_CUR)
        fragments += 1
