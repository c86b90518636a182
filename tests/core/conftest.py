"""A made-up head with a growing tumor, and an untrained network, both through the real interfaces."""

from pathlib import Path

import numpy as np
import pytest
import torch
from demo_truth import DemoTruth, load_demo_truth

from physnet_core.growth.scenario import Growth
from physnet_core.growth.simulate import learned
from physnet_core.imaging import Slice
from physnet_core.network.bundle import Bundle, BundleMetadata
from physnet_core.network.grid import Grid
from physnet_core.network.physnet import PhysNet, PhysNetConfig
from physnet_core.network.prediction import ModelIdentity, Prediction
from physnet_core.network.preprocessing import Preprocessing
from physnet_core.physics.fisher_kpp import FisherKPP

CLASSES = ("glioma", "meningioma", "notumor", "pituitary")
SPACING = (0.8, 1.25)  # mm; rows and columns differ, so that mixing them up shows


@pytest.fixture(scope="module")
def truth(demo_folder: Path) -> DemoTruth:
    """What is known of the demo scan."""
    return load_demo_truth(demo_folder)


@pytest.fixture(scope="session")
def phantom() -> Slice:
    """An axial head of 160 x 100 pixels (128 x 125 mm), brighter to the patient's left."""
    rows, columns = np.indices((160, 100), dtype=np.float32)
    inside = ((rows - 79.5) / 70) ** 2 + ((columns - 49.5) / 42) ** 2 <= 1
    pixels = np.where(inside, 400 + 4 * columns, 0).astype(np.float32)
    pixels.setflags(write=False)
    affine = np.eye(4)
    affine[:3, 0], affine[:3, 1], affine[:3, 2] = (0, 0, 5), (0, SPACING[0], 0), (SPACING[1], 0, 0)
    affine[:3, 3] = (-61.0, -70.0, 30.0)
    return Slice(index=7, pixels=pixels, pixel_spacing=SPACING, affine=affine, source="IM0007")


@pytest.fixture(scope="session")
def prediction(phantom: Slice) -> Prediction:
    """A glioma of 24 x 24 cells of 5 mm, off the center, grown by the physics of the network."""
    cell = 5.0
    step = (cell / SPACING[0], cell / SPACING[1])
    grid = Grid(origin=(79.5 - 11.5 * step[0], 49.5 - 11.5 * step[1]), step=step, shape=(24, 24))
    rows, columns = np.indices(grid.shape)
    start = (0.95 * np.exp(-(((rows - 9) ** 2 + (columns - 14) ** 2) / 6))).astype(np.float32)
    trajectory = FisherKPP()(torch.from_numpy(start)[None, None], 0.25, 0.2, steps=8)[0].numpy()
    return Prediction(
        model=ModelIdentity(name="physnet", version="1", sha256="0123456789abcdef" * 4),
        device="CPU",
        slice_index=7,
        source="IM0007",
        labels=CLASSES,
        probabilities=np.array((0.83, 0.1, 0.05, 0.02), dtype=np.float32),
        uncertain=False,
        in_distribution=True,
        reason=None,
        trajectory=trajectory,
        grid=grid,
        diffusion_number=0.25,
        growth_number=0.2,
        days_per_step=7.0,
        pixel_spacing=phantom.pixel_spacing,
        seconds=0.1,
    )


@pytest.fixture(scope="session")
def growth(prediction: Prediction) -> Growth:
    """The trajectory of `prediction`."""
    return learned(prediction)


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """A network that was never trained, with its preprocessing."""
    torch.manual_seed(0)
    metadata = BundleMetadata(
        name="untrained", version="0", classes=CLASSES, preprocessing=Preprocessing(size=96), days_per_step=7.0
    )
    return Bundle(metadata=metadata, model=PhysNet(PhysNetConfig()).eval())


@pytest.fixture(scope="session")
def saved_bundle(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a folder that `--weights` can name."""
    folder = tmp_path_factory.mktemp("bundle")
    bundle.save(folder)
    return folder
