"""What is known about the demo scan because we made it: density, tissues, D, rho, days."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from demo_scan.anatomy import ORIGIN_MM, Anatomy
from demo_scan.growth import TumorPlan
from demo_scan.noise import Field
from demo_scan.picture import EDEMA_FROM, ENHANCES_FROM, NECROTIC_FROM, SliceGrid

# Less density than this is stored as 0: it cannot be seen, and its digits would double the size of the file.
_SMALLEST = 1e-4
_FULL = 255


@dataclass(frozen=True, kw_only=True, eq=False)
class Truth:
    """Arrays on the grid of the slices: densities (T, S, R, C), grey and white (S, R, C) fractions."""

    days: tuple[float, ...]
    density: Field
    grey: Field
    white: Field


def sample_truth(plan: TumorPlan, anatomy: Anatomy, frames: Mapping[float, Field], grid: SliceGrid) -> Truth:
    """Bring everything onto the grid of the slices.

    The density of a slice's voxel is the mean over the part of it that tumor can enter, and 0 where tissue fills
    less than `plan.tissue_needed` of it.
    """
    grey, white = (_as_stored(grid.sample(tissue)) for tissue in (anatomy.grey, anatomy.white))
    inside = anatomy.grey + anatomy.white >= plan.tissue_needed
    share = grid.sample(inside.astype(np.float32))
    kept = (grey + white >= plan.tissue_needed) & (share > 0)
    sampled = [np.where(kept, grid.sample(frames[day]) / np.where(kept, share, 1.0), 0.0) for day in plan.days]
    density = np.clip(np.stack(sampled), 0.0, 1.0).astype(np.float32)
    return Truth(days=plan.days, density=np.where(density < _SMALLEST, 0.0, density), grey=grey, white=white)


def _as_stored(fraction: Field) -> Field:
    """Round to what truth.npz holds, so that its readers find the same domain."""
    rounded: Field = (np.rint(_FULL * fraction) / _FULL).astype(np.float32)
    return rounded


def write_truth(folder: Path, truth: Truth, facts: dict[str, Any]) -> None:
    """Write truth.npz and truth.json."""
    np.savez_compressed(
        folder / "truth.npz",
        days=np.array(truth.days),
        density=truth.density.astype(np.float16),
        grey=np.rint(_FULL * truth.grey).astype(np.uint8),
        white=np.rint(_FULL * truth.white).astype(np.uint8),
    )
    (folder / "truth.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def facts_of(plan: TumorPlan, anatomy: Anatomy, truth: Truth, grid: SliceGrid) -> dict[str, Any]:
    """Return what truth.json says."""
    seed = anatomy.nearest(plan.seed_mni)
    z, y, x = (float(origin + at) for origin, at in zip(ORIGIN_MM, seed, strict=True))
    first_z, first_y, first_x = grid.first_mm
    between, row, column = grid.spacing_mm
    return {
        "synthetic": True,
        "equation": "du/dt = div(D grad u) + rho u (1 - u), no flux out of the domain",
        "diffusion_mm2_per_day": {"white": plan.white_diffusion, "grey": plan.white_diffusion / plan.white_to_grey},
        "white_to_grey": plan.white_to_grey,
        "diffusion_of_a_voxel": "white * D_white + grey * D_grey, with the tissue fractions of truth.npz / 255",
        "domain": f"grey + white >= {plan.tissue_needed}",
        "proliferation_per_day": plan.proliferation,
        "seed": {
            "lps_mm": [x, y, z],
            "slice_index": round((z - first_z) / between),
            "row": round((y - first_y) / row),
            "column": round((x - first_x) / column),
            "mni_mm": list(plan.seed_mni),
            "gaussian_sigma_mm": plan.seed_sigma_mm,
            "gaussian_peak": plan.seed_peak,
        },
        "scan_day": plan.scan_day,
        "grid": {
            "shape": list(grid.shape),
            "spacing_mm": [between, row, column],
            "first_voxel_lps_mm": [first_x, first_y, first_z],
            "axes": ["slice, to superior", "row, to posterior", "column, to left"],
        },
        "thresholds": {"enhancing_from": ENHANCES_FROM, "necrotic_from": NECROTIC_FROM, "edema_from": EDEMA_FROM},
        "frames": [_measures(day, u, grid) for day, u in zip(truth.days, truth.density, strict=True)],
        "arrays": {
            "days": "(T,) days since the seed",
            "density": "(T, slice, row, column) float16 in [0, 1]; less than 0.0001 is stored as 0",
            "grey": "(slice, row, column) uint8, 255 = all grey matter",
            "white": "(slice, row, column) uint8, 255 = all white matter",
        },
    }


def _measures(day: float, density: Field, grid: SliceGrid) -> dict[str, float]:
    between, row, column = grid.spacing_mm
    seen = density >= ENHANCES_FROM
    volume = float(seen.sum()) * between * row * column
    areas = seen.sum(axis=(1, 2)) * row * column
    return {
        "day": day,
        "volume_ml": round(volume / 1000.0, 2),
        "equivalent_diameter_mm": round(float(np.cbrt(6.0 * volume / np.pi)), 2),
        "largest_slice": int(areas.argmax()),
        "largest_area_mm2": round(float(areas.max()), 1),
    }
