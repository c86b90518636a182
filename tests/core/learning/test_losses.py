"""What the loss asks for, and what it leaves alone."""

import pytest
import torch
from torch import Tensor

from physnet_core.learning.index import CLASSES
from physnet_core.learning.losses import LossWeights, total_loss
from physnet_core.network.physnet import PhysNetOutput
from physnet_core.network.rivals import build_network, specify

SIZE, CELLS = 64, 8
GLIOMA, NO_TUMOR, PITUITARY = (CLASSES.index(label) for label in ("glioma", "notumor", "pituitary"))


@pytest.fixture(scope="module")
def output() -> PhysNetOutput:
    torch.manual_seed(0)
    with torch.no_grad():
        answer = build_network(*specify("physnet", "resnet18", SIZE))(torch.randn(3, 1, SIZE, SIZE))
    assert isinstance(answer, PhysNetOutput)
    return answer


def kind_part(output: PhysNetOutput, kinds: Tensor, *, known: bool = True) -> float:
    """Return what the kinds add for a glioma, a pituitary tumor and a healthy head; the tumors fill the upper left."""
    masks = torch.zeros(3, 1, SIZE, SIZE)
    masks[:2, :, : SIZE // 2, : SIZE // 2] = 1
    labels = torch.tensor([GLIOMA, PITUITARY, NO_TUMOR])
    has_mask = torch.tensor([known, known, True])
    with_kinds, without = (
        total_loss(output._replace(kinds=kinds), labels, masks, has_mask, LossWeights(kind=weight, smoothing=0.0))
        for weight in (1.0, 0.0)
    )
    return float(with_kinds - without)


def test_the_kind_is_asked_for_inside_the_outlines_alone(output: PhysNetOutput) -> None:
    undecided = torch.zeros(3, len(CLASSES), CELLS, CELLS)
    # Two of three pictures have a tumor, whose cells hesitate between three kinds.
    assert kind_part(output, undecided) == pytest.approx(2 / 3 * torch.tensor(3.0).log().item(), rel=1e-3)

    right = undecided.clone()
    right[0, GLIOMA], right[1, PITUITARY] = 20, 20
    assert kind_part(output, right) == pytest.approx(0, abs=1e-4)

    elsewhere = right.clone()
    elsewhere[:, :, CELLS // 2 + 1 :] = torch.randn(3, len(CLASSES), CELLS // 2 - 1, CELLS) * 20
    elsewhere[2] = torch.randn(len(CLASSES), CELLS, CELLS) * 20
    elsewhere[:, NO_TUMOR] = 50  # whether there is a tumor is no question of its kind
    assert kind_part(output, elsewhere) == pytest.approx(0, abs=1e-4)

    wrong = right.clone()
    wrong[0] = right[1]
    assert kind_part(output, wrong) == pytest.approx(20 / 3, rel=1e-3)


def test_without_an_outline_no_kind_is_asked_for(output: PhysNetOutput) -> None:
    assert kind_part(output, torch.randn(3, len(CLASSES), CELLS, CELLS), known=False) == 0
