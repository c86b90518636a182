"""From a prediction to growth: the network's own trajectory, or a new run of the same physics.

torch is imported inside the functions that need it, so that the window can name `Growth` without it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.growth.anatomy import Anatomy, on_image_grid, slice_tissue
from physnet_core.growth.raster import resample
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.imaging.volume import Slice
from physnet_core.network.grid import Grid, pixel_grid
from physnet_core.network.prediction import Prediction
from physnet_core.physics.tissue import TissueMap
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
    tissue: TissueMap | None = None,
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
        The slice; on the image grid, what its pixels show is where tumor can be.
    start
        (R, C) density in [0, 1] on the slice's pixels, a drawn mask say, instead of the predicted one.
    tissue
        Tissue of this slice for the image grid, from `slice_tissue`, which is called where none is given. It takes
        longer than the run, so a caller who runs again and again keeps it.
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
    anatomy = None
    if scenario.grid == "image":
        known = tissue if tissue is not None else slice_tissue(image, prediction, start=start)
        anatomy = on_image_grid(image, known, scenario.white_to_grey)
    grid = prediction.grid if anatomy is None else anatomy.grid
    density = _initial_density(prediction, image, grid, start)
    if anatomy is not None:
        density = density * anatomy.domain  # nothing grows outside the domain
    frames = _run(density, scenario, anatomy, prediction.grid.step[0] / grid.step[0], cancelled, progress)
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
        note="" if anatomy is None else anatomy.note,
        white_to_grey=None if anatomy is None else scenario.white_to_grey,
    )


def _units(prediction: Prediction, days_per_step: float | None) -> LatentUnits:
    if days_per_step is None:
        return prediction.units
    return LatentUnits(cell_mm=prediction.units.cell_mm, days_per_step=days_per_step)


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
    return density if source == grid else resample(density, source, grid)


def _run(
    density: NDArray[np.float32],
    scenario: Scenario,
    anatomy: Anatomy | None,
    cells_per_latent_cell: float,
    cancelled: Callable[[], bool],
    progress: Progress | None,
) -> NDArray[np.float32]:
    model, diffusion, max_step = _solver(scenario, anatomy)
    times = scenario.times.tolist()
    frames = np.empty((len(times), *density.shape), dtype=np.float32)
    computed = model.frames(
        _as_batch(density),
        diffusion,
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


def _solver(scenario: Scenario, anatomy: Anatomy | None) -> tuple["FisherKPP", "Tensor | float", float | None]:
    """Return the physics, D, and the longest step it should take (None: as accuracy asks)."""
    import torch

    from physnet_core.physics.fisher_kpp import FisherKPP
    from physnet_core.physics.super_time_stepping import SuperTimeStepping

    if anatomy is None:
        return FisherKPP(), scenario.diffusion_number, NETWORK_STEP
    model = FisherKPP(SuperTimeStepping(torch.from_numpy(anatomy.domain)))
    return model, _as_batch(anatomy.mobility * np.float32(scenario.diffusion_number)), None


def _as_batch(values: NDArray[np.float32]) -> "Tensor":
    import torch

    return torch.from_numpy(values.copy())[None, None]


def _as_array(frame: "Tensor") -> NDArray[np.float32]:
    array: NDArray[np.float32] = frame[0, 0].numpy()
    return array


def _size(shape: tuple[int, ...]) -> str:
    return " x ".join(str(side) for side in shape)
