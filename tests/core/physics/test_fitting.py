"""D and rho come back from densities; from outlines only the speed does."""

import numpy as np
import pytest
from demo_truth import DemoTruth, load_demo_truth

from physnet_core.growth.outline import half_voxel_loss, signed_distance
from physnet_core.physics.fitting import Arena, fit_densities, overlap_table, vertex
from physnet_core.physics.front import density_of_outline
from physnet_core.physics.units import front_speed

FIRST, SECOND = 300.0, 360.0


@pytest.fixture(scope="module")
def truth(demo_folder) -> DemoTruth:
    return load_demo_truth(demo_folder)


@pytest.fixture(scope="module")
def box(truth):
    voxels = np.argwhere(truth.densities[SECOND] > 1e-2)
    margin = np.array([2, 5, 5])
    return tuple(
        slice(max(0, int(low)), int(high))
        for low, high in zip(voxels.min(0) - margin, voxels.max(0) + margin + 1, strict=True)
    )


@pytest.fixture(scope="module")
def arena(truth, box) -> Arena:
    diffusion = truth.diffusion[box] / truth.facts["diffusion_mm2_per_day"]["white"]
    return Arena.around(diffusion.shape, truth.spacing, diffusion=diffusion, domain=truth.domain[box])


@pytest.mark.slow
def test_two_densities_tell_diffusion_and_proliferation(truth, box, arena):
    fit = fit_densities(
        truth.densities[FIRST][box], truth.densities[SECOND][box], SECOND - FIRST, arena, lengths=(0.7, 3.0)
    )
    assert fit.diffusion == pytest.approx(truth.facts["diffusion_mm2_per_day"]["white"], rel=0.05)
    assert fit.proliferation == pytest.approx(truth.proliferation, rel=0.05)


@pytest.mark.slow
def test_two_outlines_tell_the_speed_but_not_diffusion(truth, box, arena):
    pre, post = truth.densities[FIRST][box] >= 0.5, truth.densities[SECOND][box] >= 0.5
    table = overlap_table(
        pre,
        post,
        signed_distance(pre, truth.spacing),
        arena,
        lengths=np.geomspace(0.7, 2.8, 3),
        travels=np.arange(0.0, 8.1, 1.0),
    )
    _, travel, dice = table.peak()
    white = truth.facts["diffusion_mm2_per_day"]["white"]
    assert travel / (SECOND - FIRST) == pytest.approx(front_speed(white, truth.proliferation), rel=0.1)
    assert dice > 0.95
    # All lengths do: D and rho could each be four times more or less.
    kept = table.admissible(half_voxel_loss(post))
    assert set(kept.lengths) == set(table.lengths)
    assert kept.open_length


def test_a_grown_ball_gives_back_its_speed_at_half_resolution():
    shape, spacing = (9, 48, 48), (3.0, 1.0, 1.0)
    z, y, x = (np.indices(shape)[axis] * spacing[axis] for axis in range(3))
    away = np.sqrt((z - 12) ** 2 + (y - 24) ** 2 + (x - 24) ** 2)
    pre = away <= 8
    distance = signed_distance(pre, spacing)
    full = Arena.around(shape, spacing)
    start = density_of_outline(full.to_cells(distance), 1.4, 8.0, 0.5)
    (grown,) = full.trajectory(start, 1.4, [5.0 / (2 * 1.4)], lambda: False)
    post = full.to_voxels(grown) >= 0.5
    table = overlap_table(
        pre,
        post,
        distance,
        Arena.around(shape, spacing, coarsen=2),
        lengths=np.array([1.4]),
        travels=np.arange(0.0, 8.1, 1.0),
    )
    _, travel, dice = table.peak()
    assert travel == pytest.approx(5.0, abs=0.7)
    assert dice > 0.95


def test_a_front_that_does_not_move_is_the_outline_given():
    shape = (5, 20, 20)
    pre = np.zeros(shape, dtype=bool)
    pre[1:4, 6:13, 5:14] = True
    table = overlap_table(
        pre,
        pre,
        signed_distance(pre, (1.0, 1.0, 1.0)),
        Arena.around(shape, (1.0, 1.0, 1.0)),
        lengths=np.array([1.0, 2.0]),
        travels=np.array([0.0, 1.0, 2.0]),
    )
    assert table.dice[:, 0].tolist() == [1.0, 1.0]
    assert table.peak()[1] == 0.0


def test_thick_slices_are_cut_into_an_odd_number_of_cells():
    arena = Arena.around((4, 10, 10), (6.5, 0.94, 0.94), coarsen=2)
    assert arena.cells[0] % (2 * 4) == 4
    assert arena.widths == pytest.approx((6.5 * 4 / arena.cells[0], 1.88, 1.88))
    assert arena.widths[0] <= 2.2


@pytest.mark.parametrize("length", [0.7, 2.0, 5.0])
def test_the_density_behind_an_outline_is_a_falling_front_at_its_threshold(length):
    distance = np.linspace(-30, 30, 601)
    density = density_of_outline(distance, length, 15.0, 0.6)
    assert np.interp(0.0, distance, density) == pytest.approx(0.6, abs=0.02)
    assert np.all(np.diff(density) <= 1e-6)
    assert 0 <= density.min() < 5e-3
    assert 0.99 < density.max() <= 1


def test_vertex_of_a_parabola_is_exact():
    x = np.arange(6.0)
    place, lowest = vertex(x, (x - 2.3) ** 2 + 1.0)
    assert place == pytest.approx(2.3)
    assert lowest == pytest.approx(1.0)
