"""What is known about the demo scan because we made it: `resources/demo/truth.npz` and `truth.json`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, eq=False)
class DemoTruth:
    """All arrays on the grid of the slices (slice, row, column).

    Attributes
    ----------
    facts
        truth.json as it is.
    densities
        Density by day.
    grey, white
        Tissue fractions, 0 to 1.
    """

    facts: dict[str, Any]
    densities: dict[float, NDArray[np.float32]]
    grey: NDArray[np.float32]
    white: NDArray[np.float32]

    @property
    def days(self) -> list[float]:
        return list(self.densities)

    @property
    def at_scan(self) -> NDArray[np.float32]:
        """Density on the day of the scan."""
        return self.densities[self.facts["scan_day"]]

    @property
    def domain(self) -> NDArray[np.bool_]:
        """Where tumor can be."""
        return self.grey + self.white >= 0.5

    @property
    def diffusion(self) -> NDArray[np.float32]:
        """D in mm^2/day of each voxel."""
        d = self.facts["diffusion_mm2_per_day"]
        return self.white * d["white"] + self.grey * d["grey"]

    @property
    def proliferation(self) -> float:
        """Rho per day."""
        return float(self.facts["proliferation_per_day"])

    @property
    def spacing(self) -> tuple[float, float, float]:
        """(slice, row, column) mm."""
        between, row, column = self.facts["grid"]["spacing_mm"]
        return between, row, column


def load_demo_truth(folder: Path) -> DemoTruth:
    """Read the truth that stands in `folder`."""
    with np.load(folder / "truth.npz") as arrays:
        densities = zip(arrays["days"], arrays["density"].astype(np.float32), strict=True)
        return DemoTruth(
            facts=json.loads((folder / "truth.json").read_text(encoding="utf-8")),
            densities={float(day): density for day, density in densities},
            grey=arrays["grey"].astype(np.float32) / 255,
            white=arrays["white"].astype(np.float32) / 255,
        )
