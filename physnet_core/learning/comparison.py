"""Networks side by side: over seeds, in pairs, and where they look."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from physnet_core.learning.index import CLASSES
from physnet_core.learning.intervals import accuracy_of, confusion_by_patient, difference_interval, macro_f1_of
from physnet_core.learning.results import Results

_PHYSNET, _PLAIN = "physnet", "resnet18"
_GROWTH = ("diffusion_number", "growth_number", "ratio", "front_speed")
_FAST, _SLOW = "glioma", ("meningioma", "pituitary")


def over_seeds(results: Results) -> dict[str, dict[str, Any]]:
    """Return mean and range of the figures of each model with several seeds.

    `growth_by_class` has the range over seeds of the medians of D^, rho^, D^/rho^ and 2 sqrt(D^ rho^).
    """
    return {
        name: _summary([results.models[key] for key in keys])
        for name, keys in results.families().items()
        if len(keys) > 1
    }


def differences(results: Results, wanted: Sequence[tuple[str, str]] = ()) -> list[dict[str, Any]]:
    """Return paired differences in accuracy and macro-F1, see `difference_interval`.

    Those that were asked for, and PhysNet against every other model and ensemble, each with all its seeds.

    Parameters
    ----------
    wanted
        Pairs of names (all seeds) or keys (one of them).
    """
    families = results.families()
    pairs = [(results.seeds_of(first), results.seeds_of(second)) for first, second in wanted]
    if _PHYSNET in families:
        others = [keys for name, keys in families.items() if name != _PHYSNET]
        others += [[ensemble] for ensemble in results.ensembles]
        pairs += [(families[_PHYSNET], other) for other in others]
    unique = {(tuple(first), tuple(second)): None for first, second in pairs}
    return [_difference(results, first, second) for first, second in unique]


def with_plain_grad_cam(models: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the figures with Grad-CAM of ResNet-18 beside every density, where a ResNet-18 is among the models."""
    plain = next((record for record in models.values() if record.get("bundle", {}).get("name") == _PLAIN), None)
    if plain is None:
        return dict(models)
    there = plain["localization_grad_cam"]
    return {
        key: {**record, "localization_grad_cam_resnet18": there} if record.get("localization") else record
        for key, record in models.items()
    }


def _difference(results: Results, first: Sequence[str], second: Sequence[str]) -> dict[str, Any]:
    here, there = ([_counts(results, key) for key in keys] for keys in (first, second))
    accuracy, accuracy_ci95 = difference_interval(here, there, accuracy_of)
    macro_f1, macro_f1_ci95 = difference_interval(here, there, macro_f1_of)
    return {
        "a": list(first),
        "b": list(second),
        "accuracy": accuracy,
        "accuracy_ci95": accuracy_ci95,
        "macro_f1": macro_f1,
        "macro_f1_ci95": macro_f1_ci95,
        "interval": "patients and seeds" if min(len(first), len(second)) > 1 else "patients",
    }


def _counts(results: Results, key: str) -> Any:
    truth = results.truth
    assert truth is not None
    predicted = results.answers[key]["probabilities"].argmax(axis=1)
    return confusion_by_patient(truth.labels, predicted, truth.patients, len(CLASSES))


def _summary(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    figures: dict[str, Any] = {"seeds": [record["bundle"]["seed"] for record in records]}
    figures |= {what: _range([record[what] for record in records]) for what in ("accuracy", "macro_f1")}
    places = [record["localization"] for record in records if record.get("localization")]
    for what in ("dice", "pointing_game"):
        figures[what] = _range([place[what] for place in places]) if places else None
    growths = [record["growth_by_class"] for record in records if record.get("growth_by_class")]
    figures["growth_by_class"] = _growth(growths) if growths else None
    return figures


def _growth(growths: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {label: {what: _range([one[label][what] for one in growths]) for what in _GROWTH} for label in growths[0]}


def growth_order(results: Results) -> list[str]:
    """Return a sentence a model: in how many of its seeds D and rho order by class as biology says."""
    sentences = []
    for name, keys in results.families().items():
        growths = [results.models[key]["growth_by_class"] for key in keys]
        if all(growth and {_FAST, *_SLOW} <= growth.keys() for growth in growths):
            sentences.append(_order(name, growths))
    return sentences


def _order(name: str, growths: Sequence[Mapping[str, Any]]) -> str:
    faster = sum(_is_faster(growth, surely=False) for growth in growths)
    surely = sum(_is_faster(growth, surely=True) for growth in growths)
    verdict = "which is not the order of biology"
    if faster == len(growths):
        verdict = "as biology says" if surely == faster else "as biology says, but not beyond chance"
    return (
        f"{name}: the front 2 sqrt(D^ rho^) is faster in glioma than in both meningioma and pituitary tumors in "
        f"{faster} of {len(growths)} seed{'s' if len(growths) > 1 else ''}, with 95 % intervals apart in {surely}; "
        f"{verdict}."
    )


def _is_faster(growth: Mapping[str, Any], *, surely: bool) -> bool:
    """Return whether glioma is the fastest: by its median, or by the lower end of its interval against upper ends."""
    fast, slow = growth[_FAST], [growth[label] for label in _SLOW]
    if surely:
        return bool(fast["front_speed_ci95"][0] > max(figures["front_speed_ci95"][1] for figures in slow))
    return bool(fast["front_speed"] > max(figures["front_speed"] for figures in slow))


def _range(values: Sequence[float]) -> dict[str, float]:
    return {"mean": float(np.mean(values)), "low": min(values), "high": max(values)}
