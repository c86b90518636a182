"""Registration brings heads together, and calibration says what two outlines can tell."""

import numpy as np
import pytest
from scipy import ndimage

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.growth.calibrate import calibrate
from physnet_core.growth.forecast import METHODS, Candidates, leave_one_out
from physnet_core.growth.outline import (
    baselines,
    dice,
    dilation_table,
    filled,
    signed_distance,
    smooth_distance,
    smoothing_table,
)
from physnet_core.growth.pair import Pair, make_pair
from physnet_core.growth.registration import Scan, align_outline, register

SPACING = (4.0, 1.5, 1.5)
SHAPE = (20, 64, 56)


def _ball(center, radius):
    place = [np.indices(SHAPE)[axis] * SPACING[axis] - center[axis] for axis in range(3)]
    return np.sqrt(sum(axis**2 for axis in place)) <= radius


def _head():
    rng = np.random.default_rng(3)
    texture = ndimage.gaussian_filter(rng.normal(size=SHAPE), [1.5, 3, 3])
    z, y, x = (np.indices(SHAPE)[axis] / SHAPE[axis] * 2 - 1 for axis in range(3))
    inside = z**2 + (y / 0.8) ** 2 + (x / 0.7) ** 2 < 0.9
    return Scan(values=np.where(inside, 300 + 60 * texture / texture.std(), 0).astype(np.float32), spacing=SPACING)


def _moved(scan, degrees, shift_mm):
    """Return the scan as it would lie had the head turned within the slice and moved."""
    angle = np.radians(degrees)
    turn = np.eye(3)
    turn[1, 1] = turn[2, 2] = np.cos(angle)
    turn[1, 2], turn[2, 1] = -np.sin(angle), np.sin(angle)
    middle = (np.array(SHAPE) - 1) / 2
    offset = middle - turn @ (middle + np.array(shift_mm) / SPACING)
    return ndimage.affine_transform(scan, turn, offset=offset, order=1)


@pytest.fixture(scope="module")
def pre():
    return _ball((40, 50, 40), 10)


def test_registration_finds_a_known_movement(pre):
    head = _head()
    later = Scan(values=_moved(head.values, 5.0, (3.0, 6.0, -4.5)), spacing=SPACING)
    mask = _moved(pre.astype(np.float32), 5.0, (3.0, 6.0, -4.5)) >= 0.5
    alignment = register(head, later, tumor=pre)
    back = align_outline(signed_distance(mask, SPACING), alignment, later, head) <= 0
    assert alignment.after > max(0.95, alignment.before)
    assert alignment.rotation_degrees == pytest.approx(5.0, abs=1.0)
    assert dice(mask, pre) < 0.6
    assert dice(back, pre) > 0.85


def test_registration_stops_when_asked():
    with pytest.raises(Cancelled):
        register(_head(), _head(), cancelled=lambda: True)


def test_calibration_reports_speed_baselines_and_what_is_open(pre):
    post = _ball((40, 50, 40), 14)
    fit = calibrate(make_pair(Scan(values=pre, spacing=SPACING), Scan(values=post, spacing=SPACING), 100.0))
    # The edge goes 4 mm; a curved front is slower than a flat one, so the flat one's speed is somewhat more.
    gone = fit.front_speed / 365.25 * 100
    assert 3.5 < gone < 8
    assert 2 * np.sqrt(fit.diffusion * fit.proliferation) * 365.25 == pytest.approx(fit.front_speed)
    assert fit.speed_interval.low <= fit.front_speed <= fit.speed_interval.high
    assert fit.baselines.persistence == pytest.approx(dice(pre, post))
    assert fit.dice > fit.baselines.persistence + 0.1
    assert not fit.separable
    assert fit.diffusion_interval.high > 4 * fit.diffusion_interval.low


def test_no_growth_is_fitted_as_no_growth(pre):
    fit = calibrate(make_pair(Scan(values=pre, spacing=SPACING), Scan(values=pre, spacing=SPACING), 30.0))
    assert (fit.front_speed, fit.diffusion, fit.proliferation, fit.dice) == (0.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize("days", [0.0, -3.0, float("nan")])
def test_days_must_be_positive(pre, days):
    scan = Scan(values=pre, spacing=SPACING)
    with pytest.raises(InvalidParameterError, match="days"):
        make_pair(scan, scan, days)


def test_empty_and_unlike_masks_are_refused(pre):
    scan = Scan(values=pre, spacing=SPACING)
    with pytest.raises(InvalidParameterError, match="second mask is empty"):
        make_pair(scan, Scan(values=np.zeros_like(pre), spacing=SPACING), 10.0)
    with pytest.raises(InvalidParameterError, match="different grids"):
        make_pair(scan, Scan(values=pre[:, :-1], spacing=SPACING), 10.0)


def test_a_pair_is_cropped_with_room_around_it(pre):
    scan = Scan(values=pre, spacing=SPACING)
    pair = make_pair(scan, scan, 10.0)
    assert pair.pre.sum() == pre.sum()
    assert all(cropped <= whole for cropped, whole in zip(pair.pre.shape, pre.shape, strict=True))
    assert not pair.pre[:, 0].any()


def test_baselines_contain_persistence_and_the_right_radius(pre):
    post = smooth_distance(pre, SPACING) <= 3.0
    plain = baselines(dilation_table(pre, post, SPACING), smoothing_table(pre, post, SPACING))
    assert plain.persistence == pytest.approx(dice(pre, post))
    assert (plain.dilation, plain.dilation_mm) == (1.0, 3.0)
    assert plain.smoothing > plain.persistence


def test_holes_are_filled_slice_by_slice():
    ring = np.zeros((2, 7, 7), dtype=bool)
    ring[0, 1:6, 1:6] = True
    ring[0, 3, 3] = False
    assert filled(ring)[0, 3, 3]
    assert not filled(ring)[1].any()


def test_a_forecast_uses_only_the_others():
    def patient(name, best):
        table = np.full(4, 0.1)
        table[best] = 0.9
        return Candidates(name=name, days=10.0, dice=dict.fromkeys(METHODS, table))

    rows = leave_one_out([patient("a", 0), patient("b", 2), patient("c", 2), patient("d", 2)])
    assert rows[0].forecast["fisher_kpp"] == 0.1  # the others say 2
    assert rows[0].best["fisher_kpp"] == 0.9
    assert rows[1].forecast["fisher_kpp"] == 0.9


def test_fine_pixels_are_simulated_in_pairs(pre):
    coarse = Pair(pre=pre, post=pre, spacing=(4.0, 1.5, 1.5), days=1.0)
    fine = Pair(pre=pre, post=pre, spacing=(4.0, 0.9, 0.9), days=1.0)
    assert (coarse.coarsen, fine.coarsen) == (1, 2)
