"""The one way out: a file whose kind its extension chooses."""

from collections.abc import Callable, Iterator
from pathlib import Path

from physnet_core.errors import Cancelled, ExportError, InvalidParameterError
from physnet_core.export.colour import Rgb
from physnet_core.export.content import SIZES, Content, Options
from physnet_core.export.dicom_picture import secondary_capture
from physnet_core.export.dicom_segmentation import segmentation
from physnet_core.export.gif import encode_gif, gif_delay
from physnet_core.export.mp4 import write_mp4
from physnet_core.export.nifti import density_nifti
from physnet_core.export.picture import Picture
from physnet_core.export.provenance import provenance_json
from physnet_core.export.report import report_pdf
from physnet_core.export.sequence import png_archive
from physnet_core.export.still import still_png
from physnet_core.export.table import curve_csv
from physnet_core.export.wording import Said, in_english
from physnet_core.files import replacing, write_bytes

# A longer ending stands before the shorter one that it contains.
EXTENSIONS = (".gif", ".mp4", ".png", ".zip", ".csv", ".nii.gz", ".nii", ".pdf", ".seg.dcm", ".dcm")
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
    said: Said = in_english,
) -> Path:
    """Write `content` to `path`, whole or not at all.

    Parameters
    ----------
    path
        Its extension, one of `EXTENSIONS`, chooses the kind of file.
    progress
        Called with (frames done, frames in all).
    said
        Gives the words of a report in another language; what is read by programs, and pictures, stay in English.

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
        ".png": lambda: still_png(content, look),
        ".zip": lambda: png_archive(content, _frames(Picture(content, look), content, progress, cancelled)),
        ".csv": lambda: curve_csv(content).encode(),
        ".nii.gz": lambda: density_nifti(content, compressed=True),
        ".nii": lambda: density_nifti(content, compressed=False),
        ".pdf": lambda: report_pdf(content, look, said),
        ".seg.dcm": lambda: segmentation(content),
        ".dcm": lambda: _capture(content, look, progress, cancelled),
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


def _capture(content: Content, options: Options, progress: Progress, cancelled: Callable[[], bool]) -> bytes:
    picture = Picture(content, options)
    return secondary_capture(content, options, picture, _frames(picture, content, progress, cancelled))


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
