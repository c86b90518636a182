"""Growth in three dimensions, checked against the demo scan, whose truth is known."""

from dataclasses import replace

import numpy as np
import pytest
from demo_truth import DemoTruth

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.growth.anatomy import Anatomy
from physnet_core.growth.raster import resample
from physnet_core.growth.volume import (
    VolumeGrowth,
    VolumeScenario,
    grow_volume,
    masked_volume,
    predicted_volume,
    volume_frames,
    volume_grid,
)
from physnet_core.network.grid import pixel_grid
from physnet_core.network.prediction import Prediction
from physnet_core.physics.tissue import TissueMap, given_tissue, head_only


@pytest.fixture(scope="module")
def tissue(truth: DemoTruth) -> TissueMap:
    nothing = np.clip(1 - truth.white - truth.grey, 0, 1)
    return given_tissue(truth.white, truth.grey, nothing)


@pytest.fixture
def scenario(truth: DemoTruth) -> VolumeScenario:
    known = truth.facts["diffusion_mm2_per_day"]["white"]
    return VolumeScenario(diffusion=known, proliferation=truth.proliferation, days=(0.0, 120.0), white_to_grey=10.0)


def dice(one: np.ndarray, other: np.ndarray) -> float:
    return 2 * float((one & other).sum()) / float(one.sum() + other.sum())


def test_known_parameters_lead_from_an_early_truth_to_a_later_one(truth, tissue, scenario):
    """On the pixels of the scan, from day 300 to day 420."""
    at_rest, moving = np.array(truth.densities[300.0]), truth.densities[420.0]
    anatomy = Anatomy(
        grid=pixel_grid(*at_rest.shape[1:]),
        domain=np.array(tissue.domain),
        mobility=tissue.mobility(10.0),
        note="",
    )
    _, grown = volume_frames(at_rest, anatomy, scenario, spacing=truth.spacing)
    assert dice(grown >= 0.5, moving >= 0.5) > 0.96
    assert dice(at_rest >= 0.5, moving >= 0.5) < 0.6
    uniform = replace(anatomy, mobility=tissue.mobility(1.0))
    _, without = volume_frames(at_rest, uniform, scenario, spacing=truth.spacing)
    assert np.abs(without - moving).mean() > 2 * np.abs(grown - moving).mean()


def test_the_coarser_raster_gives_the_same_volume_in_ml(truth, series, tissue, scenario):
    grid, spacing = volume_grid(series)
    assert spacing == (2.5, 1.75, 1.75)
    start = masked_volume(list(truth.densities[300.0]), series, grid)
    told: list[tuple[int, int]] = []
    growth = grow_volume(start, series, tissue, scenario, progress=lambda *done: told.append(done))
    assert told == [(1, 2), (2, 2)]
    facts = {frame["day"]: frame["volume_ml"] for frame in truth.facts["frames"]}
    assert growth.volume_ml == pytest.approx([facts[300.0], facts[420.0]], rel=0.06)
    later = np.stack([resample(plane, pixel_grid(*plane.shape), grid) for plane in truth.densities[420.0]])
    assert dice(growth.frames[-1] >= 0.5, later >= 0.5) > 0.93
    assert not growth.frames[:, ~growth.domain].any()
    assert not growth.frames.flags.writeable


def test_without_proliferation_mass_is_kept_inside_the_head(truth, series, scenario):
    grid, _ = volume_grid(series)
    head = np.zeros(truth.domain.shape, dtype=bool)
    head[5:35, 30:120, 30:100] = True
    start = masked_volume(list(truth.densities[300.0]), series, grid)
    spreading = replace(scenario, diffusion=0.5, proliferation=0.0)
    growth = grow_volume(start, series, head_only(head, "a test"), spreading)
    assert growth.mass_ml[1] == pytest.approx(growth.mass_ml[0], rel=1e-4)
    assert growth.frames.max() <= 1


def test_slices_without_a_prediction_lie_between_their_neighbors(series, prediction: Prediction):
    grid, _ = volume_grid(series)
    fainter = replace(prediction, trajectory=prediction.trajectory * np.float32(0.5))
    density = predicted_volume({10: prediction, 14: fainter}, series, grid)
    assert not density[:10].any()
    assert not density[15:].any()
    np.testing.assert_allclose(density[12], 0.75 * density[10], atol=1e-6)


def test_what_does_not_fit_is_refused(truth, series, tissue, scenario):
    grid, _ = volume_grid(series)
    start = np.zeros((series.slices, *grid.shape), dtype=np.float32)
    with pytest.raises(Cancelled):
        grow_volume(start, series, tissue, scenario, cancelled=lambda: True)
    with pytest.raises(InvalidParameterError, match="planes of 224 x 192"):
        masked_volume([np.zeros((10, 10))], series, grid)
    with pytest.raises(InvalidParameterError, match="several slices"):
        volume_grid(replace(series, pixel_spacing=None))
    with pytest.raises(InvalidParameterError, match="at least 1"):
        replace(scenario, white_to_grey=0.5)
    with pytest.raises(InvalidParameterError, match="Times"):
        grow_volume(start, series, tissue, replace(scenario, days=(5.0, 1.0)))


def test_measures_of_a_ball() -> None:
    axis = np.arange(41) - 20.0
    away = np.sqrt((axis[:, None, None] * 2) ** 2 + axis[None, :, None] ** 2 + axis[None, None, :] ** 2)
    growth = VolumeGrowth(
        frames=(away <= 15.0).astype(np.float32)[None],
        scenario=VolumeScenario(diffusion=0.1, proliferation=0.1, days=(0.0,)),
        spacing=(2.0, 1.0, 1.0),
        grid=pixel_grid(41, 41),
        affine=None,
        domain=np.ones((41, 41, 41), dtype=bool),
        note="",
    )
    assert growth.volume_ml[0] == pytest.approx(4 / 3 * np.pi * 15**3 / 1000, rel=0.02)
    assert growth.radius[0] == pytest.approx(15.0, rel=0.01)
    assert growth.mass_ml[0] == growth.volume_ml[0]
