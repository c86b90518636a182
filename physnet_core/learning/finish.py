"""From a trained network to a bundle: everything that is fixed on validation data, and on nothing else."""

import copy
import math
import subprocess
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from torch import Tensor
from torch.nn import functional

from physnet_core import __version__
from physnet_core.learning.averaging import mix
from physnet_core.learning.card import model_card
from physnet_core.learning.dataset import Dataset, subset
from physnet_core.learning.index import CLASSES, TUMORS
from physnet_core.learning.metrics import Outputs, collect_outputs, density_dice, macro_f1
from physnet_core.learning.train import Training, imagenet_in
from physnet_core.network.assumed_units import DAYS_PER_STEP
from physnet_core.network.bundle import Bundle, BundleMetadata, Calibration
from physnet_core.network.familiarity import Familiarity, fit_familiarity
from physnet_core.network.physnet import PhysNet, strongest_logit
from physnet_core.network.rivals import Network

# Of the validation slices that are answered at all, this part shall be right.
_ACCURACY_WHEN_ANSWERED = 0.98
# A warning that comes too often is not read: this part of the validation slices passes as in range.
_ACCEPTED = 0.99
_EPSILON = 1e-7  # densities nearer to 0 or 1 are so by rounding


def finish(training: Training, name: str, split: str, fraction: float = 1.0) -> Bundle:
    """Calibrate the weights of a training on a `fraction` of a split and pack them.

    How much the density says of whether there is tumor, the temperature, the confidence below which the answer is
    'uncertain', and the limit of familiarity all come from the validation part.
    """
    network, validation = _kept(training), training.validation
    held_out = collect_outputs(network, validation, training.device, training.recipe.preprocessing)
    logits = _trust_density(network, held_out, validation.labels)
    temperature = fit_temperature(logits, validation.labels)
    familiarity = _familiarity(training, network, held_out)
    metadata = BundleMetadata(
        name=name,
        version=__version__,
        architecture=training.recipe.architecture,
        config=training.recipe.network,
        classes=CLASSES,
        preprocessing=training.recipe.preprocessing,
        days_per_step=DAYS_PER_STEP,
        calibration=Calibration(
            temperature=temperature,
            uncertain_below=fit_uncertain_below(logits / temperature, validation.labels),
        ),
        training=_provenance(training, split, fraction),
        metrics={"validation": _validation_figures(training, logits, held_out)},
    )
    bundle = Bundle(metadata=metadata, model=network.cpu(), familiarity=familiarity)
    return replace(bundle, card=model_card(metadata))


def _kept(training: Training) -> Network:
    """Return a copy of the averaged weights, mixed with those of companions and of the start where that is asked."""
    network: Network = copy.deepcopy(training.average)
    companions, start, blend = training.companions, training.start, training.recipe.blend
    if companions:
        mix(network, companions, len(companions) / (len(companions) + 1))
    if blend > 0 and isinstance(start, Bundle):
        mix(network, [start], blend)
    return network


def _trust_density(network: Network, held_out: Outputs, labels: Tensor) -> Tensor:
    """Fit, in the network, how far its classifier trusts the density; return (N, K) logits, what it then says."""
    if held_out.latent is None or not isinstance(network, PhysNet):
        return held_out.logits
    strongest = strongest_logit(held_out.latent.density.double().clamp(_EPSILON, 1 - _EPSILON).logit())
    weight, offset = fit_trust_in_density(held_out.logits, strongest, labels)
    network.trust_density(TUMORS, weight, offset)
    return _with_trust(held_out.logits, strongest, weight, offset)


def fit_trust_in_density(logits: Tensor, strongest: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return by how much the logits of tumors should rise with the strongest density, and as a whole.

    In training the classifier may not rely on this one number, since dropout takes it away now and then; on pictures
    that it has not learned by heart it tells tumor from none about as well as all else that the classifier reads. As a
    generalization of Platt's scaling, the two are fitted together with a temperature.

    Parameters
    ----------
    logits, strongest, labels
        (N, K), (N,), (N,) of the validation part.

    References
    ----------
    Platt (1999). Probabilistic outputs for support vector machines. Advances in Large Margin Classifiers.
    """

    def cost(values: NDArray[np.float64]) -> float:
        weight, offset, log_temperature = (float(value) for value in values)
        trusted = _with_trust(logits, strongest, weight, offset) / math.exp(log_temperature)
        return float(functional.cross_entropy(trusted, labels))

    # Bounds, for few pictures may be told apart without any mistake. Density never speaks against a tumor.
    bounds = ((0.0, 2.0), (-5.0, 5.0), (-2.0, 2.0))
    weight, offset, _ = minimize(cost, np.zeros(3), method="Nelder-Mead", bounds=bounds, options={"maxiter": 400}).x
    return float(weight), float(offset)


def _with_trust(logits: Tensor, strongest: Tensor, weight: float, offset: float) -> Tensor:
    trusted = logits.double().clone()
    trusted[:, TUMORS] += (weight * strongest + offset)[:, None]
    return trusted


def fit_temperature(logits: Tensor, labels: Tensor) -> float:
    """Return the temperature with the least cross-entropy.

    References
    ----------
    Guo et al. (2017). On calibration of modern neural networks. ICML. arXiv:1706.04599
    """

    def cost(log_temperature: float) -> float:
        return float(functional.cross_entropy(logits / float(np.exp(log_temperature)), labels))

    return float(np.exp(minimize_scalar(cost, bounds=(-2.0, 2.0), method="bounded").x))


def fit_uncertain_below(logits: Tensor, labels: Tensor) -> float:
    """Return the lowest confidence above which `_ACCURACY_WHEN_ANSWERED` of the answers are right."""
    confidence, predicted = logits.softmax(dim=1).max(dim=1)
    order = confidence.argsort(descending=True)
    right = (predicted == labels)[order].double()
    accuracy = right.cumsum(0) / torch.arange(1, len(right) + 1)
    good = (accuracy >= _ACCURACY_WHEN_ANSWERED).nonzero()
    last = int(good[-1]) if len(good) else 0
    return float(confidence[order[last]])


def _familiarity(training: Training, network: Network, held_out: Outputs) -> Familiarity | None:
    """Fit what is familiar; a rival answers no single slice, so it needs none."""
    if held_out.latent is None:
        return None
    distinct = subset(training.data, _first_of_each_picture(training.data))
    known = collect_outputs(network, distinct, training.device, training.recipe.preprocessing)
    assert known.latent is not None
    unseen = _first_of_each_picture(training.validation)
    return fit_familiarity(known.latent.features, held_out.latent.features[unseen], accepted=_ACCEPTED)


def _first_of_each_picture(data: Dataset) -> Tensor:
    """Return the indices without copies: some pictures have sixty, and would count as often."""
    first = {sample.picture: index for index, sample in reversed(list(enumerate(data.samples)))}
    return torch.tensor(sorted(first.values()))


def _validation_figures(training: Training, logits: Tensor, held_out: Outputs) -> dict[str, float]:
    validation, predicted = training.validation, logits.argmax(dim=1)
    figures = {
        "epoch": training.kept["epoch"],
        "accuracy": float((predicted == validation.labels).double().mean()),
        "macro_f1": macro_f1(validation.labels, predicted),
        "dice": density_dice(held_out.latent.density, validation) if held_out.latent else math.nan,
    }
    return {name: value for name, value in figures.items() if not math.isnan(value)}


def _provenance(training: Training, split: str, fraction: float) -> dict[str, Any]:
    recipe = asdict(training.recipe)
    del recipe["network"], recipe["preprocessing"]
    return {
        "split": split,
        "fraction": fraction,
        "pictures": len(training.data),
        "patients": len({sample.patient for sample in training.data.samples}),
        "with_outline": _outlined(training.data),
        "sources": sorted({sample.source for sample in training.data.samples}),
        "started_from": training.origin,
        "earlier": training.earlier,
        "teachers": training.teachers.names,
        "imagenet": imagenet_in(training.start, training.teachers),
        "companions": [bundle.metadata.training.get("recipe", {}).get("seed") for bundle in training.companions],
        "recipe": recipe,
        "commit": _commit(),
        "torch": torch.__version__,
    }


def _outlined(data: Dataset) -> int:
    return sum(sample.mask is not None for sample in data.samples)


def _commit() -> str:
    """Return the commit of the source checkout, or "" outside one."""
    here = Path(__file__).parent
    found = subprocess.run(["git", "-C", str(here), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return found.stdout.strip()
