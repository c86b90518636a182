"""What is called identified is known to a factor of two, and what is not is called assumed."""

from dataclasses import replace

import numpy as np
import pytest

from physnet_core.growth.calibrate import calibrate, intervals
from physnet_core.growth.fit_statement import statement
from physnet_core.growth.pair import make_pair
from physnet_core.growth.registration import Scan
from physnet_core.physics.overlap import OverlapTable

SPACING = (4.0, 1.5, 1.5)
LENGTHS = np.geomspace(0.7, 5.6, 13)
TRAVELS = np.arange(0.0, 10.1, 0.5)


def _ball(radius):
    z, y, x = (axis * size for axis, size in zip(np.indices((12, 40, 40)), SPACING, strict=True))
    return Scan(values=np.sqrt((z - 22) ** 2 + (y - 30) ** 2 + (x - 30) ** 2) <= radius, spacing=SPACING)


@pytest.fixture(scope="module")
def fit():
    return calibrate(make_pair(_ball(9), _ball(13), 100.0))


def _table(width_matters):
    """Return a Dice that falls by 0.1 for 2 mm of travel, and so or not at all for half or twice the length of 2 mm."""
    by_travel = 0.05 * np.abs(TRAVELS - 5.0)
    by_length = 0.1 * np.abs(np.log2(LENGTHS / 2.0)) * width_matters
    return OverlapTable(lengths=LENGTHS, travels=TRAVELS, dice=0.95 - by_travel - by_length[:, None])


def _text(fit):
    return " ".join(sentence for paragraph in statement(fit) for sentence in paragraph)


def test_an_overlap_that_depends_on_the_width_identifies_both(fit):
    found = intervals(_table(1.0), 0.02, 100.0)
    known = replace(fit, table=_table(1.0), **found)
    assert all(interval.known for interval in found.values())
    assert known.separable
    assert "Identified: D and ρ one by one" in _text(known)
    assert "assumed" not in _text(known)


def test_an_overlap_that_does_not_identifies_the_speed_alone(fit):
    found = intervals(_table(0.0), 0.02, 100.0)
    unknown = replace(fit, table=_table(0.0), **found)
    assert found["speed_interval"].known
    assert not found["diffusion_interval"].known
    assert not found["proliferation_interval"].known
    assert found["length_interval"].open
    assert found["diffusion_interval"].open
    assert not unknown.separable
    text = _text(unknown)
    assert "Not identified: D and ρ one by one" in text
    assert "that width is assumed: 0.7 to 5.6 mm fit as well" in text
    assert "per day and beyond." in text


def test_a_speed_that_the_search_ran_into_is_not_called_known(fit):
    table = OverlapTable(lengths=LENGTHS, travels=TRAVELS, dice=np.tile(0.5 + 0.04 * TRAVELS, (len(LENGTHS), 1)))
    found = intervals(table, 0.02, 100.0)
    assert found["speed_interval"].open
    assert "Faster fronts than were tried" in _text(replace(fit, table=table, **found))


def test_one_of_the_two_can_be_known_alone(fit):
    sure = replace(fit.diffusion_interval, low=0.1, high=0.15, open=False)
    text = _text(replace(fit, diffusion_interval=sure))
    assert "Not identified: ρ." in text
    assert "D can be" not in text


def test_two_balls_do_not_identify_the_width(fit):
    assert not fit.separable
    assert fit.speed_interval.known
    assert fit.ground in statement(fit)


def test_what_weakens_the_speed_is_said(fit):
    assert "rests on how it began" in _text(replace(fit, length=5.6))
    assert "pixels of 1.5 mm" in _text(replace(fit, length=1.0, front_speed=5.0))


def test_no_growth_has_no_diffusion(fit):
    still = replace(fit, front_speed=0.0, diffusion=0.0, proliferation=0.0)
    assert _text(still).startswith("No growth")
    assert "D =" not in _text(still)
