"""One PNG a frame, in a ZIP archive: a single file that is there whole or not at all, and easy to send."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from physnet_core.export.colour import Rgb
from physnet_core.export.content import Content
from physnet_core.export.provenance import provenance_json
from physnet_core.export.still import png_bytes
from physnet_core.export.table import curve_csv


def png_archive(content: Content, frames: Iterable[Rgb]) -> bytes:
    """Return an archive with `frame-000.png` and so on, the table of the growth, and where it comes from."""
    made, comment = BytesIO(), provenance_json(content)
    with ZipFile(made, "w") as archive:
        for number, frame in enumerate(frames):
            archive.writestr(_entry(f"frame-{number:03d}.png"), png_bytes(frame, comment), ZIP_STORED)
        archive.writestr(_entry("growth.csv"), curve_csv(content), ZIP_DEFLATED)
        archive.writestr(_entry("provenance.json"), comment, ZIP_DEFLATED)
    return made.getvalue()


def _entry(name: str) -> ZipInfo:
    """Return an entry without the time of today: archives start counting in 1980."""
    return ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
