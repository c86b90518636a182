"""`physnet train`: from a folder of pictures to a bundle."""

import argparse
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from physnet_core.cli.console import complain, tell
from physnet_core.errors import DataError, InvalidParameterError

if TYPE_CHECKING:  # these load torch, which `--help` should not wait for
    from physnet_core.learning.dataset import Dataset
    from physnet_core.learning.index import DataIndex, Part
    from physnet_core.learning.train import Recipe, Training
    from physnet_core.network.bundle import Bundle
    from physnet_core.network.preprocessing import Preprocessing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of this command."""
    parser.add_argument("data", type=Path, help="class folders, with or without Training/Testing and manifest.csv")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint, log, plot and bundle")
    parser.add_argument(
        "--model",
        default="physnet",
        metavar="NAME",
        help="physnet, physnet-nophysics, physnet-output, resnet18|34|50, mobilenet_v2, vgg16, vgg19, "
        "efficientnet_lite0|1|2",
    )
    parser.add_argument("--backbone", default="resnet18", help="of the physnet models: resnet18, resnet34 or resnet50")
    parser.add_argument("--split", choices=("official", "clean"), default="clean")
    parser.add_argument("--masks", metavar="DIR|none", help="tumor outlines; by default DATA/masks where it exists")
    parser.add_argument("--size", type=int, default=160, help="side of the input in pixels, a multiple of 32")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument(
        "--learning-rate", type=float, metavar="R", help="at its peak, for batches of 64; by default 0.002"
    )
    parser.add_argument(
        "--augment",
        choices=("full", "mild"),
        default="full",
        help="how far pictures are changed while training: mild where heads of the test part were seen in training",
    )
    parser.add_argument("--init", default="none", metavar="none|imagenet|FILE", help="weights to start from")
    parser.add_argument(
        "--blend", type=float, default=0.0, metavar="W", help="how much of the weights of --init stays in the result"
    )
    parser.add_argument(
        "--teachers",
        nargs="+",
        default=[],
        metavar="FILE",
        help="bundles whose mean answer is learned beside the labels",
    )
    parser.add_argument(
        "--soup",
        nargs="+",
        default=[],
        metavar="FILE",
        help="bundles of other trainings from the same --init, whose weights are averaged with the result",
    )
    parser.add_argument(
        "--patience", type=int, default=0, metavar="N", help="stop after N epochs without a better validation; 0: never"
    )
    parser.add_argument(
        "--fraction",
        type=float,
        default=1.0,
        metavar="F",
        help="learn from this part of the patients only",
    )
    parser.add_argument(
        "--growth-prior",
        type=float,
        default=0.05,
        metavar="W",
        help="weight of what the literature knows of D and rho; 0 leaves them to the data, which do not determine them",
    )
    parser.add_argument("--resume", action="store_true", help="go on from the last finished epoch")
    parser.add_argument(
        "--add", type=Path, nargs="+", default=[], metavar="DIR", help="further folders with a manifest.csv"
    )


def run(args: argparse.Namespace) -> int:
    """Train, showing progress, and write the bundle."""
    from physnet_core.learning.finish import finish
    from physnet_core.learning.index import load_index
    from physnet_core.learning.parallel import join_team
    from physnet_core.learning.plots import training_plot
    from physnet_core.learning.teaching import summon
    from physnet_core.learning.train import prepare
    from physnet_core.network.bundle import load_bundle
    from physnet_core.network.device import resolve_device

    recipe = _recipe(args)
    device = resolve_device(args.device)
    start = _start(args.init)
    bundles = [load_bundle(source) for source in args.teachers]
    companions = [load_bundle(source) for source in args.soup]
    with join_team(device) as team:
        teachers = summon(bundles, recipe.preprocessing, team.device(device))
        quiet = args.quiet or not team.leads
        tell(_what(args.model, recipe), quiet=quiet)
        index = load_index(args.data, args.split, masks=masks_folder(args.data, args.masks), add=args.add)
        index = index.thinned(args.fraction, recipe.seed)
        tell(f"{len(index.samples)} pictures, {index.distinct} of them distinct", quiet=quiet)
        hidden = quiet or not sys.stderr.isatty()
        data, validation = (
            read_part(index, part, recipe.preprocessing, quiet=hidden, tell_skipped=team.leads)
            for part in ("train", "val")
        )
        training = prepare(
            recipe,
            data,
            validation,
            args.out,
            team.device(device),
            resume=args.resume,
            start=start,
            teachers=teachers,
            companions=companions,
            team=team,
        )
        _show(training, quiet=quiet)
        if team.leads:
            training_plot(training.history, args.out / "training.png")
            finish(training, _name(args.model, recipe), args.split, args.fraction).save(args.out)
    return 0


def _show(training: "Training", *, quiet: bool) -> None:
    """Train to the end, with a bar for each epoch and a line for each one that is done."""
    from physnet_core.learning.train import run as run_training

    with tqdm(total=training.steps_per_epoch, disable=quiet or not sys.stderr.isatty()) as bar:
        bar.set_description(f"epoch {len(training.history) + 1}/{training.recipe.epochs}")
        for row in run_training(training, on_step=lambda done, _: bar.update(done - bar.n)):
            if not quiet:
                tqdm.write(_line(row), file=sys.stderr)
            bar.reset()
            bar.set_description(f"epoch {len(training.history) + 1}/{training.recipe.epochs}")


def read_part(
    index: "DataIndex", part: "Part", preprocessing: "Preprocessing", *, quiet: bool, tell_skipped: bool
) -> "Dataset":
    """Read the pictures of one part, showing progress, and name those that cannot be read.

    Raises
    ------
    DataError
        Where the part is empty.
    """
    from physnet_core.learning.dataset import load_dataset

    samples = index.part(part)
    if not samples:
        raise DataError(f"The {part} part of the split {index.split} holds no picture; choose another --split.")
    with tqdm(total=len(samples), desc=f"reading {part}", disable=quiet) as bar:
        dataset = load_dataset(samples, preprocessing, progress=lambda done, _: bar.update(done - bar.n))
    for sentence in dataset.skipped if tell_skipped else ():
        complain(f"left out {sentence}")
    return dataset


def masks_folder(data: Path, argument: str | None) -> Path | None:
    """Return the folder of outlines that `--masks` means, or None for none.

    Raises
    ------
    InvalidParameterError
        Where a folder was named that does not exist.
    """
    if argument == "none":
        return None
    folder = Path(argument) if argument else data / "masks"
    if argument and not folder.is_dir():
        raise InvalidParameterError(f"There is no folder {folder}; name one with tumor outlines, or 'none'.")
    return folder if folder.is_dir() else None


def _recipe(args: argparse.Namespace) -> "Recipe":
    from physnet_core.learning.augmentation import MILD, Augmentation
    from physnet_core.learning.losses import LossWeights
    from physnet_core.learning.train import Recipe
    from physnet_core.learning.transplant import Transplant
    from physnet_core.network.preprocessing import Preprocessing
    from physnet_core.network.rivals import specify

    _require_sense(args)
    mild = args.augment == "mild"
    architecture, network = specify(args.model, args.backbone, args.size)
    return Recipe(
        architecture=architecture,
        network=network,
        preprocessing=Preprocessing(size=args.size),
        augmentation=MILD if mild else Augmentation(),
        transplant=Transplant(probability=0.0) if mild else Transplant(),
        loss=LossWeights(growth_prior=args.growth_prior),
        epochs=args.epochs,
        batch=args.batch,
        learning_rate=args.learning_rate or Recipe.learning_rate,
        patience=args.patience,
        blend=args.blend,
        seed=args.seed or 0,
    )


def _require_sense(args: argparse.Namespace) -> None:
    if args.size < 64 or args.size % 32:
        raise InvalidParameterError(f"The size must be a multiple of 32 and at least 64, not {args.size}.")
    if args.epochs < 1 or args.batch < 2 or args.patience < 0:
        raise InvalidParameterError("Give at least 1 epoch, batches of at least 2, and a patience of 0 or more.")
    if args.learning_rate is not None and not 0 < args.learning_rate < 1:
        raise InvalidParameterError(f"The learning rate must lie between 0 and 1, not {args.learning_rate}.")
    if not 0 <= args.blend < 1 or (args.blend and args.init in ("none", "imagenet")):
        raise InvalidParameterError("--blend takes a number from 0 to below 1, and the bundle of --init to blend with.")
    if not 0 <= args.growth_prior < math.inf:
        raise InvalidParameterError(f"The weight of the growth prior must be 0 or more, not {args.growth_prior}.")


def _start(init: str) -> "Bundle | str | None":
    from physnet_core.learning.train import IMAGENET
    from physnet_core.network.bundle import load_bundle

    if init == "none":
        return None
    return IMAGENET if init == IMAGENET else load_bundle(init)


def _name(model: str, recipe: "Recipe") -> str:
    """Return the name of the network that is really trained: the VGGs are those with batch normalization."""
    return recipe.network.backbone if model.startswith("vgg") else model


def _what(model: str, recipe: "Recipe") -> str:
    name = _name(model, recipe)
    why = "" if name == model else f" (plain {model} does not train from random weights)"
    return f"training {name}{why}"


def _line(row: dict[str, float]) -> str:
    dice = "" if math.isnan(row["dice"]) else f"  Dice {row['dice']:.3f}"
    return (
        f"epoch {row['epoch']:3.0f}  loss {row['loss']:.3f}  validation: accuracy {row['accuracy']:.3f}  "
        f"macro-F1 {row['macro_f1']:.3f}{dice}  ({row['seconds']:.0f} s)"
    )
