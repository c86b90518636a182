"""Grad-CAM is laid where the network looked: a rival that is drawn in the wrong place cannot win."""

import pytest
import torch

from physnet_core.network.rivals import build_network, last_stage, specify
from physnet_core.network.saliency import first_center, on_latent_cells


@pytest.mark.parametrize("model", ["resnet18", "mobilenet_v2", "vgg16"])
def test_cells_of_the_last_stage_are_centered_where_grad_cam_puts_them(model: str) -> None:
    torch.manual_seed(0)
    network = build_network(*specify(model, "resnet18")).eval()
    for layer in network.modules():
        if isinstance(layer, torch.nn.Conv2d):  # means, so that nothing saturates and every path counts
            torch.nn.init.constant_(layer.weight, 1 / layer.weight[0].numel())
            if layer.bias is not None:
                torch.nn.init.zeros_(layer.bias)
        if isinstance(layer, torch.nn.Sequential):  # the largest of a pool is a matter of luck
            for name, pool in layer.named_children():
                if isinstance(pool, torch.nn.MaxPool2d) and pool.padding == 0:
                    setattr(layer, name, torch.nn.AvgPool2d(2))
    picture = (torch.rand((1, 1, 256, 256)) / 100).requires_grad_()
    kept: list[torch.Tensor] = []
    last_stage(network).register_forward_hook(lambda _module, _given, features: kept.append(features))
    network(picture)
    (slope,) = torch.autograd.grad(kept[0][:, :, 4, 4].sum(), picture)
    weight = slope.abs().sum(dim=(0, 1))
    pixels = torch.arange(256)
    row, column = ((weight.sum(dim=axis) * pixels).sum() / weight.sum() for axis in (1, 0))
    assert float(row) == pytest.approx(4 * 32 + first_center(network), abs=3)
    assert float(column) == pytest.approx(4 * 32 + first_center(network), abs=3)


def test_a_cell_comes_to_lie_on_its_own_latent_cell() -> None:
    maps = torch.zeros((1, 1, 5, 5))
    maps[0, 0, 2, 1] = 1
    placed = on_latent_cells(maps, 20, 0.0)
    assert placed.shape == (1, 1, 20, 20)
    assert float(placed[0, 0, 8, 4]) == pytest.approx(1)
    assert float(placed[0, 0, 8, 6]) == pytest.approx(0.5)
    assert float(placed.sum()) == pytest.approx(16)
