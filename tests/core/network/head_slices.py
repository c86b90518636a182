"""Slices with a head, drawn on the spot."""

import numpy as np

from physnet_core.imaging import Slice


def head_slice(
    rows: int = 180,
    columns: int = 150,
    *,
    index: int = 0,
    spacing: tuple[float, float] | None = (1.0, 1.0),
    color: bool = False,
) -> Slice:
    """An ellipse of tissue with a bright spot, in air."""
    y, x = np.mgrid[:rows, :columns]
    head = ((y / rows - 0.5) / 0.4) ** 2 + ((x / columns - 0.5) / 0.36) ** 2 <= 1
    spot = (y / rows - 0.4) ** 2 + (x / columns - 0.6) ** 2 <= 0.08**2
    pixels = (head * 300.0 + spot * 400.0).astype(np.float32)
    return Slice(index=index, pixels=pixels, pixel_spacing=spacing, source=f"{index}.dcm", color=color)
