"""The network asks for no device but that of its input."""

import pytest
import torch
from pretended_device import PretendedDevice, There
from torch.func import functional_call

from physnet_core.learning.losses import LossWeights, total_loss
from physnet_core.network.rivals import build_network, specify


@pytest.mark.parametrize("kind", ["cuda", "mps"])
@pytest.mark.parametrize("name", ["physnet", "physnet-output", "resnet18"])
def test_prediction_and_loss_stay_where_the_picture_is(name: str, kind: str) -> None:
    torch.manual_seed(4)
    network = build_network(*specify(name, "resnet18")).eval()
    picture, masks = torch.randn(2, 1, 64, 64), torch.rand(2, 1, 64, 64)
    labels, known = torch.tensor([0, 1]), torch.tensor([True, False])
    expected = total_loss(network(picture), labels, masks, known, LossWeights())
    tensors = (*network.named_parameters(), *network.named_buffers())
    with PretendedDevice(kind) as there:
        weights = {name: there.put(value.detach()) for name, value in tensors}
        output = functional_call(network, weights, (there.put(picture),))
        loss = total_loss(output, *map(there.put, (labels, masks, known)), LossWeights())
    assert all(isinstance(value, There) for value in output if value is not None)
    assert float(loss.detach()) == pytest.approx(float(expected.detach()))
