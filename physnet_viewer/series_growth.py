"""Growth of a whole series in three dimensions, slice by slice as the window shows it."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth import measures
from physnet_core.growth.across import volume_across
from physnet_core.growth.scenario import Growth
from physnet_core.growth.volume import VolumeGrowth
from physnet_core.imaging import Slice
from physnet_core.imaging.reformat import PlaneView
from physnet_core.network.prediction import NO_TUMOR, Prediction
from physnet_core.physics.units import LatentUnits

_CELLS_PER_ML = 1000.0  # mm³


@dataclass(frozen=True, kw_only=True, eq=False)
class SeriesGrowth:
    """A growing volume, with the network's numbers that it stands for.

    Attributes
    ----------
    volume
        In millimetres and days.
    leading
        The prediction of the slice with most tumor: its D and rho are those of the whole series.
    diffusion_number, growth_number
        D^ and rho^ of this run.
    days_per_step
        The assumption that `volume` was converted with.
    """

    volume: VolumeGrowth
    leading: Prediction
    diffusion_number: float
    growth_number: float
    days_per_step: float

    @property
    def units(self) -> LatentUnits:
        """What a latent cell and a network step mean."""
        return LatentUnits(cell_mm=self.leading.units.cell_mm, days_per_step=self.days_per_step)

    @cached_property
    def volume_ml(self) -> NDArray[np.float64]:
        """Volume (N,) above the threshold in ml, with rim cells counted in part, so that the curve is smooth."""
        volume = self.volume
        return np.array(
            [
                float(measures.smooth_area(frame, threshold=volume.threshold, cell_area=volume.cell_ml).sum())
                for frame in volume.frames
            ]
        )

    @cached_property
    def radius(self) -> NDArray[np.float64]:
        """Radius (N,) in mm of the ball with `volume_ml`."""
        return np.asarray(np.cbrt(3 * self.volume_ml * _CELLS_PER_ML / (4 * math.pi)), dtype=np.float64)

    def plane(self, index: int) -> Growth:
        """Return what the volume holds of one slice."""
        volume = self.volume
        return Growth(
            frames=volume.frames[:, index],
            steps=volume.days / self.days_per_step,
            diffusion_number=self.diffusion_number,
            growth_number=self.growth_number,
            units=self.units,
            grid=volume.grid,
            grid_name="image",
            latent_step=self.leading.grid.step,
            slice_index=index,
            source="simulated",
            threshold=volume.threshold,
            note=volume.note,
            white_to_grey=volume.scenario.white_to_grey,
        )

    def across(self, view: PlaneView, image: Slice) -> Growth:
        """Return what the volume holds of a plane across the slices, one that was cut from them."""
        volume, cell = self.volume, self.leading.units.cell_mm or 1.0
        down, right = image.pixel_spacing or (1.0, 1.0)
        frames, grid = volume_across(volume, view, image.index)
        return replace(
            self.plane(0), frames=frames, grid=grid, latent_step=(cell / down, cell / right), slice_index=image.index
        )

    def in_days(self, days_per_step: float) -> "SeriesGrowth":
        """Return the same growth under another assumption on the duration of a step; no density changes."""
        units = replace(self.units, days_per_step=days_per_step)
        steps = self.volume.days / self.days_per_step
        scenario = replace(
            self.volume.scenario,
            diffusion=units.diffusion_mm2_per_day(self.diffusion_number) or 0.0,
            proliferation=units.proliferation_per_day(self.growth_number),
            days=tuple((steps * days_per_step).tolist()),
        )
        return replace(self, volume=replace(self.volume, scenario=scenario), days_per_step=days_per_step)


def leading_slice(predictions: tuple[Prediction | None, ...]) -> int | None:
    """Return the slice with most tumor, or None where no slice shows any."""
    known = [item for item in predictions if item is not None and item.label != NO_TUMOR]
    trusted = [item for item in known if item.in_distribution] or known
    if not trusted:
        return None
    return max(trusted, key=_amount).slice_index


def _amount(prediction: Prediction) -> float:
    return float(prediction.trajectory[0].sum()) * prediction.grid.step[0] ** 2
