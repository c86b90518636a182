"""Animated GIF with exactly the frames, delays and colors asked for.

Pillow compresses; the container is written here, because Pillow's own writer merges identical neighboring frames
into one, and a player that steps through frames would then disagree with the window.

References
----------
CompuServe (1990). Graphics Interchange Format, version 89a.
"""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image
from scipy.spatial import cKDTree

from physnet_core.export.colour import Rgb

Indices = NDArray[np.uint8]
Palette = NDArray[np.uint8]
Codes = NDArray[np.uint32]  # 0xRRGGBB

_TRANSPARENT = 255  # palette entry for "as in the frame before"
_MAX_COLORS = 255
_SAMPLES = 1 << 19  # pixels that the palette is made from
_TOLERANCE = 2.5  # of 255, mean absolute error above which one palette is not enough for all frames
_DESCRIPTOR = 10  # bytes of an image descriptor; the last one holds its flags
_LOCAL_TABLE = 0x87  # flags: a table of 256 colors follows


def encode_gif(frames: Sequence[Rgb], *, delay_ms: int, loop: bool = True, comment: str = "") -> bytes:
    """Return a GIF of `frames`.

    Parameters
    ----------
    frames
        (H, W, 3) uint8, all of one shape.
    delay_ms
        Time of each frame; GIF counts in 10 ms, see `gif_delay`.
    loop
        Whether the animation starts again for ever.
    comment
        ASCII text for the comment block.
    """
    palettes, images = quantize(frames)
    height, width = images[0].shape
    parts = [
        b"GIF89a",
        _u16(width) + _u16(height) + bytes((0xF7, 0, 0)),  # a global table of 256 colors
        palettes[0].tobytes(),
    ]
    if loop:
        parts.append(b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")
    if comment:
        parts.append(b"!\xfe" + _sub_blocks(comment.encode("ascii", "replace")))
    shared = len(palettes) == 1
    for index, image in enumerate(images):
        before = images[index - 1] if shared and index else None
        parts.append(_frame(image, before, delay_ms, None if shared or not index else palettes[index]))
    parts.append(b";")
    return b"".join(parts)


def gif_delay(frames_per_second: float) -> int:
    """Return the delay nearest to a frame rate that GIF can hold, in ms; players ignore less than 20."""
    return max(20, round(100 / frames_per_second) * 10)


def quantize(frames: Sequence[Rgb]) -> tuple[list[Palette], list[Indices]]:
    """Return palettes (256, 3), their last entry unused, and each frame as indices (H, W).

    One palette for all keeps still parts still, so it is taken wherever its colors come within `_TOLERANCE` of those
    asked for, on average over every frame; else each frame has one of its own. Every color goes to its nearest entry,
    without dithering, which would crawl from frame to frame.
    """
    codes = [_code(frame) for frame in frames]
    palette, images = _reduce(codes)
    if all(_error(frame, palette[image]) <= _TOLERANCE for frame, image in zip(frames, images, strict=True)):
        return [palette], images
    own = [_reduce([code]) for code in codes]
    return [palette for palette, _ in own], [images[0] for _, images in own]


def _reduce(codes: Sequence[Codes]) -> tuple[Palette, list[Indices]]:
    present = np.zeros(1 << 24, dtype=bool)
    for code in codes:
        present[code] = True
    colors = np.flatnonzero(present).astype(np.uint32)
    rgb = _rgb(colors)
    palette = rgb if len(rgb) <= _MAX_COLORS else _palette(codes)
    nearest = np.zeros(1 << 24, dtype=np.uint8)
    nearest[colors] = cKDTree(palette.astype(np.float64)).query(rgb.astype(np.float64))[1]
    table = np.zeros((256, 3), dtype=np.uint8)
    table[: len(palette)] = palette
    return table, [nearest[code] for code in codes]


def _error(asked: Rgb, drawn: Rgb) -> float:
    """Return the mean absolute difference of two pictures, from every other row."""
    return float(np.abs(asked[::2].astype(np.int16) - drawn[::2]).mean())


def _palette(codes: Sequence[Codes]) -> Palette:
    """Return up to 255 colors, chosen by the square root of how often each occurs.

    By plain frequency the background would take the palette and a color bar be left with a few bands.
    """
    stride = max(1, sum(code.size for code in codes) // _SAMPLES)
    colors, counts = np.unique(np.concatenate([code.ravel()[::stride] for code in codes]), return_counts=True)
    picture = Image.fromarray(_rgb(np.repeat(colors, np.ceil(np.sqrt(counts)).astype(int)))[None])
    reduced = picture.quantize(_MAX_COLORS, method=Image.Quantize.MEDIANCUT, kmeans=2)
    table = np.array(reduced.getpalette() or [], dtype=np.uint8).reshape(-1, 3)
    return np.unique(table[:_MAX_COLORS], axis=0)


def _rgb(codes: Codes) -> Palette:
    return np.stack((codes >> 16, (codes >> 8) & 255, codes & 255), axis=-1).astype(np.uint8)


def _frame(image: Indices, before: Indices | None, delay_ms: int, palette: Palette | None) -> bytes:
    """Return one frame: only the box that changed, with unchanged pixels in it transparent."""
    left, top, box = 0, 0, image
    if before is not None:
        changed = image != before
        rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
        area = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)) if rows.size else (slice(1),) * 2
        left, top = area[1].start or 0, area[0].start or 0
        box = np.where(changed[area], image[area], np.uint8(_TRANSPARENT))
    control = b"!\xf9\x04" + bytes((0b0000_0101,)) + _u16(delay_ms // 10) + bytes((_TRANSPARENT, 0))
    # a picture without a local table; getdata writes descriptor, code size and LZW blocks
    parts = GifImagePlugin.getdata(Image.fromarray(np.ascontiguousarray(box)), (int(left), int(top)))
    data = b"".join(parts)
    if palette is not None:
        data = data[: _DESCRIPTOR - 1] + bytes((_LOCAL_TABLE,)) + palette.tobytes() + data[_DESCRIPTOR:]
    return control + data


def _code(frame: Rgb) -> Codes:
    padded = np.zeros((*frame.shape[:2], 4), dtype=np.uint8)
    padded[..., :3] = frame[..., ::-1]
    code: Codes = padded.view("<u4")[..., 0]
    return code


def _u16(value: int) -> bytes:
    return value.to_bytes(2, "little")


def _sub_blocks(content: bytes) -> bytes:
    blocks = BytesIO()
    for start in range(0, len(content), 255):
        block = content[start : start + 255]
        blocks.write(bytes((len(block),)) + block)
    blocks.write(b"\0")
    return blocks.getvalue()
