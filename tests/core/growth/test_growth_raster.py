"""Fields must stay where they are when they move to another raster."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from physnet_core.growth.raster import IMAGE_GRID_SIZE, image_grid, resample
from physnet_core.network.grid import Grid, pixel_grid

sides = st.integers(8, 700)
spacings = st.floats(0.2, 3.0)


@given(rows=sides, columns=sides, down=spacings, right=spacings)
def test_image_grid_covers_the_slice_with_square_cells(rows: int, columns: int, down: float, right: float) -> None:
    grid = image_grid((rows, columns), (down, right))
    top, left, height, width = grid.extent
    assert (top, left) == pytest.approx((-0.5, -0.5))
    assert rows - 1e-3 <= height < rows + grid.step[0]
    assert columns - 1e-3 <= width < columns + grid.step[1]
    assert grid.step[0] * down == pytest.approx(grid.step[1] * right)
    assert max(grid.shape) <= IMAGE_GRID_SIZE


def test_image_grid_of_a_small_isotropic_slice_is_its_pixels() -> None:
    assert image_grid((80, 60), None) == pixel_grid(80, 60)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    shape = draw(st.tuples(st.integers(6, 30), st.integers(6, 30)))
    step = draw(st.tuples(st.floats(0.5, 8), st.floats(0.5, 8)))
    origin = draw(st.tuples(st.floats(-20, 20), st.floats(-20, 20)))
    return Grid(origin=origin, step=step, shape=shape)


@given(source=grids(), target=grids(), seed=st.integers(0, 99))
def test_resampling_keeps_the_range_and_is_empty_outside(source: Grid, target: Grid, seed: int) -> None:
    field = np.random.default_rng(seed).random(source.shape).astype(np.float32)
    moved = resample(field, source, target)
    assert moved.shape == target.shape
    assert moved.min() >= 0
    assert moved.max() <= field.max()
    top, _, height, _ = source.extent
    rows = target.origin[0] + np.arange(target.shape[0]) * target.step[0]
    beyond = (rows + target.step[0] / 2 < top) | (rows - target.step[0] / 2 > top + height)
    assert not moved[beyond].any()


@given(grid=grids())
def test_resampling_to_itself_is_the_identity(grid: Grid) -> None:
    field = np.random.default_rng(0).random(grid.shape).astype(np.float32)
    assert np.allclose(resample(field, grid, grid), field, atol=1e-6)


@given(source=grids(), factor=st.integers(2, 5))
def test_a_linear_field_stays_linear_between_cell_centers(source: Grid, factor: int) -> None:
    rows, columns = np.indices(source.shape)
    field = (rows * source.step[0] + 2 * columns * source.step[1]).astype(np.float32)
    fine = Grid(
        origin=source.origin,
        step=(source.step[0] / factor, source.step[1] / factor),
        shape=((source.shape[0] - 1) * factor + 1, (source.shape[1] - 1) * factor + 1),
    )
    expected = np.add.outer(np.arange(fine.shape[0]) * fine.step[0], 2 * np.arange(fine.shape[1]) * fine.step[1])
    assert np.allclose(resample(field, source, fine), expected, rtol=1e-4, atol=1e-3)


def test_averaging_onto_a_coarse_raster_keeps_the_mass() -> None:
    field = np.random.default_rng(1).random((48, 64)).astype(np.float32)
    coarse = Grid(origin=(3.5, 3.5), step=(8.0, 8.0), shape=(6, 8))
    moved = resample(field, pixel_grid(48, 64), coarse)
    assert moved.sum() * 64 == pytest.approx(field.sum(), rel=1e-5)


def test_a_blob_stays_at_its_place_on_the_slice() -> None:
    latent = Grid(origin=(10.0, 4.0), step=(6.0, 9.0), shape=(12, 10))
    rows, columns = np.indices(latent.shape)
    blob = np.exp(-((rows - 4) ** 2 + (columns - 6) ** 2) / 3).astype(np.float32)
    on_pixels = resample(blob, latent, pixel_grid(90, 100))
    rows, columns = np.indices(on_pixels.shape)
    center = (rows * on_pixels).sum() / on_pixels.sum(), (columns * on_pixels).sum() / on_pixels.sum()
    assert center == pytest.approx(latent.to_pixels(4, 6), abs=0.2)
