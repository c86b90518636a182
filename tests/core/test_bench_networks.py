"""The bench sets PhysNet beside the very rivals that are trained and evaluated."""

import pytest

from physnet_core.bench import product
from physnet_core.bench.timing import Comparison
from physnet_core.network.rivals import MODELS


@pytest.fixture(scope="module", params=["inference", "training"])
def compared(request: pytest.FixtureRequest) -> Comparison:
    if request.param == "inference":
        return product.inference(rounds=1, batch=1, size=64)
    return product.training(rounds=1, networks=product.NETWORKS[:3], batch=2, size=64)


def test_physnet_is_measured_against_its_plain_backbone_and_the_rivals(compared: Comparison) -> None:
    names = [measure.name for measure in compared.measures]
    assert names[:2] == ["resnet18", "physnet"]
    assert set(names) <= set(MODELS)
    assert {"mobilenet_v2"} < set(names)
    assert compared.measures[0].ratio == 1
    assert all(measure.seconds > 0 for measure in compared.measures)


def test_steps_of_training_are_told_by_the_second() -> None:
    compared = product.training(rounds=1, networks=product.NETWORKS[:2], batch=2, size=64)
    physnet = compared.measures[1]
    assert compared.facts["physnet steps per second"] == pytest.approx(1 / physnet.seconds)
