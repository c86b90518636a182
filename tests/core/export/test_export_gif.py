"""The GIF holds what was asked for: frames, delays, colors, comment."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageSequence

from physnet_core.export.gif import encode_gif, gif_delay, quantize


def decoded(made: bytes) -> tuple[Image.Image, list[np.ndarray], list[int]]:
    picture = Image.open(BytesIO(made))
    frames, delays = [], []
    for frame in ImageSequence.Iterator(picture):
        frames.append(np.asarray(frame.convert("RGB")))
        delays.append(frame.info["duration"])
    return picture, frames, delays


@given(
    count=st.integers(1, 6),
    shape=st.tuples(st.integers(1, 12), st.integers(1, 12)),
    colors=st.integers(1, 40),
    seed=st.integers(0, 1000),
)
def test_few_colors_come_back_exactly(count: int, shape: tuple[int, int], colors: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    palette = generator.integers(0, 256, (colors, 3), dtype=np.uint8)
    frames = [palette[generator.integers(0, colors, shape)] for _ in range(count)]
    _, back, _ = decoded(encode_gif(frames, delay_ms=100))
    assert len(back) == count
    for frame, again in zip(frames, back, strict=True):
        assert np.array_equal(frame, again)


def test_identical_frames_stay_frames() -> None:
    frame = np.full((6, 5, 3), 77, dtype=np.uint8)
    other = frame.copy()
    other[2:4, 1:3] = (200, 10, 10)
    frames = [frame, frame, other, other, other, frame]
    _, back, delays = decoded(encode_gif(frames, delay_ms=130))
    assert delays == [130] * 6
    assert all(np.array_equal(one, two) for one, two in zip(frames, back, strict=True))


def test_loop_and_comment() -> None:
    frame = np.zeros((2, 2, 3), dtype=np.uint8)
    long = "x" * 700
    picture, _, _ = decoded(encode_gif([frame], delay_ms=50, comment=long))
    assert picture.info["loop"] == 0
    assert picture.info["comment"] == long.encode()
    assert "loop" not in decoded(encode_gif([frame], delay_ms=50, loop=False))[0].info


@pytest.mark.parametrize(("rate", "delay"), [(5, 200), (8, 120), (10, 100), (1, 1000), (50, 20), (0.5, 2000)])
def test_delay_is_the_nearest_that_gif_can_hold(rate: float, delay: int) -> None:
    assert gif_delay(rate) == delay
    assert abs(delay - 1000 / rate) <= 5


def test_many_colors_stay_close() -> None:
    rows, columns = np.indices((120, 160))
    gradient = np.stack((rows * 2, columns, (rows + columns) % 256), axis=-1).astype(np.uint8)
    frames = [np.roll(gradient, shift * 10, axis=1) for shift in range(3)]
    _, back, _ = decoded(encode_gif(frames, delay_ms=100))
    error = np.abs(np.stack(back).astype(int) - np.stack(frames)).mean()
    assert error <= 6  # a cloud that fills the color cube, far beyond any scan


def test_one_palette_where_it_is_enough_and_one_a_frame_where_it_is_not() -> None:
    """Frames of quite different colors, too many for one table, come back within 3 of 255 on average."""
    rows, columns = np.indices((120, 160), dtype=np.uint8)
    flat = np.zeros_like(rows)
    frames = [np.stack(channels, axis=-1) for channels in ((rows * 2, columns, flat), (flat, rows * 2, columns))]
    frames += [np.stack((columns, flat, rows * 2), axis=-1), frames[1], frames[1]]
    made = encode_gif(frames, delay_ms=100)
    _, back, delays = decoded(made)
    assert delays == [100] * 5
    for frame, again in zip(frames, back, strict=True):
        assert np.abs(frame.astype(int) - again).mean() <= 3
    assert len(quantize(frames)[0]) == 5
    grey = [np.repeat(rows[..., None], 3, axis=-1)] * 3
    palettes, _ = quantize(grey)
    assert len(palettes) == 1
