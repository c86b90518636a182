"""Measuring on a slice: lengths, angles, and what lies in an ellipse.

In mm where the pixel size is known, else in pixels. Points are (row, column) in pixels; whole numbers are centers.
"""

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from physnet_core.imaging.volume import FloatArray, Slice, SliceSource

Kind = Literal["ruler", "angle", "ellipse"]
Point = tuple[float, float]
Spacing = tuple[float, float] | None
POINTS: MappingProxyType[Kind, int] = MappingProxyType({"ruler": 2, "angle": 3, "ellipse": 2})


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """Something measured on one slice.

    Attributes
    ----------
    source
        The slice that it belongs to.
    points
        Ruler: its two ends. Angle: end, vertex, end. Ellipse: two opposite corners of the upright box around it.
    number
        Counts up from 1 in a session; 0 before it is kept.
    """

    kind: Kind
    source: SliceSource
    points: tuple[Point, ...]
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Region:
    """What an ellipse holds.

    Attributes
    ----------
    pixels
        Number of pixels whose centers lie inside; the values are theirs, NaN where there are none.
    deviation
        Standard deviation over these pixels (divided by their number).
    area
        Of the ellipse itself, in mm^2, or in pixels without a pixel size.
    """

    pixels: int
    mean: float
    deviation: float
    lowest: float
    highest: float
    area: float


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """The number that an annotation stands for: a length, an angle or an area, and what an ellipse holds."""

    value: float
    unit: Literal["mm", "px", "°", "mm²"]
    region: Region | None = None

    @property
    def digits(self) -> int:
        """Number of decimals that are worth showing."""
        return 0 if self.unit == "px" and self.region is not None else 1


def length(start: Point, end: Point, spacing: Spacing) -> float:
    """Return the distance of two points in mm, or in pixels without `spacing` (row, column)."""
    down, right = spacing or (1.0, 1.0)
    return math.hypot((end[0] - start[0]) * down, (end[1] - start[1]) * right)


def angle(one: Point, vertex: Point, other: Point, spacing: Spacing) -> float:
    """Return the angle between two arms in degrees, 0 to 180, as it is in the patient; 0 for an arm without length."""
    down, right = spacing or (1.0, 1.0)
    first, second = (((point[0] - vertex[0]) * down, (point[1] - vertex[1]) * right) for point in (one, other))
    across = first[0] * second[1] - first[1] * second[0]
    along = first[0] * second[0] + first[1] * second[1]
    return math.degrees(abs(math.atan2(across, along)))


def ellipse_mask(corner: Point, opposite: Point, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Return (R, C), true for the pixels whose centers lie in the ellipse within two corners."""
    (middle_row, middle_column), (half_row, half_column) = _ellipse(corner, opposite)
    rows = (np.arange(shape[0])[:, None] - middle_row) / max(half_row, 1e-9)
    columns = (np.arange(shape[1])[None, :] - middle_column) / max(half_column, 1e-9)
    inside: NDArray[np.bool_] = rows * rows + columns * columns <= 1.0
    return inside


def region(pixels: FloatArray, corner: Point, opposite: Point, spacing: Spacing) -> Region:
    """Return what lies in the ellipse within two corners."""
    values = pixels[ellipse_mask(corner, opposite, (pixels.shape[0], pixels.shape[1]))].astype(np.float64)
    some = values.size > 0
    return Region(
        pixels=int(values.size),
        mean=float(values.mean()) if some else math.nan,
        deviation=float(values.std()) if some else math.nan,
        lowest=float(values.min()) if some else math.nan,
        highest=float(values.max()) if some else math.nan,
        area=ellipse_area(corner, opposite, spacing),
    )


def ellipse_area(corner: Point, opposite: Point, spacing: Spacing) -> float:
    """Return the area of the ellipse within two corners in mm², or in pixels without `spacing`."""
    _, (half_row, half_column) = _ellipse(corner, opposite)
    down, right = spacing or (1.0, 1.0)
    return math.pi * half_row * down * half_column * right


def measured(annotation: Annotation, spacing: Spacing, pixels: FloatArray | None = None) -> Measurement:
    """Return what an annotation measures.

    Parameters
    ----------
    spacing
        (row, column) mm of the slice, or None: lengths are then in pixels, never in mm.
    pixels
        (R, C) of the slice, for what an ellipse holds.
    """
    points = annotation.points
    if annotation.kind == "ruler":
        return Measurement(value=length(points[0], points[1], spacing), unit="px" if spacing is None else "mm")
    if annotation.kind == "angle":
        return Measurement(value=angle(points[0], points[1], points[2], spacing), unit="°")
    held = None if pixels is None else region(pixels, points[0], points[1], spacing)
    return Measurement(
        value=ellipse_area(points[0], points[1], spacing), unit="px" if spacing is None else "mm²", region=held
    )


def describe(annotation: Annotation, image: Slice) -> str:
    """Return what was measured, in one or two lines."""
    found = measured(annotation, image.pixel_spacing, image.pixels)
    if annotation.kind == "angle":
        return f"{found.value:.1f}°"
    size = f"{found.value:.{found.digits}f} {found.unit}"
    if found.region is None:
        return size
    if not found.region.pixels:
        return f"no pixel inside\n{size}"
    return f"mean {found.region.mean:.4g}  SD {found.region.deviation:.3g}\n{size}"


def moved(points: tuple[Point, ...], rows: float, columns: float) -> tuple[Point, ...]:
    """Return points shifted by so many pixels."""
    return tuple((row + rows, column + columns) for row, column in points)


def is_trivial(annotation: Annotation) -> bool:
    """Whether it has no extent that could be meant, as after a mere click."""
    spans = [length(one, other, None) for one, other in zip(annotation.points, annotation.points[1:], strict=False)]
    return min(spans, default=0.0) < 0.5


def _ellipse(corner: Point, opposite: Point) -> tuple[Point, Point]:
    """Return center and half axes (rows, columns)."""
    middle = (corner[0] + opposite[0]) / 2, (corner[1] + opposite[1]) / 2
    return middle, (abs(corner[0] - opposite[0]) / 2, abs(corner[1] - opposite[1]) / 2)
