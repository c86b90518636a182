"""The solver against closed forms, invariants and itself at finer steps."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from physnet_core.errors import Cancelled, InvalidParameterError
from physnet_core.physics.fisher_kpp import FisherKPP
from physnet_core.physics.schemes import DiffusionScheme, HeatKernel, heat_matrix
from physnet_core.physics.super_time_stepping import SuperTimeStepping

SCHEMES = (HeatKernel, SuperTimeStepping)
DIFFUSION, PROLIFERATION, DAYS = 0.13, 0.025, 200.0


def seed(cells: int = 64, sigma: float = 3.0, dtype: torch.dtype = torch.float64) -> Tensor:
    y, x = torch.meshgrid(torch.arange(cells, dtype=dtype), torch.arange(cells, dtype=dtype), indexing="ij")
    return torch.exp(-((x - 0.47 * cells) ** 2 + (y - 0.4 * cells) ** 2) / (2 * sigma**2))[None, None]


@pytest.fixture(scope="module")
def fine_reference() -> Tensor:
    return FisherKPP()(seed(), DIFFUSION, PROLIFERATION, steps=2560, step_size=DAYS / 2560)[:, -1]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_second_order_in_time(scheme: type[DiffusionScheme], fine_reference: Tensor) -> None:
    steps = (10, 20, 40, 80)
    errors = [
        float(
            (FisherKPP(scheme())(seed(), DIFFUSION, PROLIFERATION, steps=n, step_size=DAYS / n)[:, -1] - fine_reference)
            .abs()
            .max()
        )
        for n in steps
    ]
    slope = -np.polyfit(np.log(steps), np.log(errors), 1)[0]
    assert slope >= 1.9
    assert errors[1] < 5e-4


def test_second_order_in_space() -> None:
    """Against the exact heat kernel: a Gaussian stays one, with variance growing by 2 D t."""
    diffusion, days, sigma = 0.5, 20.0, 6.0
    errors = []
    for cells, width in ((48, 2.0), (96, 1.0), (192, 0.5)):
        axis = (torch.arange(cells, dtype=torch.float64) + 0.5) * width - 48.0
        squared = axis[:, None] ** 2 + axis**2
        start = torch.exp(-squared / (2 * sigma**2))[None, None]
        end = FisherKPP()(start, diffusion, 0.0, steps=1, step_size=days, spacing=width)[0, -1]
        variance = sigma**2 + 2 * diffusion * days
        exact = sigma**2 / variance * torch.exp(-squared / (2 * variance))
        errors.append(float((end - exact).abs().max()))
    assert math.log2(errors[0] / errors[1]) > 1.9
    assert math.log2(errors[1] / errors[2]) > 1.9


def test_front_speed_follows_the_difference_form_of_bramsons_law() -> None:
    """Between two late times the front moves by c* (t2 - t1) - 3 / (2 lambda) ln(t2 / t1)."""
    diffusion, rho, length = 0.25, 0.04, 600
    start = torch.zeros((1, 1, 1, length), dtype=torch.float64)
    start[..., :10] = 1.0
    times = (900.0, 1400.0)
    fronts = []
    for frame in FisherKPP().frames(start, diffusion, rho, times=times):
        profile = frame[0, 0, 0].numpy()
        last = int(np.flatnonzero(profile >= 0.5)[-1])
        fronts.append(last + (profile[last] - 0.5) / (profile[last] - profile[last + 1]))
    speed, decay = 2 * math.sqrt(diffusion * rho), math.sqrt(rho / diffusion)
    expected = speed * (times[1] - times[0]) - 1.5 / decay * math.log(times[1] / times[0])
    assert fronts[1] - fronts[0] == pytest.approx(expected, rel=0.015)


@given(
    diffusion=st.floats(0, 5),
    growth=st.floats(0, 3),
    density=st.floats(0, 1),
    scheme=st.sampled_from(SCHEMES),
)
@settings(max_examples=40, deadline=None)
def test_constant_density_grows_logistically(
    diffusion: float, growth: float, density: float, scheme: type[DiffusionScheme]
) -> None:
    u = torch.full((1, 1, 6, 7), density, dtype=torch.float64)
    end = FisherKPP(scheme())(u, diffusion, growth, steps=3)[:, -1]
    exact = density * math.exp(3 * growth) / (1 - density + density * math.exp(3 * growth))
    assert torch.allclose(end, torch.full_like(end, exact), atol=1e-9)


@given(
    diffusion=st.floats(0, 5), growth=st.floats(0, 3), number=st.integers(0, 10_000), scheme=st.sampled_from(SCHEMES)
)
@settings(max_examples=60, deadline=None)
def test_binary_seeds_stay_between_zero_and_one(
    diffusion: float, growth: float, number: int, scheme: type[DiffusionScheme]
) -> None:
    generator = torch.Generator().manual_seed(number)
    u = (torch.rand((1, 1, 12, 12), generator=generator) < 0.3).float()
    trajectory = FisherKPP(scheme())(u, diffusion, growth, steps=8)
    assert bool(torch.isfinite(trajectory).all())
    assert float(trajectory.min()) >= 0.0
    assert float(trajectory.max()) <= 1.0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_growth_beyond_all_reason_fills_the_box(scheme: type[DiffusionScheme]) -> None:
    """e^(-rho t) is then 0 in float32."""
    u = torch.zeros((1, 1, 12, 12))
    u[..., 3:5, 3:5] = 0.5
    end = FisherKPP(scheme())(u, 2.0, 500.0, steps=20)[:, -1]
    assert torch.equal(end, torch.ones_like(end))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_zero_and_one_are_fixed_points(scheme: type[DiffusionScheme]) -> None:
    for value in (0.0, 1.0):
        u = torch.full((1, 1, 9, 8), value)
        assert torch.allclose(FisherKPP(scheme())(u, 1.3, 0.7, steps=5), torch.tensor(value), atol=2e-6)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_mass_is_kept_without_proliferation(scheme: type[DiffusionScheme]) -> None:
    u = seed(40)
    end = FisherKPP(scheme())(u, 0.8, 0.0, steps=20, step_size=10.0)[:, -1]
    assert float(end.sum()) == pytest.approx(float(u.sum()), rel=1e-12)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_float32_agrees_with_float64_where_noise_would_be_amplified(scheme: type[DiffusionScheme]) -> None:
    """rho T = 25: a rounding error in the far field would grow by e^25."""
    arguments = {"steps": 125, "step_size": 2.0}
    double = FisherKPP(scheme())(seed(), 0.13, 0.1, **arguments)[:, -1]
    single = FisherKPP(scheme())(seed(dtype=torch.float32), 0.13, 0.1, **arguments)[:, -1]
    assert float((double - single).abs().max()) < 1e-4


def test_gradients() -> None:
    torch.manual_seed(0)
    u = torch.rand(2, 1, 6, 5, dtype=torch.float64, requires_grad=True)
    diffusion = torch.tensor([0.3, 1.2], dtype=torch.float64, requires_grad=True)
    growth = torch.tensor([0.3, 1.0], dtype=torch.float64, requires_grad=True)
    for scheme in SCHEMES:
        model = FisherKPP(scheme())

        def trajectory(u: Tensor, d: Tensor, rho: Tensor, model: FisherKPP = model) -> Tensor:
            return model(u, d, rho, steps=2, step_size=0.8, spacing=(1.0, 1.5))

        assert torch.autograd.gradcheck(trajectory, (u, diffusion, growth))


def test_trajectory_equals_frames_bit_for_bit() -> None:
    u = seed(20, dtype=torch.float32)
    trajectory = FisherKPP()(u, 0.21, 0.17, steps=6)
    frames = list(FisherKPP().frames(u, 0.21, 0.17, times=range(7), max_step=1.0))
    assert all(torch.equal(frame[:, 0], trajectory[:, step]) for step, frame in enumerate(frames))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_frame_is_the_same_whether_others_are_asked_for_or_not(scheme: type[DiffusionScheme]) -> None:
    """Reactions before and after a frame are taken as one, so that a frame must not change what follows."""
    u = seed(20, dtype=torch.float32)
    model = FisherKPP(scheme())
    *_, among = model.frames(u, 0.21, 0.17, times=(0.0, 1.0, 1.5, 2.0, 3.0, 3.7, 6.0), max_step=1.0)
    (alone,) = model.frames(u, 0.21, 0.17, times=(6.0,), max_step=1.0)
    assert torch.equal(among, alone)


def test_evenly_spaced_frames_take_no_partial_steps() -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return False

    frames = FisherKPP().frames(seed(20), 0.13, 0.025, times=[14.0 * n for n in range(11)], cancelled=cancelled)
    assert len(list(frames)) == 11
    assert len(asked) == 20  # two steps of 7 days a frame; the longest allowed is 10 days


def test_a_seed_too_faint_to_be_stepped_at_first_still_grows() -> None:
    """Only a window around the tumor is computed; what grows elsewhere from next to nothing must not be missed."""
    u = torch.zeros((1, 1, 48, 48), dtype=torch.float64)
    u[..., 4:8, 4:8] = 0.9
    u[..., 40, 40] = 1e-8
    arguments = {"steps": 100, "step_size": 1.0}
    dense = FisherKPP()(u, 0.05, 0.25, **arguments)
    windowed = FisherKPP(SuperTimeStepping())(u, 0.05, 0.25, **arguments)
    assert float(dense[0, -1, 40, 40]) > 0.5
    assert float((dense - windowed).abs().max()) < 5e-3


def test_partial_steps_reach_any_time(fine_reference: Tensor) -> None:
    """Frames between whole steps are as accurate as whole steps, unlike interpolated ones."""
    model = FisherKPP()
    reference = list(model.frames(seed(), DIFFUSION, PROLIFERATION, times=(37.3, 111.1), max_step=0.2))
    frames = list(model.frames(seed(), DIFFUSION, PROLIFERATION, times=(37.3, 111.1)))
    for frame, exact in zip(frames, reference, strict=True):
        assert float((frame - exact).abs().max()) < 1.5e-3


def test_samples_of_a_batch_do_not_mix() -> None:
    u = torch.cat((seed(24), seed(24, sigma=5.0)))
    both = FisherKPP()(u, torch.tensor([0.1, 2.0]), torch.tensor([0.5, 0.1]), steps=4)
    alone = FisherKPP()(u[1:], 2.0, 0.1, steps=4)
    assert torch.allclose(both[1:], alone, atol=1e-6)


@given(turns=st.integers(1, 3), scheme=st.sampled_from(SCHEMES))
@settings(max_examples=6, deadline=None)
def test_turning_the_picture_turns_the_result(turns: int, scheme: type[DiffusionScheme]) -> None:
    u = seed(22)
    turned = FisherKPP(scheme())(torch.rot90(u, turns, (2, 3)), 0.4, 0.2, steps=5)
    straight = torch.rot90(FisherKPP(scheme())(u, 0.4, 0.2, steps=5), turns, (2, 3))
    assert torch.allclose(turned, straight, atol=1e-12)


def test_autocast_does_not_reach_inside() -> None:
    u = seed(28, dtype=torch.float32)
    plain = FisherKPP()(u, 0.2, 0.5, steps=16)
    with torch.autocast("cpu", torch.bfloat16):
        inside = FisherKPP()(u, 0.2, 0.5, steps=16)
    assert torch.equal(plain, inside)


def test_nothing_leaves_the_domain_or_wraps_around() -> None:
    domain = torch.zeros((30, 30), dtype=torch.bool)
    domain[:, :12] = True
    u = torch.zeros((1, 1, 30, 30), dtype=torch.float64)
    u[..., 10:14, :3] = 0.8  # touches the edge of the array
    end = FisherKPP(SuperTimeStepping(domain))(u, 0.5, 0.05, steps=40, step_size=5.0)[0, -1]
    assert float(end[:, 12:].abs().max()) == 0.0
    no_growth = FisherKPP(SuperTimeStepping(domain))(u, 0.5, 0.0, steps=40, step_size=5.0)[0, -1]
    assert float(no_growth.sum()) == pytest.approx(float(u.sum()), rel=1e-12)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_tissue_at_the_edge_of_the_array_does_not_wrap_around(scheme: type[DiffusionScheme]) -> None:
    """As if the array were mirrored there, which is what no flux means."""
    u = torch.zeros((1, 1, 24, 60), dtype=torch.float64)
    u[..., 6:12, :4] = 0.8
    mirrored = torch.cat((u.flip(3), u), dim=3)
    end = FisherKPP(scheme())(u, 0.5, 0.05, steps=20, step_size=2.0)[0, -1]
    whole = FisherKPP(scheme())(mirrored, 0.5, 0.05, steps=20, step_size=2.0)[0, -1]
    assert float((end - whole[:, 60:]).abs().max()) < 1e-6
    assert float(end[:, -1].max()) < 1e-6


def test_a_tumor_grows_slower_into_grey_matter() -> None:
    diffusion = torch.full((1, 1, 40, 40), 0.5)
    diffusion[..., 20:] = 0.05
    u = torch.zeros((1, 1, 40, 40))
    u[..., 18:22, 18:22] = 0.9
    end = FisherKPP(SuperTimeStepping())(u, diffusion, 0.03, steps=40, step_size=3.0)[0, -1]
    assert float(end[:, :20].sum()) > 1.5 * float(end[:, 20:].sum())


def test_schemes_agree_on_a_box() -> None:
    u = seed(48)
    exact = FisherKPP(HeatKernel())(u, 0.3, 0.03, steps=640, step_size=0.125)[:, ::64]
    for substeps, tolerance in ((1, 2e-4), (4, 2e-5)):
        stepped = FisherKPP(SuperTimeStepping())(u, 0.3, 0.03, steps=80 * substeps, step_size=1.0 / substeps)
        assert float((exact - stepped[:, :: 8 * substeps]).abs().max()) < tolerance


def test_three_dimensions_with_anisotropic_cells() -> None:
    """Two schemes, one answer; and a plane-constant density behaves as in two dimensions."""
    plane = seed(16)[:, :, None].expand(-1, -1, 5, -1, -1).contiguous()
    spacing = (3.0, 1.0, 1.5)
    dense = FisherKPP(HeatKernel())(plane, 0.4, 0.1, steps=6, spacing=spacing)
    stepped = FisherKPP(SuperTimeStepping())(plane, 0.4, 0.1, steps=6, spacing=spacing)
    flat = FisherKPP()(plane[:, :, 0], 0.4, 0.1, steps=6, spacing=spacing[1:])
    assert torch.allclose(dense[:, :, 2], flat, atol=1e-10)
    assert float((dense - stepped).abs().max()) < 2e-3


def test_heat_matrix_is_symmetric_positive_and_keeps_mass() -> None:
    matrix = heat_matrix(20, torch.tensor([0.0, 0.05, 3.0]), torch.float64)
    assert torch.allclose(matrix, matrix.mT)
    assert float(matrix.min()) >= 0.0
    assert torch.allclose(matrix.sum(dim=2), torch.ones(3, 20, dtype=torch.float64), atol=1e-8)
    assert torch.equal(matrix[0] > 0, torch.eye(20) > 0)


@pytest.mark.parametrize(("diffusion", "growth"), [(-0.1, 0.1), (0.1, -0.1), (math.nan, 0.1), (0.1, math.inf)])
def test_impossible_parameters_are_refused(diffusion: float, growth: float) -> None:
    with pytest.raises(InvalidParameterError, match="finite and not negative"):
        FisherKPP()(seed(8), diffusion, growth, steps=2)


def test_impossible_densities_domains_and_times_are_refused() -> None:
    model = FisherKPP()
    for density in (seed(8) * math.nan, seed(8) * 1.5, seed(8)[0]):
        with pytest.raises(InvalidParameterError, match="density"):
            model(density, 0.1, 0.1, steps=1)
    with pytest.raises(InvalidParameterError, match="domain is empty"):
        SuperTimeStepping(torch.zeros(4, 4, dtype=torch.bool))
    for times in ((), (3.0, 1.0), (-1.0,)):
        with pytest.raises(InvalidParameterError, match="Times"):
            next(model.frames(seed(8), 0.1, 0.1, times=times))


def test_cancel_stops_between_steps() -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        list(FisherKPP().frames(seed(8), 0.1, 0.1, times=(10.0,), max_step=1.0, cancelled=cancelled))
    assert len(asked) == 4
