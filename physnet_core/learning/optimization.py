"""How the weights move: groups, learning rate, running mean."""

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import nn
from torch.optim.swa_utils import get_ema_multi_avg_fn


def parameter_groups(model: nn.Module, weight_decay: float) -> Sequence[dict[str, Any]]:
    """Return the parameters in two groups; norms and biases have one dimension, and shrinking them regularizes not."""
    decayed = [parameter for parameter in model.parameters() if parameter.ndim > 1]
    free = [parameter for parameter in model.parameters() if parameter.ndim <= 1]
    return [{"params": decayed, "weight_decay": weight_decay}, {"params": free, "weight_decay": 0.0}]


def learning_rate(peak: float, warmup: float, position: float) -> float:
    """Return the rate at a position in 0..1 of the whole training: a linear rise, then a cosine down to a hundredth."""
    if position < warmup:
        return peak * position / warmup
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (position - warmup) / (1 - warmup))))


@torch.no_grad()
def follow(average: nn.Module, model: nn.Module, *, decay: float, step: int) -> None:
    """Move the running mean of the weights towards the model's."""
    decay = min(decay, (step + 1) / (step + 10))  # follow closely while the weights still run
    pairs = list(zip(average.state_dict().values(), model.state_dict().values(), strict=True))
    means, values = zip(*(pair for pair in pairs if pair[0].is_floating_point()), strict=True)
    get_ema_multi_avg_fn(decay)(means, values, 1)  # all in one pass: a hundred small ones keep a GPU waiting
    for count, value in (pair for pair in pairs if not pair[0].is_floating_point()):
        count.copy_(value)
