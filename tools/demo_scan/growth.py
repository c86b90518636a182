"""The tumor of the demo: `FisherKPP` in three dimensions, in the tissue of the template."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from demo_scan.anatomy import Anatomy
from demo_scan.noise import Field
from physnet_core.physics.fisher_kpp import FisherKPP
from physnet_core.physics.super_time_stepping import SuperTimeStepping

_REACH_MM = 62


@dataclass(frozen=True, kw_only=True)
class TumorPlan:
    """What is grown.

    Attributes
    ----------
    white_diffusion
        D in white matter, mm^2/day.
    white_to_grey
        How many times faster tumor cells move in white matter.
    proliferation
        rho, 1/day.
    seed_mni
        Where it starts, template coordinates (x right, y front, z up) in mm.
    seed_sigma_mm, seed_peak
        Width and height of the Gaussian at day 0.
    days
        Days that are kept as truth.
    scan_day
        The one of `days` at which the scan is taken.
    tissue_needed
        A cell is part of the domain where grey and white matter fill at least this fraction of it.
    """

    white_diffusion: float = 0.05
    white_to_grey: float = 10.0
    proliferation: float = 0.025
    seed_mni: tuple[float, float, float] = (27.0, 24.0, 24.0)
    seed_sigma_mm: float = 2.0
    seed_peak: float = 0.5
    days: tuple[float, ...] = (300.0, 360.0, 420.0, 480.0, 540.0)
    scan_day: float = 420.0
    tissue_needed: float = 0.5


def grow(plan: TumorPlan, anatomy: Anatomy) -> dict[float, Field]:
    """Return the density (Z, Y, X) on each of the plan's days."""
    center = anatomy.nearest(plan.seed_mni)
    box = tuple(slice(max(0, at - _REACH_MM), at + _REACH_MM + 1) for at in center)
    grey, white = anatomy.grey[box], anatomy.white[box]
    domain = grey + white >= plan.tissue_needed
    diffusion = (plan.white_diffusion * (white + grey / plan.white_to_grey)).astype(np.float32)
    seed = _gaussian(domain.shape, [at - side.start for at, side in zip(center, box, strict=True)], plan)

    model = FisherKPP(SuperTimeStepping(torch.from_numpy(domain)))
    frames = model.frames(
        _as_batch(seed * domain),
        _as_batch(diffusion),
        plan.proliferation,
        times=plan.days,
        spacing=1.0,
    )
    return {day: _in_full(frame, box, anatomy.t1.shape) for day, frame in zip(plan.days, frames, strict=True)}


def _as_batch(values: Field) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(values, dtype=np.float32))[None, None]


def _gaussian(shape: Sequence[int], center: Sequence[int], plan: TumorPlan) -> Field:
    grid = np.indices(shape, dtype=np.float32)
    away = sum((axis - at) ** 2 for axis, at in zip(grid, center, strict=True))
    seed: Field = (plan.seed_peak * np.exp(-away / (2.0 * plan.seed_sigma_mm**2))).astype(np.float32)
    return seed


def _in_full(frame: torch.Tensor, box: tuple[slice, ...], shape: tuple[int, ...]) -> Field:
    full = np.zeros(shape, np.float32)
    full[box] = frame[0, 0].numpy()
    return full
