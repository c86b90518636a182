"""What PhysNet says of one slice, as plain numpy that may cross threads."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physnet_core.network.grid import Grid
from physnet_core.physics.units import LatentUnits

NO_TUMOR = "notumor"
GLIOMA = "glioma"


@dataclass(frozen=True, kw_only=True)
class ModelIdentity:
    """Which weights gave a result."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Prediction:
    """The network's whole answer for one slice.

    Attributes
    ----------
    labels, probabilities
        Class names, and their calibrated probabilities (K,) float32 that sum to 1.
    uncertain
        Confidence is below the threshold fixed on validation data: no class should be presented as an answer.
    in_distribution, reason
        Whether the slice looks like the training data, and in one sentence why not.
    trajectory
        (T+1, h, w) float32 latent density u at steps 0..T, exactly as the classifier consumed it; read-only.
    grid
        Where the latent cells lie on the slice.
    diffusion_number, growth_number
        D^ = D dt/h^2 and rho^ = rho dt, dimensionless.
    days_per_step
        The assumed duration of a step in days.
    pixel_spacing
        (row, column) mm of the slice, or None.
    seconds
        Wall-clock time this slice took, its share of a batch.
    strangeness
        Distance from the training data in units of the limit, see `Familiarity`; None where the bundle fixed none.
    """

    model: ModelIdentity
    device: str
    slice_index: int
    source: str
    labels: tuple[str, ...]
    probabilities: NDArray[np.float32]
    uncertain: bool
    in_distribution: bool
    reason: str | None
    trajectory: NDArray[np.float32]
    grid: Grid
    diffusion_number: float
    growth_number: float
    days_per_step: float
    pixel_spacing: tuple[float, float] | None
    seconds: float
    strangeness: float | None = None

    @property
    def label(self) -> str:
        """The most probable class."""
        return self.labels[int(self.probabilities.argmax())]

    @property
    def confidence(self) -> float:
        """Calibrated probability of `label`."""
        return float(self.probabilities.max())

    @property
    def steps(self) -> int:
        """Number of PDE steps T inside the network."""
        return len(self.trajectory) - 1

    @property
    def units(self) -> LatentUnits:
        """What a latent cell and a step mean on this slice."""
        return LatentUnits(cell_mm=self.grid.cell_mm(self.pixel_spacing), days_per_step=self.days_per_step)

    @property
    def diffusion_mm2_per_day(self) -> float | None:
        """D in mm^2/day under the assumed `days_per_step`, or None without pixel spacing."""
        return self.units.diffusion_mm2_per_day(self.diffusion_number)

    @property
    def proliferation_per_day(self) -> float | None:
        """Rho in 1/day under the assumed `days_per_step`, or None without pixel spacing."""
        return self.units.proliferation_per_day(self.growth_number) if self.units.physical else None
