"""What growth to compute, and what came out of it, as plain numpy that may cross threads."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import InvalidParameterError
from physnet_core.growth import measures
from physnet_core.network.grid import Grid
from physnet_core.network.prediction import Prediction
from physnet_core.physics.units import LatentUnits, front_speed

GridName = Literal["latent", "image"]
GrowthSource = Literal["learned", "simulated"]

# Beyond these a slip of the keyboard is more likely than a wish; every default is a thousand times smaller.
MAX_STEPS = 20_000
MAX_FRAMES = 5_000


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """How a predicted density should grow.

    Attributes
    ----------
    diffusion_number, growth_number
        D^ and rho^ as the network speaks of them: per latent cell and network step, on either grid.
    steps
        Length of the run in network steps; need not be whole.
    frames
        Number of equal intervals; the result has one frame more.
    grid
        "latent" (what the network saw) or "image" (finer, with tissue and a no-flux domain).
    white_to_grey
        How many times faster tumor cells move in white than in grey matter, on the image grid; 1 for no difference.
    """

    diffusion_number: float
    growth_number: float
    steps: float
    frames: int
    grid: GridName = "latent"
    white_to_grey: float = 10.0

    def __post_init__(self) -> None:
        """Refuse what no solver could answer."""
        for name, value in (("D", self.diffusion_number), ("rho", self.growth_number)):
            if not (math.isfinite(value) and value >= 0):
                raise InvalidParameterError(f"{name} must be zero or a positive number, not {value!r}.")
        if not (math.isfinite(self.steps) and self.steps > 0):
            raise InvalidParameterError(f"The time to simulate must be positive, not {self.steps!r} steps.")
        if self.steps > MAX_STEPS:
            raise InvalidParameterError(
                f"{self.steps:.3g} network steps are too long to simulate; at most {MAX_STEPS:,} are taken."
            )
        if not 1 <= self.frames <= MAX_FRAMES:
            raise InvalidParameterError(f"The number of frames must be from 1 to {MAX_FRAMES:,}, not {self.frames}.")
        if self.grid not in ("latent", "image"):
            raise InvalidParameterError(f"Unknown grid {self.grid!r}: use 'latent' or 'image'.")
        if not (math.isfinite(self.white_to_grey) and self.white_to_grey >= 1):
            raise InvalidParameterError(f"The ratio of white to grey must be at least 1, not {self.white_to_grey!r}.")

    @classmethod
    def learned(cls, prediction: Prediction, *, grid: GridName = "latent") -> "Scenario":
        """Return the scenario that the network itself ran: its own D^, rho^, steps, one frame a step."""
        return cls(
            diffusion_number=prediction.diffusion_number,
            growth_number=prediction.growth_number,
            steps=float(prediction.steps),
            frames=prediction.steps,
            grid=grid,
        )

    @property
    def times(self) -> NDArray[np.float64]:
        """Times (frames+1,) of the frames, in network steps."""
        return np.linspace(0.0, self.steps, self.frames + 1)


@dataclass(frozen=True, kw_only=True, eq=False)
class Growth:
    """A density growing on one slice.

    Attributes
    ----------
    frames
        (N+1, h, w) float32 density u in [0, 1]; read-only.
    steps
        (N+1,) float64 times of the frames in network steps, from 0.
    diffusion_number, growth_number
        D^ and rho^ per latent cell and network step, whatever the raster of `frames`.
    units
        What a latent cell and a network step mean on this slice.
    grid
        Where the raster of `frames` lies on the slice, in slice pixels.
    latent_step
        (row, column) slice pixels per latent cell; equals ``grid.step`` on the latent grid.
    source
        "learned" is the trajectory that the classifier consumed; "simulated" was computed afterwards.
    threshold
        Density from which a cell counts as tumor in `area`.
    note
        In one sentence where tumor could be and how D varied there; empty on the latent grid, a box with one D.
    white_to_grey
        As in `Scenario`; None where tissue plays no part, as on the latent grid.
    """

    frames: NDArray[np.float32]
    steps: NDArray[np.float64]
    diffusion_number: float
    growth_number: float
    units: LatentUnits
    grid: Grid
    grid_name: GridName
    latent_step: tuple[float, float]
    slice_index: int
    source: GrowthSource
    threshold: float = 0.5
    note: str = ""
    white_to_grey: float | None = None

    def __post_init__(self) -> None:
        """Check shapes once, and protect the arrays from whoever displays them."""
        if self.frames.ndim != 3 or self.frames.shape[1:] != self.grid.shape:
            raise ValueError(f"frames {self.frames.shape} do not fit the grid {self.grid.shape}")
        if self.steps.shape != (len(self.frames),):
            raise ValueError(f"{len(self.frames)} frames have {self.steps.shape} times")
        self.frames.setflags(write=False)
        self.steps.setflags(write=False)

    @property
    def physical(self) -> bool:
        """Whether lengths are known, so that mm and days may be shown (days remain assumed)."""
        return self.units.physical

    @property
    def days(self) -> NDArray[np.float64]:
        """Times (N+1,) in days under the assumed `days_per_step`. To show or label a time, use `times`."""
        return self.steps * self.units.days_per_step

    @property
    def times(self) -> NDArray[np.float64]:
        """Times (N+1,) in `time_unit`: what is to be shown."""
        return self.days if self.physical else self.steps

    @property
    def time_unit(self) -> Literal["days", "steps"]:
        """The unit of `times`; without a pixel spacing only network steps are shown."""
        return "days" if self.physical else "steps"

    @property
    def length_unit(self) -> Literal["mm", "cells"]:
        """The unit of `radius`: mm, or edges of a latent cell."""
        return "mm" if self.physical else "cells"

    @property
    def area_unit(self) -> Literal["mm²", "cells"]:
        """The unit of `area` and `mass`: mm², or latent cells."""
        return "mm²" if self.physical else "cells"

    @property
    def cell_area(self) -> float:
        """Area of one cell of `frames`, in `area_unit`."""
        latent_cells = math.prod(self.grid.step) / math.prod(self.latent_step)
        return latent_cells * (self.units.cell_mm**2 if self.units.cell_mm is not None else 1.0)

    @cached_property
    def peak(self) -> float:
        """The highest density of all frames."""
        return float(np.fmax.reduce(self.frames, axis=None, initial=0.0))  # NaN where nothing is known

    @cached_property
    def area(self) -> NDArray[np.float64]:
        """Area (N+1,) of the cells with density >= `threshold`, in `area_unit`."""
        return measures.area(self.frames, threshold=self.threshold, cell_area=self.cell_area)

    @cached_property
    def smooth_area(self) -> NDArray[np.float64]:
        """Area (N+1,) above `threshold` with rim cells counted in part, in `area_unit`; for speeds."""
        return measures.smooth_area(self.frames, threshold=self.threshold, cell_area=self.cell_area)

    @cached_property
    def mass(self) -> NDArray[np.float64]:
        """Integral (N+1,) of the density, in `area_unit`."""
        return measures.mass(self.frames, cell_area=self.cell_area)

    @cached_property
    def radius(self) -> NDArray[np.float64]:
        """Radius (N+1,) of the circle with `smooth_area`, in `length_unit`."""
        return measures.equivalent_radius(self.smooth_area)

    @cached_property
    def front_speed(self) -> float | None:
        """Measured speed of the radius in `length_unit` per `time_unit`, or None where there is none."""
        return measures.front_speed(self.radius, self.times)

    @property
    def asymptotic_front_speed(self) -> float:
        """2 sqrt(D rho) in `length_unit` per `time_unit`: what a front approaches after a long time."""
        diffusion, proliferation = self.diffusion_mm2_per_day, self.proliferation_per_day
        if diffusion is None or proliferation is None:
            return front_speed(self.diffusion_number, self.growth_number)
        return front_speed(diffusion, proliferation)

    @cached_property
    def doubling_time(self) -> float | None:
        """Time in which the area doubles, in `time_unit`, or None where it does not grow."""
        return measures.doubling_time(self.smooth_area, self.times)

    @property
    def diffusion_mm2_per_day(self) -> float | None:
        """D in mm²/day under the assumed `days_per_step`, or None without a pixel spacing."""
        return self.units.diffusion_mm2_per_day(self.diffusion_number)

    @property
    def proliferation_per_day(self) -> float | None:
        """Rho in 1/day under the assumed `days_per_step`, or None without a pixel spacing."""
        return self.units.proliferation_per_day(self.growth_number) if self.physical else None
