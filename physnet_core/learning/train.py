"""The training loop, to be read from top to bottom."""

import copy
import csv
import io
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Generator, Tensor, nn

from physnet_core.files import make_folder, write_text
from physnet_core.learning.augmentation import Augmentation
from physnet_core.learning.averaging import require_alike
from physnet_core.learning.checkpoint import NAME as CHECKPOINT
from physnet_core.learning.checkpoint import (
    Progress,
    load_best,
    load_checkpoint,
    save_best,
    save_checkpoint,
)
from physnet_core.learning.dataset import Dataset, require_all_classes
from physnet_core.learning.losses import LossWeights, total_loss
from physnet_core.learning.metrics import Outputs, collect_outputs, density_dice, macro_f1
from physnet_core.learning.optimization import follow, learning_rate, parameter_groups
from physnet_core.learning.parallel import Team
from physnet_core.learning.teaching import Lesson, Teachers
from physnet_core.learning.transplant import Batch, Transplant
from physnet_core.learning.truth import fingerprint
from physnet_core.network.bundle import Bundle, BundleMetadata
from physnet_core.network.physnet import PhysNetConfig
from physnet_core.network.preprocessing import Preprocessing
from physnet_core.network.pretrained import copy_imagenet
from physnet_core.network.rivals import PHYSNET, Network, build_network

LOG = "log.csv"
IMAGENET = "imagenet"
RANDOM = "random initialization"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything that decides what a training gives, beside the data.

    Attributes
    ----------
    architecture
        See `rivals.build_network`.
    learning_rate
        At its peak, for batches of 64; scaled with the batch.
    warmup
        Part of all steps during which the rate rises; it then falls along a cosine.
    average
        Decay of the running mean of the weights, a step.
    patience
        Stop after so many epochs without a better macro-F1 on the validation part, and keep the best epoch's weights;
        0 trains to the end and keeps the last.
    blend
        How much of the weights that the training started from stays in those that are kept. Where new pictures are
        learned, a blend forgets less of the old ones, and does better on others than both (WiSE-FT, Wortsman et al.
        2022, arXiv:2109.01903).
    """

    architecture: str = PHYSNET
    network: PhysNetConfig = PhysNetConfig()
    preprocessing: Preprocessing = Preprocessing()
    augmentation: Augmentation = Augmentation()
    transplant: Transplant = Transplant()
    loss: LossWeights = LossWeights()
    epochs: int = 30
    batch: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 0.05
    warmup: float = 0.08
    average: float = 0.998
    patience: int = 0
    blend: float = 0.0
    seed: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Training:
    """A network under training, and where it stands.

    Attributes
    ----------
    start
        The bundle of the first weights, "imagenet", or None for random ones.
    companions
        Bundles of other trainings from the same first weights, whose weights are averaged with ours at the end (model
        soup, Wortsman et al. 2022, arXiv:2203.05482).
    """

    recipe: Recipe
    data: Dataset
    validation: Dataset
    folder: Path
    device: torch.device
    model: Network
    average: Network
    optimizer: torch.optim.Optimizer
    start: Bundle | str | None = None
    teachers: Teachers = Teachers()
    companions: tuple[Bundle, ...] = ()
    team: Team = Team()
    history: list[dict[str, float]] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Where the first weights came from, in words."""
        if isinstance(self.start, Bundle):
            identity = self.start.identity
            return f"the bundle {identity.name} {identity.version} ({identity.sha256[:12]})"
        return "ImageNet weights" if self.start == IMAGENET else RANDOM

    @property
    def earlier(self) -> dict[str, Any] | None:
        """Epochs and size of picture by which the first weights were trained, and what came before; None for others."""
        return _schedule(self.start.metadata) if isinstance(self.start, Bundle) else None

    @property
    def steps_per_epoch(self) -> int:
        """Batches of one epoch."""
        return max(1, len(self.data) // self.recipe.batch)

    @property
    def best(self) -> int:
        """The epoch with the highest macro-F1 on the validation part, the first of equals; 0 before any."""
        scores = [row["macro_f1"] for row in self.history]
        return scores.index(max(scores)) + 1 if scores else 0

    @property
    def finished(self) -> bool:
        """Whether all epochs are done, or further ones have stopped to help."""
        done, patience = len(self.history), self.recipe.patience
        return done >= self.recipe.epochs or (patience > 0 and done - self.best >= patience)

    @property
    def kept(self) -> dict[str, float]:
        """The figures of the epoch whose weights are kept."""
        return self.history[self.best - 1 if self.recipe.patience else -1]


class _Step(nn.Module):
    """From a batch to its loss, as one module: what a team of processes shares."""

    def __init__(self, network: Network, weights: LossWeights) -> None:
        super().__init__()
        self.network, self.weights = network, weights

    def forward(self, images: Tensor, labels: Tensor, masks: Tensor, has_mask: Tensor, lesson: Lesson | None) -> Tensor:
        with torch.autocast(images.device.type, dtype=torch.bfloat16):
            output = self.network(images)
        return total_loss(output, labels, masks, has_mask, self.weights, lesson)


def prepare(
    recipe: Recipe,
    data: Dataset,
    validation: Dataset,
    folder: Path,
    device: torch.device,
    *,
    resume: bool,
    start: Bundle | str | None = None,
    teachers: Teachers | None = None,
    companions: Sequence[Bundle] = (),
    team: Team | None = None,
) -> Training:
    """Build the network and its optimizer.

    Parameters
    ----------
    resume
        Go on from the folder's last checkpoint, if there is one.
    start
        A bundle, or "imagenet", for weights to begin with; None for random ones.
    teachers
        Who answers beside the labels.
    companions
        See `Training`.
    team
        The processes that train together.

    Raises
    ------
    DataError
        Where the training data lacks a class.
    InvalidParameterError
        Where the weights of a companion do not fit.
    InvalidBundleError
        Where the checkpoint is damaged, or of another training.
    """
    require_all_classes(data)
    make_folder(folder)
    torch.manual_seed(recipe.seed)
    network = build_network(recipe.architecture, recipe.network)
    require_alike(network, companions)
    if isinstance(start, Bundle):
        start.copy_weights(network)
    elif start == IMAGENET:
        copy_imagenet(network)
    model = network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    average = copy.deepcopy(model).requires_grad_(False)
    optimizer = torch.optim.AdamW(parameter_groups(model, recipe.weight_decay), lr=recipe.learning_rate, fused=True)
    training = Training(
        recipe=recipe,
        data=data,
        validation=validation,
        folder=folder,
        device=device,
        model=model,
        average=average,
        optimizer=optimizer,
        start=start,
        teachers=teachers or Teachers(),
        companions=tuple(companions),
        team=team or Team(),
    )
    if resume and (folder / CHECKPOINT).is_file():
        training.history.extend(load_checkpoint(folder, model, average, optimizer, _settings(training)).history)
    return training


def imagenet_in(start: Bundle | str | None, teachers: Teachers) -> str:
    """Return how ImageNet came in: by the "start" of the weights or of those before, by a "teacher", or "" for not."""
    if start == IMAGENET:
        return "start"
    before = _imagenet(start) if isinstance(start, Bundle) else ""
    return before or ("teacher" if any(map(_imagenet, teachers.bundles)) else "")


def _imagenet(bundle: Bundle) -> str:
    return str(bundle.metadata.training.get("imagenet", ""))


def _schedule(metadata: BundleMetadata) -> dict[str, Any]:
    epochs = metadata.training.get("recipe", {}).get("epochs", "some")
    schedule = {"epochs": epochs, "size": metadata.preprocessing.size}
    earlier = metadata.training.get("earlier")
    return {**schedule, "earlier": earlier} if earlier else schedule


def run(training: Training, *, on_step: Callable[[int, int], None] | None = None) -> Iterator[dict[str, float]]:
    """Train to the end, yielding one row of figures an epoch, after its checkpoint is safe.

    Closing the generator, or Ctrl-C, loses at most the epoch under way. At the end `training.average` holds the weights
    that are kept.
    """
    team = training.team
    shared = team.share(_Step(training.model, training.recipe.loss))
    while not training.finished:
        start = time.perf_counter()
        epoch = len(training.history)
        loss = _train_epoch(training, shared, epoch, on_step)
        row = team.tell({"epoch": epoch + 1, "loss": loss, **_validate(training)} if team.leads else None)
        row["seconds"] = round(time.perf_counter() - start, 1)
        training.history.append(row)
        if team.leads:
            _save(training)
        yield row
    if team.leads and training.recipe.patience:
        load_best(training.folder, training.average)


def _train_epoch(
    training: Training, shared: nn.Module, epoch: int, on_step: Callable[[int, int], None] | None
) -> float:
    recipe = training.recipe
    # One seed an epoch, for order, augmentation and dropout: a resumed training repeats an uninterrupted one.
    generator = Generator().manual_seed(recipe.seed * 100_003 + epoch)
    torch.manual_seed(recipe.seed * 100_003 + epoch + training.team.rank)
    order = torch.multinomial(
        training.data.weights(), training.steps_per_epoch * recipe.batch, replacement=True, generator=generator
    )
    training.model.train()
    total = 0.0
    for step, chosen in enumerate(order.split(recipe.batch)):
        count = epoch * training.steps_per_epoch + step
        _set_rate(training, (count + 1) / (recipe.epochs * training.steps_per_epoch))
        loss = shared(*_batch(training, chosen, generator))
        training.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(training.model.parameters(), 2.0)
        training.optimizer.step()
        follow(training.average, training.model, decay=recipe.average, step=count)
        total += float(loss.detach())
        if on_step:
            on_step(step + 1, training.steps_per_epoch)
    return total / training.steps_per_epoch


def _batch(
    training: Training, chosen: Tensor, generator: Generator
) -> tuple[Tensor, Tensor, Tensor, Tensor, Lesson | None]:
    """Return our part of a batch: augmented pictures, labels, outlines, whether these are known, what teachers say."""
    recipe, data, device, own = training.recipe, training.data, training.device, training.team.own_part
    # The whole batch is augmented and then parted, so that a team draws the same numbers as one process.
    batch = Batch(
        images=data.images[chosen].to(device).float() / 255,
        masks=data.masks[chosen].to(device).float(),
        labels=data.labels[chosen].to(device),
        has_mask=data.has_mask[chosen].to(device),
    )
    batch = recipe.transplant(batch, generator)
    images, masks = recipe.augmentation(batch.images, batch.masks, generator)
    images = recipe.preprocessing.normalize(own(images)).contiguous(memory_format=torch.channels_last)
    return images, own(batch.labels), own(masks), own(batch.has_mask), training.teachers(images)


def _set_rate(training: Training, position: float) -> None:
    recipe = training.recipe
    rate = learning_rate(recipe.learning_rate * recipe.batch / 64, recipe.warmup, position)
    for group in training.optimizer.param_groups:
        group["lr"] = rate


def _validate(training: Training) -> dict[str, float]:
    validation = training.validation
    outputs: Outputs = collect_outputs(training.average, validation, training.device, training.recipe.preprocessing)
    predicted = outputs.logits.argmax(dim=1)
    return {
        "accuracy": float((predicted == validation.labels).double().mean()),
        "macro_f1": macro_f1(validation.labels, predicted),
        "dice": density_dice(outputs.latent.density, validation) if outputs.latent else float("nan"),
    }


def _settings(training: Training) -> dict[str, Any]:
    """Return what must be the same for a training to be resumed: recipe, first weights, and the very pictures."""
    pictures = fingerprint((*training.data.samples, *training.validation.samples))
    settings = {
        **asdict(training.recipe),
        "origin": training.origin,
        "teachers": training.teachers.names,
        "data": pictures,
    }
    plain: dict[str, Any] = json.loads(json.dumps(settings))  # tuples become lists, as in the file
    return plain


def _save(training: Training) -> None:
    # The best weights go first: an epoch that is interrupted here is trained again, and gives the same ones.
    if training.recipe.patience and training.best == len(training.history):
        save_best(training.folder, training.average)
    progress = Progress(epoch=len(training.history), settings=_settings(training), history=training.history)
    save_checkpoint(training.folder, training.model, training.average, training.optimizer, progress)
    _write_log(training)


def _write_log(training: Training) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(training.history[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(training.history)
    write_text(training.folder / LOG, text.getvalue())
