"""`physnet simulate`: let the predicted density, or a mask, grow."""

import argparse
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from physnet_core.cli.console import json_result, result
from physnet_core.cli.growing import Grown, add_growth_arguments, grow
from physnet_core.cli.volume_growing import GrownVolume, grow_series, volume_record
from physnet_core.growth.scenario import Growth
from physnet_core.physics.units import DAYS_PER_YEAR


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of this command."""
    add_growth_arguments(parser)
    parser.add_argument("--save-frames", type=Path, metavar="FILE.npz", help="write the density frames")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(args: argparse.Namespace) -> int:
    """Simulate and tell; return the exit code."""
    if args.three_d:
        return _run_volume(args)
    grown = grow(args)
    if args.save_frames:
        _save(args.save_frames, grown)
    if args.json:
        json_result(_record(grown, args))
    else:
        result("\n".join(_lines(grown)))
    return 0


def _run_volume(args: argparse.Namespace) -> int:
    grown = grow_series(args)
    if args.save_frames:
        _save_volume(args.save_frames, grown)
    if args.json:
        json_result(volume_record(grown) | {"saved": str(args.save_frames) if args.save_frames else None})
    else:
        result("\n".join(_volume_lines(grown)))
    return 0


def _save_volume(path: Path, grown: GrownVolume) -> None:
    """Write the frames (N+1, slices, rows, columns) and where they lie; `affine` is that of the scan's own pixels."""
    from physnet_core.files import write_bytes

    growth = grown.growth
    archive = BytesIO()
    np.savez_compressed(
        archive,
        density=growth.frames,
        days=growth.days,
        spacing_mm=np.array(growth.spacing),
        pixel_spacing_mm=np.array(growth.spacing[1:]),
        diffusion=growth.scenario.diffusion,
        proliferation=growth.scenario.proliferation,
        white_to_grey=growth.scenario.white_to_grey,
        domain=growth.domain,
        domain_note=growth.note,
        volume_ml=growth.volume_ml,
        mass_ml=growth.mass_ml,
        grid_origin_rc=np.array(growth.grid.origin),
        grid_step_rc=np.array(growth.grid.step),
        affine=np.full((4, 4), np.nan) if growth.affine is None else growth.affine,
    )
    write_bytes(path, archive.getvalue())


def _volume_lines(grown: GrownVolume) -> list[str]:
    growth = grown.growth
    cells = " x ".join(map(str, growth.domain.shape))
    spacing = " x ".join(f"{mm:.3g}" for mm in growth.spacing)
    lines = [
        f"{cells} cells of {spacing} mm; D {growth.scenario.diffusion:.3g} mm²/day in white matter, "
        f"{growth.scenario.white_to_grey:g} times that of grey; ρ {growth.scenario.proliferation:.3g}/day",
        f"{growth.note} Research use only.",
        "",
        f"{'days':>10}  {'volume (ml)':>14}  {'mass (ml)':>14}",
    ]
    for day, volume, mass in zip(growth.days, growth.volume_ml, growth.mass_ml, strict=True):
        lines.append(f"{day:10.1f}  {volume:14.2f}  {mass:14.2f}")
    return lines


def _save(path: Path, grown: Grown) -> None:
    """Write the frames; `pixel_spacing_mm` is that of the frames' own raster, NaN where the scan has none."""
    from physnet_core.files import write_bytes

    growth, spacing = grown.growth, grown.image.pixel_spacing
    step = np.array(growth.grid.step)
    archive = BytesIO()
    np.savez_compressed(
        archive,
        density=growth.frames,
        days=growth.days,
        pixel_spacing_mm=step * (spacing if spacing is not None else np.nan),
        diffusion=_or_nan(growth.diffusion_mm2_per_day),
        proliferation=growth.units.proliferation_per_day(growth.growth_number),
        steps=growth.steps,
        diffusion_number=growth.diffusion_number,
        growth_number=growth.growth_number,
        days_per_step=growth.units.days_per_step,
        grid_origin_rc=np.array(growth.grid.origin),
        grid_step_rc=step,
        slice_index=growth.slice_index,
        domain_note=growth.note,
    )
    write_bytes(path, archive.getvalue())


def _record(grown: Grown, args: argparse.Namespace) -> dict[str, Any]:
    growth, identity = grown.growth, grown.prediction.model
    return {
        "model": {"name": identity.name, "version": identity.version, "sha256": identity.sha256},
        "device": grown.device,
        "series": grown.series.uid,
        "slice": growth.slice_index,
        "label": grown.prediction.label,
        "confidence": round(grown.prediction.confidence, 7),
        "in_distribution": grown.prediction.in_distribution,
        "start": "mask" if args.mask else "prediction",
        "grid": growth.grid_name,
        "rows": growth.grid.shape[0],
        "columns": growth.grid.shape[1],
        "diffusion_number": growth.diffusion_number,
        "growth_number": growth.growth_number,
        "diffusion_mm2_per_day": growth.diffusion_mm2_per_day,
        "proliferation_per_day": growth.proliferation_per_day,
        "days_per_step": growth.units.days_per_step,
        "days": growth.days.tolist(),
        "steps": growth.steps.tolist(),
        "area_mm2": growth.area.tolist() if growth.physical else None,
        "area_cells": _in_cells(growth, growth.area),
        "mass_cells": _in_cells(growth, growth.mass),
        "front_speed_mm_per_year": _per_year(growth, growth.front_speed),
        "asymptotic_front_speed_mm_per_year": _per_year(growth, growth.asymptotic_front_speed),
        "area_doubling_days": growth.doubling_time if growth.physical else None,
        "white_to_grey": args.white_to_grey if growth.grid_name == "image" else None,
        "domain": growth.note or None,
        "saved": str(args.save_frames) if args.save_frames else None,
    }


def _in_cells(growth: Growth, curve: np.ndarray[Any, np.dtype[np.float64]]) -> list[float]:
    cell = growth.units.cell_mm
    return [float(value) / (cell**2 if cell is not None else 1.0) for value in curve]


def _per_year(growth: Growth, speed: float | None) -> float | None:
    return speed * DAYS_PER_YEAR if growth.physical and speed is not None else None


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _lines(grown: Grown) -> list[str]:
    from physnet_core.export import wording

    growth = grown.growth
    lines = [
        f"slice {growth.slice_index}: {wording.class_title(grown.prediction)}; {wording.parameters(growth)} "
        f"({wording.run_name(growth, grown.prediction)}; {wording.assumption(growth)})",
        f"{wording.raster(growth)}; research use only",
        *([growth.note] if growth.note else []),
        "",
        f"{growth.time_unit:>10}  {f'area ({growth.area_unit})':>14}  {'highest density':>15}",
    ]
    highest = growth.frames.max(axis=(1, 2))
    for time, area, peak in zip(growth.times, growth.area, highest, strict=True):
        lines.append(f"{time:10.1f}  {area:14.1f}  {peak:15.3f}")
    return lines
