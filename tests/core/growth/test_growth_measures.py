"""Areas, radii, speeds and doubling times against shapes and solutions that are known."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from physnet_core.growth import measures
from physnet_core.physics.fisher_kpp import FisherKPP


def disc(radius: float, row: float = 20.0, column: float = 20.0, size: int = 41, edge: float = 1.5) -> np.ndarray:
    """Return a density that falls through 0.5 at `radius`, over about `edge` cells."""
    rows, columns = np.indices((size, size))
    distance = np.hypot(rows - row, columns - column)
    return (1 / (1 + np.exp((distance - radius) / edge))).astype(np.float32)


def test_area_counts_whole_cells_at_the_threshold() -> None:
    frames = np.zeros((2, 4, 4), dtype=np.float32)
    frames[0, 1, 1:3] = 0.5
    frames[1] = 0.6
    frames[1, 0, 0] = 0.49
    assert measures.area(frames, cell_area=2.0).tolist() == [4.0, 30.0]


@given(radius=st.floats(4, 14), row=st.floats(18, 22), column=st.floats(18, 22))
def test_smooth_area_of_a_disc_is_pi_r_squared(radius: float, row: float, column: float) -> None:
    area = float(measures.smooth_area(disc(radius, row, column)))
    assert area == pytest.approx(math.pi * radius**2, rel=0.03)


@given(st.floats(4, 14))
def test_smooth_area_changes_where_the_count_stands_still(radius: float) -> None:
    step = 1e-3
    assert measures.smooth_area(disc(radius + step)) > measures.smooth_area(disc(radius))


def test_smooth_area_of_flat_fields_is_all_or_nothing() -> None:
    flat = np.stack([np.full((5, 6), value, dtype=np.float32) for value in (0.0, 0.4, 0.6, 1.0)])
    assert measures.smooth_area(flat, cell_area=0.5).tolist() == [0.0, 0.0, 15.0, 15.0]


def test_mass_is_the_integral() -> None:
    assert measures.mass(np.full((1, 3, 4), 0.25, dtype=np.float32), cell_area=2.0).tolist() == [6.0]


def test_speed_of_a_disc_that_grows_evenly() -> None:
    times = np.arange(9) * 7.0
    radii = measures.equivalent_radius(measures.smooth_area(np.stack([disc(5 + 0.1 * t) for t in times])))
    assert measures.front_speed(radii, times) == pytest.approx(0.1, rel=0.02)


def test_a_long_run_approaches_the_asymptotic_speed() -> None:
    start = torch.from_numpy(disc(3, 100, 100, size=201))[None, None]
    diffusion, proliferation = 0.5, 0.2
    frames = FisherKPP()(start, diffusion, proliferation, steps=120)[0].numpy()
    radii = measures.equivalent_radius(measures.smooth_area(frames))
    speed = measures.front_speed(radii, np.arange(121.0))
    assert speed == pytest.approx(2 * math.sqrt(diffusion * proliferation), rel=0.1)


def test_nothing_to_measure_is_none() -> None:
    times = np.arange(4.0)
    assert measures.front_speed(np.zeros(4), times) is None
    assert measures.front_speed(np.ones(1), times[:1]) is None
    assert measures.doubling_time(np.zeros(4), times) is None
    assert measures.doubling_time(np.array((3.0, 2.0, 1.0, 1.0)), times) is None


@given(rate=st.floats(0.01, 0.5))
def test_doubling_time_of_exponential_growth(rate: float) -> None:
    times = np.linspace(0, 10, 6)
    assert measures.doubling_time(np.exp(rate * times), times) == pytest.approx(math.log(2) / rate)
