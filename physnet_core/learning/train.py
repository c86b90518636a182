"""The training loop, to be read from top to bottom."""

import copy
import csv
import json
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import nn

from physnet_core.learning.augmentation import Augmentation
from physnet_core.learning.checkpoint import NAME as CHECKPOINT
from physnet_core.learning.checkpoint import Progress, load_checkpoint, save_checkpoint
from physnet_core.learning.dataset import Dataset
from physnet_core.learning.losses import LossWeights, total_loss
from physnet_core.learning.metrics import Outputs, collect_outputs, density_dice, macro_f1
from physnet_core.network.bundle import Bundle
from physnet_core.network.physnet import PhysNet, PhysNetConfig
from physnet_core.network.preprocessing import Preprocessing

LOG = "log.csv"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything that decides what a training gives, beside the data.

    Attributes
    ----------
    learning_rate
        At its peak, for batches of 64; scaled with the batch.
    warmup
        Part of all steps during which the rate rises; it then falls along a cosine.
    average
        Decay of the running mean of the weights, a step.
    """

    network: PhysNetConfig = PhysNetConfig()
    preprocessing: Preprocessing = Preprocessing()
    augmentation: Augmentation = Augmentation()
    loss: LossWeights = LossWeights()
    epochs: int = 30
    batch: int = 64
    learning_rate: float = 1e-3
    weight_decay: float = 0.05
    warmup: float = 0.08
    average: float = 0.998
    seed: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Training:
    """A network under training, and where it stands."""

    recipe: Recipe
    data: Dataset
    validation: Dataset
    folder: Path
    device: torch.device
    model: PhysNet
    average: PhysNet
    optimizer: torch.optim.Optimizer
    history: list[dict[str, float]] = field(default_factory=list)

    @property
    def steps_per_epoch(self) -> int:
        """Batches of one epoch."""
        return max(1, len(self.data) // self.recipe.batch)


def prepare(
    recipe: Recipe,
    data: Dataset,
    validation: Dataset,
    folder: Path,
    device: torch.device,
    *,
    resume: bool,
    start: Bundle | None = None,
) -> Training:
    """Build the network and its optimizer, from the weights of `start` where given, or from the last checkpoint."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    network = PhysNet(recipe.network)
    if start is not None:
        start.copy_weights(network)
    model = network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    average = copy.deepcopy(model).requires_grad_(False)
    optimizer = torch.optim.AdamW(_parameter_groups(model, recipe.weight_decay), lr=recipe.learning_rate)
    history: list[dict[str, float]] = []
    if resume and (folder / CHECKPOINT).is_file():
        history = load_checkpoint(folder, model, average, optimizer, _settings(recipe)).history
    return Training(
        recipe=recipe,
        data=data,
        validation=validation,
        folder=folder,
        device=device,
        model=model,
        average=average,
        optimizer=optimizer,
        history=history,
    )


def run(training: Training, *, on_step: Callable[[int, int], None] | None = None) -> Iterator[dict[str, float]]:
    """Train to the end, yielding one row of figures an epoch, after its checkpoint is safe.

    Closing the generator, or Ctrl-C, loses at most the epoch under way.
    """
    for epoch in range(len(training.history), training.recipe.epochs):
        start = time.perf_counter()
        loss = _train_epoch(training, epoch, on_step)
        outputs = collect_outputs(training.average, training.validation, training.device, training.recipe.preprocessing)
        row = {"epoch": epoch + 1, "loss": loss, **_figures(outputs, training.validation)}
        row["seconds"] = round(time.perf_counter() - start, 1)
        training.history.append(row)
        _save(training)
        yield row


def _train_epoch(training: Training, epoch: int, on_step: Callable[[int, int], None] | None) -> float:
    recipe, device = training.recipe, training.device
    # One seed an epoch, for order, augmentation and dropout: a resumed training repeats an uninterrupted one.
    generator = torch.Generator().manual_seed(recipe.seed * 100_003 + epoch)
    torch.manual_seed(recipe.seed * 100_003 + epoch)
    order = torch.multinomial(
        training.data.weights(), training.steps_per_epoch * recipe.batch, replacement=True, generator=generator
    )
    training.model.train()
    total = 0.0
    for step, chosen in enumerate(order.split(recipe.batch)):
        rate = _learning_rate(training, epoch * training.steps_per_epoch + step)
        for group in training.optimizer.param_groups:
            group["lr"] = rate
        images, masks = recipe.augmentation(
            training.data.images[chosen].to(device).float() / 255,
            training.data.masks[chosen].to(device).float(),
            generator,
        )
        images = recipe.preprocessing.normalize(images).contiguous(memory_format=torch.channels_last)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            output = training.model(images)
        loss = total_loss(
            output,
            training.data.labels[chosen].to(device),
            masks,
            training.data.has_mask[chosen].to(device),
            recipe.loss,
        )
        training.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(training.model.parameters(), 2.0)
        training.optimizer.step()
        _update_average(training, epoch * training.steps_per_epoch + step)
        total += float(loss.detach())
        if on_step:
            on_step(step + 1, training.steps_per_epoch)
    return total / training.steps_per_epoch


def _learning_rate(training: Training, step: int) -> float:
    recipe = training.recipe
    peak = recipe.learning_rate * recipe.batch / 64
    position = (step + 1) / (recipe.epochs * training.steps_per_epoch)
    if position < recipe.warmup:
        return peak * position / recipe.warmup
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (position - recipe.warmup) / (1 - recipe.warmup))))


@torch.no_grad()
def _update_average(training: Training, step: int) -> None:
    decay = min(training.recipe.average, (step + 1) / (step + 10))  # follow closely while the weights still run
    for mean, value in zip(training.average.state_dict().values(), training.model.state_dict().values(), strict=True):
        if mean.is_floating_point():
            mean.lerp_(value, 1 - decay)
        else:
            mean.copy_(value)


def _figures(outputs: Outputs, validation: Dataset) -> dict[str, float]:
    predicted = outputs.logits.argmax(dim=1)
    return {
        "accuracy": float((predicted == validation.labels).double().mean()),
        "macro_f1": macro_f1(validation.labels, predicted),
        "dice": density_dice(outputs.density, validation),
    }


def _parameter_groups(model: nn.Module, weight_decay: float) -> Sequence[dict[str, Any]]:
    # Norms and biases have one dimension; shrinking them does not regularize.
    decayed = [parameter for parameter in model.parameters() if parameter.ndim > 1]
    free = [parameter for parameter in model.parameters() if parameter.ndim <= 1]
    return [{"params": decayed, "weight_decay": weight_decay}, {"params": free, "weight_decay": 0.0}]


def _settings(recipe: Recipe) -> dict[str, Any]:
    settings: dict[str, Any] = json.loads(json.dumps(asdict(recipe)))  # tuples become lists, as in the file
    return settings


def _save(training: Training) -> None:
    progress = Progress(epoch=len(training.history), settings=_settings(training.recipe), history=training.history)
    save_checkpoint(training.folder, training.model, training.average, training.optimizer, progress)
    temporary = training.folder / f".{LOG}.part"
    with temporary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(training.history[0]))
        writer.writeheader()
        writer.writerows(training.history)
    os.replace(temporary, training.folder / LOG)  # noqa: PTH105
