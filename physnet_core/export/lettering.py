"""Text on pictures, with the one font that ships with our dependencies and has ², ρ and ×."""

from functools import cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

Ink = tuple[int, int, int]
_SMALLEST = 8.0


@cache
def font(size: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return DejaVu Sans at a size in pixels; matplotlib ships it (Pillow's own font lacks ρ and ²)."""
    import matplotlib

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name, size)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line in pixels."""
    return float(font(size, bold=bold).getlength(text))


def fitting(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """Return `size`, or the smaller one at which the line fits into `room` pixels."""
    while size > _SMALLEST and width(text, size, bold=bold) > room:
        size -= 0.5
    return size


def wrapped(phrases: list[str], size: float, room: float, *, separator: str = " · ") -> list[str]:
    """Return phrases joined into as few lines as fit into `room` pixels; a longer phrase wraps at words."""
    lines: list[str] = []
    for phrase in phrases:
        joined = f"{lines[-1]}{separator}{phrase}" if lines else phrase
        if lines and width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.extend(_words(phrase, size, room))
    return lines


def write(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    size: float,
    ink: Ink,
    *,
    anchor: str = "la",
    bold: bool = False,
    halo: bool = False,
) -> None:
    """Draw one line; `halo` gives it a dark rim, to be read on any anatomy."""
    rim = max(1, round(size / 10)) if halo else 0
    face = font(size, bold=bold)
    draw.text(at, text, fill=ink, font=face, anchor=anchor, stroke_width=rim, stroke_fill=(0, 0, 0))


def _words(phrase: str, size: float, room: float) -> list[str]:
    lines = [""]
    for word in phrase.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
