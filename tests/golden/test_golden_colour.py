"""The colors of the screen, the files and the command line."""

from collections.abc import Callable

import numpy as np
import pytest

from physnet_core.export.colour import COLORMAPS, blend, colour, grey, lut, outline

pytestmark = pytest.mark.golden
Golden = Callable[[str, np.ndarray], None]


def density() -> np.ndarray:
    """Return an asymmetric density with every value from 0 to 1: flips and swaps show."""
    rows, columns = np.indices((24, 32), dtype=np.float32)
    wedge = columns / 31 * (1 - rows / 47)
    wedge[2:7, 3:5] = 1.0
    wedge[15:20, 8:24] = 0.0
    return wedge


@pytest.mark.parametrize("name", COLORMAPS)
def test_color_table(golden: Golden, name: str) -> None:
    golden(f"lut-{name}", lut(name))


@pytest.mark.parametrize(("opacity", "threshold"), [(1.0, 0.0), (0.6, 0.05), (0.35, 0.5)])
def test_colored_density(golden: Golden, opacity: float, threshold: float) -> None:
    golden(f"colour-{opacity}-{threshold}", colour(density(), lut("inferno"), opacity, threshold))


def test_density_over_anatomy(golden: Golden) -> None:
    rows, columns = np.indices((24, 32), dtype=np.float32)
    anatomy = grey(100 * rows + columns, 200, 2200)
    golden("blend", blend(anatomy, colour(density(), lut("viridis"), 0.6, 0.05)))


def test_outline(golden: Golden) -> None:
    golden("outline", np.round(outline(density(), 0.5) * 255).astype(np.uint8))
