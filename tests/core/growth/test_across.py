"""Planes across the slices hold what the slices hold, however the planes are turned."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from physnet_core.growth.across import slices_across, volume_across
from physnet_core.growth.volume import VolumeGrowth, VolumeScenario
from physnet_core.imaging import Slice
from physnet_core.imaging.reformat import PlaneView
from physnet_core.network.grid import Grid

SHAPE = 5, 36, 28  # slices, rows, columns
TURNED = [(fixed, *order) for fixed in (1, 2) for order in ((0, 3 - fixed), (3 - fixed, 0))]
VIEWS = [
    PlaneView(plane="coronal", shape=SHAPE, axes=axes, flips=flips)
    for axes, flips in product(TURNED, product((False, True), repeat=3))
]


def plane(view, place):
    rows, columns = (view.shape[axis] for axis in view.axes[1:])
    return Slice(index=place, pixels=np.zeros((rows, columns), np.float32), pixel_spacing=(3.0, 1.0))


def cells_of(grid, view, place):
    """Yield (row, column) of each cell of a plane, and the voxel that its center is in."""
    for row, column in np.ndindex(grid.shape):
        yield (row, column), view.to_voxel(place, *grid.to_pixels(row, column))


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_volume_is_cut_where_the_plane_lies(view):
    raster = Grid(origin=(0.75, 0.5), step=(2.5, 2.0), shape=(15, 14))
    frames = np.random.default_rng(0).random((3, SHAPE[0], *raster.shape), dtype=np.float32)
    volume = VolumeGrowth(
        frames=frames,
        scenario=VolumeScenario(diffusion=0.1, proliferation=0.1, days=(0.0, 1.0, 2.0)),
        spacing=(3.0, 2.5, 2.0),
        grid=raster,
        affine=None,
        domain=np.ones((SHAPE[0], *raster.shape), bool),
        note="",
    )
    place = 11
    cut, grid = volume_across(volume, view, place)
    assert cut.shape == (3, *grid.shape)
    for cell, (slice_, row, column) in cells_of(grid, view, place):
        expected = tuple(int(np.floor(part + 0.5)) for part in raster.to_cells(row, column))
        expected = tuple(min(part, count - 1) for part, count in zip(expected, raster.shape, strict=True))
        assert slice_ == round(slice_)
        np.testing.assert_array_equal(cut[(slice(None), *cell)], frames[(slice(None), round(slice_), *expected)])


def answers(prediction):
    """Return predictions whose boxes differ from slice to slice, as they do around a head; slice 3 has none."""
    made = []
    for index in range(SHAPE[0]):
        rows, columns = np.indices((6, 5))
        field = (0.1 + 0.02 * index + 0.05 * rows + 0.03 * columns).astype(np.float32)
        grid = Grid(origin=(2.0 + index, 3.5 - index / 2), step=(4.0 + index / 4, 4.5), shape=field.shape)
        trajectory = np.stack([field, field * 1.5])
        made.append(replace(prediction, slice_index=index, trajectory=trajectory, grid=grid))
    made[3] = None
    made[4] = replace(made[4], in_distribution=False)
    return made


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_slices_are_stacked_where_their_cells_lie(prediction, view):
    found, place = answers(prediction), 9
    made = slices_across(found, view, plane(view, place))
    assert (made.known, made.strange) == (4, 1)
    inner = 0
    for cell, (slice_, row, column) in cells_of(made.cells.grid, view, place):
        shown, line = made.cells.frames[(slice(None), *cell)], made.between.frames[(slice(None), *cell)]
        answer = found[round(slice_)]
        if answer is None:
            assert np.isnan([*shown, *line]).all()
            continue
        down, right = answer.grid.to_cells(row, column)
        nearest = int(np.floor(down + 0.5)), int(np.floor(right + 0.5))
        if not (0 <= nearest[0] < 6 and 0 <= nearest[1] < 5):
            assert not shown.any()
            continue
        np.testing.assert_array_equal(shown, answer.trajectory[(slice(None), *nearest)])
        if 0 <= down <= 5 and 0 <= right <= 4:
            inner += 1
            exact = 0.1 + 0.02 * round(slice_) + 0.05 * down + 0.03 * right
            np.testing.assert_allclose(line, [exact, 1.5 * exact], rtol=1e-5)
    assert inner > 20


def test_nothing_known_is_nothing_and_cancelling_gives_nothing(prediction):
    view = VIEWS[0]
    assert slices_across([None] * SHAPE[0], view, plane(view, 3)) is None
    assert slices_across(answers(prediction), view, plane(view, 3), cancelled=lambda: True) is None


def test_cells_have_their_true_size(prediction):
    view = PlaneView(plane="coronal", shape=SHAPE, axes=(1, 0, 2))
    made = slices_across(answers(prediction), view, plane(view, 3)).cells
    assert made.cell_area == pytest.approx(3.0 * 1.0 * np.prod(made.grid.step))
