"""Tumors that change heads."""

import torch

from physnet_core.learning.transplant import Batch, Transplant

GLIOMA, NO_TUMOR = 0, 2


def _batch() -> Batch:
    """Return sick heads of brightness 0.4 with a bright tumor, and well ones of brightness 0.5."""
    labels = torch.tensor([GLIOMA] * 24 + [NO_TUMOR] * 8)
    images = torch.where(labels[:, None, None, None] == GLIOMA, 0.4, 0.5) * torch.ones(32, 1, 64, 64)
    masks = torch.zeros_like(images)
    masks[:24, :, 20:30, 25:40] = 1
    images = torch.where(masks > 0, 0.8, images)
    return Batch(images, masks, labels, torch.ones(32, dtype=torch.bool))


def _exchanged(seed: int = 0) -> Batch:
    return Transplant(probability=1.0)(_batch(), torch.Generator().manual_seed(seed))


def test_a_tumor_that_is_taken_out_leaves_tissue_and_no_label() -> None:
    after = _exchanged()
    emptied = (after.labels[:24] == NO_TUMOR).nonzero()[:, 0]
    assert 0 < len(emptied) < 24
    assert float(after.masks[emptied].sum()) == 0
    # The tissue put in its place is made as bright as what is around it.
    assert torch.allclose(after.images[emptied], torch.tensor(0.4), atol=1e-3)


def test_a_tumor_that_is_put_in_keeps_label_and_outline_and_stands_out_as_before() -> None:
    before, after = _batch(), _exchanged()
    moved = (after.labels[:24] == GLIOMA).nonzero()[:, 0]
    assert torch.equal(after.masks[moved], before.masks[moved])
    assert torch.allclose(after.images[moved, 0, 60, 60], torch.tensor(0.5))
    assert torch.allclose(after.images[moved, 0, 25, 32], torch.tensor(1.0), atol=1e-3)  # 0.8 by 0.5 / 0.4


def test_heads_without_tumor_or_outline_stay() -> None:
    batch = _batch()._replace(has_mask=torch.tensor([False] * 24 + [True] * 8))
    after = Transplant(probability=1.0)(batch, torch.Generator().manual_seed(0))
    assert torch.equal(after.images, batch.images)
    assert torch.equal(_exchanged().images[24:], batch.images[24:])


def test_nothing_is_put_where_the_other_head_has_air() -> None:
    batch = _batch()
    batch.images[24:] = 0
    assert torch.equal(Transplant(probability=1.0)(batch, torch.Generator()).images, batch.images)


def test_the_same_seed_gives_the_same_exchange() -> None:
    assert torch.equal(_exchanged(3).images, _exchanged(3).images)
    assert not torch.equal(_exchanged(3).images, _exchanged(4).images)


def test_no_partner_no_exchange() -> None:
    batch = Batch(*(part[:24] for part in _batch()))
    assert Transplant(probability=1.0)(batch, torch.Generator()) is batch
