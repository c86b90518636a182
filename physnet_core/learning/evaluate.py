"""How good a network is, on data it has not seen, with intervals."""

import time
from collections.abc import Sequence
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
from physnet_core.learning.intervals import accuracy_interval, distinct_accuracy, median_interval
from physnet_core.learning.losses import latent_target
from physnet_core.learning.metrics import Latent, Outputs, collect_outputs, density_dice
from physnet_core.learning.saliency import grad_cam
from physnet_core.network.bundle import Bundle

_BINS = 15


@dataclass(frozen=True, kw_only=True, eq=False)
class Evaluation:
    """One network on one split; `as_dict` is what `physnet evaluate --json` prints for it.

    Attributes
    ----------
    accuracy_distinct
        Each distinct picture counts once, its copies together.
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
    macro_auc: float | None
    ece: float
    per_class: dict[str, dict[str, float]]
    confusion: list[list[int]]
    probabilities: NDArray[np.float64]
    labels: NDArray[np.int64]
    ece_uncalibrated: float | None = None
    localization: dict[str, float] | None = None
    localization_grad_cam: dict[str, float] | None = None
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
    judged = judge(probabilities, dataset)
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


def judge(probabilities: NDArray[np.float64], dataset: Dataset) -> Evaluation:
    """Measure what can be measured of (N, K) probabilities alone."""
    labels = dataset.labels.numpy()
    right = probabilities.argmax(axis=1) == labels
    per_class = _per_class(labels, probabilities.argmax(axis=1))
    return Evaluation(
        accuracy=float(right.mean()),
        accuracy_ci95=accuracy_interval(right, [sample.patient for sample in dataset.samples]),
        accuracy_distinct=distinct_accuracy(right, [sample.picture for sample in dataset.samples]),
        macro_f1=float(np.mean([figures["f1"] for figures in per_class.values() if figures["support"]])),
        macro_auc=_auc(labels, probabilities),
        ece=calibration_error(probabilities, labels),
        per_class=per_class,
        confusion=confusion_matrix(labels, probabilities.argmax(axis=1), labels=range(len(CLASSES))).tolist(),
        probabilities=probabilities,
        labels=labels,
    )


def evaluate_ensemble(members: Sequence[Evaluation], dataset: Dataset) -> Evaluation:
    """Measure the soft vote of networks that were evaluated on the same pictures: the mean of their probabilities."""
    voted = judge(np.mean([member.probabilities for member in members], axis=0), dataset)
    return replace(
        voted,
        seen_in_training=max(member.seen_in_training for member in members),
        images_per_second=1 / sum(1 / member.images_per_second for member in members),
        parameters=sum(member.parameters for member in members),
    )


def _localization_grad_cam(bundle: Bundle, dataset: Dataset, device: torch.device) -> dict[str, float] | None:
    outlined = subset(dataset, _outlined(dataset).nonzero()[:, 0])
    if not len(outlined):
        return None
    return localization(grad_cam(bundle.model, outlined, device, bundle.metadata.preprocessing), outlined)


def _outlined(dataset: Dataset) -> Tensor:
    return dataset.has_mask & (dataset.masks.flatten(1).amax(dim=1) > 0)


def calibration_error(probabilities: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Return the expected calibration error over 15 equal bins of confidence (Guo et al. 2017)."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = np.bincount(bins, weights=confidence - right, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(labels))


def localization(density: Tensor, dataset: Dataset) -> dict[str, float] | None:
    """Return how well u0 finds the outlined tumor, or None where nothing is outlined.

    The pointing game asks whether the highest density lies in a cell that the outline touches (Zhang et al. 2018,
    doi:10.1007/s11263-017-1059-x).
    """
    outlined = _outlined(dataset)
    if not bool(outlined.any()):
        return None
    target = latent_target(dataset.masks[outlined].float()).flatten(1)
    peaks = density[outlined].flatten(1).argmax(dim=1)
    hits = target.gather(1, peaks[:, None]) > 0
    return {
        "images": int(outlined.sum()),
        "pointing_game": float(hits.double().mean()),
        "dice": density_dice(density, dataset),
    }


def count_seen(bundle: Bundle, dataset: Dataset, root: Path) -> int:
    """Return how many pictures of `dataset` the bundle was trained on, themselves or as a copy."""
    split = bundle.metadata.training.get("split")
    if split not in ("official", "clean"):
        return 0
    seen = {sample.picture for sample in load_index(root, split).part("train")}
    return sum(sample.picture in seen for sample in dataset.samples)


def _per_class(labels: NDArray[np.int64], predicted: NDArray[np.int64]) -> dict[str, dict[str, float]]:
    columns = precision_recall_fscore_support(labels, predicted, labels=range(len(CLASSES)), zero_division=0.0)
    names = ("precision", "recall", "f1", "support")
    return {
        label: {name: float(column[index]) for name, column in zip(names, columns, strict=True)}
        for index, label in enumerate(CLASSES)
    }


def _auc(labels: NDArray[np.int64], probabilities: NDArray[np.float64]) -> float | None:
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
        figures[label] = {name: float(np.median(values)) for name, values in described.items()} | {
            f"{name}_ci95": median_interval(values, patients) for name, values in described.items()
        }
    return figures


def _unfamiliar(bundle: Bundle, outputs: Outputs) -> float | None:
    if bundle.familiarity is None or outputs.latent is None:
        return None
    return float((bundle.familiarity.strangeness(outputs.latent.features) > 1).double().mean())
