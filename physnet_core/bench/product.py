"""The network against a plain ResNet, GIF export, and reading of a folder."""

import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import nn

from physnet_core.bench.timing import Comparison, compare
from physnet_core.resources import resource


def inference(*, rounds: int, batch: int = 8, size: int = 224) -> Comparison:
    """Compare class, density and growth by PhysNet with the class alone by torchvision's resnet18."""
    from physnet_core.network.backbones import models
    from physnet_core.network.physnet import PhysNet, PhysNetConfig

    rival, ours = models.resnet18(num_classes=4).eval(), PhysNet(PhysNetConfig()).eval()
    grey = torch.rand(batch, 1, size, size, generator=torch.Generator().manual_seed(0))
    color = grey.expand(-1, 3, -1, -1).contiguous()

    def run(network: nn.Module, images: torch.Tensor) -> None:
        with torch.inference_mode():
            network(images)

    return compare(
        f"inference, batch {batch}, {size} x {size}",
        {"torchvision resnet18": lambda: run(rival, color), "PhysNet with growth": lambda: run(ours, grey)},
        rounds=rounds,
    )


def training(*, rounds: int, batch: int = 8, size: int = 160) -> Comparison:
    """Compare forward and backward of PhysNet, growth included, with those of torchvision's resnet18."""
    from physnet_core.network.backbones import models
    from physnet_core.network.physnet import PhysNet, PhysNetConfig

    rival, ours = models.resnet18(num_classes=4), PhysNet(PhysNetConfig())
    grey = torch.rand(batch, 1, size, size, generator=torch.Generator().manual_seed(0))
    color = grey.expand(-1, 3, -1, -1).contiguous()
    return compare(
        f"forward and backward, batch {batch}, {size} x {size}",
        {
            "torchvision resnet18": lambda: rival(color).square().mean().backward(),
            "PhysNet with growth": lambda: ours(grey).logits.square().mean().backward(),
        },
        rounds=rounds,
    )


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
