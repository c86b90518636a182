"""Growth in three dimensions: from the densities of many slices, or a mask, to a growing volume.

torch is imported inside the functions that need it, as in `simulate`.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.growth.anatomy import Anatomy, on_grid
from physnet_core.growth.raster import resample
from physnet_core.imaging.volume import Affine, SeriesInfo
from physnet_core.network.grid import Grid, pixel_grid
from physnet_core.network.prediction import Prediction
from physnet_core.physics.tissue import TissueMap
from physnet_core.physics.units import front_speed

FloatArray = NDArray[np.float32]
Curve = NDArray[np.float64]
Progress = Callable[[int, int], None]

# Longer side of the raster in the plane of the slices: 128^3 cells take seconds.
VOLUME_GRID_SIZE = 128
MAX_VOLUME_CELLS = 2**23
_COARSEST_GRID_SIZE = 32  # a coarser raster has cells of the size of a tumor
_MM3_PER_ML = 1000.0


@dataclass(frozen=True, kw_only=True)
class VolumeScenario:
    """How a density should grow in three dimensions.

    Attributes
    ----------
    diffusion
        D in white matter, mm²/day.
    proliferation
        Rho per day.
    days
        Days of the frames that are wanted, from 0 on, not decreasing. Nothing between them is kept.
    white_to_grey
        How many times faster tumor cells move in white than in grey matter.
    """

    diffusion: float
    proliferation: float
    days: tuple[float, ...]
    white_to_grey: float = 10.0

    def __post_init__(self) -> None:
        """Refuse what no solver could answer; times are checked by the solver."""
        for name, value in (("D", self.diffusion), ("rho", self.proliferation)):
            if not (math.isfinite(value) and value >= 0):
                raise InvalidParameterError(f"{name} must be zero or a positive number, not {value!r}.")
        if not (math.isfinite(self.white_to_grey) and self.white_to_grey >= 1):
            raise InvalidParameterError(f"The ratio of white to grey must be at least 1, not {self.white_to_grey!r}.")


@dataclass(frozen=True, kw_only=True, eq=False)
class VolumeGrowth:
    """A density growing in a volume.

    Attributes
    ----------
    frames
        (N, S, h, w) float32 density in [0, 1], read-only; one frame for each of `scenario.days`.
    spacing
        (slice, row, column) mm between cells.
    grid
        Where the (h, w) raster lies on each slice, in slice pixels.
    affine
        (4, 4), maps (slice, row, column, 1) of the *scan* to LPS mm, or None where unknown.
    domain
        (S, h, w) bool: where tumor could be.
    note
        In one sentence what `domain` is.
    threshold
        Density from which a cell counts as tumor in `volume_ml`.
    """

    frames: FloatArray
    scenario: VolumeScenario
    spacing: tuple[float, float, float]
    grid: Grid
    affine: Affine | None
    domain: NDArray[np.bool_]
    note: str
    threshold: float = 0.5

    def __post_init__(self) -> None:
        """Check shapes once, and protect the arrays from whoever displays them."""
        if len(self.frames) != len(self.scenario.days) or self.frames.shape[1:] != self.domain.shape:
            raise ValueError(
                f"frames {self.frames.shape} do not fit {len(self.scenario.days)} days, {self.domain.shape}"
            )
        self.frames.setflags(write=False)
        self.domain.setflags(write=False)

    @property
    def days(self) -> Curve:
        """Days (N,) of the frames."""
        return np.array(self.scenario.days, dtype=np.float64)

    @property
    def cell_ml(self) -> float:
        """Volume of a cell in ml."""
        return math.prod(self.spacing) / _MM3_PER_ML

    @cached_property
    def volume_ml(self) -> Curve:
        """Volume (N,) of the cells with density >= `threshold`, in ml."""
        return np.array([np.count_nonzero(frame >= self.threshold) * self.cell_ml for frame in self.frames])

    @cached_property
    def mass_ml(self) -> Curve:
        """Integral (N,) of the density, in ml of full tissue."""
        return np.array([float(frame.sum(dtype=np.float64)) * self.cell_ml for frame in self.frames])

    @property
    def radius(self) -> Curve:
        """Radius (N,) in mm of the ball with each volume."""
        return np.asarray(np.cbrt(3 * self.volume_ml * _MM3_PER_ML / (4 * math.pi)), dtype=np.float64)

    @property
    def asymptotic_front_speed(self) -> float:
        """2 sqrt(D rho) in mm/day, in white matter."""
        return front_speed(self.scenario.diffusion, self.scenario.proliferation)


def volume_grid(series: SeriesInfo) -> tuple[Grid, tuple[float, float, float]]:
    """Return the raster of each slice, and the (slice, row, column) mm between its cells.

    Raises
    ------
    InvalidParameterError
        Where the slices form no regular volume, there is only one, or there are too many.

    Notes
    -----
    How much memory growth in three dimensions takes is decided here, whatever the size of the scan: `MAX_VOLUME_CELLS`
    cells of at most 180 bytes, 1.5 GB, and one slice of the scan at a time (`volume_tissue`). Measured, a cell takes 17
    bytes for start and tissue, 36 for a growth of nine frames, which a learned and a changed one are kept of, and 90
    while the tissue is found or a growth is computed. Up to 512 slices have rasters of `VOLUME_GRID_SIZE`, more have
    coarser ones.
    """
    spacing, between = series.pixel_spacing, series.slice_spacing
    if spacing is None or not between or series.slices < 2:
        raise InvalidParameterError(
            "Growth in three dimensions needs several slices at equal, known distances; grow a single slice instead."
        )
    longest = min(VOLUME_GRID_SIZE, math.isqrt(MAX_VOLUME_CELLS // series.slices))
    if longest < _COARSEST_GRID_SIZE:
        raise InvalidParameterError(
            f"This series has {series.slices} slices, too many for growth in three dimensions; grow a single slice "
            "instead."
        )
    size = (series.rows * spacing[0], series.columns * spacing[1])
    cell = max(*spacing, max(size) / longest)
    step = (cell / spacing[0], cell / spacing[1])
    rows, columns = (max(1, math.ceil(length / cell - 1e-6)) for length in size)
    grid = Grid(origin=(step[0] / 2 - 0.5, step[1] / 2 - 0.5), step=step, shape=(rows, columns))
    return grid, (float(between), cell, cell)


def predicted_volume(predictions: Mapping[int, Prediction], series: SeriesInfo, grid: Grid) -> FloatArray:
    """Return the (S, h, w) density that the network found in the slices of a series.

    Parameters
    ----------
    predictions
        By slice. A slice that is missing, one that could not be read say, lies between its neighbors; beyond the first
        and the last there is no tumor.
    """
    density = np.zeros((series.slices, *grid.shape), dtype=np.float32)
    known = sorted(predictions)
    for index in known:
        density[index] = resample(predictions[index].trajectory[0], predictions[index].grid, grid)
    for low, high in pairwise(known):
        for index in range(low + 1, high):
            share = (index - low) / (high - low)
            density[index] = (1 - share) * density[low] + share * density[high]
    return density


def masked_volume(planes: Sequence[NDArray[np.floating]], series: SeriesInfo, grid: Grid) -> FloatArray:
    """Return a mask or density, one (R, C) plane a slice, on the raster (S, h, w).

    Raises
    ------
    InvalidParameterError
        Where it does not have the size of the scan.
    """
    shape = (series.rows, series.columns)
    if len(planes) != series.slices or any(plane.shape != shape for plane in planes):
        raise InvalidParameterError(
            f"The mask must have {series.slices} planes of {shape[0]} x {shape[1]}, as the scan; draw it on this scan."
        )
    return np.stack([resample(plane, pixel_grid(*shape), grid) for plane in planes])


def grow_volume(
    start: FloatArray,
    series: SeriesInfo,
    tissue: TissueMap,
    scenario: VolumeScenario,
    *,
    tissue_grid: Grid | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> VolumeGrowth:
    """Grow a density in the tissue of a scan and keep the frames asked for.

    Parameters
    ----------
    start
        (S, h, w) density on the raster of `volume_grid`.
    tissue
        Of the whole scan, (S, R, C).
    tissue_grid
        The raster of each slice on which `tissue` is known instead.
    progress
        Called with (frames done, frames in all).

    Raises
    ------
    Cancelled
        Within a step of `cancelled` returning True.
    InvalidParameterError
        For a `start`, tissue or times that do not fit.
    """
    grid, spacing = volume_grid(series)
    known_on = tissue_grid or pixel_grid(series.rows, series.columns)
    anatomy = on_grid(tissue, known_on, grid, scenario.white_to_grey)
    frames = np.empty((len(scenario.days), *anatomy.domain.shape), dtype=np.float32)
    for index, frame in enumerate(volume_frames(start, anatomy, scenario, spacing=spacing, cancelled=cancelled)):
        frames[index] = frame
        if progress is not None:
            progress(index + 1, len(frames))
    return VolumeGrowth(
        frames=frames,
        scenario=scenario,
        spacing=spacing,
        grid=grid,
        affine=series.affine,
        domain=anatomy.domain,
        note=anatomy.note,
    )


def volume_frames(
    start: FloatArray,
    anatomy: Anatomy,
    scenario: VolumeScenario,
    *,
    spacing: tuple[float, float, float],
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[FloatArray]:
    """Yield the density (S, h, w) on each of the scenario's days; nothing grows outside the domain.

    Raises
    ------
    Cancelled
        Within a step of `cancelled` returning True.
    InvalidParameterError
        For a `start` that does not fit the domain.
    """
    import torch

    from physnet_core.physics.fisher_kpp import FisherKPP
    from physnet_core.physics.super_time_stepping import SuperTimeStepping

    if start.shape != anatomy.domain.shape:
        raise InvalidParameterError(f"The density is {start.shape} but the tissue {anatomy.domain.shape}.")
    model = FisherKPP(SuperTimeStepping(torch.from_numpy(anatomy.domain.copy())))
    frames = model.frames(
        torch.from_numpy((start * anatomy.domain).astype(np.float32))[None, None],
        torch.from_numpy(anatomy.mobility * np.float32(scenario.diffusion))[None, None],
        scenario.proliferation,
        times=list(scenario.days),
        spacing=spacing,
        cancelled=cancelled,
    )
    for frame in frames:
        if cancelled():
            raise Cancelled
        yield frame[0, 0].numpy().copy()
