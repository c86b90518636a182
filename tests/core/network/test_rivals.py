"""Rivals come through the same doors as PhysNet, and say nothing that they do not know."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from physnet_core.errors import InvalidBundleError, InvalidParameterError
from physnet_core.network.bundle import Bundle, load_bundle
from physnet_core.network.predictor import Predictor
from physnet_core.network.pretrained import copy_imagenet
from physnet_core.network.rivals import CLASSIFIER, Classifier, build_network, last_stage, specify


@pytest.mark.parametrize("name", ["resnet18", "mobilenet_v2", "vgg16", "efficientnet_lite2"])
def test_a_rival_classifies_grey_pictures(name: str) -> None:
    network = build_network(*specify(name, "resnet18")).eval()
    with torch.inference_mode():
        output = network(torch.randn(2, 1, 64, 64))
    assert output.logits.shape == (2, 4)
    assert last_stage(network) in list(network.modules())


def test_vggs_are_those_with_batch_normalization() -> None:
    assert specify("vgg19", "resnet18")[1].backbone == "vgg19_bn"
    with pytest.raises(InvalidParameterError, match="Unknown model 'vgg20'"):
        specify("vgg20", "resnet18")


def test_a_rival_is_saved_and_loaded_but_shows_no_density(bundle: Bundle, tmp_path: Path) -> None:
    architecture, config = specify("resnet18", "resnet18")
    torch.manual_seed(1)
    rival = replace(
        bundle,
        metadata=replace(bundle.metadata, architecture=architecture, config=config),
        model=build_network(architecture, config).eval(),
        familiarity=None,
    )
    rival.save(tmp_path)
    loaded = load_bundle(tmp_path)
    assert isinstance(loaded.model, Classifier)
    picture = torch.randn(1, 1, 64, 64)
    assert torch.allclose(loaded.model(picture).logits, rival.model(picture).logits, atol=2e-2)
    with pytest.raises(InvalidBundleError, match="plain classifier without tumor density"):
        Predictor(loaded, "cpu")
    with pytest.raises(InvalidBundleError, match="do not fit this network"):
        loaded.copy_weights(bundle.model)


def test_unknown_architectures_are_refused(bundle: Bundle, tmp_path: Path) -> None:
    replace(bundle, metadata=replace(bundle.metadata, architecture="transformer")).save(tmp_path)
    with pytest.raises(InvalidBundleError, match="describes no network of this version"):
        load_bundle(tmp_path)


def test_physics_on_the_output_does_not_reach_the_class() -> None:
    torch.manual_seed(2)
    network = build_network(*specify("physnet-output", "resnet18")).eval()
    torch.nn.init.normal_(network.gate.expand.weight, std=0.5)
    picture = torch.randn(2, 1, 64, 64)
    before = network(picture)
    torch.nn.init.constant_(network.growth_head.layers[2].bias, 4.0)
    after = network(picture)
    assert not torch.equal(before.trajectory[:, -1], after.trajectory[:, -1])
    assert torch.equal(before.logits, after.logits)
    assert after.later_logits.shape == (2, 1, 8, 8)


@pytest.mark.parametrize("name", ["resnet18", "physnet"])
def test_imagenet_weights_come_from_the_cache_only(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    network = build_network(*specify(name, "resnet18"))
    with pytest.raises(InvalidParameterError, match="no ImageNet weights of resnet18 on this computer"):
        copy_imagenet(network)
    source = build_network(CLASSIFIER, specify("resnet18", "resnet18")[1]).trunk.state_dict()
    source["conv1.weight"] = torch.randn(64, 3, 7, 7)
    (tmp_path / "hub" / "checkpoints").mkdir(parents=True)
    torch.save(source, tmp_path / "hub" / "checkpoints" / "resnet18-f37072fd.pth")
    copy_imagenet(network)
    first = network.trunk.conv1 if name == "resnet18" else network.stem[0]
    deep = network.trunk.layer4 if name == "resnet18" else network.layer4
    assert torch.equal(first.weight, source["conv1.weight"].sum(dim=1, keepdim=True))
    assert torch.equal(deep[1].conv2.weight, source["layer4.1.conv2.weight"])
