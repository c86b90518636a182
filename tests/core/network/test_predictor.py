"""From slices to predictions, in order, in batches, and stoppable."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from head_slices import head_slice

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.imaging import Slice
from physnet_core.network.bundle import Bundle
from physnet_core.network.device import resolve_device
from physnet_core.network.predictor import Predictor


@pytest.fixture(scope="module")
def predictor(bundle: Bundle) -> Predictor:
    return Predictor(bundle, "cpu")


def test_every_slice_gets_a_whole_answer(predictor: Predictor) -> None:
    slices = [head_slice(index=index, rows=120 + 10 * index) for index in range(5)]
    predictions = list(predictor.predict(slices, batch=2))
    assert [prediction.slice_index for prediction in predictions] == list(range(5))
    for prediction in predictions:
        assert float(prediction.probabilities.sum()) == pytest.approx(1, abs=1e-5)
        assert prediction.label in prediction.labels
        assert prediction.trajectory.shape == (9, 12, 12)
        assert not prediction.trajectory.flags.writeable
        assert prediction.units.physical
        assert prediction.diffusion_mm2_per_day == pytest.approx(
            prediction.diffusion_number * prediction.grid.cell_mm((1.0, 1.0)) ** 2 / 15
        )


def test_batching_changes_nothing(predictor: Predictor) -> None:
    slices = [head_slice(index=index, columns=120 + 20 * index) for index in range(4)]
    together = list(predictor.predict(slices, batch=4))
    alone = [next(predictor.predict([image])) for image in slices]
    for one, other in zip(together, alone, strict=True):
        assert np.allclose(one.probabilities, other.probabilities, atol=1e-5)
        assert np.allclose(one.trajectory, other.trajectory, atol=1e-5)


def test_without_spacing_nothing_is_in_millimetres(predictor: Predictor) -> None:
    prediction = next(predictor.predict([head_slice(spacing=None)]))
    assert prediction.diffusion_mm2_per_day is None
    assert prediction.proliferation_per_day is None


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        (Slice(index=0, pixels=np.zeros((200, 200), dtype=np.float32)), "empty"),
        (Slice(index=0, pixels=np.ones((1, 1), dtype=np.float32)), "1 x 1 pixels"),
        (head_slice(color=True), "in color"),
    ],
)
def test_what_is_plainly_no_scan_is_called_so(predictor: Predictor, image: Slice, reason: str) -> None:
    prediction = next(predictor.predict([image]))
    assert not prediction.in_distribution
    assert reason in (prediction.reason or "")


def test_unfamiliar_features_are_out_of_range(bundle: Bundle) -> None:
    assert bundle.familiarity is not None
    strict = Bundle(
        metadata=bundle.metadata,
        model=bundle.model,
        familiarity=replace(bundle.familiarity, limit=torch.tensor(0.0)),
    )
    prediction = next(Predictor(strict, "cpu").predict([head_slice()]))
    assert not prediction.in_distribution
    assert "unlike" in (prediction.reason or "")


def test_cancel_stops_between_batches_and_reads_no_further(predictor: Predictor) -> None:
    read: list[int] = []

    def slices():  # type: ignore[no-untyped-def]
        for index in range(100):
            read.append(index)
            yield head_slice(index=index)

    answers = predictor.predict(slices(), batch=2, cancelled=lambda: len(read) > 4)
    with pytest.raises(Cancelled):
        list(answers)
    assert len(read) == 6


def test_devices() -> None:
    assert resolve_device("auto").type in ("cpu", "cuda", "mps")
    for name in ("quantum", "cuda:99"):
        with pytest.raises(InvalidParameterError, match=name):
            resolve_device(name)
    if torch.cuda.is_available():
        assert resolve_device("auto").type == "cuda"
