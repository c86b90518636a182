"""What the network promises of its own output."""

import pytest
import torch

from physnet_core.errors import InvalidParameterError
from physnet_core.network.physnet import BACKBONES, PhysNet, PhysNetConfig, _pool_where, _tumor
from physnet_core.physics.fisher_kpp import FisherKPP


@pytest.mark.parametrize("backbone", BACKBONES)
def test_shapes_and_bounds(backbone: str) -> None:
    config = PhysNetConfig(backbone=backbone, steps=5)
    with torch.inference_mode():
        output = PhysNet(config).eval()(torch.randn(3, 1, 64, 96))
    assert output.logits.shape == (3, 4)
    assert output.trajectory.shape == (3, 6, 8, 12)
    assert float(output.trajectory.min()) >= 0
    assert float(output.trajectory.max()) <= 1
    for values, (low, high) in ((output.diffusion, config.diffusion_range), (output.growth, config.growth_range)):
        assert bool(((values >= low) & (values <= high)).all())


def test_the_trajectory_is_the_one_of_the_shared_solver() -> None:
    output = PhysNet(PhysNetConfig()).eval()(torch.randn(2, 1, 96, 96))
    again = FisherKPP()(output.trajectory[:, :1], output.diffusion, output.growth, steps=8)
    assert torch.equal(output.trajectory, again)


def test_gradients_reach_every_head_through_the_class() -> None:
    model = PhysNet(PhysNetConfig())
    torch.nn.init.normal_(model.gate.expand.weight, std=0.1)
    model(torch.randn(4, 1, 64, 64)).logits.logsumexp(1).sum().backward()
    for part in (model.density_head, model.growth_head, model.gate, model.context, model.stem):
        assert all(float(parameter.grad.abs().sum()) > 0 for parameter in part.parameters())


def test_the_gate_starts_as_the_identity_and_the_twin_stands_still() -> None:
    torch.manual_seed(1)
    model, picture = PhysNet(PhysNetConfig()).eval(), torch.randn(1, 1, 64, 64)
    assert not bool(model.gate(model(picture).trajectory).any())
    twin = PhysNet(PhysNetConfig(physics="none")).eval()
    trajectory = twin(picture).trajectory
    assert torch.equal(trajectory, trajectory[:, :1].expand(-1, 9, -1, -1))


def test_the_tumor_is_told_by_the_features_where_it_has_grown() -> None:
    features = torch.randn(2, 5, 3, 4)
    trajectory = torch.zeros(2, 9, 12, 16)
    trajectory[0, -1, 2:6, 6:10] = 1  # around the latent cell 4, 8, on which the cell 1, 2 of f4 is centered
    logits = torch.arange(192.0).reshape(1, 1, 12, 16).expand(2, -1, -1, -1)
    amount, where_grown, strongest = _tumor(features, trajectory, logits)
    assert torch.allclose(amount, torch.tensor([[0, 16 / 192], [0, 0]]))
    assert torch.allclose(where_grown[0], features[0, :, 1, 2], atol=0.05)
    assert torch.allclose(where_grown[1], features[1].mean(dim=(1, 2)), atol=1e-5)
    assert torch.allclose(strongest, torch.tensor(189.5))


@torch.inference_mode()
def test_the_kinds_are_what_the_class_reads_where_the_tumor_is() -> None:
    torch.manual_seed(2)
    model, picture = PhysNet(PhysNetConfig()).eval(), torch.randn(2, 1, 64, 64)
    with_them = model(picture)
    model.classifier[-1].weight[:, model.reads_tumor] = 0
    without = model(picture)
    read = _pool_where(with_them.kinds, with_them.trajectory[:, :1])
    assert with_them.kinds.shape == (2, 4, 8, 8)
    assert float(read.abs().max()) > 1e-3
    assert torch.allclose(with_them.logits, without.logits + read, atol=1e-5)


def test_unknown_backbone() -> None:
    with pytest.raises(InvalidParameterError, match="resnet18, resnet34, resnet50"):
        PhysNet(PhysNetConfig(backbone="vgg99"))
