"""Distances to an outline are those to the tumor, not to the steps between its slices."""

import numpy as np
import pytest

from physnet_core.growth.outline import signed_distance, smooth_distance


def _away(shape, spacing):
    middle = [(size - 1) / 2 * width for size, width in zip(shape, spacing, strict=True)]
    place = [np.indices(shape)[axis] * spacing[axis] - middle[axis] for axis in range(3)]
    return np.sqrt(sum(axis**2 for axis in place))


def test_thick_slices_do_not_make_a_ball_steep():
    shape, spacing = (13, 64, 64), (5.0, 1.0, 1.0)
    truth = _away(shape, spacing) - 18.0
    near = np.abs(truth) < 6
    smooth, rough = smooth_distance(truth <= 0, spacing), signed_distance(truth <= 0, spacing)
    smooth_error, rough_error = (np.sqrt(np.square(found - truth)[near].mean()) for found in (smooth, rough))
    assert smooth_error < 0.5 < rough_error
    assert np.abs((smooth - truth)[near].mean()) < 0.4


def test_outlines_of_slices_stay_what_they_are():
    truth = _away((9, 40, 40), (6.5, 0.94, 0.94)) - 12.0
    assert ((smooth_distance(truth <= 0, (6.5, 0.94, 0.94)) <= 0) == (truth <= 0)).mean() > 0.999


@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (1.2, 1.0, 1.0)])
def test_cubes_need_no_smoothing(spacing):
    mask = _away((20, 20, 20), spacing) <= 6.0
    np.testing.assert_array_equal(smooth_distance(mask, spacing), signed_distance(mask, spacing))
