"""How good a network is, on data it has not seen, with intervals."""

import time
from collections import Counter
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support, roc_auc_score
from torch import Tensor

from physnet_core.learning.dataset import Dataset, subset
from physnet_core.learning.index import CLASSES, load_index
from physnet_core.learning.intervals import (
    accuracy_interval,
    distinct_accuracy,
    macro_f1_interval,
    mean_interval,
    patient_median,
)
from physnet_core.learning.metrics import Latent, Outputs, collect_outputs, density_dices, outlined, pointing_hits
from physnet_core.learning.saliency import grad_cam
from physnet_core.learning.truth import Truth, truth_of
from physnet_core.network.bundle import Bundle

_BINS = 15


@dataclass(frozen=True, kw_only=True, eq=False)
class Evaluation:
    """One network on one split; `as_dict` is what `physnet evaluate --json` prints for it.

    Attributes
    ----------
    accuracy_distinct
        Each distinct picture counts once, its copies together.
    confusions
        The mistakes, the most frequent first, see `confusions_of`.
    localization, localization_grad_cam
        Of u0, and of Grad-CAM of the same network.
    probabilities
        (N, K) calibrated.
    labels
        (N,) true classes.
    """

    accuracy: float
    accuracy_ci95: tuple[float, float]
    accuracy_distinct: float
    macro_f1: float
    macro_f1_ci95: tuple[float, float]
    macro_auc: float | None
    ece: float
    per_class: dict[str, dict[str, float]]
    confusion: list[list[int]]
    confusions: list[dict[str, Any]]
    probabilities: NDArray[np.float64]
    labels: NDArray[np.int64]
    ece_uncalibrated: float | None = None
    localization: dict[str, Any] | None = None
    localization_grad_cam: dict[str, Any] | None = None
    growth_by_class: dict[str, dict[str, Any]] | None = None
    uncertain: float | None = None
    out_of_distribution: float | None = None
    seen_in_training: int = 0
    images_per_second: float = 0.0
    parameters: int = 0
    latent: Latent | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return plain numbers for JSON."""
        arrays = ("probabilities", "labels", "latent")
        return {entry.name: getattr(self, entry.name) for entry in fields(self) if entry.name not in arrays}


def evaluate(bundle: Bundle, dataset: Dataset, device: torch.device, *, seen_in_training: int = 0) -> Evaluation:
    """Measure a bundle on a dataset that was read with its own preprocessing."""
    model, preprocessing = bundle.model.to(device), bundle.metadata.preprocessing
    start = time.perf_counter()
    outputs = collect_outputs(model, dataset, device, preprocessing)
    seconds = time.perf_counter() - start
    calibration = bundle.metadata.calibration
    probabilities = (outputs.logits.double() / calibration.temperature).softmax(dim=1).numpy()
    judged = judge(probabilities, truth_of(dataset.samples))
    return replace(
        judged,
        ece_uncalibrated=calibration_error(outputs.logits.double().softmax(dim=1).numpy(), judged.labels),
        localization=localization(outputs.latent.density, dataset) if outputs.latent else None,
        localization_grad_cam=_localization_grad_cam(bundle, dataset, device),
        growth_by_class=_growth_by_class(outputs.latent, dataset) if outputs.latent else None,
        uncertain=float((probabilities.max(axis=1) < calibration.uncertain_below).mean()),
        out_of_distribution=_unfamiliar(bundle, outputs),
        seen_in_training=seen_in_training,
        images_per_second=len(dataset) / seconds,
        parameters=sum(parameter.numel() for parameter in model.parameters()),
        latent=outputs.latent,
    )


def judge(probabilities: NDArray[np.floating], truth: Truth) -> Evaluation:
    """Measure what can be measured of (N, K) probabilities alone: of a network, or of the vote of several."""
    labels, predicted = truth.labels, probabilities.argmax(axis=1)
    per_class = _per_class(labels, predicted)
    return Evaluation(
        accuracy=float((predicted == labels).mean()),
        accuracy_ci95=accuracy_interval(predicted == labels, truth.patients),
        accuracy_distinct=distinct_accuracy(predicted == labels, truth.pictures),
        macro_f1=float(np.mean([figures["f1"] for figures in per_class.values() if figures["support"]])),
        macro_f1_ci95=macro_f1_interval(labels, predicted, truth.patients, len(CLASSES)),
        macro_auc=_auc(labels, probabilities),
        ece=calibration_error(probabilities, labels),
        per_class=per_class,
        confusion=confusion_matrix(labels, predicted, labels=range(len(CLASSES))).tolist(),
        confusions=confusions_of(probabilities, truth),
        probabilities=probabilities.astype(np.float64),
        labels=labels,
    )


def confusions_of(probabilities: NDArray[np.floating], truth: Truth) -> list[dict[str, Any]]:
    """Return each kind of mistake with the number of its pictures, distinct pictures and patients, and how sure it was.

    The most frequent come first.
    """
    predicted, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    wrong = predicted != truth.labels
    kinds = Counter(zip(truth.labels[wrong].tolist(), predicted[wrong].tolist(), strict=True))
    found = []
    for (label, said), count in kinds.most_common():
        chosen = (truth.labels == label) & (predicted == said)
        found.append(
            {
                "true": CLASSES[label],
                "predicted": CLASSES[said],
                "pictures": count,
                "distinct": len(np.unique(truth.pictures[chosen])),
                "patients": len(np.unique(truth.patients[chosen])),
                "mean_confidence": float(confidence[chosen].mean()),
            }
        )
    return found


def _localization_grad_cam(bundle: Bundle, dataset: Dataset, device: torch.device) -> dict[str, Any] | None:
    drawn = subset(dataset, outlined(dataset).nonzero()[:, 0])
    if not len(drawn):
        return None
    return localization(grad_cam(bundle.model, drawn, device, bundle.metadata.preprocessing), drawn)


def calibration_error(probabilities: NDArray[np.floating], labels: NDArray[np.int64]) -> float:
    """Return the expected calibration error over 15 equal bins of confidence (Guo et al. 2017)."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = np.bincount(bins, weights=confidence - right, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(labels))


def localization(density: Tensor, dataset: Dataset) -> dict[str, Any] | None:
    """Return how well (N, 1, h, w) maps find the outlined tumor, or None where nothing is outlined.

    `dice` and `pointing_game` are means over pictures, with 95 % intervals by patient.
    """
    chosen = outlined(dataset)
    if not bool(chosen.any()):
        return None
    patients = [sample.patient for sample, taken in zip(dataset.samples, chosen, strict=True) if taken]
    hits, dices = pointing_hits(density, dataset).numpy(), density_dices(density, dataset).double().numpy()
    return {
        "images": len(patients),
        "pointing_game": float(hits.mean()),
        "pointing_game_ci95": mean_interval(hits, patients),
        "dice": float(dices.mean()),
        "dice_ci95": mean_interval(dices, patients),
    }


def count_seen(bundle: Bundle, dataset: Dataset, root: Path) -> int:
    """Return how many pictures of `dataset` the bundle was trained on, themselves or as a copy."""
    training = bundle.metadata.training
    split = training.get("split")
    if split not in ("official", "clean"):
        return 0
    index = load_index(root, split).thinned(training.get("fraction", 1.0), training.get("recipe", {}).get("seed", 0))
    seen = {sample.picture for sample in index.part("train")}
    return sum(sample.picture in seen for sample in dataset.samples)


def _per_class(labels: NDArray[np.int64], predicted: NDArray[np.int64]) -> dict[str, dict[str, float]]:
    columns = precision_recall_fscore_support(labels, predicted, labels=range(len(CLASSES)), zero_division=0.0)
    names = ("precision", "recall", "f1", "support")
    return {
        label: {name: float(column[index]) for name, column in zip(names, columns, strict=True)}
        for index, label in enumerate(CLASSES)
    }


def _auc(labels: NDArray[np.int64], probabilities: NDArray[np.floating]) -> float | None:
    if len(np.unique(labels)) < len(CLASSES):
        return None  # official-clean keeps no picture without tumor: all of them have a copy in training
    return float(roc_auc_score(labels, probabilities, multi_class="ovr", average="macro"))


def _growth_by_class(latent: Latent, dataset: Dataset) -> dict[str, dict[str, Any]]:
    figures: dict[str, dict[str, Any]] = {}
    for index, label in enumerate(CLASSES):
        chosen = dataset.labels == index
        if not bool(chosen.any()):
            continue
        patients = [sample.patient for sample, taken in zip(dataset.samples, chosen, strict=True) if taken]
        diffusion, growth = (values[chosen].double().numpy() for values in (latent.diffusion, latent.growth))
        described = {
            "diffusion_number": diffusion,
            "growth_number": growth,
            "ratio": diffusion / growth,
            "front_speed": 2 * np.sqrt(diffusion * growth),
        }
        medians = {name: patient_median(values, patients) for name, values in described.items()}
        figures[label] = {name: median for name, (median, _) in medians.items()} | {
            f"{name}_ci95": interval for name, (_, interval) in medians.items()
        }
    return figures


def _unfamiliar(bundle: Bundle, outputs: Outputs) -> float | None:
    if bundle.familiarity is None or outputs.latent is None:
        return None
    return float((bundle.familiarity.strangeness(outputs.latent.features) > 1).double().mean())
