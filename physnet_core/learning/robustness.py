"""How accuracy falls as pictures get worse."""

from dataclasses import replace

import torch

from physnet_core.learning.corruptions import CORRUPTIONS, SEVERITIES, corrupt
from physnet_core.learning.dataset import Dataset
from physnet_core.learning.metrics import collect_outputs
from physnet_core.network.bundle import Bundle


def robustness(bundle: Bundle, dataset: Dataset, device: torch.device) -> dict[str, list[float]]:
    """Return the accuracy under every corruption, at severities 1..5."""
    return {name: [_accuracy(bundle, dataset, device, name, level) for level in SEVERITIES] for name in CORRUPTIONS}


def _accuracy(bundle: Bundle, dataset: Dataset, device: torch.device, name: str, severity: int) -> float:
    worse = replace(dataset, images=corrupt(dataset.images, name, severity))
    logits = collect_outputs(bundle.model.to(device), worse, device, bundle.metadata.preprocessing).logits
    return float((logits.argmax(dim=1) == dataset.labels).double().mean())
