"""Growth on the image grid and inside the network, against the plain solvers."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from physnet_core.bench.plain import conv_block, customary_steps, explicit, fewest_steps, rolled
from physnet_core.bench.timing import Comparison, compare
from physnet_core.physics.fisher_kpp import MAX_GROWTH_STEP, FisherKPP
from physnet_core.physics.interactive import InteractiveGrowth
from physnet_core.physics.super_time_stepping import SuperTimeStepping

Floats = NDArray[np.float64]
Solver = Callable[..., list[Floats]]

_RHO = 0.025
_SEED_MM = 3.0
_DAYS = tuple(float(day) for day in range(1, 201))


def constant_diffusion(cells: int, spacing: float, diffusion: float, *, rounds: int) -> Comparison:
    """Compare 200 days at constant D; the error is that of the worst of all days, in space and time."""
    start = _seed(cells, spacing, (cells / 2, cells / 2))
    reference = _quarter(cells, spacing, diffusion)
    density = torch.from_numpy(start).float()

    def plain(solver: Solver, steps: int) -> dict[float, Floats]:
        frames = solver(start, diffusion, _RHO, days=_DAYS, steps=steps, spacing=spacing)
        # Judged only on days that end with a step; on the others its frame is of a slightly other time.
        return {day: frame for day, frame in zip(_DAYS, frames, strict=True) if (day * steps) % 200 == 0}

    def interactive() -> InteractiveGrowth:
        growth = InteractiveGrowth(density, diffusion, _RHO, days=200.0, spacing=(spacing, spacing))
        growth.at(133.0)  # the frame on screen
        return growth

    def error(made: dict[float, Floats] | InteractiveGrowth) -> float:
        if isinstance(made, InteractiveGrowth):
            made = {day: made.at(day).double().numpy() for day in _DAYS}
        half = cells // 2
        return max(float(np.abs(frame[half:, half:] - reference[day]).max()) for day, frame in made.items())

    customary = customary_steps(200.0, diffusion, spacing)
    # No fewer than one step a day, or there would be no frame for each.
    fewest = max(200, fewest_steps(200.0, diffusion, spacing, 2))
    return compare(
        f"constant D, {cells} x {cells}, {spacing:g} mm, D {diffusion:g}, rho {_RHO:g}, 200 days, any day at hand",
        {
            f"NumPy as TumorGrowthToolkit, {customary} steps": lambda: plain(rolled, customary),
            f"NumPy in place, {customary} steps": lambda: plain(explicit, customary),
            f"NumPy in place, {fewest} steps, the stability limit": lambda: plain(explicit, fewest),
            "interactive": interactive,
        },
        rounds=rounds,
        error=error,
    )


def masked(shape: Sequence[int], diffusion: float, days: float, *, rounds: int) -> Comparison:
    """Compare growth at variable D inside a mask, on cells of 1 mm in two or three dimensions."""
    per_cell = _anatomy(shape, diffusion)
    center = [0.5 * cells for cells in shape[:-1]] + [0.8 * shape[-1]]
    start = _ball(shape, center) * (per_cell > 0)
    steps = customary_steps(days, diffusion, 1.0)
    domain = torch.from_numpy(per_cell > 0)

    def ours(dtype: torch.dtype, step: float | None) -> Floats:
        u = torch.from_numpy(start)[None, None].to(dtype)
        d = torch.from_numpy(per_cell)[None, None].to(dtype)
        (frame,) = FisherKPP(SuperTimeStepping(domain)).frames(u, d, _RHO, times=[days], max_step=step)
        last: Floats = frame[0, 0].double().numpy()
        return last

    def plain(solver: Solver, count: int) -> Floats:
        return solver(start, per_cell, _RHO, days=[days], steps=count, spacing=1.0)[0]

    if len(shape) == 2:  # Richardson's extrapolation of the plain solver: a reference that is not our own
        reference = 2 * plain(explicit, 4 * steps) - plain(explicit, 2 * steps)
    else:
        reference = ours(torch.float64, days / 100)
    return compare(
        f"variable D in a mask, {' x '.join(map(str, shape))}, 1 mm, D {diffusion:g}, {days:g} days",
        {
            f"NumPy as TumorGrowthToolkit, {steps} steps": lambda: plain(rolled, steps),
            f"NumPy in place, {steps} steps": lambda: plain(explicit, steps),
            "super-time-stepping, twice the step": lambda: ours(torch.float32, 2 * MAX_GROWTH_STEP / _RHO),
            "super-time-stepping": lambda: ours(torch.float32, None),
            "super-time-stepping, half the step": lambda: ours(torch.float32, 0.5 * MAX_GROWTH_STEP / _RHO),
        },
        rounds=rounds,
        error=lambda made: float(np.abs(made - reference).max()),
        facts={"voxels_in_mask": float((per_cell > 0).sum())},
    )


def network_block(*, rounds: int, batch: int = 64, side: int = 28, steps: int = 16) -> Comparison:
    """Compare forward and backward of growth inside the network, with what is kept in memory between them."""
    generator = torch.Generator().manual_seed(0)
    axis = torch.arange(side) - side / 2
    blob = torch.exp(-(axis[:, None] ** 2 + axis**2) / 18)
    u0 = (blob * torch.rand(batch, 1, 1, 1, generator=generator)).requires_grad_()
    d = (0.2 * torch.rand(batch, generator=generator)).requires_grad_()
    rho = (0.5 * torch.rand(batch, generator=generator)).requires_grad_()
    model = FisherKPP()

    def run(block: str) -> Tensor:
        made: Tensor = model(u0, d, rho, steps=steps) if block == "ours" else conv_block(u0, d, rho, steps=steps)
        made.square().mean().backward()
        return made.detach()

    with torch.no_grad():
        fine = model(u0.double(), d.double(), rho.double(), steps=16 * steps, step_size=1 / 16)[:, ::16]
    return compare(
        f"growth in the network, {side} x {side}, batch {batch}, {steps} steps, forward and backward",
        {"conv2d Euler": lambda: run("conv"), "FisherKPP": lambda: run("ours")},
        rounds=rounds,
        error=lambda made: float((made - fine).abs().max()),
        facts={
            "saved_mb_conv2d": _saved_mb(lambda: conv_block(u0, d, rho, steps=steps)),
            "saved_mb_ours": _saved_mb(lambda: model(u0, d, rho, steps=steps)),
        },
    )


def _saved_mb(forward: Callable[[], Tensor]) -> float:
    """Return what autograd keeps for the backward pass; a storage that is kept twice counts once."""
    storages: dict[int, int] = {}

    def pack(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        storages[storage.data_ptr()] = storage.nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        made = forward()  # kept until counted, so that no storage is used again
    del made
    return sum(storages.values()) / 1e6


def _quarter(cells: int, spacing: float, diffusion: float) -> dict[float, Floats]:
    """Return a quarter of the symmetric problem at the centers of its cells, extrapolated to cells of no width.

    Grids with cells of `spacing` and a third of it have centers in common, and errors in the ratio 9 to 1.
    """
    wide, narrow = (_on_parts(cells // 2, parts, spacing, diffusion) for parts in (1, 3))
    return {day: (9 * one - other) / 8 for day, one, other in zip(_DAYS, narrow, wide, strict=True)}


def _on_parts(cells: int, parts: int, spacing: float, diffusion: float) -> Iterator[Floats]:
    """Yield each day at the centers of `cells` cells, computed with each cut into `parts`, an odd number."""
    width, middle = spacing / parts, parts // 2
    start = torch.from_numpy(_seed(cells * parts, width, (0.0, 0.0)))[None, None]
    for frame in FisherKPP().frames(start, diffusion, _RHO, times=_DAYS, spacing=width, max_step=1.0):
        yield frame[0, 0, middle::parts, middle::parts].numpy().copy()


def _seed(cells: int, spacing: float, center: tuple[float, float]) -> Floats:
    rows, columns = (((np.arange(cells) + 0.5 - c) * spacing) ** 2 for c in center)
    seed: Floats = np.exp(-(rows[:, None] + columns[None]) / (2 * _SEED_MM**2))
    return seed


def _ball(shape: Sequence[int], center: Sequence[float]) -> Floats:
    away = sum((np.indices(shape)[axis] + 0.5 - c) ** 2 for axis, c in enumerate(center))
    return np.asarray(np.exp(-away / (2 * _SEED_MM**2)), dtype=np.float64)


def _anatomy(shape: Sequence[int], diffusion: float) -> Floats:
    """Return D of a made-up head: an ellipsoid, white stripes in grey matter, and a hole of fluid in the middle."""
    axes = [(np.arange(cells) + 0.5) / cells * 2 - 1 for cells in shape]
    grid = np.meshgrid(*axes, indexing="ij")
    away = sum(axis**2 for axis in grid)
    white = np.sin(9 * grid[0]) * np.cos(7 * grid[-1]) > -0.3
    per_cell = np.where(white, diffusion, diffusion / 10)
    return np.asarray(np.where((away < 0.81) & (away > 0.04), per_cell, 0.0), dtype=np.float64)
