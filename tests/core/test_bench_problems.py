"""The plain solvers of the bench solve the equation that ours does; otherwise its ratios would mean nothing."""

import numpy as np
import torch

from physnet_core.bench.growth import masked
from physnet_core.bench.plain import conv_block, customary_steps, explicit, fewest_steps, rolled
from physnet_core.physics.fisher_kpp import FisherKPP
from physnet_core.physics.super_time_stepping import SuperTimeStepping


def _problem():
    rows, columns = np.indices((40, 36))
    per_cell = np.where(columns < 20, 0.4, 0.05)
    per_cell[(rows - 20) ** 2 + (columns - 18) ** 2 > 15**2] = 0
    start = np.exp(-((rows - 18) ** 2 + (columns - 20) ** 2) / 18.0) * (per_cell > 0)
    return start, per_cell


def test_plain_solvers_converge_to_ours():
    start, per_cell = _problem()
    days = [20.0, 40.0]
    u, d = (torch.from_numpy(array)[None, None] for array in (start, per_cell))
    model = FisherKPP(SuperTimeStepping(torch.from_numpy(per_cell > 0)))
    ours = [frame[0, 0].numpy() for frame in model.frames(u, d, 0.05, times=days, max_step=0.25)]
    plain = explicit(start, per_cell, 0.05, days=days, steps=4000, spacing=1.0)
    assert max(np.abs(a - b).max() for a, b in zip(plain, ours, strict=True)) < 5e-4


def test_both_plain_solvers_are_the_same_scheme():
    start, per_cell = _problem()
    for diffusion in (per_cell, 0.2):
        one = explicit(start, diffusion, 0.05, days=[10.0], steps=50, spacing=1.0)[0]
        other = rolled(start, diffusion, 0.05, days=[10.0], steps=50, spacing=1.0)[0]
        np.testing.assert_allclose(one, other, atol=1e-12)


def test_step_counts_are_those_of_the_peers():
    assert customary_steps(200.0, 0.13, 1.0) == 308
    assert customary_steps(200.0, 0.5, 0.5) == 3300
    assert fewest_steps(200.0, 0.13, 1.0, 2) == 104


def test_the_conv_block_is_explicit_euler():
    start, _ = _problem()
    block = conv_block(torch.from_numpy(start)[None, None], torch.tensor([0.2]), torch.tensor([0.05]), steps=3)
    plain = explicit(start, 0.2, 0.05, days=[1.0, 2.0, 3.0], steps=3, spacing=1.0)
    np.testing.assert_allclose(block[0, 1:].numpy(), plain, atol=1e-6)


def test_a_small_masked_problem_shows_times_and_errors():
    comparison = masked((48, 48), 0.13, 20.0, rounds=1)
    assert all(measure.seconds >= 0 and measure.error is not None for measure in comparison.measures)
    whole, half = comparison.measures[-2:]
    assert half.error < whole.error / 2 < 1e-2
