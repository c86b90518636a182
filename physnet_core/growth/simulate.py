"""From a prediction to growth: the network's own trajectory, or a new run of the same physics.

torch is imported inside the functions that need it, so that the window can name `Growth` without it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.growth.raster import image_grid, resample
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.imaging.volume import Slice
from physnet_core.network.grid import Grid, pixel_grid
from physnet_core.network.prediction import Prediction
from physnet_core.physics.units import LatentUnits

if TYPE_CHECKING:
    from torch import Tensor

    from physnet_core.physics.fisher_kpp import FisherKPP

Progress = Callable[[int, int], None]
# On the latent grid a simulation takes the network's own steps, so that equal D and rho agree to the last bit.
NETWORK_STEP = 1.0


def never() -> bool:
    """Return False: nobody asked to stop."""
    return False


def learned(prediction: Prediction) -> Growth:
    """Return the trajectory that the classifier consumed, without running anything."""
    return Growth(
        frames=prediction.trajectory,
        steps=np.arange(prediction.steps + 1, dtype=np.float64),
        diffusion_number=prediction.diffusion_number,
        growth_number=prediction.growth_number,
        units=prediction.units,
        grid=prediction.grid,
        grid_name="latent",
        latent_step=prediction.grid.step,
        slice_index=prediction.slice_index,
        source="learned",
    )


def simulate(
    prediction: Prediction,
    image: Slice,
    scenario: Scenario,
    *,
    start: NDArray[np.floating] | None = None,
    days_per_step: float | None = None,
    cancelled: Callable[[], bool] = never,
    progress: Progress | None = None,
) -> Growth:
    """Grow a density on one slice with the physics of the network.

    Parameters
    ----------
    prediction
        Gives the initial density, the latent raster and the units.
    image
        The slice; its pixels bound the domain on the image grid.
    start
        (R, C) density in [0, 1] on the slice's pixels, a drawn mask say, instead of the predicted one.
    days_per_step
        Another assumption on the duration of a step than the model's.
    progress
        Called with (frames done, frames in all).

    Returns
    -------
    Growth
        With the prediction's D^ and rho^ on the latent grid its frames at whole steps are the network's
        trajectory bit for bit.

    Raises
    ------
    Cancelled
        Soon after `cancelled` returns True.
    InvalidParameterError
        For a `start` that does not fit the slice.
    """
    grid = prediction.grid if scenario.grid == "latent" else image_grid(*_frame(image))
    model, max_step = _solver(scenario, image, grid)
    density = _initial_density(prediction, image, grid, start)
    frames = _run(model, density, scenario, prediction.grid.step[0] / grid.step[0], max_step, cancelled, progress)
    return Growth(
        frames=frames,
        steps=scenario.times,
        diffusion_number=scenario.diffusion_number,
        growth_number=scenario.growth_number,
        units=_units(prediction, days_per_step),
        grid=grid,
        grid_name=scenario.grid,
        latent_step=prediction.grid.step,
        slice_index=prediction.slice_index,
        source="simulated",
    )


def head_domain(image: Slice, grid: Grid) -> NDArray[np.bool_]:
    """Return where on `grid` the head is; everywhere if none can be told from the background."""
    from physnet_core.physics.tissue import head_mask

    head = head_mask(image.pixels)
    on_grid: NDArray[np.bool_] = resample(head.astype(np.float32), pixel_grid(*head.shape), grid) >= 0.5
    return on_grid if on_grid.any() else np.ones(grid.shape, dtype=bool)


def _frame(image: Slice) -> tuple[tuple[int, int], tuple[float, float] | None]:
    rows, columns = image.pixels.shape
    return (rows, columns), image.pixel_spacing


def _units(prediction: Prediction, days_per_step: float | None) -> LatentUnits:
    if days_per_step is None:
        return prediction.units
    return LatentUnits(cell_mm=prediction.units.cell_mm, days_per_step=days_per_step)


def _solver(scenario: Scenario, image: Slice, grid: Grid) -> tuple["FisherKPP", float | None]:
    """Return the physics, and the longest step it should take (None: as accuracy asks)."""
    import torch

    from physnet_core.physics.fisher_kpp import FisherKPP
    from physnet_core.physics.super_time_stepping import SuperTimeStepping

    if scenario.grid == "latent":
        return FisherKPP(), NETWORK_STEP
    return FisherKPP(SuperTimeStepping(torch.from_numpy(head_domain(image, grid)))), None


def _initial_density(
    prediction: Prediction, image: Slice, grid: Grid, start: NDArray[np.floating] | None
) -> NDArray[np.float32]:
    if start is None:
        density, source = prediction.trajectory[0], prediction.grid
    else:
        if start.shape != image.pixels.shape:
            raise InvalidParameterError(
                f"The mask is {_size(start.shape)} but the slice is {_size(image.pixels.shape)}; draw it on this slice."
            )
        density, source = np.asarray(start, dtype=np.float32), pixel_grid(*start.shape)
    moved = density if source == grid else resample(density, source, grid)
    if grid is prediction.grid:
        return moved
    return moved * head_domain(image, grid)  # nothing grows outside the domain


def _run(
    model: "FisherKPP",
    density: NDArray[np.float32],
    scenario: Scenario,
    cells_per_latent_cell: float,
    max_step: float | None,
    cancelled: Callable[[], bool],
    progress: Progress | None,
) -> NDArray[np.float32]:
    import torch

    times = scenario.times.tolist()
    frames = np.empty((len(times), *density.shape), dtype=np.float32)
    computed = model.frames(
        torch.from_numpy(density.copy())[None, None],
        scenario.diffusion_number,
        scenario.growth_number,
        times=times,
        spacing=1.0 / cells_per_latent_cell,  # D^ counts in latent cells
        max_step=max_step,
        cancelled=cancelled,
    )
    for index, frame in enumerate(computed):
        if cancelled():
            raise Cancelled
        frames[index] = _as_array(frame)
        if progress is not None:
            progress(index + 1, len(times))
    return frames


def _as_array(frame: "Tensor") -> NDArray[np.float32]:
    array: NDArray[np.float32] = frame[0, 0].numpy()
    return array


def _size(shape: tuple[int, ...]) -> str:
    return " x ".join(str(side) for side in shape)
