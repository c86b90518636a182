"""What `simulate` and `export` share in three dimensions."""

import argparse
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from physnet_core.cli.console import progress_bar
from physnet_core.cli.growing import amount_of_tumor, predict_series, require_one_of
from physnet_core.cli.options import load_predictor
from physnet_core.cli.scans import choose_series, scan_all
from physnet_core.cli.tissue_files import tissue_of
from physnet_core.growth.masks import MaskFile
from physnet_core.growth.volume import (
    VolumeGrowth,
    VolumeScenario,
    grow_volume,
    masked_volume,
    predicted_volume,
    volume_grid,
)
from physnet_core.growth.volume_tissue import volume_tissue
from physnet_core.imaging import SeriesInfo
from physnet_core.network.grid import Grid
from physnet_core.network.prediction import NO_TUMOR, Prediction
from physnet_core.physics.tissue import TissueMap


@dataclass(frozen=True, kw_only=True, eq=False)
class GrownVolume:
    """A series with its growth.

    Attributes
    ----------
    leading
        The prediction of the slice with most tumor: D and rho are its own where the user gives none.
    slices_used
        How many slices' densities the start was made of; 0 with a mask.
    """

    series: SeriesInfo
    leading: Prediction
    device: str
    growth: VolumeGrowth
    slices_used: int


def grow_series(args: argparse.Namespace) -> GrownVolume:
    """Predict all slices of a series and let the density grow in three dimensions as the arguments say.

    Raises
    ------
    InvalidParameterError
        For arguments that contradict each other or the scan.
    UnreadableScanError
        Where no slice can be read.
    """
    require_one_of(args)
    series = choose_series(scan_all([args.path], args), args.series)
    grid, _ = volume_grid(series)
    mask = MaskFile(args.mask, series.slices) if args.mask else None
    predictor = load_predictor(args)
    predictions = predict_series(predictor, series, args)
    trusted = {index: item for index, item in predictions.items() if item.in_distribution} or predictions
    leading = max(trusted.values(), key=_amount)
    if mask is None:
        start = predicted_volume(trusted, series, grid)
    else:
        start = masked_volume(mask.planes, series, grid)
    with progress_bar(args, what="growing in 3-D", unit="frame") as progress:
        tissue, tissue_grid = _tissue(series, start, grid, args)
        growth = grow_volume(
            start, series, tissue, _scenario(leading, args), tissue_grid=tissue_grid, progress=progress
        )
    return GrownVolume(
        series=series,
        leading=leading,
        device=predictor.device_name,
        growth=growth,
        slices_used=len(trusted) if mask is None else 0,
    )


def volume_record(grown: GrownVolume) -> dict[str, Any]:
    """Return the result as it is printed with `--json`."""
    growth, identity = grown.growth, grown.leading.model
    return {
        "model": {"name": identity.name, "version": identity.version, "sha256": identity.sha256},
        "device": grown.device,
        "series": grown.series.uid,
        "grid": "volume",
        "start": "prediction" if grown.slices_used else "mask",
        "slices_used": grown.slices_used,
        "slice_with_most_tumor": grown.leading.slice_index,
        "cells": list(growth.domain.shape),
        "spacing_mm": list(growth.spacing),
        "diffusion_mm2_per_day": growth.scenario.diffusion,
        "proliferation_per_day": growth.scenario.proliferation,
        "white_to_grey": growth.scenario.white_to_grey,
        "days": growth.days.tolist(),
        "volume_ml": growth.volume_ml.tolist(),
        "mass_ml": growth.mass_ml.tolist(),
        "radius_mm": growth.radius.tolist(),
        "domain": growth.note,
    }


def _amount(prediction: Prediction) -> tuple[bool, float]:
    return prediction.label != NO_TUMOR, amount_of_tumor(prediction)


def _tissue(
    series: SeriesInfo, start: NDArray[np.float32], grid: Grid, args: argparse.Namespace
) -> tuple[TissueMap, Grid | None]:
    """Return the tissue, and on what raster it is; None for the pixels of the scan."""
    given = tissue_of(args, (series.slices, series.rows, series.columns))
    return (volume_tissue(series, start), grid) if given is None else (given, None)


def _scenario(leading: Prediction, args: argparse.Namespace) -> VolumeScenario:
    """Return the scenario of the arguments; what they leave out is that of the slice with most tumor."""
    units = leading.units
    diffusion, proliferation = args.diffusion, args.proliferation
    if diffusion is None:
        number = leading.diffusion_number if args.diffusion_number is None else args.diffusion_number
        diffusion = units.diffusion_mm2_per_day(number) or 0.0
    if proliferation is None:
        number = leading.growth_number if args.growth_number is None else args.growth_number
        proliferation = units.proliferation_per_day(number)
    days = leading.steps * units.days_per_step if args.days is None else args.days
    frames = leading.steps if args.frames is None else args.frames
    return VolumeScenario(
        diffusion=diffusion,
        proliferation=proliferation,
        days=tuple(np.linspace(0.0, days, max(frames, 1) + 1).tolist()),
        white_to_grey=args.white_to_grey,
    )
