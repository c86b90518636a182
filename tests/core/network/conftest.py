"""A small real network, made on the spot."""

import pytest
import torch

from physnet_core.learning.index import CLASSES
from physnet_core.network.bundle import Bundle, BundleMetadata
from physnet_core.network.familiarity import Familiarity
from physnet_core.network.physnet import PhysNet, PhysNetConfig
from physnet_core.network.preprocessing import Preprocessing


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """An untrained network with everything a trained one has."""
    torch.manual_seed(0)
    model = PhysNet(PhysNetConfig()).eval()
    features = model.classifier[1].in_features
    return Bundle(
        metadata=BundleMetadata(
            name="untrained",
            version="0",
            classes=CLASSES,
            preprocessing=Preprocessing(size=96),
            days_per_step=15.0,
        ),
        model=model,
        familiarity=Familiarity(
            centers=torch.zeros(4, features), whitening=torch.eye(features), limits=torch.full((4,), 1e4)
        ),
        card="# Untrained",
    )
