"""The growth curve as CSV: one row a frame and run, units in the header."""

import csv
from io import StringIO

from physnet_core import __version__
from physnet_core.export.content import Content
from physnet_core.export.wording import run_name
from physnet_core.growth.scenario import Growth

Row = dict[str, str | int | float | None]


def curve_csv(content: Content) -> str:
    """Return the table as text; lengths in mm where the scan has a pixel spacing, in latent cells everywhere."""
    rows = [row for growth in content.growths for row in _rows(growth, content)]
    measured: list[Row] = [
        {"volume_ml": _rounded(volume), "ball_radius_mm": _rounded(radius)}
        for curve in content.volumes
        for volume, radius in zip(curve.volume_ml, curve.radius_mm, strict=True)
    ]
    rows = [row | sizes for row, sizes in zip(rows, measured, strict=True)] if measured else rows
    table = StringIO()
    writer = csv.DictWriter(table, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue()


def _rows(growth: Growth, content: Content) -> list[Row]:
    cell = growth.units.cell_mm
    squared = cell**2 if cell is not None else 1.0  # growth.area is in mm^2 where lengths are known, else in cells
    identity = content.prediction.model
    return [
        {
            "run": run_name(growth, content.prediction),
            "frame": frame,
            "step": _rounded(growth.steps[frame]),
            "day_assumed": _rounded(growth.days[frame]),
            "area_mm2": _rounded(growth.area[frame]) if growth.physical else None,
            "area_latent_cells": _rounded(growth.area[frame] / squared),
            "equivalent_radius_mm": _rounded(growth.radius[frame]) if growth.physical else None,
            "mass_mm2": _rounded(growth.mass[frame]) if growth.physical else None,
            "mass_latent_cells": _rounded(growth.mass[frame] / squared),
            "max_density": _rounded(growth.frames[frame].max()),
            "area_threshold": growth.threshold,
            "diffusion_mm2_per_day": growth.diffusion_mm2_per_day,
            "proliferation_per_day": growth.proliferation_per_day,
            "diffusion_number": growth.diffusion_number,
            "growth_number": growth.growth_number,
            "days_per_step_assumed": growth.units.days_per_step,
            "grid": growth.grid_name,
            "model": f"{identity.name} {identity.version}",
            "model_sha256": identity.sha256,
            "product": f"PhysNet Viewer {__version__}",
            "notice": "research use only",
        }
        for frame in range(len(growth.frames))
    ]


def _rounded(value: float) -> float:
    return float(f"{float(value):.8g}")
