"""Small pictures in true proportion."""

import numpy as np
import pytest

from physnet_core.imaging import Slice, Window
from physnet_viewer.thumbnail import SIDE, thumbnail


def image(shape, spacing=None, window=None, value=None):
    ramp = np.broadcast_to(np.linspace(0, 100, shape[1], dtype=np.float32), shape)
    pixels = np.full(shape, value, np.float32) if value is not None else np.ascontiguousarray(ramp)
    return Slice(index=0, pixels=pixels, pixel_spacing=spacing, window=window)


@pytest.mark.parametrize(
    ("shape", "spacing", "expected"),
    [
        ((512, 512), None, (96, 96)),
        ((256, 128), None, (96, 48)),
        ((64, 128), (2.0, 1.0), (96, 96)),
        ((20, 30), None, (64, 96)),
        ((1, 1), None, (96, 96)),
        ((3, 4000), None, (1, 96)),
    ],
)
def test_it_has_the_proportion_of_the_slice(shape, spacing, expected):
    made = thumbnail(image(shape, spacing))
    assert made.shape == expected
    assert max(made.shape) == SIDE
    assert made.dtype == np.uint8


def test_it_shows_the_window_of_the_file():
    made = thumbnail(image((200, 200), window=Window(center=50, width=100)))
    assert made[0, 0] < 3
    assert made[0, -1] > 252
    assert thumbnail(image((200, 200), window=Window(center=500, width=10))).max() == 0


def test_it_averages_instead_of_picking():
    noisy = np.indices((960, 960)).sum(axis=0) % 2 * 100.0
    made = thumbnail(Slice(index=0, pixels=noisy.astype(np.float32), window=Window(center=50, width=100)))
    assert np.ptp(made) <= 1


def test_an_empty_picture_is_fine():
    assert np.ptp(thumbnail(image((50, 50), value=0.0))) == 0
