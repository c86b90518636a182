"""Reads ordinary pictures (PNG, JPEG, TIFF, BMP) as scans without geometry.

Pictures of one size in one folder form one series, in the natural order of their names: that is how slices exported
as pictures are kept, and there is nothing else to go by. Every page of a TIFF is a slice.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging.limits import refuse_absurd_size
from physnet_core.imaging.pixels import Pixels, finite, is_color
from physnet_core.imaging.quiet import reading
from physnet_core.imaging.volume import SeriesInfo, SliceSource, Window

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP")
_ORIENTATION = 0x0112  # EXIF tag; 5 to 8 exchange rows and columns
_DEEP_MODES = {"I;16", "I;16B", "I;16L", "I", "F"}
_BY_NAME = "Pictures in the order of their names; they carry no positions and no pixel size."


@dataclass(frozen=True, kw_only=True)
class PictureHeader:
    """What a picture says of itself before its pixels are read."""

    path: Path
    rows: int
    columns: int
    pages: int


def natural_key(path: Path) -> tuple[tuple[int, int | str], ...]:
    """Return a sort key under which `slice2` comes before `slice10`."""
    parts = re.split(r"(\d+)", path.name.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part)


def read_picture_header(path: Path) -> PictureHeader:
    """Return the size of a picture.

    Raises
    ------
    UnreadableScanError
        With the reason why the file is of no use.
    """
    with reading("the picture is damaged or cut off", unheeded=(PermissionError,)):
        try:
            return _header(path)
        except Image.DecompressionBombError as error:
            raise UnreadableScanError("its header claims a picture larger than any scan") from error


def _header(path: Path) -> PictureHeader:
    with Image.open(path, formats=_FORMATS) as image:
        pages = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
        columns, rows = image.size
        refuse_absurd_size(rows, columns, pages)
        if image.format == "JPEG" and image.getexif().get(_ORIENTATION) in (5, 6, 7, 8):
            rows, columns = columns, rows
        turned_tiff = image.format == "TIFF" and _ORIENTATION in image.getexif()
        if turned_tiff or not _ends_well(path, str(image.format)):
            image.load()
        if turned_tiff:  # Pillow settles the size of those only when it decodes them
            columns, rows = image.size
    return PictureHeader(path=path, rows=rows, columns=columns, pages=pages)


def _ends_well(path: Path, kind: str) -> bool:
    """Return whether the last bytes are those of a complete picture; if not, only decoding it can tell."""
    mark = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}.get(kind)
    if mark is None:
        return True
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 64))
        return mark in file.read(64)


def picture_series(pictures: Sequence[PictureHeader], *, description: str, stack_name: str) -> SeriesInfo:
    """Return the series that `pictures` of one size form.

    Parameters
    ----------
    pictures
        In any order.
    description
        What to call it: the folder, or the file.
    stack_name
        The folder or file, which tells the series apart from all others; hidden in a hash, since it may be named
        after a patient.
    """
    ordered = sorted(pictures, key=lambda picture: (natural_key(picture.path), picture.path))
    sources = tuple(
        SliceSource(path=picture.path, frame=page, frames=picture.pages)
        for picture in ordered
        for page in range(picture.pages)
    )
    first = ordered[0]
    digest = hashlib.sha1(f"{stack_name}|{first.rows}|{first.columns}".encode(), usedforsecurity=False)
    return SeriesInfo(
        uid=f"image-{digest.hexdigest()[:20]}",
        format="image",
        description=description,
        slices=len(sources),
        rows=first.rows,
        columns=first.columns,
        sources=sources,
        notes=(_BY_NAME,) if len(sources) > 1 else ("A picture carries no position and no pixel size.",),
    )


class PicturePixels:
    """Reads pictures."""

    def read(self, source: SliceSource) -> Pixels:
        """Return one picture or page, as grey values.

        Raises
        ------
        UnreadableScanError
            If the file is gone, cut off, or damaged.
        """
        with (
            reading(f"the picture {source.path.name} cannot be read; it is damaged, cut off or gone"),
            Image.open(source.path, formats=_FORMATS) as image,
        ):
            image.seek(source.frame)
            refuse_absurd_size(image.height, image.width, 1)
            return _pixels(image)


def _pixels(image: Image.Image) -> Pixels:
    if image.format == "JPEG":  # asked of a PNG, it would decode the picture; of a TIFF, Pillow does it itself
        image = ImageOps.exif_transpose(image)
    if image.mode in _DEEP_MODES:
        values, replaced = finite(np.asarray(image).astype(np.float32))
        return Pixels(values=values, replaced=replaced)
    full = Window.from_levels(0.0, 255.0)
    if image.mode in ("1", "L"):
        return Pixels(values=_array(image.convert("L")), window=full)
    if image.mode in ("LA", "La"):
        return Pixels(values=_array(image.getchannel(0)), window=full)
    flat = _flat(image)
    return Pixels(values=_array(flat.convert("L")), window=full, color=is_color(np.asarray(flat)))


def _array(image: Image.Image) -> NDArray[Any]:
    return np.asarray(image).astype(np.float32)


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture as RGB; what is transparent lies on black."""
    if image.mode != "RGBA" and "transparency" not in image.info:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    ground = Image.new("RGBA", layered.size, (0, 0, 0, 255))
    return Image.alpha_composite(ground, layered).convert("RGB")
