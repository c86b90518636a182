"""Conversions go both ways, and nothing physical is invented."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from physnet_core.errors import InvalidParameterError
from physnet_core.physics.units import LatentUnits, front_speed, infiltration_length

positive = st.floats(1e-4, 1e4)


@given(cell=positive, days=positive, diffusion=positive, rho=positive)
def test_conversion_and_back(cell: float, days: float, diffusion: float, rho: float) -> None:
    units = LatentUnits(cell_mm=cell, days_per_step=days)
    there = units.diffusion_mm2_per_day(units.diffusion_number(diffusion))
    assert there == pytest.approx(diffusion)
    assert units.proliferation_per_day(units.growth_number(rho)) == pytest.approx(rho)


def test_without_spacing_there_are_no_millimetres() -> None:
    units = LatentUnits(cell_mm=None, days_per_step=15)
    assert not units.physical
    assert units.diffusion_mm2_per_day(0.1) is None
    with pytest.raises(InvalidParameterError, match="pixel spacing"):
        units.diffusion_number(0.1)


@pytest.mark.parametrize("days", [0.0, -1.0, math.nan, math.inf])
def test_impossible_units_are_refused(days: float) -> None:
    with pytest.raises(InvalidParameterError, match="days_per_step"):
        LatentUnits(cell_mm=1.0, days_per_step=days)


def test_front_speed_and_length_of_the_literature_example() -> None:
    # GliomaSolver's defaults: D 0.13 mm^2/day and rho 0.025 /day
    assert front_speed(0.13, 0.025) * 365.25 == pytest.approx(41.6, abs=0.1)
    assert infiltration_length(0.13, 0.025) == pytest.approx(2.28, abs=0.01)
