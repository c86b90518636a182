"""MP4 (H.264) through the encoder that imageio-ffmpeg brings along."""

from collections.abc import Callable, Iterable
from pathlib import Path

from physnet_core.errors import Cancelled, ExportError
from physnet_core.export.colour import Rgb

_CONSTANT_RATE_FACTOR = "16"  # close to lossless on still anatomy, and small


def write_mp4(
    path: Path,
    frames: Iterable[Rgb],
    *,
    size: tuple[int, int],
    frames_per_second: float,
    comment: str,
    cancelled: Callable[[], bool],
) -> None:
    """Write `frames` (H, W, 3) uint8 of (width, height) `size`, both even, to `path`.

    Raises
    ------
    ExportError
        Where the encoder is missing or fails, or left a film that does not play to its end.
    Cancelled
        Between two frames, as soon as `cancelled` returns True.
    """
    import imageio_ffmpeg

    try:
        writer = imageio_ffmpeg.write_frames(
            str(path),
            size,
            fps=frames_per_second,
            codec="libx264",
            macro_block_size=2,
            output_params=[
                *("-crf", _CONSTANT_RATE_FACTOR, "-preset", "veryfast", "-movflags", "+faststart"),
                *("-map_metadata", "-1", "-metadata", f"comment={comment}"),
            ],
            ffmpeg_log_level="error",
        )
        writer.send(None)
        sent = 0
        try:
            for frame in frames:
                if cancelled():
                    raise Cancelled
                writer.send(frame.tobytes())
                sent += 1
        finally:
            writer.close()
        _require_whole(path, sent)
    except (RuntimeError, OSError) as error:
        if isinstance(error, FileNotFoundError) or "No ffmpeg exe" in str(error):
            told = "The video encoder is missing: install PhysNet Viewer again, or export a GIF instead."
        else:
            told = "The video encoder could not write the film: export a GIF instead, or free disk space."
        raise ExportError(told) from error


def _require_whole(path: Path, frames: int) -> None:
    """Read the film back: the encoder's end is not told, and on a full disk it leaves a stump."""
    import imageio_ffmpeg

    found, _ = imageio_ffmpeg.count_frames_and_secs(path)
    if found != frames:
        raise RuntimeError(f"{found} of {frames} frames were written")
