"""A simulation is the network's own physics, continued."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.growth.anatomy import on_image_grid, slice_tissue
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.growth.simulate import learned, simulate
from physnet_core.imaging import Slice
from physnet_core.network.bundle import Bundle
from physnet_core.network.prediction import Prediction
from physnet_core.network.predictor import Predictor
from physnet_core.physics.tissue import TissueMap, given_tissue


def test_the_network_s_own_parameters_give_its_trajectory_bit_for_bit(bundle: Bundle, phantom: Slice) -> None:
    images = [replace(phantom, index=index, pixels=np.roll(phantom.pixels, index * 3, axis=0)) for index in range(3)]
    for image, prediction in zip(images, Predictor(bundle, "cpu").predict(images), strict=True):
        again = simulate(prediction, image, Scenario.learned(prediction))
        assert np.array_equal(again.frames, prediction.trajectory)
        assert again.source == "simulated"


def test_frames_between_steps_leave_the_whole_steps_as_they_are(phantom: Slice, prediction: Prediction) -> None:
    finer = simulate(prediction, phantom, replace(Scenario.learned(prediction), frames=16))
    assert np.array_equal(finer.frames[::2], prediction.trajectory)
    between = finer.frames[1::2]
    interpolated = (finer.frames[:-1:2] + finer.frames[2::2]) / 2
    assert not np.allclose(between, interpolated, atol=1e-5)  # a partial step, not a mean of two frames


def test_a_longer_time_goes_on_from_the_network_s_last_step(phantom: Slice, prediction: Prediction) -> None:
    longer = simulate(prediction, phantom, replace(Scenario.learned(prediction), steps=20.0, frames=20))
    assert np.array_equal(longer.frames[:9], prediction.trajectory)
    assert np.all(np.diff(longer.mass) > 0)
    assert longer.days[-1] == 140.0


def test_learned_is_the_trajectory_itself(prediction: Prediction) -> None:
    growth = learned(prediction)
    assert growth.frames is prediction.trajectory
    assert growth.time_unit == "days"
    assert growth.area_unit == "mm²"
    assert growth.area[0] == np.count_nonzero(prediction.trajectory[0] >= 0.5) * 25.0
    assert not growth.frames.flags.writeable


def test_both_grids_agree_on_the_same_tumor(phantom: Slice, prediction: Prediction) -> None:
    latent = simulate(prediction, phantom, Scenario.learned(prediction))
    fine = simulate(prediction, phantom, Scenario.learned(prediction, grid="image"))
    assert fine.grid.shape[0] > 5 * latent.grid.shape[0]
    assert fine.mass == pytest.approx(latent.mass, rel=0.03)
    assert fine.smooth_area[-1] == pytest.approx(latent.smooth_area[-1], rel=0.15)
    assert fine.cell_area == pytest.approx(0.8**2)


def test_nothing_grows_outside_the_head_or_leaks_through_its_edge(phantom: Slice, prediction: Prediction) -> None:
    spreading = replace(Scenario.learned(prediction, grid="image"), diffusion_number=3.0, growth_number=0.0, steps=30.0)
    growth = simulate(prediction, phantom, spreading)
    outside = ~on_image_grid(phantom, slice_tissue(phantom, prediction), 10.0).domain
    assert outside.any()
    assert not growth.frames[:, outside].any()
    assert growth.mass[-1] == pytest.approx(growth.mass[0], rel=1e-3)


def test_diffusion_on_the_image_grid_is_in_the_units_of_the_latent_one(prediction: Prediction) -> None:
    """Spread of a blob grows by 2 D t a direction, whatever the raster."""
    bright = np.full((160, 100), 100.0, dtype=np.float32)
    bright[0, 0] = 0.0
    image = Slice(index=7, pixels=bright, pixel_spacing=prediction.pixel_spacing)
    scenario = Scenario(diffusion_number=0.4, growth_number=0.0, steps=8.0, frames=1, grid="image")
    growth = simulate(prediction, image, scenario)
    spread = [_variance_mm2(frame) * growth.cell_area for frame in growth.frames]
    assert spread[1] - spread[0] == pytest.approx(2 * (0.4 * 25 / 7) * 56, rel=0.05)


@given(diffusion=st.floats(0, 5), proliferation=st.floats(0, 3), steps=st.floats(0.1, 40))
def test_density_stays_between_0_and_1(
    phantom: Slice, prediction: Prediction, diffusion: float, proliferation: float, steps: float
) -> None:
    scenario = Scenario(diffusion_number=diffusion, growth_number=proliferation, steps=steps, frames=3)
    frames = simulate(prediction, phantom, scenario).frames
    assert frames.min() >= 0
    assert frames.max() <= 1 + 1e-6  # the rounding of float32


def test_growth_may_start_from_a_drawn_mask(phantom: Slice, prediction: Prediction) -> None:
    mask = np.zeros(phantom.pixels.shape, dtype=np.float32)
    mask[60:85, 30:46] = 1.0  # 20 x 20 mm
    for grid in ("latent", "image"):
        growth = simulate(prediction, phantom, Scenario.learned(prediction, grid=grid), start=mask)  # type: ignore[arg-type]
        assert growth.mass[0] == pytest.approx(400, rel=0.02)
    with pytest.raises(InvalidParameterError, match="10 x 10 but the slice is 160 x 100"):
        simulate(prediction, phantom, Scenario.learned(prediction), start=np.zeros((10, 10)))


def test_progress_is_told_and_cancel_is_heard(phantom: Slice, prediction: Prediction) -> None:
    told: list[tuple[int, int]] = []
    simulate(prediction, phantom, Scenario.learned(prediction), progress=lambda *done: told.append(done))
    assert told == [(frame, 9) for frame in range(1, 10)]
    with pytest.raises(Cancelled):
        simulate(prediction, phantom, Scenario.learned(prediction), cancelled=lambda: True)


def test_another_assumption_changes_days_but_not_frames(phantom: Slice, prediction: Prediction) -> None:
    scenario = Scenario.learned(prediction)
    usual, slower = (simulate(prediction, phantom, scenario, days_per_step=days) for days in (None, 14.0))
    assert np.array_equal(usual.frames, slower.frames)
    assert slower.days[-1] == 2 * usual.days[-1]
    assert slower.diffusion_mm2_per_day == pytest.approx(usual.diffusion_mm2_per_day / 2)


def test_without_spacing_only_latent_units_are_offered(phantom: Slice, prediction: Prediction) -> None:
    blind = replace(prediction, pixel_spacing=None)
    growth = simulate(blind, replace(phantom, pixel_spacing=None), Scenario.learned(blind, grid="image"))
    assert (growth.time_unit, growth.area_unit, growth.length_unit) == ("steps", "cells", "cells")
    assert growth.diffusion_mm2_per_day is None
    assert growth.proliferation_per_day is None
    assert growth.mass[0] == pytest.approx(learned(blind).mass[0], rel=0.03)


@pytest.mark.parametrize(
    "wrong",
    [
        {"diffusion_number": -1.0},
        {"growth_number": float("nan")},
        {"steps": 0.0},
        {"steps": 1e9},
        {"frames": 0},
        {"frames": 10**9},
        {"grid": "hexagonal"},
    ],
)
def test_a_scenario_that_nothing_could_answer_is_refused(prediction: Prediction, wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidParameterError):
        replace(Scenario.learned(prediction), **wrong)  # type: ignore[arg-type]


def test_growth_refuses_frames_that_do_not_fit(growth: Growth) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        replace(growth, frames=np.zeros((9, 3, 3), dtype=np.float32))


def test_naming_growth_does_not_import_torch() -> None:
    code = "import sys, physnet_core.growth.scenario, physnet_core.growth.simulate; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _variance_mm2(frame: np.ndarray) -> float:
    """Return the variance along the rows, in cells squared."""
    weights = frame.sum(axis=1) / frame.sum()
    rows = np.arange(len(weights))
    return float((weights * (rows - (weights * rows).sum()) ** 2).sum())


def two_tissues(image: Slice) -> TissueMap:
    """White matter on the left of the picture, grey on the right, fluid in the rows above the tumor."""
    rows, columns = np.indices(image.pixels.shape)
    fluid = rows < 40
    white = ((columns < 60) & ~fluid).astype(np.float32)
    return given_tissue(white, 1.0 - white - fluid, fluid.astype(np.float32))


def test_tumor_spreads_faster_in_white_matter_and_not_into_fluid(phantom: Slice, prediction: Prediction) -> None:
    tissue = two_tissues(phantom)
    scenario = replace(Scenario.learned(prediction, grid="image"), steps=30.0, frames=3)
    growth = simulate(prediction, phantom, scenario, tissue=tissue)
    even = simulate(prediction, phantom, replace(scenario, white_to_grey=1.0), tissue=tissue)
    assert growth.note == tissue.note
    anatomy = on_image_grid(phantom, tissue, 10.0)
    assert not growth.frames[:, ~anatomy.domain].any()
    grey = anatomy.mobility < 0.5
    assert growth.frames[-1][grey].sum() < 0.8 * even.frames[-1][grey].sum()
    still = simulate(prediction, phantom, replace(scenario, growth_number=0.0), tissue=tissue)
    assert still.mass[-1] == pytest.approx(still.mass[0], rel=1e-3)


def test_the_picture_s_own_tissue_is_used_when_none_is_given(phantom: Slice, prediction: Prediction) -> None:
    scenario = Scenario.learned(prediction, grid="image")
    found = slice_tissue(phantom, prediction)
    given_it = simulate(prediction, phantom, scenario, tissue=found)
    assert np.array_equal(given_it.frames, simulate(prediction, phantom, scenario).frames)
    assert given_it.note == found.note
    assert not found.certain  # an ellipse is no brain
    assert simulate(prediction, phantom, Scenario.learned(prediction)).note == ""
    with pytest.raises(InvalidParameterError, match="size of the scan"):
        simulate(prediction, replace(phantom, pixels=phantom.pixels[:, :90]), scenario, tissue=found)
