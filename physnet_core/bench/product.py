"""The network against its rivals, GIF export, and reading of a folder."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import nn

from physnet_core.bench.timing import Comparison, compare
from physnet_core.resources import resource

# PhysNet and its rivals; what all are compared with, its plain backbone, comes first, and what is heavy last.
NETWORKS = ("resnet18", "physnet", "mobilenet_v2", "vgg16", "vgg19")


def inference(*, rounds: int, batch: int = 8, size: int = 224) -> Comparison:
    """Compare class, density and growth by PhysNet with the class alone by its rivals."""
    images = _pictures(batch, size)

    def run(network: nn.Module) -> None:
        with torch.inference_mode():
            network(images)

    networks = {name: _network(name, size).eval() for name in NETWORKS}
    return compare(
        f"inference, batch {batch}, {size} x {size}",
        {name: partial(run, network) for name, network in networks.items()},
        rounds=rounds,
    )


def training(*, rounds: int, networks: Sequence[str] = NETWORKS, batch: int = 16, size: int = 128) -> Comparison:
    """Compare a step of training, from the pictures to the moved weights, of PhysNet and its rivals.

    All networks are kept at once, with the moments of their weights: those of the VGGs take 5 GB.
    """
    steps = {name: _training_step(name, batch, size) for name in networks}
    compared = compare(f"training step, batch {batch}, {size} x {size}", steps, rounds=rounds)
    facts = {f"{measure.name} steps per second": 1 / measure.seconds for measure in compared.measures}
    return replace(compared, facts=facts)


def _training_step(name: str, batch: int, size: int) -> Callable[[], None]:
    from physnet_core.learning.losses import LossWeights, total_loss

    network = _network(name, size)
    optimizer = torch.optim.AdamW(network.parameters(), fused=True)
    images, labels = _pictures(batch, size), torch.arange(batch) % 4
    masks, known = (images > 0.95).float(), torch.ones(batch, dtype=torch.bool)

    def step() -> None:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            output = network(images)
        optimizer.zero_grad()
        total_loss(output, labels, masks, known, LossWeights()).backward()
        optimizer.step()

    return step


def _network(name: str, size: int) -> nn.Module:
    """Return an untrained network as it is trained and shipped, with channels last."""
    from physnet_core.network.rivals import build_network, specify

    torch.manual_seed(0)
    return build_network(*specify(name, "resnet18", size)).to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def _pictures(batch: int, size: int) -> torch.Tensor:
    pictures = torch.rand(batch, 1, size, size, generator=torch.Generator().manual_seed(0))
    return pictures.contiguous(memory_format=torch.channels_last)


def gif(*, rounds: int, frames: int = 30, side: int = 384) -> Comparison:
    """Compare our GIF writer with Pillow's, on one growing disk over a picture."""
    from io import BytesIO

    from PIL import Image

    from physnet_core.export.gif import encode_gif

    rows, columns = np.indices((side, side))
    away = np.hypot(rows - side / 2, columns - side / 2)
    picture = (60 + 40 * np.sin(rows / 9) * np.cos(columns / 7))[..., None].repeat(3, axis=2)
    pictures = []
    for index in range(frames):
        inside = 1 / (1 + np.exp((away - 2 * index - 10) / 4))[..., None]
        pictures.append((picture * (1 - inside) + inside * np.array([250.0, 120.0, 40.0])).astype(np.uint8))

    def pillow() -> None:
        images = [Image.fromarray(frame) for frame in pictures]
        images[0].save(BytesIO(), format="GIF", save_all=True, append_images=images[1:], duration=100, loop=0)

    return compare(
        f"GIF of {frames} frames, {side} x {side}",
        {"Pillow": pillow, "encode_gif": lambda: encode_gif(pictures, delay_ms=100)},
        rounds=rounds,
    )


def reading(*, rounds: int, files: int = 120) -> Comparison:
    """Compare finding and reading a series with plain pydicom, which only decodes file after file."""
    import pydicom

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_series(folder, files)

        def plain() -> list[object]:
            return [pydicom.dcmread(path).pixel_array for path in sorted(folder.iterdir())]

        return compare(
            f"a series of {files} DICOM files, found, ordered and read",
            {"pydicom, decoded in name order": plain, "scan_folder, read_volume": lambda: _read(folder)},
            rounds=rounds,
        )


def _read(folder: Path) -> None:
    from physnet_core.imaging import read_volume, scan_folder

    read_volume(scan_folder(folder).series[0])


def _write_series(folder: Path, files: int) -> None:
    """Write a series like the demo scan's, of any length."""
    import pydicom

    template = pydicom.dcmread(min(resource("demo", "series").iterdir()))
    x, y, z = template.ImagePositionPatient
    for index in range(files):
        template.ImagePositionPatient = [x, y, float(z) + 2.5 * index]
        template.InstanceNumber = index + 1
        template.SOPInstanceUID = f"1.2.826.0.1.3680043.8.498.{index + 1}"
        template.file_meta.MediaStorageSOPInstanceUID = template.SOPInstanceUID
        template.save_as(folder / f"{index:04d}.dcm")
