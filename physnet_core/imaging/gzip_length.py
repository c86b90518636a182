"""Tells whether a compressed file is complete, without unpacking it where that can be helped."""

import gzip
import os
import struct
import zlib
from pathlib import Path

from physnet_core.errors import UnreadableScanError

_CHUNK = 1 << 20


def is_gzip(path: Path) -> bool:
    """Return whether the file starts as gzip does."""
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def refuse_cut_off_gzip(path: Path, needed: int) -> None:
    """Raise if `path` unpacks to less than `needed` bytes.

    A gzip file ends with its unpacked length modulo 2**32 (RFC 1952). Where that agrees nothing is unpacked; where it
    does not (cut off, padded, or several members) the file is unpacked in pieces and counted.

    Raises
    ------
    UnreadableScanError
        If bytes are missing.
    """
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), os.SEEK_END)
        last = file.read(4)
    if len(last) == 4 and (struct.unpack("<I", last)[0] - needed) % 2**32 <= _CHUNK:
        return
    if _unpacked_length(path, needed) < needed:
        raise UnreadableScanError("its image is cut off: the file is shorter than its header says; copy it again")


def _unpacked_length(path: Path, enough: int) -> int:
    length = 0
    try:
        with gzip.open(path, "rb") as stream:
            while length < enough and (piece := stream.read(_CHUNK)):
                length += len(piece)
    except (EOFError, OSError, zlib.error):
        pass  # cut off or damaged: what came before does not reach
    return length


def gzip_head(path: Path, count: int) -> bytes:
    """Return the first `count` unpacked bytes of a gzip file, fewer where it ends or is damaged."""
    try:
        with gzip.open(path, "rb") as stream:
            return stream.read(count)
    except (EOFError, OSError, zlib.error):
        return b""
