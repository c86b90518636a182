"""The solvers that users have today, written plainly: explicit Euler in float64 NumPy, and a conv2d block in torch."""

import math
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Floats = NDArray[np.float64]


def customary_steps(days: float, diffusion: float, spacing: float) -> int:
    """Return the number of steps that TumorGrowthToolkit takes, about twice the stability limit of two dimensions."""
    return int(days * diffusion / spacing**2 * 8 + 100)


def fewest_steps(days: float, diffusion: float, spacing: float, axes: int) -> int:
    """Return the number of steps at the stability limit of explicit Euler."""
    return math.ceil(days * diffusion * 2 * axes / spacing**2)


def explicit(
    start: Floats, diffusion: float | Floats, proliferation: float, *, days: Sequence[float], steps: int, spacing: float
) -> list[Floats]:
    """Return the density on each of `days`, by equal explicit steps up to the last.

    Parameters
    ----------
    diffusion
        A number, or a map that is 0 outside the domain; faces carry the harmonic mean of both sides, as ours do, so
        that both solve one problem.
    """
    step = days[-1] / steps
    faces = _faces(start, diffusion, step / spacing**2)
    u, frames, taken = start.copy(), [], 0
    for day in days:
        while taken < round(day / step):
            change = proliferation * step * u * (1 - u)
            for axis, face in enumerate(faces):
                flux = face * np.diff(u, axis=axis)
                low, high = [slice(None)] * u.ndim, [slice(None)] * u.ndim
                low[axis], high[axis] = slice(None, -1), slice(1, None)
                change[tuple(low)] += flux
                change[tuple(high)] -= flux
            u += change
            taken += 1
        frames.append(u.copy())
    return frames


def rolled(
    start: Floats, diffusion: float | Floats, proliferation: float, *, days: Sequence[float], steps: int, spacing: float
) -> list[Floats]:
    """Return the same as `explicit` in the way of TumorGrowthToolkit: whole arrays, rolled, no array in place."""
    step = days[-1] / steps
    per_cell = np.full(start.shape, diffusion) if isinstance(diffusion, float) else diffusion
    forward = []
    for axis, face in enumerate(_faces(start, per_cell, step / spacing**2)):
        last = [(0, 1 if index == axis else 0) for index in range(start.ndim)]
        forward.append(np.pad(face, last))
    backward = [np.roll(face, 1, axis) for axis, face in enumerate(forward)]
    u, frames, taken = start.copy(), [], 0
    for day in days:
        while taken < round(day / step):
            change = proliferation * step * u * (1 - u)
            for axis, (after, before) in enumerate(zip(forward, backward, strict=True)):
                change = change + after * (np.roll(u, -1, axis) - u) - before * (u - np.roll(u, 1, axis))
            u = u + change
            taken += 1
        frames.append(u.copy())
    return frames


def conv_block(u: Tensor, diffusion: Tensor, proliferation: Tensor, *, steps: int) -> Tensor:
    """Return the trajectory of explicit Euler by a five-point convolution, the usual way to put growth in a network."""
    kernel = torch.tensor([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]], dtype=u.dtype)[None, None]
    d, rho = diffusion.reshape(-1, 1, 1, 1), proliferation.reshape(-1, 1, 1, 1)
    frames = [u]
    for _ in range(steps):
        padded = torch.nn.functional.pad(u, (1, 1, 1, 1), mode="replicate")
        u = u + d * torch.nn.functional.conv2d(padded, kernel) + rho * u * (1 - u)
        frames.append(u)
    return torch.cat(frames, dim=1)


def _faces(start: Floats, diffusion: float | Floats, scale: float) -> list[float | Floats]:
    if isinstance(diffusion, float):
        return [diffusion * scale] * start.ndim
    faces: list[float | Floats] = []
    for axis, cells in enumerate(diffusion.shape):
        low = np.take(diffusion, range(cells - 1), axis=axis)
        high = np.take(diffusion, range(1, cells), axis=axis)
        faces.append(np.where((low > 0) & (high > 0), 2 * low * high / np.maximum(low + high, 1e-30), 0.0) * scale)
    return faces
