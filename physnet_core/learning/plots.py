"""Pictures of a training and of an evaluation."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray
from sklearn.metrics import auc, roc_curve

from physnet_core.files import replacing
from physnet_core.learning.evaluate import Evaluation
from physnet_core.learning.index import CLASSES

_BINS = 10
_NAMES = tuple({"notumor": "no tumor"}.get(label, label) for label in CLASSES)
# Okabe and Ito 2008, as on screen
_COLORS = dict(zip(CLASSES, ("#d55e00", "#56b4e9", "#009e73", "#cc79a7"), strict=True))
_INK, _QUIET, _FAINT = "#16191e", "#5a6270", "#e3e6eb"
_CURVES = (("accuracy", "accuracy", "-"), ("macro_f1", "macro-F1", "--"), ("dice", "Dice of $u_0$", "-."))
_WIDE = 10.0  # largest over smallest value from which an axis is logarithmic


def training_plot(history: Sequence[Mapping[str, float]], path: Path) -> None:
    """Draw loss, accuracy, macro-F1 and Dice over epochs."""
    figure = Figure(figsize=(8, 3.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    epochs = [row["epoch"] for row in history]
    left.plot(epochs, [row["loss"] for row in history], color=_INK)
    left.set(xlabel="epoch", ylabel="training loss", ylim=(0, None))
    colors = ("#0072b2", "#56b4e9", "#d55e00")
    for (name, label, style), color in zip(_CURVES, colors, strict=True):
        values = [row[name] for row in history]
        if not np.isnan(values).all():  # a rival finds no tumor
            right.plot(epochs, values, style, color=color, label=f"{label}, last {values[-1]:.3f}")
    right.set(xlabel="epoch", ylabel="validation", ylim=(0, 1))
    right.legend(frameon=False, loc="lower right")
    for axes in (left, right):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        _dress(axes)
    _save(figure, path)


def evaluation_plots(name: str, evaluation: Evaluation, folder: Path) -> None:
    """Draw the confusion matrix and the reliability diagram of one network."""
    figure = Figure(figsize=(8.6, 4.0), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1.05, 1))
    _confusion(left, evaluation, name)
    _reliability(right, evaluation)
    _save(figure, folder / f"{_file(name)}.png")


def roc_plot(name: str, evaluation: Evaluation, folder: Path) -> None:
    """Draw one curve a class, against all others, with the area under it."""
    figure = Figure(figsize=(4.2, 4.2), layout="constrained")
    axes = figure.subplots()
    axes.plot((0, 1), (0, 1), color=_FAINT)
    for index, (label, shown) in enumerate(zip(CLASSES, _NAMES, strict=True)):
        true = evaluation.labels == index
        if true.any() and not true.all():
            false_rate, true_rate, _ = roc_curve(true, evaluation.probabilities[:, index])
            area = auc(false_rate, true_rate)
            axes.plot(false_rate, true_rate, color=_COLORS[label], label=f"{shown}, AUC {area:.3f}", clip_on=False)
    axes.set(xlabel="false positive rate", ylabel="true positive rate", xlim=(0, 1), ylim=(0, 1), aspect="equal")
    axes.set_title(f"{name}: each class against the others", fontsize=11)
    axes.legend(frameon=False, loc="lower right")
    _dress(axes)
    _save(figure, folder / f"{_file(name)}-roc.png")


def growth_plot(name: str, evaluation: Evaluation, folder: Path) -> None:
    """Draw D^ and rho^ by class, where the network has them."""
    if evaluation.latent is None:
        return
    figure = Figure(figsize=(8.6, 3.4), layout="constrained")
    values = (evaluation.latent.diffusion.numpy(), evaluation.latent.growth.numpy())
    titles = (r"$\hat{D} = D\,\Delta t / h^2$", r"$\hat{\rho} = \rho\,\Delta t$")
    for axes, numbers, title in zip(figure.subplots(1, 2), values, titles, strict=True):
        _boxes(axes, {label: numbers[evaluation.labels == index] for index, label in enumerate(CLASSES)})
        axes.set_title(f"{name}: {title}", fontsize=11)
        _dress(axes)
    _save(figure, folder / f"{_file(name)}-growth.png")


def _boxes(axes: Axes, groups: Mapping[str, NDArray[np.floating]]) -> None:
    known = {label: numbers for label, numbers in groups.items() if len(numbers)}
    middle = {"color": _INK, "linewidth": 1.5}
    drawn = axes.boxplot(list(known.values()), showfliers=False, patch_artist=True, medianprops=middle, widths=0.55)
    for box, label in zip(drawn["boxes"], known, strict=True):
        box.set(facecolor=_COLORS[label], edgecolor=_INK, alpha=0.75)
    axes.set_xticklabels([_NAMES[CLASSES.index(label)] for label in known])
    low, high = axes.get_ylim()
    if low > 0 and high / low > _WIDE:
        axes.set_yscale("log")


def _confusion(axes: Axes, evaluation: Evaluation, name: str) -> None:
    counts = np.array(evaluation.confusion)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(counts):
        color = "white" if shares[row, column] > 0.5 else _INK
        text = f"{count}\n{shares[row, column]:.1%}"
        axes.text(column, row, text, ha="center", va="center", color=color, fontsize=9, linespacing=1.3)
    ticks = range(len(CLASSES))
    axes.set(xticks=ticks, yticks=ticks, xlabel="predicted", ylabel="true")
    axes.set_title(f"{name}: slices, and share of the true class", fontsize=11)
    axes.set_xticklabels(_NAMES)
    axes.set_yticklabels(_NAMES)
    axes.tick_params(length=0, labelsize=9)
    axes.spines[:].set_visible(False)


def _reliability(axes: Axes, evaluation: Evaluation) -> None:
    """Draw accuracy against confidence, with the share of slices in each bin below: a sparse bin says little."""
    confidence = evaluation.probabilities.max(axis=1)
    right = evaluation.probabilities.argmax(axis=1) == evaluation.labels
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    counts = np.bincount(bins, minlength=_BINS)
    used = counts > 0
    mean_confidence = np.bincount(bins, weights=confidence, minlength=_BINS)[used] / counts[used]
    accuracy = np.bincount(bins, weights=right, minlength=_BINS)[used] / counts[used]
    centers = (np.arange(_BINS) + 0.5) / _BINS
    axes.bar(centers, counts / max(counts.sum(), 1), width=0.9 / _BINS, color=_FAINT, label="share of slices")
    axes.plot((0, 1), (0, 1), color=_QUIET, linewidth=1, linestyle=":")
    axes.plot(mean_confidence, accuracy, marker="o", color="#0072b2", label="accuracy", clip_on=False)
    axes.set(xlabel="confidence", ylabel="accuracy", xlim=(0, 1), ylim=(0, 1))
    axes.set_title(f"Calibration: expected error {evaluation.ece:.3f}", fontsize=11)
    axes.legend(frameon=False, loc="upper left")
    _dress(axes)


def _dress(axes: Axes) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(_QUIET)
    axes.tick_params(color=_QUIET, labelsize=9)
    axes.grid(axis="y", color=_FAINT, linewidth=0.8)
    axes.set_axisbelow(True)


def _file(name: str) -> str:
    return name.replace("#", "-")  # a second seed, physnet#2, in a name that needs no escape in a link


def _save(figure: Figure, path: Path) -> None:
    FigureCanvasAgg(figure)
    with replacing(path) as temporary:
        figure.savefig(temporary, format="png", dpi=150)
