"""One frame of growth at once, while D or rho is still being dragged: close to what the full run will show.

torch is imported inside the functions that need it, as in `simulate`.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth.anatomy import Anatomy, on_image_grid
from physnet_core.growth.raster import resample
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.growth.simulate import never
from physnet_core.imaging.volume import Slice
from physnet_core.network.grid import Grid
from physnet_core.network.prediction import Prediction
from physnet_core.physics.tissue import TissueMap
from physnet_core.physics.units import LatentUnits

NOTE = "Preview: one D for all tissue; the run with tissue follows when you stop."
# Cells of the preview: no finer than this part of an image, no coarser than this part of the front's width.
_FINEST = 112
_FRONT_CELLS = 1.2
_COARSEST = 64
# Cells with more density than this say how mobile tumor is where it stands.
_PRESENT = 0.02


class GrowthPreview:
    """What a preview needs of one slice, found once for a whole drag.

    Growth has one D in it, the mean of the tissue in which the tumor stands, and no walls; what it puts outside the
    domain is cut off.
    """

    def __init__(
        self, prediction: Prediction, image: Slice, tissue: TissueMap, *, white_to_grey: float, days_per_step: float
    ) -> None:
        self._prediction = prediction
        self._anatomy = on_image_grid(image, tissue, white_to_grey)
        self._mobility = _mobility_of_tumor(self._anatomy, prediction)
        self._units = LatentUnits(cell_mm=prediction.units.cell_mm, days_per_step=days_per_step)

    def at(self, scenario: Scenario, frame: int, *, cancelled: Callable[[], bool] = never) -> Growth:
        """Return the growth of a scenario with the one frame asked for, on the image grid.

        Raises
        ------
        Cancelled
            Soon after `cancelled` returns True.
        """
        time = float(scenario.times[frame])
        density = self._density(scenario, time, cancelled)
        return Growth(
            frames=density[None],
            steps=np.array([time]),
            diffusion_number=scenario.diffusion_number,
            growth_number=scenario.growth_number,
            units=self._units,
            grid=self._anatomy.grid,
            grid_name="image",
            latent_step=self._prediction.grid.step,
            slice_index=self._prediction.slice_index,
            source="simulated",
            note=NOTE,
        )

    def _density(self, scenario: Scenario, time: float, cancelled: Callable[[], bool]) -> NDArray[np.float32]:
        import torch

        from physnet_core.physics.interactive import InteractiveGrowth
        from physnet_core.physics.interactive import resample as upsample

        fine, start = self._anatomy.grid, self._prediction
        diffusion = scenario.diffusion_number * self._mobility
        grid = _coarsened(fine, _factor(fine, start.grid.step, diffusion, scenario.growth_number))
        spacing = [cell / latent for cell, latent in zip(grid.step, start.grid.step, strict=True)]
        growth = InteractiveGrowth(
            torch.from_numpy(resample(start.trajectory[0], start.grid, grid)),
            diffusion,
            scenario.growth_number,
            days=max(time, 1e-9),
            spacing=spacing,
            cancelled=cancelled,
        )
        shown = upsample(growth.at(time), fine.shape).clamp(0, 1).numpy()
        return np.asarray(shown * self._anatomy.domain, dtype=np.float32)


def _mobility_of_tumor(anatomy: Anatomy, prediction: Prediction) -> float:
    start = resample(prediction.trajectory[0], prediction.grid, anatomy.grid)
    inside = anatomy.domain & (start >= _PRESENT)
    return float(anatomy.mobility[inside if inside.any() else anatomy.domain].mean())


def _factor(grid: Grid, latent_step: Sequence[float], diffusion: float, proliferation: float) -> int:
    """Return how many cells of `grid` one cell of the preview is long: as many as the front's width allows."""
    longest = max(grid.shape)
    width = math.sqrt(diffusion / proliferation) if proliferation > 0 else math.inf  # latent cells
    allowed = _FRONT_CELLS * width * latent_step[0] / grid.step[0]
    return max(math.ceil(longest / _FINEST), min(int(min(allowed, longest)), longest // _COARSEST), 1)


def _coarsened(grid: Grid, factor: int) -> Grid:
    """Return a raster over the same area whose cells are `factor` times as long, to rounding."""
    rows, columns = (max(1, math.ceil(count / factor)) for count in grid.shape)
    top, left, height, width = grid.extent
    step = (height / rows, width / columns)
    return Grid(origin=(top + step[0] / 2, left + step[1] / 2), step=step, shape=(rows, columns))
