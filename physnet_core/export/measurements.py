"""What was measured on the slices of a series, as CSV: one row a measurement, and nothing that names the scan."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from physnet_core import __version__
from physnet_core.imaging.measure import Annotation, Measurement, Region

_COLUMNS = (
    *("number", "kind", "slice", "image_at_slice", "value", "unit"),
    *("mean", "standard_deviation", "lowest", "highest", "pixels"),
    *("points_row_column_px", "product", "notice"),
)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """An annotation with its number of the slice, and of the image there, both from 1, and what it measures."""

    annotation: Annotation
    slice_number: int
    time_number: int
    found: Measurement


def measurements_csv(measured: Sequence[Measured]) -> str:
    """Return the table as text; mm where the scan has a pixel spacing, else pixels, as the unit says."""
    table = StringIO()
    writer = csv.DictWriter(table, fieldnames=_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(item) for item in measured)
    return table.getvalue()


def _row(item: Measured) -> dict[str, str | int | float]:
    return {
        "number": item.annotation.number,
        "kind": item.annotation.kind,
        "slice": item.slice_number,
        "image_at_slice": item.time_number,
        "value": _rounded(item.found.value),
        "unit": {"°": "degrees", "mm²": "mm2"}.get(item.found.unit, item.found.unit),
        **_held(item.found.region),
        "points_row_column_px": " ".join(f"{row:.2f},{column:.2f}" for row, column in item.annotation.points),
        "product": f"PhysNet Viewer {__version__}",
        "notice": "research use only",
    }


def _held(region: Region | None) -> dict[str, int | float]:
    """Return what an ellipse holds; the cells of what is not known stay empty."""
    if region is None or not region.pixels:
        return {} if region is None else {"pixels": 0}
    return {
        "mean": _rounded(region.mean),
        "standard_deviation": _rounded(region.deviation),
        "lowest": _rounded(region.lowest),
        "highest": _rounded(region.highest),
        "pixels": region.pixels,
    }


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")
