"""Pictures of a training and of an evaluation."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from sklearn.metrics import roc_curve

from physnet_core.files import replacing
from physnet_core.learning.evaluate import Evaluation
from physnet_core.learning.index import CLASSES

_BINS = 10


def training_plot(history: Sequence[Mapping[str, float]], path: Path) -> None:
    """Draw loss, accuracy, macro-F1 and Dice over epochs."""
    figure = Figure(figsize=(8, 3.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    epochs = [row["epoch"] for row in history]
    left.plot(epochs, [row["loss"] for row in history], color="black")
    left.set(xlabel="epoch", ylabel="training loss")
    for name, label in (("accuracy", "accuracy"), ("macro_f1", "macro-F1"), ("dice", "Dice of u0")):
        values = [row[name] for row in history]
        if not np.isnan(values).all():  # a rival finds no tumor
            right.plot(epochs, values, label=label)
    right.set(xlabel="epoch", ylabel="validation", ylim=(0, 1))
    right.legend(frameon=False)
    _save(figure, path)


def evaluation_plots(name: str, evaluation: Evaluation, folder: Path) -> None:
    """Draw the confusion matrix and the reliability diagram of one network."""
    figure = Figure(figsize=(8, 3.6), layout="constrained")
    left, right = figure.subplots(1, 2)
    counts = np.array(evaluation.confusion)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    left.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(counts):
        left.text(
            column, row, str(count), ha="center", va="center", color="white" if shares[row, column] > 0.5 else "black"
        )
    left.set(xticks=range(len(CLASSES)), yticks=range(len(CLASSES)), xlabel="predicted", ylabel="true", title=name)
    left.set_xticklabels(CLASSES, rotation=20)
    left.set_yticklabels(CLASSES)
    _reliability(right, evaluation)
    _save(figure, folder / f"{_file(name)}.png")


def roc_plot(name: str, evaluation: Evaluation, folder: Path) -> None:
    """Draw one curve a class, against all others."""
    figure = Figure(figsize=(4, 3.6), layout="constrained")
    axes = figure.subplots()
    for index, label in enumerate(CLASSES):
        true = evaluation.labels == index
        if true.any() and not true.all():
            false_rate, true_rate, _ = roc_curve(true, evaluation.probabilities[:, index])
            axes.plot(false_rate, true_rate, label=label)
    axes.set(xlabel="false positive rate", ylabel="true positive rate", title=name)
    axes.legend(frameon=False)
    _save(figure, folder / f"{_file(name)}-roc.png")


def growth_plot(name: str, evaluation: Evaluation, folder: Path) -> None:
    """Draw D^ and rho^ by class, where the network has them."""
    if evaluation.latent is None:
        return
    figure = Figure(figsize=(8, 3.2), layout="constrained")
    values = (evaluation.latent.diffusion.numpy(), evaluation.latent.growth.numpy())
    for axes, numbers, title in zip(figure.subplots(1, 2), values, ("D^ = D dt/h^2", "rho^ = rho dt"), strict=True):
        groups = [numbers[evaluation.labels == index] for index in range(len(CLASSES))]
        axes.boxplot([group for group in groups if len(group)], showfliers=False)
        axes.set_xticklabels([label for label, group in zip(CLASSES, groups, strict=True) if len(group)])
        axes.set(yscale="log", title=f"{name}: {title}")
    _save(figure, folder / f"{_file(name)}-growth.png")


def _reliability(axes, evaluation: Evaluation) -> None:  # type: ignore[no-untyped-def] # matplotlib's Axes is partly untyped
    confidence = evaluation.probabilities.max(axis=1)
    right = evaluation.probabilities.argmax(axis=1) == evaluation.labels
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    counts = np.bincount(bins, minlength=_BINS)
    used = counts > 0
    mean_confidence = np.bincount(bins, weights=confidence, minlength=_BINS)[used] / counts[used]
    accuracy = np.bincount(bins, weights=right, minlength=_BINS)[used] / counts[used]
    axes.plot((0, 1), (0, 1), color="grey", linewidth=1)
    axes.plot(mean_confidence, accuracy, marker="o", color="black")
    axes.set(xlabel="confidence", ylabel="accuracy", xlim=(0, 1), ylim=(0, 1), title=f"ECE {evaluation.ece:.3f}")


def _file(name: str) -> str:
    return name.replace("#", "-")  # a second seed, physnet#2, in a name that needs no escape in a link


def _save(figure: Figure, path: Path) -> None:
    FigureCanvasAgg(figure)
    with replacing(path) as temporary:
        figure.savefig(temporary, format="png", dpi=150)
