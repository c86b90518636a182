"""The one conversion between the network's dimensionless numbers and millimetres and days.

The network speaks of ``diffusion_number`` D^ = D dt / h^2 and ``growth_number`` rho^ = rho dt, where h is the size of a
latent cell and dt the time of one step. h is known where the scan states its pixel spacing; dt never is: it is an
assumption (``days_per_step``) that travels with every number derived from it.
"""

import math
from dataclasses import dataclass

from physnet_core.errors import InvalidParameterError

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, kw_only=True)
class LatentUnits:
    """What one latent cell and one network step mean in the world.

    Attributes
    ----------
    cell_mm
        Edge of a latent cell in mm, or None where the scan has no pixel spacing (PNG, JPEG).
    days_per_step
        Assumed duration of one network step in days.
    """

    cell_mm: float | None
    days_per_step: float

    def __post_init__(self) -> None:
        """Refuse units that nothing could be converted with."""
        _require_positive("days_per_step", self.days_per_step)
        if self.cell_mm is not None:
            _require_positive("cell_mm", self.cell_mm)

    @property
    def physical(self) -> bool:
        """Whether lengths are known, so that mm and days may be shown (days remain assumed)."""
        return self.cell_mm is not None

    def diffusion_mm2_per_day(self, diffusion_number: float) -> float | None:
        """Return D in mm^2/day, or None without a pixel spacing."""
        if self.cell_mm is None:
            return None
        return diffusion_number * self.cell_mm**2 / self.days_per_step

    def diffusion_number(self, diffusion_mm2_per_day: float) -> float:
        """Return D^ = D dt / h^2.

        Raises
        ------
        InvalidParameterError
            Where the scan has no pixel spacing.
        """
        if self.cell_mm is None:
            raise InvalidParameterError(
                "D in mm^2/day needs a pixel spacing, and this image has none; give D in latent units instead."
            )
        return diffusion_mm2_per_day * self.days_per_step / self.cell_mm**2

    def proliferation_per_day(self, growth_number: float) -> float:
        """Return rho in 1/day."""
        return growth_number / self.days_per_step

    def growth_number(self, proliferation_per_day: float) -> float:
        """Return rho^ = rho dt."""
        return proliferation_per_day * self.days_per_step


def front_speed(diffusion: float, proliferation: float) -> float:
    """Return the asymptotic speed 2 sqrt(D rho) of a Fisher-KPP front, in the units of its arguments.

    References
    ----------
    Kolmogorov, Petrovsky, Piskunov (1937). A front started from a compact seed approaches this speed from below,
    with a logarithmic delay (Bramson, 1983), so a short simulation shows less.
    """
    return 2.0 * math.sqrt(diffusion * proliferation)


def infiltration_length(diffusion: float, proliferation: float) -> float:
    """Return sqrt(D / rho), the width of the front, in the units of its arguments."""
    return math.sqrt(diffusion / proliferation)


def _require_positive(name: str, value: float) -> None:
    if not (math.isfinite(value) and value > 0):
        raise InvalidParameterError(f"{name} must be a positive number, not {value!r}.")
