"""D and rho come back from densities; from outlines only the speed does."""

import numpy as np
import pytest
import torch

from physnet_core.growth.outline import half_voxel_loss, signed_distance, smooth_distance
from physnet_core.physics.fisher_kpp import FisherKPP
from physnet_core.physics.fitting import Arena, fit_densities, vertex
from physnet_core.physics.front import density_of_outline
from physnet_core.physics.overlap import overlap_table
from physnet_core.physics.units import front_speed

FIRST, SECOND = 300.0, 360.0


def _box_around(truth, day):
    voxels = np.argwhere(truth.densities[day] > 1e-2)
    margin = np.array([2, 5, 5])
    return tuple(
        slice(max(0, int(low)), int(high))
        for low, high in zip(voxels.min(0) - margin, voxels.max(0) + margin + 1, strict=True)
    )


def _arena_of(truth, box) -> Arena:
    diffusion = truth.diffusion[box] / truth.facts["diffusion_mm2_per_day"]["white"]
    return Arena.around(diffusion.shape, truth.spacing, diffusion=diffusion, domain=truth.domain[box])


@pytest.mark.slow
def test_two_densities_tell_diffusion_and_proliferation(truth):
    box = _box_around(truth, SECOND)
    arena = _arena_of(truth, box)
    fit = fit_densities(
        truth.densities[FIRST][box], truth.densities[SECOND][box], SECOND - FIRST, arena, lengths=(0.7, 3.0)
    )
    assert fit.diffusion == pytest.approx(truth.facts["diffusion_mm2_per_day"]["white"], rel=0.05)
    assert fit.proliferation == pytest.approx(truth.proliferation, rel=0.05)


@pytest.mark.slow
@pytest.mark.parametrize(("first", "second"), [(300.0, 360.0), (420.0, 480.0), (300.0, 420.0)])
def test_two_outlines_tell_the_speed_but_not_diffusion(truth, first, second):
    box = _box_around(truth, second)
    pre, post = (truth.densities[day][box] >= 0.5 for day in (first, second))
    speed = front_speed(truth.facts["diffusion_mm2_per_day"]["white"], truth.proliferation)
    table = overlap_table(
        pre,
        post,
        smooth_distance(pre, truth.spacing),
        _arena_of(truth, box),
        lengths=np.geomspace(0.7, 2.8, 3),
        travels=np.arange(0.0, 1.3 * speed * (second - first), 0.5),
    )
    best = [vertex(table.travels, -row)[0] / (second - first) for row in table.dice]
    assert best == pytest.approx([speed] * 3, rel=0.1)
    assert table.dice.max() > 0.97
    # All lengths do: D and rho could each be four times more or less.
    kept = table.admissible(half_voxel_loss(post))
    assert set(kept.lengths) == set(table.lengths)
    assert kept.open_length
    assert kept.travels.min() < speed * (second - first) < kept.travels.max()


def test_tissue_that_slows_the_front_and_is_not_told_of_slows_the_speed(truth):
    first, second = 420.0, 480.0
    box = _box_around(truth, second)
    pre, post = (truth.densities[day][box] >= 0.5 for day in (first, second))
    speed = front_speed(truth.facts["diffusion_mm2_per_day"]["white"], truth.proliferation)
    table = overlap_table(
        pre,
        post,
        smooth_distance(pre, truth.spacing),
        Arena.around(pre.shape, truth.spacing),
        lengths=np.array([1.4]),
        travels=np.arange(0.0, 6.0, 0.5),
    )
    assert 0.7 * speed < table.peak()[1] / (second - first) < 0.95 * speed


# D, rho, width of the seed and radius at first in mm, way of a flat front in mm; from a slow diffuse tumor to a fast
# solid one, sqrt(D / rho) from 0.8 to 3.2 mm.
TUMORS = (
    (0.05, 0.025, 2.0, 13.0, 4.0),
    (0.05, 0.025, 2.0, 18.0, 6.0),
    (0.13, 0.025, 3.0, 13.0, 4.0),
    (0.20, 0.020, 4.0, 18.0, 8.0),
    (0.02, 0.030, 1.5, 10.0, 4.0),
)


@pytest.mark.slow
@pytest.mark.parametrize("tumor", TUMORS)
def test_the_speed_of_a_grown_ball_comes_back_whatever_length_is_assumed(tumor):
    """Within 10 %, on thick slices with fine pixels and on cubes; the outline itself lags behind."""
    before, after, days = _grown_ball(*tumor)
    travel = front_speed(*tumor[:2]) * days
    for blocks, coarsen in (((4, 1, 1), 2), ((2, 2, 2), 1)):
        spacing = tuple(_FINE * block for block in blocks)
        pre, post = (_voxels(density, blocks) >= 0.5 for density in (before, after))
        pre, post = _cropped(pre, post, spacing)
        table = overlap_table(
            pre,
            post,
            smooth_distance(pre, spacing),
            Arena.around(pre.shape, spacing, coarsen=coarsen),
            lengths=np.array([1.4, 2.0, 2.8]),
            travels=np.arange(0.0, 1.4 * travel, 0.5),
        )
        best = [vertex(table.travels, -row)[0] for row in table.dice]
        assert best == pytest.approx([travel] * len(best), rel=0.1)
        assert table.peak()[1] == pytest.approx(travel, rel=0.1)


_FINE = 0.75


def _grown_ball(diffusion, proliferation, seed, radius, travel):
    """Return the densities when the ball has come to `radius` and when a flat front would have gone `travel` more."""
    speed = front_speed(diffusion, proliferation)
    place = (np.arange(53) + 0.5) * _FINE  # an eighth of the ball: mirrors at 0
    away = place[:, None, None] ** 2 + place[None, :, None] ** 2 + place[None, None, :] ** 2
    start = torch.from_numpy((0.5 * np.exp(-away / (2 * seed**2))).astype(np.float32))[None, None]
    days = np.arange(0.0, 1000.0, 0.5 / speed)
    first = None
    frames = FisherKPP().frames(start, diffusion, proliferation, times=days.tolist(), spacing=_FINE)
    for day, frame in zip(days, frames, strict=False):
        density = frame[0, 0].numpy()
        if first is None and (6 * (density >= 0.5).sum() * _FINE**3 / np.pi) ** (1 / 3) >= radius:
            first = day, density
        if first is not None and speed * (day - first[0]) >= travel:
            return _whole(first[1]), _whole(density), day - first[0]
    raise AssertionError("the tumor did not grow that far")


def _whole(eighth):
    for axis in range(3):
        eighth = np.concatenate([np.flip(eighth, axis), eighth], axis)
    return eighth


def _voxels(density, blocks):
    kept = [size // block * block for size, block in zip(density.shape, blocks, strict=True)]
    shape = [part for size, block in zip(kept, blocks, strict=True) for part in (size // block, block)]
    return density[: kept[0], : kept[1], : kept[2]].reshape(shape).mean(axis=(1, 3, 5))


def _cropped(pre, post, spacing):
    margin = np.ceil(8 / np.array(spacing)).astype(int)
    voxels = np.argwhere(post)
    low, high = np.maximum(voxels.min(0) - margin, 0), voxels.max(0) + margin + 1
    box = tuple(slice(int(start), int(stop)) for start, stop in zip(low, high, strict=True))
    return pre[box], post[box]


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


def test_merged_voxels_are_used_only_where_they_resolve_the_front():
    arena = Arena.around((4, 20, 20), (6.5, 0.94, 0.94), coarsen=2)
    assert arena.resolving(2.0) is arena
    finer = arena.resolving(1.0)
    assert finer.cells == (arena.cells[0], 20, 20)
    assert finer.widths[1:] == pytest.approx((0.94, 0.94))


@pytest.mark.parametrize("threshold", [1e-4, 0.16, 0.9, 1 - 1e-12])
def test_any_threshold_has_a_density(threshold):
    density = density_of_outline(np.linspace(-15, 60, 200), 1.5, 15.0, threshold)
    assert np.all((density >= 0) & (density <= 1))
    assert np.all(np.diff(density) <= 0)
    assert density[0] > 0.1 > density[-1]


def test_a_ball_is_as_fast_as_the_solver_in_three_dimensions_makes_it():
    """The radial line that densities behind outlines are read from solves the same equation."""
    place = (np.arange(48) + 0.5) * 0.3
    away = place[:, None, None] ** 2 + place[None, :, None] ** 2 + place[None, None, :] ** 2
    start = torch.from_numpy(0.5 * np.exp(-away / (2 * 1.5**2)))[None, None]
    (grown,) = FisherKPP().frames(start, 1.0, 1.0, times=[6.0], spacing=0.3, max_step=0.1)
    density = grown[0, 0].numpy()
    radius = (6 * (density >= 0.5).sum() * 0.3**3 / np.pi) ** (1 / 3)
    expected = density_of_outline(np.sqrt(away) - radius, 1.0, radius, 0.5)
    assert np.abs(density - expected).max() < 0.03


@pytest.mark.parametrize("length", [0.7, 2.0, 5.0])
def test_the_density_behind_an_outline_is_a_falling_front_at_its_threshold(length):
    distance = np.linspace(-15, 40, 551)
    density = density_of_outline(distance, length, 15.0, 0.6)
    assert np.interp(0.0, distance, density) == pytest.approx(0.6, abs=0.02)
    assert np.all(np.diff(density) <= 1e-6)
    assert 0 <= density.min() < 0.02
    assert 0.7 < density.max() <= 1


def test_a_tumor_of_many_widths_is_full_inside_and_one_of_few_is_not():
    cores = [float(density_of_outline(np.array(-15.0), length, 15.0, 0.6)) for length in (0.7, 2.0, 5.0)]
    assert cores == sorted(cores, reverse=True)
    assert cores[0] > 0.99
    assert cores[-1] < 0.8


def test_vertex_of_a_parabola_is_exact():
    x = np.arange(6.0)
    place, lowest = vertex(x, (x - 2.3) ** 2 + 1.0)
    assert place == pytest.approx(2.3)
    assert lowest == pytest.approx(1.0)
