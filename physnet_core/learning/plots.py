"""Pictures of a training and of an evaluation."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

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
        right.plot(epochs, [row[name] for row in history], label=label)
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
    _save(figure, folder / f"{name}.png")


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


def _save(figure: Figure, path: Path) -> None:
    temporary = path.with_name(f".{path.name}.part")
    FigureCanvasAgg(figure)
    figure.savefig(temporary, format="png", dpi=150)
    os.replace(temporary, path)  # noqa: PTH105
