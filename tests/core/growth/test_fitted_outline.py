"""The outline drawn for a fit is the one whose overlap the fit reports."""

from dataclasses import replace

import numpy as np
import pytest

from physnet_core.growth.calibrate import calibrate
from physnet_core.growth.fitted_outline import fitted_outline
from physnet_core.growth.outline import dice
from physnet_core.growth.pair import make_pair
from physnet_core.growth.registration import Scan

SPACING = (4.0, 1.5, 1.5)


def _ball(radius):
    z, y, x = (axis * size for axis, size in zip(np.indices((12, 40, 40)), SPACING, strict=True))
    return Scan(values=np.sqrt((z - 22) ** 2 + (y - 30) ** 2 + (x - 30) ** 2) <= radius, spacing=SPACING)


def test_its_overlap_is_that_of_the_fit():
    pair = make_pair(_ball(9), _ball(13), 100.0)
    fit = calibrate(pair)
    outline = fitted_outline(pair, fit)
    assert dice(outline, pair.post) == pytest.approx(fit.dice, abs=0.03)
    assert dice(outline, pair.post) > dice(pair.pre, pair.post)


def test_a_front_that_stood_still_leaves_the_outline_as_it_was():
    pair = make_pair(_ball(9), _ball(9), 100.0)
    fit = calibrate(pair)
    assert fit.speed_interval.low == 0.0
    assert dice(fitted_outline(pair, fit), pair.pre) > 0.97
    still = replace(fit, diffusion=0.0, proliferation=0.0)
    np.testing.assert_array_equal(fitted_outline(pair, still), pair.pre)
