"""What is near the training data is familiar."""

import torch

from physnet_core.network.familiarity import fit_familiarity


def test_the_limit_accepts_what_it_was_asked_to() -> None:
    generator = torch.Generator().manual_seed(0)
    features, validation = torch.randn((2, 2000, 12), generator=generator)
    familiarity = fit_familiarity(features, validation, accepted=0.95)
    accepted = familiarity.strangeness(validation) <= 1
    assert abs(float(accepted.double().mean()) - 0.95) < 0.005


def test_distance_is_counted_in_standard_deviations_of_each_direction() -> None:
    generator = torch.Generator().manual_seed(0)
    features = torch.randn((4000, 2), generator=generator) * torch.tensor([1.0, 0.3]) + 5
    familiarity = fit_familiarity(features, features, accepted=0.95)
    wide, narrow = torch.tensor([[6.5, 5.0]]), torch.tensor([[5.0, 6.5]])
    assert float(familiarity.strangeness(wide)) <= 1
    assert float(familiarity.strangeness(narrow)) > 1
