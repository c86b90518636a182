"""Rulers, angles and ellipses as they are drawn on exported pictures, with what they measure."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from physnet_core.export.lettering import Ink, width, write
from physnet_core.imaging.measure import Annotation, Point, describe
from physnet_core.imaging.volume import Slice
from physnet_core.network.grid import Grid

INK: Ink = (255, 190, 92)
_RIM = (0, 0, 0, 170)
_FINER = 3  # times, then averaged: Pillow draws lines without smooth edges
_ELLIPSE = np.linspace(0.0, 2 * np.pi, 73)


def outline_of(annotation: Annotation) -> tuple[Point, ...]:
    """Return the (row, column) points of the line that stands for an annotation, in slice pixels."""
    if annotation.kind != "ellipse":
        return annotation.points
    (top, left), (bottom, right) = annotation.points
    rows = (top + bottom) / 2 + (bottom - top) / 2 * np.sin(_ELLIPSE)
    columns = (left + right) / 2 + (right - left) / 2 * np.cos(_ELLIPSE)
    return tuple(zip(rows.tolist(), columns.tolist(), strict=True))


def label_place(annotation: Annotation) -> Point:
    """Return the (row, column) at whose right the label stands: the lower right of all."""
    return max(row for row, _ in annotation.points), max(column for _, column in annotation.points)


def marks(annotations: Sequence[Annotation], image: Slice, raster: Grid, text: float) -> Image.Image | None:
    """Return a transparent picture of `raster` with all annotations, to be laid over the slice; None without any.

    Parameters
    ----------
    text
        Size of the labels in pixels.
    """
    if not annotations:
        return None
    height, wide = raster.shape
    lines = Image.new("RGBA", (wide * _FINER, height * _FINER), (0, 0, 0, 0))
    draw = ImageDraw.Draw(lines)
    thick = max(2.0, text / 8) * _FINER
    for annotation in annotations:
        points = [_on_picture(point, raster, _FINER) for point in outline_of(annotation)]
        draw.line(points, fill=_RIM, width=round(thick * 2.2), joint="curve")
        draw.line(points, fill=(*INK, 255), width=round(thick), joint="curve")
    made = lines.resize((wide, height), Image.Resampling.BOX)
    draw = ImageDraw.Draw(made)
    for annotation in annotations:
        _label(draw, annotation, image, raster, text)
    return made


def _label(draw: ImageDraw.ImageDraw, annotation: Annotation, image: Slice, raster: Grid, text: float) -> None:
    said = describe(annotation, image).split("\n")
    height, wide = raster.shape
    x, y = _on_picture(label_place(annotation), raster, 1)
    room = max(width(line, text) for line in said)
    line_height = text * 1.25
    left = min(max(x + text / 2, 2.0), max(2.0, wide - room - 4))
    top = min(max(y, 2.0), max(2.0, height - line_height * len(said) - 2))
    for number, line in enumerate(said):
        write(draw, (left, top + number * line_height), line, text, INK, halo=True)


def _on_picture(point: Point, raster: Grid, finer: int) -> tuple[float, float]:
    """Return (x, y) in picture pixels, counted from the edge of the first one."""
    row, column = raster.to_cells(*point)
    return (column + 0.5) * finer, (row + 0.5) * finer
