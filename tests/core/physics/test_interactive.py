"""The coarse grid of the slider shows what the fine one would."""

import pytest
import torch

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.physics.fisher_kpp import FisherKPP
from physnet_core.physics.interactive import InteractiveGrowth, resample


def _bump(cells: int, sigma: float) -> torch.Tensor:
    axis = torch.arange(cells) + 0.5 - cells / 2
    return torch.exp(-(axis[:, None] ** 2 + (axis - 6) ** 2) / (2 * sigma**2))


def test_any_day_is_near_a_reference_with_finer_cells_and_steps():
    growth = InteractiveGrowth(_bump(96, 3.0), 0.13, 0.025, days=120.0, spacing=(1.0, 1.0))
    assert growth.cells[0] < 96
    axis = (torch.arange(288, dtype=torch.float64) + 0.5) / 3 - 48
    fine = torch.exp(-(axis[:, None] ** 2 + (axis - 6) ** 2) / 18)[None, None]
    days = [1.0, 3.0, 8.0, 15.0, 29.0, 47.0, 71.0, 98.0, 120.0]
    frames = FisherKPP().frames(fine, 0.13, 0.025, times=days, spacing=1 / 3, max_step=1.0)
    for day, frame in zip(days, frames, strict=True):
        assert float((growth.at(day) - frame[0, 0, 1::3, 1::3]).abs().max()) < 7e-4


@pytest.mark.parametrize(("days", "coarse"), [(80.0, True), (250.0, False)])
def test_a_long_run_stays_empty_far_from_the_tumor(days, coarse):
    """rho T = 8 and 25: rounding and ringing would grow by e^8 and e^25. The front goes 16 and 50 mm."""
    growth = InteractiveGrowth(_bump(160, 3.0), 0.1, 0.1, days=days, spacing=(1.0, 1.0))
    assert growth.coarse == coarse
    assert float(growth.at(days)[:, :8].max()) < 1e-4


@pytest.mark.parametrize(
    ("diffusion", "proliferation", "growth", "sigma", "peak"),
    [
        (0.02, 0.012, 7.8, 4.0, 0.3),
        (0.02, 0.06, 3.0, 4.5, 0.25),
        (0.05, 0.03, 6.5, 2.6, 0.07),
        (0.13, 0.025, 5.0, 3.0, 1.0),
        (0.15, 0.008, 2.5, 5.0, 0.5),
        (0.3, 0.015, 4.0, 4.3, 0.8),
        (0.5, 0.01, 6.8, 5.0, 0.1),
        (0.8, 0.05, 3.6, 3.4, 0.06),
        (1.0, 0.1, 8.0, 3.5, 0.9),
    ],
)
def test_the_step_rule_keeps_its_error_for_all_parameters(diffusion, proliferation, growth, sigma, peak):
    """Steps are so many a rho T: the error is below a sixth of a gray level of 255 for any D, rho and smooth seed."""
    days = growth / proliferation
    times = [days * part for part in (0.02, 0.1, 0.17, 0.4, 0.7, 1.0)]

    def seed(parts, dtype):
        axis = (torch.arange(parts * 48, dtype=dtype) + 0.5) / parts
        return peak * torch.exp(-((axis[:, None] - 21) ** 2 + (axis - 26) ** 2) / (2 * sigma**2))

    def reference(parts):
        arguments = {"times": times, "spacing": 1 / parts, "max_step": 0.05 / proliferation}
        for frame in FisherKPP().frames(seed(parts, torch.float64)[None, None], diffusion, proliferation, **arguments):
            yield frame[0, 0, parts // 2 :: parts, parts // 2 :: parts]

    fast = InteractiveGrowth(seed(1, torch.float32), diffusion, proliferation, days=days, spacing=(1.0, 1.0))
    for time, wide, narrow in zip(times, reference(1), reference(3), strict=True):
        exact = (9 * narrow - wide) / 8  # their errors in space are as the squares of their cells
        assert float((fast.at(time) - exact).abs().max()) < 6e-4


def test_only_what_tumor_can_reach_is_computed_and_shows_no_edge():
    """A short course in a corner of a large picture is that of the whole picture."""
    picture = torch.zeros(200, 160)
    picture[40:104, 20:84] = _bump(64, 3.0)
    here = InteractiveGrowth(picture, 0.1, 0.03, days=60.0, spacing=(1.0, 1.0))
    assert here.cells[0] * here.cells[1] < 0.1 * picture.numel()
    axis = (torch.arange(600, dtype=torch.float64) + 0.5) / 3
    fine = torch.exp(-((axis[:, None] - 72) ** 2 + (axis[:480] - 58) ** 2) / 18)[None, None]
    times = [20.0, 60.0]
    frames = FisherKPP().frames(fine, 0.1, 0.03, times=times, spacing=1 / 3, max_step=2.0)
    for day, frame in zip(times, frames, strict=True):
        assert float((here.at(day) - frame[0, 0, 1::3, 1::3]).abs().max()) < 1e-3


def test_tumor_at_the_edge_of_the_picture_stays_at_that_edge():
    """What touches the edge is held back by it, and nothing comes in from the other side."""
    corner = torch.zeros(96, 96)
    corner[:8, :8] = 1.0
    growth = InteractiveGrowth(corner, 0.2, 0.03, days=100.0, spacing=(1.0, 1.0))
    last = growth.at(100.0)
    assert float(last[0, 0]) > 0.9
    assert float(last[-30:].max()) < 1e-5
    assert float(last[:, -30:].max()) < 1e-5


def test_impossible_input_is_refused():
    for bump, d, rho, days in (
        (_bump(32, 3.0) * 2, 0.1, 0.1, 10.0),
        (_bump(32, 3.0) * float("nan"), 0.1, 0.1, 10.0),
        (_bump(32, 3.0), -0.1, 0.1, 10.0),
        (_bump(32, 3.0), 0.1, float("inf"), 10.0),
        (_bump(32, 3.0), 0.1, 0.1, -1.0),
    ):
        with pytest.raises(InvalidParameterError):
            InteractiveGrowth(bump, d, rho, days=days, spacing=(1.0, 1.0))


def test_an_outline_keeps_its_own_grid_and_its_bounds():
    disk = (_bump(64, 5.0) > 0.5).float()
    growth = InteractiveGrowth(disk, 0.5, 0.025, days=100.0, spacing=(1.0, 1.0))
    assert growth.cells == (64, 64)
    (expected,) = FisherKPP().frames(disk[None, None], 0.5, 0.025, times=[100.0], max_step=0.5)
    assert torch.equal(growth.at(0.0), disk)
    torch.testing.assert_close(growth.at(100.0), expected[0, 0], atol=1e-3, rtol=0)
    assert all(0 <= float(growth.at(day).min()) <= float(growth.at(day).max()) <= 1 for day in (0.5, 7.0, 50.0))


def test_mass_is_kept_without_proliferation_on_the_coarse_grid():
    bump = _bump(96, 5.0)
    growth = InteractiveGrowth(bump, 0.5, 0.0, days=50.0, spacing=(1.0, 1.0))
    assert growth.cells[0] < 96
    assert float(growth.at(50.0).sum()) == pytest.approx(float(bump.sum()), rel=1e-4)
    assert float(growth.at(50.0).min()) >= 0


def test_resampling_there_and_back_keeps_what_is_smooth():
    bump = _bump(96, 6.0)
    assert float((resample(resample(bump, (48, 40)), (96, 96)) - bump).abs().max()) < 1e-3


def test_it_stops_when_asked():
    with pytest.raises(Cancelled):
        InteractiveGrowth(_bump(64, 3.0), 0.13, 0.05, days=100.0, spacing=(1.0, 1.0), cancelled=lambda: True)
