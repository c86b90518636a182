"""Density to color."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import colormaps

from physnet_core.export.colour import COLORMAPS, blend, colour, grey, lut, outline

densities = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=40).map(
    lambda values: np.array(values, dtype=np.float32)[None]
)


@given(frame=densities, name=st.sampled_from(COLORMAPS), opacity=st.floats(0, 1), threshold=st.floats(0, 1))
def test_transparent_exactly_where_there_is_nothing_to_show(
    frame: np.ndarray, name: str, opacity: float, threshold: float
) -> None:
    rgba = colour(frame, lut(name), opacity, threshold)
    assert rgba.shape == (*frame.shape, 4)
    assert rgba.dtype == np.uint8
    assert not rgba[(frame == 0) | (frame < threshold), 3].any()
    assert rgba[..., 3].max() <= round(255 * opacity)


@given(frame=densities)
def test_more_density_is_never_less_visible(frame: np.ndarray) -> None:
    ordered = np.sort(frame)
    assert np.all(np.diff(colour(ordered, lut("magma"))[0, :, 3].astype(int)) >= 0)


@pytest.mark.parametrize("name", COLORMAPS)
def test_maps_are_matplotlib_s_and_rise_evenly_in_lightness(name: str) -> None:
    table = lut(name)
    assert np.array_equal(table[255, :3], np.round(np.array(colormaps[name](255)[:3]) * 255).astype(np.uint8))
    linear = (table[:, :3] / 255) ** 2.2 @ np.array((0.2126, 0.7152, 0.0722))
    lightness = 116 * np.cbrt(np.maximum(linear, 0.008856)) - 16
    rise = np.diff(lightness[::15])
    assert rise.min() > 0.4 * rise.mean()
    assert rise.max() < 2.5 * rise.mean()


def test_what_is_not_a_number_is_not_drawn_and_values_beyond_are_clipped() -> None:
    rgba = colour(np.array([[np.nan, np.inf, -np.inf, 1.0, 2.0, -1.0]]), lut("inferno"))[0]
    assert rgba[[0, 2, 5], 3].tolist() == [0, 0, 0]
    assert np.array_equal(rgba[[1, 3, 4]], np.tile(lut("inferno")[255], (3, 1)))


def test_the_table_is_not_changed_by_using_it() -> None:
    before = lut("inferno").copy()
    colour(np.ones((2, 2)), lut("inferno"), 0.1)
    assert np.array_equal(lut("inferno"), before)
    assert not lut("inferno").flags.writeable


def test_an_unknown_map_names_those_that_exist() -> None:
    with pytest.raises(ValueError, match="inferno, magma"):
        lut("jet")


def test_blending_with_alpha_0_and_255() -> None:
    base = np.full((1, 2, 3), 10, dtype=np.uint8)
    overlay = np.array([[[200, 100, 50, 0], [200, 100, 50, 255]]], dtype=np.uint8)
    assert blend(base, overlay).tolist() == [[[10, 10, 10], [200, 100, 50]]]


def test_grey_window() -> None:
    pixels = np.array([[-5.0, 0.0, 50.0, 100.0, 500.0, np.nan]])
    assert grey(pixels, 0, 100)[0, :, 1].tolist() == [0, 0, 128, 255, 255, 0]
    assert grey(pixels, 0, 100, inverted=True)[0, :, 1].tolist() == [255, 255, 127, 0, 0, 255]


def test_outline_follows_the_level_with_even_width() -> None:
    rows, columns = np.indices((81, 81), dtype=np.float32)
    distance = np.hypot(rows - 40, columns - 40)
    for edge in (2.0, 8.0):
        line = outline(1 / (1 + np.exp((distance - 25) / edge)), 0.5, width=2.0)
        assert (distance[line > 0.5]).min() > 23
        assert (distance[line > 0.5]).max() < 27
        assert line.sum() == pytest.approx(2 * np.pi * 25 * 2, rel=0.15)


def test_outline_sees_no_line_where_the_level_is_jumped_over_nowhere() -> None:
    step = np.zeros((9, 9), dtype=np.float32)
    step[:, 4:] = 0.4
    assert not outline(step, 0.5).any()
    assert not outline(np.full((9, 9), 0.7), 0.5).any()


def test_importing_it_loads_neither_matplotlib_nor_torch_nor_pillow() -> None:
    code = "import sys, physnet_core.export.colour; sys.exit(bool({'matplotlib', 'torch', 'PIL'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
