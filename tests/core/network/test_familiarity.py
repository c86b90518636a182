"""What is near the training data is familiar, a class at a time."""

import torch

from physnet_core.network.familiarity import fit_familiarity


def test_each_class_has_its_own_limit() -> None:
    generator = torch.Generator().manual_seed(0)
    labels = torch.arange(4).repeat(500)
    centers = torch.eye(4, 12) * 20
    spread = torch.tensor([1.0, 1.0, 0.2, 1.0])
    noise = torch.randn((2000, 12), generator=generator) * spread[labels, None]
    features = centers[labels] + noise
    familiarity = fit_familiarity(features, labels, features, labels, classes=4, accepted=0.95)
    accepted = familiarity.strangeness(features) <= 1
    for label in range(4):
        assert 0.9 <= float(accepted[labels == label].double().mean()) <= 1.0
    assert abs(float(accepted.double().mean()) - 0.95) < 0.005
    assert float(familiarity.limits[2]) < 0.5 * float(familiarity.limits[0])
    offset = torch.zeros(1, 12)
    offset[0, -1] = 2.5  # well inside the spread of the wide classes, far outside that of the narrow one
    assert float(familiarity.strangeness(centers[:1] + offset)) <= 1
    assert float(familiarity.strangeness(centers[2:3] + offset)) > 1
    assert float(familiarity.strangeness(torch.full((1, 12), 40.0))) > 1
