"""What the worker thread does for growth in three dimensions."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth.volume import VolumeScenario, grow_volume, predicted_volume, volume_grid
from physnet_core.growth.volume_tissue import volume_tissue
from physnet_core.imaging import SeriesInfo
from physnet_core.network.prediction import Prediction
from physnet_core.physics.tissue import TissueMap
from physnet_core.physics.units import LatentUnits
from physnet_viewer import torch_loading
from physnet_viewer.jobs import Job
from physnet_viewer.series_growth import SeriesGrowth
from physnet_viewer.session import Parameters
from physnet_viewer.translation import later


@dataclass(frozen=True, kw_only=True, eq=False)
class VolumeSubject:
    """A series as its growth sees it; `kept` holds what every run on it needs and only the worker touches.

    Attributes
    ----------
    predictions
        By slice: all that are in range.
    leading
        The prediction of the slice with most tumor.
    """

    series: SeriesInfo
    time: int
    predictions: Mapping[int, Prediction]
    leading: Prediction
    kept: dict[str, tuple[NDArray[np.float32], TissueMap]] = field(default_factory=dict)


def volume_subject(
    series: SeriesInfo, time: int, predictions: tuple[Prediction | None, ...], leading: Prediction
) -> VolumeSubject:
    """Return a series whose slices are predicted; those out of range count only where there are no others."""
    known = {index: item for index, item in enumerate(predictions) if item is not None}
    trusted = {index: item for index, item in known.items() if item.in_distribution} or known
    return VolumeSubject(series=series, time=time, predictions=trusted, leading=leading)


@dataclass(frozen=True, kw_only=True)
class VolumeProgress:
    """How far a run is."""

    name: str
    done: int
    total: int


@dataclass(frozen=True, kw_only=True, eq=False)
class VolumeGrown:
    """The growth of a series with the learned parameters (None) or with others."""

    subject: VolumeSubject
    tweak: Parameters | None
    white_to_grey: float
    growth: SeriesGrowth


FINDING_TISSUE, GROWING = later("Finding tissue"), later("Growing in 3-D")


def grow_series(
    job: Job, subject: VolumeSubject, tweak: Parameters | None, *, white_to_grey: float, days_per_step: float
) -> Generator[object, None, None]:
    """Run the whole series once."""
    torch_loading.use_threads(1)
    job.report(VolumeProgress(name=FINDING_TISSUE, done=0, total=1))
    start, tissue = _prepared(job, subject)
    scenario = _scenario(subject.leading, tweak, white_to_grey, days_per_step)

    def progress(done: int, total: int) -> None:
        job.report(VolumeProgress(name=GROWING, done=done, total=total))

    grid, _ = volume_grid(subject.series)
    volume = grow_volume(
        start,
        subject.series,
        tissue,
        scenario,
        tissue_grid=grid,
        progress=progress,
        cancelled=job.cancelled,
    )
    own = subject.leading
    growth = SeriesGrowth(
        volume=volume,
        leading=own,
        diffusion_number=own.diffusion_number if tweak is None else tweak.diffusion_number,
        growth_number=own.growth_number if tweak is None else tweak.growth_number,
        days_per_step=days_per_step,
    )
    _ = growth.volume_ml  # computed here and kept, so that the window has only to draw it
    yield VolumeGrown(subject=subject, tweak=tweak, white_to_grey=white_to_grey, growth=growth)


def _prepared(job: Job, subject: VolumeSubject) -> tuple[NDArray[np.float32], TissueMap]:
    if "start" not in subject.kept:
        series = subject.series
        grid, _ = volume_grid(series)
        start = predicted_volume(subject.predictions, series, grid)
        tissue = volume_tissue(series, start, time=subject.time, cancelled=job.cancelled)
        subject.kept["start"] = (start, tissue)
    return subject.kept["start"]


def _scenario(
    leading: Prediction, tweak: Parameters | None, white_to_grey: float, days_per_step: float
) -> VolumeScenario:
    units = LatentUnits(cell_mm=leading.units.cell_mm, days_per_step=days_per_step)
    diffusion = leading.diffusion_number if tweak is None else tweak.diffusion_number
    growth = leading.growth_number if tweak is None else tweak.growth_number
    return VolumeScenario(
        diffusion=units.diffusion_mm2_per_day(diffusion) or 0.0,
        proliferation=units.proliferation_per_day(growth),
        days=tuple((np.arange(leading.steps + 1) * days_per_step).tolist()),
        white_to_grey=white_to_grey,
    )
