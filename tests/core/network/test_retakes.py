"""A slice taken again shows the same, and the network's answers to it are held against each other."""

import numpy as np
import pytest
import torch

from physnet_core.growth.simulate import learned
from physnet_core.growth.spread import area_band
from physnet_core.imaging import SliceReader, scan_folder
from physnet_core.network.bundle import load_bundle
from physnet_core.network.insight import Insight
from physnet_core.network.predictor import Predictor
from physnet_core.network.preprocessing import Preprocessing
from physnet_core.network.retakes import RETAKES, take_again
from physnet_core.resources import resource

PREPROCESSING = Preprocessing(size=128)


def _taken(unit: torch.Tensor) -> torch.Tensor:
    taken = take_again(PREPROCESSING.normalize(unit)[None, None], PREPROCESSING)
    return (taken * PREPROCESSING.deviation + PREPROCESSING.mean)[:, 0]


def test_the_first_is_the_slice_as_it_is_and_the_others_are_not() -> None:
    unit = torch.rand(128, 128, generator=torch.Generator().manual_seed(0))
    taken = _taken(unit)
    assert torch.allclose(taken[0], unit, atol=1e-5)
    assert all(float((other - unit).abs().mean()) > 0.01 for other in taken[1:])


def test_heads_are_mirrored_turned_and_magnified_as_said() -> None:
    rows, columns = torch.meshgrid(torch.arange(128.0), torch.arange(128.0), indexing="ij")
    disk = (((rows - 40) ** 2 + (columns - 80) ** 2) < 15**2).float()
    for retake, taken in zip(RETAKES, _taken(disk), strict=True):
        assert float(taken.sum() / disk.sum()) == pytest.approx(retake.magnification**2, rel=0.02)
        away = torch.tensor([(taken * rows).sum(), (taken * columns).sum()]) / taken.sum() - 63.5
        expected = 63.5 - 80 if retake.mirrored else 80 - 63.5
        radius, angle = float(away.norm()), float(torch.rad2deg(torch.atan2(away[0], away[1])))
        assert radius == pytest.approx(retake.magnification * float(np.hypot(40 - 63.5, expected)), rel=0.02)
        turned = float(np.degrees(np.arctan2(40 - 63.5, expected)))
        assert abs(angle - turned) == pytest.approx(abs(retake.degrees), abs=0.5)


def test_brightness_changes_between_black_and_white_only() -> None:
    ramp = torch.linspace(0, 1, 128).expand(128, 128)
    for retake, taken in zip(RETAKES, _taken(ramp), strict=True):
        if retake.gamma != 1:
            assert torch.allclose(taken, ramp**retake.gamma, atol=0.02)


def test_the_band_holds_the_learned_curve_and_is_narrower_than_the_tumor_is_large() -> None:
    reader = SliceReader(scan_folder(resource("demo", "series")).series[0])
    predictor = Predictor(load_bundle(), "cpu")
    image = reader.read(20)
    (prediction,) = predictor.predict([image])
    own = learned(prediction)
    band = area_band(Insight(predictor).spread(image, prediction))
    assert band.prediction is prediction
    area = own.smooth_area / own.cell_area
    assert (band.low <= area * (1 + 1e-4)).all()
    assert (area <= band.high * (1 + 1e-4)).all()
    assert (band.low < band.high).all()
    assert band.high[0] < 2 * band.low[0]
