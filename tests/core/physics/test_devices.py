"""The solver is the same wherever it runs: on the devices that are here, and in the manners of those that are not."""

from collections.abc import Callable

import pytest
import torch
from pretended_device import PretendedDevice, There
from torch import Tensor

from physnet_core.physics.fisher_kpp import FisherKPP
from physnet_core.physics.super_time_stepping import SuperTimeStepping

PRESENT = {"cuda": torch.cuda.is_available, "mps": torch.backends.mps.is_available}


def seed(*grid: int) -> Tensor:
    density = torch.zeros(2, 1, *grid)
    density[(slice(None), 0, *(slice(side // 3, side // 2) for side in grid))] = torch.tensor([0.9, 0.4]).reshape(
        2, *[1] * len(grid)
    )
    return density


def run(device: torch.device, put: Callable[[Tensor], Tensor]) -> list[Tensor]:
    """Return what the solver gives in the network, along a gradient, and in anatomy in two and three dimensions."""
    numbers = seed(12, 14), torch.tensor([0.05, 0.4]), torch.tensor([0.3, 1.0])
    u0, diffusion, growth = (put(value) for value in numbers)
    for value in (u0, diffusion, growth):
        value.requires_grad_()
    half = device.type == "cpu" or PRESENT[device.type]()
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=half):
        trajectory = FisherKPP()(u0, diffusion, growth, steps=4)
    gradients = torch.autograd.grad(trajectory.square().sum(), (u0, diffusion, growth))
    given = [trajectory.detach(), *gradients]
    for grid in ((16, 15), (9, 10, 11)):
        density = seed(*grid)
        domain = torch.ones(grid, dtype=torch.bool)
        domain[0] = False  # told on the CPU, as the anatomy of a scan is
        maps = put(torch.linspace(0.05, 0.5, density[0].numel()).reshape(1, 1, *grid))
        solver = FisherKPP(SuperTimeStepping(domain))
        given += solver.frames(put(density), maps, 0.02, times=(0, 10, 25), spacing=(1.2, *(0.9,) * (len(grid) - 1)))
    return given


@pytest.fixture(scope="module")
def expected() -> list[Tensor]:
    return run(torch.device("cpu"), torch.Tensor.clone)


@pytest.mark.parametrize("kind", ["cuda", "mps"])
def test_a_real_device_gives_the_numbers_of_the_cpu(kind: str, expected: list[Tensor]) -> None:
    if not PRESENT[kind]():
        pytest.skip(f"this machine has no {kind}")
    device = torch.device(kind)
    for found, wanted in zip(run(device, lambda value: value.to(device)), expected, strict=True):
        assert found.device.type == kind
        assert torch.allclose(found.cpu(), wanted, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("kind", ["cuda", "mps"])
def test_nothing_is_left_on_the_cpu(kind: str, expected: list[Tensor]) -> None:
    with PretendedDevice(kind) as there:
        given = run(there.device, lambda value: there.put(value.clone()))
    assert all(isinstance(found, There) for found in given)
    for found, wanted in zip(given, expected, strict=True):
        assert torch.equal(found.as_subclass(Tensor), wanted)


def test_the_pretended_device_has_the_manners_of_a_real_one() -> None:
    with PretendedDevice("mps") as there:
        field = there.put(torch.ones(3))
        assert field.device.type == "mps"
        assert torch.zeros(3).device.type == "cpu"
        assert torch.zeros(3, device=field.device).device.type == "mps"
        assert (field * 2).cpu().device.type == "cpu"
        assert isinstance(torch.ones(3).to(field.device) + field, There)
        with pytest.raises(RuntimeError, match="tensors on mps and on the CPU"):
            field + torch.zeros(3)
        with pytest.raises(TypeError, match="copied to the CPU first"):
            field.numpy()
        with pytest.raises(TypeError, match="no float64"):
            field.double()
