"""One normalization, with a way back to the pixels of the slice."""

import numpy as np
import pytest
import torch
from head_slices import head_slice
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from physnet_core.imaging import Slice
from physnet_core.network.physnet import PhysNet, PhysNetConfig
from physnet_core.network.preprocessing import LATENT_STRIDE, Preprocessing


def with_spot(row: int, column: int, spacing: tuple[float, float]) -> Slice:
    pixels = head_slice(200, 170).pixels.copy()
    pixels[pixels > 350] = 300
    pixels[row - 2 : row + 3, column - 2 : column + 3] = 3000
    return Slice(index=0, pixels=pixels, pixel_spacing=spacing)


@given(row=st.integers(60, 140), column=st.integers(50, 120), down=st.floats(0.5, 2), right=st.floats(0.5, 2))
@settings(max_examples=25, deadline=None)
def test_a_spot_is_where_the_grid_says(row: int, column: int, down: float, right: float) -> None:
    model_input = Preprocessing(size=224, high_percentile=100)(with_spot(row, column, (down, right)))
    picture = model_input.tensor[0, 0].numpy()
    weight = np.clip(picture - np.percentile(picture, 99), 0, None)
    y, x = (float((weight * axis).sum() / weight.sum()) for axis in np.mgrid[: picture.shape[0], : picture.shape[1]])
    found = model_input.grid.to_pixels(y / LATENT_STRIDE, x / LATENT_STRIDE)
    assert found == pytest.approx((row, column), abs=1.0)


@given(down=st.floats(0.4, 3), right=st.floats(0.4, 3))
@settings(max_examples=20, deadline=None)
def test_cells_are_square_in_millimetres(down: float, right: float) -> None:
    grid = Preprocessing(size=160)(head_slice(220, 180, spacing=(down, right))).grid
    assert grid.step[0] * down == pytest.approx(grid.step[1] * right, rel=0.02)
    assert grid.to_cells(*grid.to_pixels(3.5, 7.25)) == pytest.approx((3.5, 7.25))


@given(gain=st.floats(0.01, 100), offset=st.floats(-1000, 1000))
@settings(max_examples=20, deadline=None)
def test_scanner_units_do_not_matter(gain: float, offset: float) -> None:
    image = head_slice()
    scaled = Slice(index=0, pixels=(image.pixels * gain + offset).astype(np.float32), pixel_spacing=(1.0, 1.0))
    first, second = Preprocessing(size=96)(image), Preprocessing(size=96)(scaled)
    assert first.grid == second.grid
    assert torch.allclose(first.tensor, second.tensor, atol=0.02)


def test_the_frame_around_a_head_does_not_matter() -> None:
    image = head_slice()
    wide = Slice(index=0, pixels=np.pad(image.pixels, ((40, 90), (70, 10))), pixel_spacing=(1.0, 1.0))
    first, second = Preprocessing(size=96)(image), Preprocessing(size=96)(wide)
    # The outline is found on a smoothed picture and may differ by a pixel, no more.
    assert float((first.tensor - second.tensor).abs().mean()) < 0.1
    assert second.grid.origin == pytest.approx((first.grid.origin[0] + 40, first.grid.origin[1] + 70), abs=1.5)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (3, 2), (700, 20)])
def test_odd_slices_give_finite_input(shape: tuple[int, int]) -> None:
    model_input = Preprocessing(size=64)(Slice(index=0, pixels=np.full(shape, 5.0, dtype=np.float32)))
    assert model_input.tensor.shape == (1, 1, 64, 64)
    assert bool(torch.isfinite(model_input.tensor).all())


def test_a_latent_cell_is_centered_on_pixel_eight_i() -> None:
    """An impulse moved by 8 pixels moves the response by one cell, and the response is symmetric around 8 i."""
    trunk = nn.Sequential(PhysNet(PhysNetConfig()).stem, PhysNet(PhysNetConfig()).layer2).double().eval()
    for module in trunk.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.constant_(module.weight, 1.0)
    picture = torch.zeros((1, 1, 128, 128), dtype=torch.float64)
    picture[..., 64, 64] = 1.0
    response = trunk(picture)[0, 0]
    assert torch.allclose(response[8, 1:], response[8, 1:].flip(0), rtol=1e-9)
    assert int(response[8].argmax()) == 8
