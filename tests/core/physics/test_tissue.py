"""The head is found whatever its brightness, and the mask is never empty."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from physnet_core.physics.tissue import head_mask


def ellipse(rows: int = 96, columns: int = 80) -> np.ndarray:
    y, x = np.mgrid[:rows, :columns]
    return ((y - 50) / 36) ** 2 + ((x - 38) / 27) ** 2 <= 1


@given(gain=st.floats(0.01, 1e4), offset=st.floats(-100, 100), noise=st.floats(0, 0.05))
def test_head_is_found(gain: float, offset: float, noise: float) -> None:
    head = ellipse()
    pixels = head * 0.6 + 0.4 * (np.roll(head, 6, axis=0) & head)
    pixels[40:50, 30:40] = 0.05  # a dark ventricle belongs to the head
    pixels = pixels + np.random.default_rng(0).normal(0, noise, pixels.shape)
    found = head_mask(pixels * gain + offset)
    overlap = 2 * (found & head).sum() / (found.sum() + head.sum())
    assert overlap > 0.95
    assert found[45, 35]


@pytest.mark.parametrize("pixels", [np.zeros((30, 30)), np.ones((1, 1)), np.full((5, 400), 7.0)])
def test_no_head_gives_the_whole_slice(pixels: np.ndarray) -> None:
    assert head_mask(pixels).all()
