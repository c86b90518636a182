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
    features = 2 * model.layer3[-1].conv2.out_channels
    return Bundle(
        metadata=BundleMetadata(
            name="untrained",
            version="0",
            classes=CLASSES,
            preprocessing=Preprocessing(size=96),
            days_per_step=15.0,
        ),
        model=model,
        familiarity=Familiarity(center=torch.zeros(features), whitening=torch.eye(features), limit=torch.tensor(1e4)),
        card="# Untrained",
    )
