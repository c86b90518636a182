"""D and rho that others report or use for glioma, each with its source; nothing here is fitted to our data."""

import math
from dataclasses import dataclass

from physnet_core.physics.units import DAYS_PER_YEAR

Range = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Reported:
    """A region of D in white matter (mm²/day) and rho (per day)."""

    name: str
    source: str
    diffusion: Range
    proliferation: Range


@dataclass(frozen=True, kw_only=True)
class Preset:
    """Values to begin with; what is None is left as it is.

    Attributes
    ----------
    radial_speed
        Speed of the front in mm a year, set by moving D and rho together so that D / rho stays.
    """

    name: str
    source: str
    diffusion: float | None = None
    proliferation: float | None = None
    radial_speed: float | None = None

    def applied(self, diffusion: float, proliferation: float) -> tuple[float, float]:
        """Return D in mm²/day and rho per day, from those in force."""
        if self.radial_speed is not None:
            speed = 2.0 * math.sqrt(diffusion * proliferation) * DAYS_PER_YEAR
            factor = self.radial_speed / speed
            return diffusion * factor, proliferation * factor
        return (
            diffusion if self.diffusion is None else self.diffusion,
            proliferation if self.proliferation is None else self.proliferation,
        )


_LIPKOVA = "Lipková et al. 2019, IEEE Trans. Med. Imaging 38(8): prior, as in GliomaSolver; white : grey 10"
_SOLVER = "GliomaSolver (Lipková et al. 2019), default parameters; white : grey 10"
_LEARN = "Ezhov et al. 2023, Learn-Morph-Infer, Med. Image Anal. 83: range of the training set; white : grey 10"
_BOOK = "Bioinformatics of the Brain, p. 146; white : grey 5"

REPORTED = (
    Reported(name="Lipková 2019", source=_LIPKOVA, diffusion=(0.013, 3.8), proliferation=(0.0027, 0.19)),
    Reported(name="Learn-Morph-Infer", source=_LEARN, diffusion=(0.02, 1.5), proliferation=(0.002, 0.2)),
    Reported(name="GliomaSolver", source=_SOLVER, diffusion=(0.12, 0.14), proliferation=(0.012, 0.025)),
)
PRESETS = (
    Preset(name="GliomaSolver, slower: D 0.13, ρ 0.012", source=_SOLVER, diffusion=0.13, proliferation=0.012),
    Preset(name="GliomaSolver, faster: D 0.13, ρ 0.025", source=_SOLVER, diffusion=0.13, proliferation=0.025),
    Preset(
        name="Middle of the prior: D 0.22, ρ 0.023",
        source=f"Geometric middle of: {_LIPKOVA}",
        diffusion=0.22,
        proliferation=0.023,
    ),
    Preset(name="High grade: ρ 0.012, D as it is", source=_BOOK, proliferation=0.012),
    Preset(name="Low grade: ρ 0.0012, D as it is", source=_BOOK, proliferation=0.0012),
    Preset(
        name="Front of low-grade glioma: 2.05 mm/year",
        source="Mandonnet et al. 2003, Ann. Neurol. 53: diameter grows 4.1 mm a year (3.8–4.4). D/ρ stays as it is.",
        radial_speed=2.05,
    ),
    Preset(
        name="Front of high-grade glioma: 25.8 mm/year",
        source="Fan et al. 2020, 109 patients: diameter grows 51.6 mm a year. D/ρ stays as it is.",
        radial_speed=25.8,
    ),
)
