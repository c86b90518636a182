"""The one way out: a file whose kind its extension chooses."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from physnet_core.errors import Cancelled, ExportError, InvalidParameterError
from physnet_core.export.colour import Rgb
from physnet_core.export.content import SIZES, Content, Options
from physnet_core.export.gif import encode_gif, gif_delay
from physnet_core.export.mp4 import write_mp4
from physnet_core.export.nifti import density_nifti
from physnet_core.export.picture import Picture
from physnet_core.export.provenance import provenance_json
from physnet_core.export.report import report_pdf
from physnet_core.export.table import curve_csv
from physnet_core.files import replacing, write_bytes

EXTENSIONS = (".gif", ".mp4", ".png", ".csv", ".nii.gz", ".nii", ".pdf")
Progress = Callable[[int, int], None]
_SHRINK = 0.85  # a try, until an animation meets its size limit
_SMALLEST_SCALE = 0.4


def export(
    path: Path,
    content: Content,
    options: Options | None = None,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Write `content` to `path`, whole or not at all.

    Parameters
    ----------
    path
        Its extension, one of `EXTENSIONS`, chooses the kind of file.
    progress
        Called with (frames done, frames in all).

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    InvalidParameterError
        For an unknown extension, before anything is computed.
    ExportError
        Where the file cannot be written.
    Cancelled
        When `cancelled` returned True; `path` is as it was.
    """
    look = options or Options()
    kind = extension(path)
    if not path.parent.is_dir():
        raise ExportError(f"There is no folder {path.parent}: create it first, or choose another one.")
    if kind == ".mp4":
        _video(path, content, look, progress, cancelled)
        return path
    makers: dict[str, Callable[[], bytes]] = {
        ".gif": lambda: _animation(content, look, progress, cancelled),
        ".png": lambda: _still(content, look),
        ".csv": lambda: curve_csv(content).encode(),
        ".nii.gz": lambda: density_nifti(content, compressed=True),
        ".nii": lambda: density_nifti(content, compressed=False),
        ".pdf": lambda: report_pdf(content, look),
    }
    made = makers[kind]()
    if cancelled():
        raise Cancelled
    write_bytes(path, made)
    return path


def extension(path: Path) -> str:
    """Return the entry of `EXTENSIONS` that `path` ends with.

    Raises
    ------
    InvalidParameterError
        Where it ends with none.
    """
    for known in EXTENSIONS:
        if path.name.lower().endswith(known):
            return known
    raise InvalidParameterError(f"Cannot tell what to write to {path.name}: end it with {', '.join(EXTENSIONS)}.")


def _animation(content: Content, options: Options, progress: Progress, cancelled: Callable[[], bool]) -> bytes:
    limit, scale = SIZES[options.size].max_bytes, 1.0
    while True:
        frames = list(_frames(Picture(content, options, scale=scale), content, progress, cancelled))
        made = encode_gif(
            frames,
            delay_ms=gif_delay(options.frames_per_second),
            loop=options.loop,
            comment=provenance_json(content),
        )
        if limit is None or len(made) <= limit:
            return made
        scale *= _SHRINK
        if scale < _SMALLEST_SCALE:
            raise ExportError(f"{content.frames} frames do not fit into {limit / 1e6:g} MB: use fewer frames, or MP4.")


def _video(path: Path, content: Content, options: Options, progress: Progress, cancelled: Callable[[], bool]) -> None:
    picture = Picture(content, options)
    with replacing(path) as temporary:
        write_mp4(
            temporary,
            _frames(picture, content, progress, cancelled),
            size=picture.layout.size,
            frames_per_second=options.frames_per_second,
            comment=provenance_json(content),
            cancelled=cancelled,
        )


def _frames(picture: Picture, content: Content, progress: Progress, cancelled: Callable[[], bool]) -> Iterator[Rgb]:
    for frame in range(content.frames):
        if cancelled():
            raise Cancelled
        yield picture.at(frame)
        progress(frame + 1, content.frames)


def _still(content: Content, options: Options) -> bytes:
    frame = options.frame
    if frame is not None and not -content.frames <= frame < content.frames:
        raise InvalidParameterError(f"There is no frame {frame}: frames run from 0 to {content.frames - 1}.")
    side_by_side = len(content.growths) > 1
    picture = Picture(content, options, before_after=frame is None and not side_by_side)
    if frame is None and not side_by_side:
        return png_bytes(picture.before_after(), provenance_json(content))
    shown = (content.frames - 1) if frame is None else range(content.frames)[frame]
    return png_bytes(picture.at(shown), provenance_json(content))


def png_bytes(pixels: Rgb, comment: str) -> bytes:
    """Return (H, W, 3) or (H, W, 4) uint8 as PNG with a text chunk."""
    information = PngInfo()
    information.add_text("Comment", comment)
    information.add_text("Software", str(json.loads(comment)["product"]))
    made = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(made, "PNG", pnginfo=information, optimize=True)
    return made.getvalue()
