"""Reasons, and what the network would say otherwise."""

import threading

import numpy as np
import pytest
import torch
from head_slices import head_slice

from physnet_core.errors import InvalidParameterError
from physnet_core.network.bundle import Bundle
from physnet_core.network.insight import Insight
from physnet_core.network.physnet import PhysNet, PhysNetConfig
from physnet_core.network.predictor import Predictor
from physnet_core.network.saliency import class_activation


@pytest.fixture(scope="module")
def moved(bundle: Bundle) -> Bundle:
    """A network whose gate is not the identity, so that growth has a say."""
    torch.manual_seed(5)
    model = PhysNet(PhysNetConfig()).eval()
    torch.nn.init.normal_(model.gate.expand.weight, std=0.5)
    torch.nn.init.constant_(model.density_head.bias, 0.0)
    return Bundle(metadata=bundle.metadata, model=model)


@pytest.fixture(scope="module")
def predictor(moved: Bundle) -> Predictor:
    return Predictor(moved, "cpu")


def test_in_two_halves_the_network_says_the_same_to_the_bit(moved: Bundle) -> None:
    with torch.inference_mode():
        picture = torch.randn(2, 1, 96, 96)
        whole, encoded = moved.model(picture), moved.model.encode(picture)
        again = moved.model.conclude(encoded, encoded.diffusion, encoded.growth)
    for name in ("logits", "trajectory", "diffusion", "growth", "features", "density_logits"):
        assert torch.equal(getattr(whole, name), getattr(again, name)), name


def test_at_the_learned_values_it_says_what_it_said(predictor: Predictor) -> None:
    image = head_slice()
    prediction = next(predictor.predict([image]))
    insight = Insight(predictor)
    for _ in range(2):  # the second time from what is kept
        same = insight.what_if(image, prediction, prediction.diffusion_number, prediction.growth_number)
        assert np.array_equal(same.probabilities, prediction.probabilities)
    assert (same.label, same.confidence) == (prediction.label, prediction.confidence)


def test_other_values_change_the_answer_and_other_slices_do_not_mix(predictor: Predictor) -> None:
    one, other = head_slice(), head_slice(rows=180)
    first, second = predictor.predict([one, other])
    insight = Insight(predictor)
    grown = insight.what_if(one, first, 0.5, 2.5)
    assert insight.depends_on_growth
    assert float(grown.probabilities.sum()) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(grown.probabilities, first.probabilities, atol=1e-4)
    learned = insight.what_if(other, second, second.diffusion_number, second.growth_number)
    assert np.allclose(learned.probabilities, second.probabilities, atol=1e-5)
    assert np.array_equal(insight.what_if(one, first, 0.5, 2.5).probabilities, grown.probabilities)


def test_impossible_values_are_refused(predictor: Predictor) -> None:
    image = head_slice()
    with pytest.raises(InvalidParameterError):
        Insight(predictor).what_if(image, next(predictor.predict([image])), -1.0, 0.1)


def test_the_map_lies_on_the_latent_grid_and_follows_the_class_score(predictor: Predictor) -> None:
    image = head_slice()
    prediction = next(predictor.predict([image]))
    explanation = Insight(predictor).explain(image, prediction)
    assert explanation.activation.shape == prediction.grid.shape
    assert not explanation.activation.flags.writeable
    assert 0 <= explanation.activation.min() <= explanation.activation.max() <= 1


def test_the_map_is_the_weighted_sum_of_the_last_features(moved: Bundle) -> None:
    """With pooling and one linear layer at the end, Grad-CAM is the class activation map in closed form.

    The features are pooled twice, everywhere and where the grown tumor is; the weights of either pooling sum to one.
    """
    picture = torch.randn(1, 1, 96, 96)
    kept: list[torch.Tensor] = []
    hook = moved.model.layer4.register_forward_hook(lambda _m, _i, features: kept.append(features.detach()))
    with torch.inference_mode():
        label = int(moved.model(picture).logits.argmax())
    hook.remove()
    channels, row = kept[0].shape[1], moved.model.classifier[-1].weight[label].detach()
    weights = row[:channels] + row[-1 - channels : -1]
    expected = torch.einsum("c,bchw->bhw", weights, kept[0]).relu()
    found = class_activation(moved.model, picture, 12)[:, 0, ::4, ::4]  # latent cells on the cells of the last stage
    assert torch.allclose(found, expected / expected.amax(), atol=1e-4)


def test_another_thread_may_predict_meanwhile(predictor: Predictor) -> None:
    image, other = head_slice(), head_slice(rows=180)
    prediction = next(predictor.predict([image]))
    alone = Insight(predictor).explain(image, prediction).activation
    stop = threading.Event()

    def predict() -> None:
        while not stop.is_set():
            list(predictor.predict([other]))

    thread = threading.Thread(target=predict)
    thread.start()
    try:
        for _ in range(5):
            assert np.allclose(Insight(predictor).explain(image, prediction).activation, alone, atol=1e-5)
    finally:
        stop.set()
        thread.join()
