"""How good a network is, on data it has not seen, with intervals."""

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support, roc_auc_score

from physnet_core.learning.dataset import Dataset
from physnet_core.learning.index import CLASSES, load_index
from physnet_core.learning.losses import latent_target
from physnet_core.learning.metrics import Outputs, collect_outputs, density_dice
from physnet_core.network.bundle import Bundle

_BOOTSTRAP = 2000
_BINS = 15


@dataclass(frozen=True, kw_only=True, eq=False)
class Evaluation:
    """One network on one split; `as_dict` is what `physnet evaluate --json` prints for it.

    Attributes
    ----------
    probabilities
        (N, K) calibrated.
    labels
        (N,) true classes.
    """

    accuracy: float
    accuracy_ci95: tuple[float, float]
    macro_f1: float
    macro_auc: float
    ece: float
    ece_uncalibrated: float
    per_class: dict[str, dict[str, float]]
    confusion: list[list[int]]
    localization: dict[str, float] | None
    growth_by_class: dict[str, dict[str, float]]
    uncertain: float
    out_of_distribution: float
    seen_in_training: int
    images_per_second: float
    parameters: int
    probabilities: NDArray[np.float64]
    labels: NDArray[np.int64]

    def as_dict(self) -> dict[str, Any]:
        """Return plain numbers for JSON."""
        return {name: value for name, value in asdict(self).items() if name not in ("probabilities", "labels")}


def evaluate(bundle: Bundle, dataset: Dataset, device: torch.device, *, seen_in_training: int = 0) -> Evaluation:
    """Measure a bundle on a dataset that was read with its own preprocessing."""
    start = time.perf_counter()
    outputs = collect_outputs(bundle.model.to(device), dataset, device, bundle.metadata.preprocessing)
    seconds = time.perf_counter() - start
    calibration = bundle.metadata.calibration
    raw = outputs.logits.double().softmax(dim=1).numpy()
    probabilities = (outputs.logits.double() / calibration.temperature).softmax(dim=1).numpy()
    labels = dataset.labels.numpy()
    right = probabilities.argmax(axis=1) == labels
    per_class = _per_class(labels, probabilities.argmax(axis=1))
    return Evaluation(
        accuracy=float(right.mean()),
        accuracy_ci95=accuracy_interval(right, [sample.patient for sample in dataset.samples]),
        macro_f1=float(np.mean([figures["f1"] for figures in per_class.values()])),
        macro_auc=_auc(labels, probabilities),
        ece=calibration_error(probabilities, labels),
        ece_uncalibrated=calibration_error(raw, labels),
        per_class=per_class,
        confusion=confusion_matrix(labels, probabilities.argmax(axis=1), labels=range(len(CLASSES))).tolist(),
        localization=localization(outputs, dataset),
        growth_by_class=_growth_by_class(outputs, dataset),
        uncertain=float((probabilities.max(axis=1) < calibration.uncertain_below).mean()),
        out_of_distribution=_unfamiliar(bundle, outputs),
        seen_in_training=seen_in_training,
        images_per_second=len(dataset) / seconds,
        parameters=sum(parameter.numel() for parameter in bundle.model.parameters()),
        probabilities=probabilities,
        labels=labels,
    )


def accuracy_interval(right: NDArray[np.bool_], patients: list[str], *, seed: int = 0) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the accuracy, drawing whole patients.

    Pictures of one patient are alike; drawing them one by one would give intervals that are far too narrow.
    """
    _, patient = np.unique(patients, return_inverse=True)
    hits = np.bincount(patient, weights=right)
    sizes = np.bincount(patient)
    draws = np.random.default_rng(seed).integers(len(sizes), size=(_BOOTSTRAP, len(sizes)))
    low, high = np.percentile(hits[draws].sum(axis=1) / sizes[draws].sum(axis=1), (2.5, 97.5))
    return float(low), float(high)


def calibration_error(probabilities: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Return the expected calibration error over 15 equal bins of confidence (Guo et al. 2017)."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = np.bincount(bins, weights=confidence - right, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(labels))


def localization(outputs: Outputs, dataset: Dataset) -> dict[str, float] | None:
    """Return how well u0 finds the outlined tumor, or None where nothing is outlined.

    The pointing game asks whether the highest density lies in a cell that the outline touches (Zhang et al. 2018,
    doi:10.1007/s11263-017-1059-x).
    """
    outlined = dataset.has_mask & (dataset.masks.flatten(1).amax(dim=1) > 0)
    if not bool(outlined.any()):
        return None
    target = latent_target(dataset.masks[outlined].float()).flatten(1)
    peaks = outputs.density[outlined].flatten(1).argmax(dim=1)
    hits = target.gather(1, peaks[:, None]) > 0
    return {
        "images": int(outlined.sum()),
        "pointing_game": float(hits.double().mean()),
        "dice": density_dice(outputs.density, dataset),
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


def _auc(labels: NDArray[np.int64], probabilities: NDArray[np.float64]) -> float:
    if len(np.unique(labels)) < len(CLASSES):
        return float("nan")
    return float(roc_auc_score(labels, probabilities, multi_class="ovr", average="macro"))


def _growth_by_class(outputs: Outputs, dataset: Dataset) -> dict[str, dict[str, float]]:
    figures = {}
    for index, label in enumerate(CLASSES):
        chosen = dataset.labels == index
        if not bool(chosen.any()):
            continue
        diffusion, growth = outputs.diffusion[chosen].double(), outputs.growth[chosen].double()
        figures[label] = {
            "diffusion_number": float(diffusion.median()),
            "growth_number": float(growth.median()),
            "ratio": float((diffusion / growth).median()),
            "front_speed": float((2 * (diffusion * growth).sqrt()).median()),
        }
    return figures


def _unfamiliar(bundle: Bundle, outputs: Outputs) -> float:
    if bundle.familiarity is None:
        return float("nan")
    return float((bundle.familiarity.distance(outputs.features) > bundle.familiarity.limit).double().mean())
