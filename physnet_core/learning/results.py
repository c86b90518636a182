"""What `physnet evaluate --out` keeps: figures and answers of all networks on one dataset, added to run by run.

Two files: `evaluation.json` with figures, and `predictions.safetensors` with the answer to every picture, so that
ensembles and paired differences can be computed when the weights are gone. Neither holds pixels or names.
"""

import itertools
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save as save_arrays

from physnet_core.errors import DataError, InvalidParameterError
from physnet_core.files import write_bytes, write_text
from physnet_core.learning.evaluate import Evaluation, judge
from physnet_core.learning.index import CLASSES
from physnet_core.learning.truth import Truth
from physnet_core.network.bundle import BundleMetadata

RESULTS, PREDICTIONS = "evaluation.json", "predictions.safetensors"
ENSEMBLE, SEED = "+", "#"  # A+B+C votes together; NAME#2 is a second seed of NAME

Answers = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, kw_only=True)
class Results:
    """All that is known of networks on one dataset.

    Attributes
    ----------
    data
        What `data` says in the JSON; `sha256` and `split` decide whether two datasets are the same.
    truth
        None before the first network.
    models
        Figures of each network and ensemble, as in the JSON.
    answers
        Of each: `probabilities` (N, K), and `diffusion`, `growth` (N,) where it has them.
    """

    data: dict[str, Any]
    truth: Truth | None
    models: dict[str, dict[str, Any]]
    answers: dict[str, Answers]

    def key_for(self, metadata: BundleMetadata, name: str, taken: Collection[str]) -> str:
        """Return the key of a bundle that is evaluated as NAME: NAME, or NAME#2 and so on for further seeds.

        A seed that is known under this name is measured anew, unless it was `taken` in this run; any other is added.
        """
        seed = _seed(metadata)
        for key in itertools.chain([name], (f"{name}{SEED}{number}" for number in itertools.count(2))):
            if key not in taken and (key not in self.models or self.models[key]["bundle"]["seed"] == seed):
                return key
        raise AssertionError("there is always a further number")

    def with_network(
        self, key: str, metadata: BundleMetadata, evaluation: Evaluation, truth: Truth, further: dict[str, Any]
    ) -> "Results":
        """Return these results and those of one more network, in place of older ones of the same key.

        Raises
        ------
        DataError
            Where the other networks answered other pictures, which is so where some have become unreadable.
        """
        if self.truth is not None and not self.truth.agrees(truth):
            raise DataError(
                f"The {len(truth.labels)} pictures that can be read are not those of the results so far "
                f"({len(self.truth.labels)}); mend the folder, or give another --out."
            )
        bundle = {
            "name": metadata.name,
            "version": metadata.version,
            "seed": _seed(metadata),
            "sha256": metadata.weights_sha256,
            "trained_on": metadata.training.get("split"),
        }
        known = self.models.get(key, {})
        if known.get("bundle") == bundle and "robustness" in known:  # the very same weights: that took long, keep it
            further = {"robustness": known["robustness"], **further}
        record = {"images": len(truth.labels), **evaluation.as_dict(), "bundle": bundle, **further}
        answers = {"probabilities": evaluation.probabilities.astype(np.float32)}
        if evaluation.latent is not None:
            answers |= {name: getattr(evaluation.latent, name).numpy() for name in ("diffusion", "growth")}
        return self._with(key, record, answers, truth)

    def with_ensemble(self, name: str) -> "Results":
        """Return these results and those of the soft vote of A+B+C: the mean of their probabilities.

        Raises
        ------
        InvalidParameterError
            Where a member is not among the networks.
        """
        assert self.truth is not None
        members = [key for member in name.split(ENSEMBLE) for key in self.seeds_of(member)[:1]]
        voted = np.mean([self.answers[member]["probabilities"] for member in members], axis=0)
        records = [self.models[member] for member in members]
        judged = replace(
            judge(voted, self.truth),
            seen_in_training=max(record["seen_in_training"] for record in records),
            images_per_second=1 / sum(1 / record["images_per_second"] for record in records),
            parameters=sum(record["parameters"] for record in records),
        )
        return self._with(name, {"images": len(voted), **judged.as_dict()}, {"probabilities": voted}, self.truth)

    def _with(self, key: str, record: dict[str, Any], answers: Answers, truth: Truth) -> "Results":
        plain = json.loads(json.dumps(record))  # as it will come back from the file: lists for tuples
        return replace(self, truth=truth, models={**self.models, key: plain}, answers={**self.answers, key: answers})

    @property
    def networks(self) -> list[str]:
        """Keys of all but ensembles."""
        return [key for key in self.models if ENSEMBLE not in key]

    @property
    def ensembles(self) -> list[str]:
        """Keys of the ensembles."""
        return [key for key in self.models if ENSEMBLE in key]

    def families(self) -> dict[str, list[str]]:
        """Return the keys of the networks by name: all seeds of one model together."""
        found: dict[str, list[str]] = {}
        for key in self.networks:
            found.setdefault(family(key), []).append(key)
        return found

    def seeds_of(self, name: str) -> list[str]:
        """Return the keys that a name means: all seeds of a model, or the one network or ensemble of this key.

        Raises
        ------
        InvalidParameterError
            Where there is none.
        """
        keys = self.families().get(name) or ([name] if name in self.models else [])
        if not keys:
            raise InvalidParameterError(f"There are no results of {name!r}; there are {', '.join(self.models)}.")
        return keys

    def save(self, folder: Path, report: Mapping[str, Any]) -> None:
        """Write both files; the answers first, so that the figures never speak of answers that are not there."""
        assert self.truth is not None
        truth = {name: getattr(self.truth, name) for name in ("labels", "patients", "pictures")}
        arrays = {f"{key}/{name}": array for key, answers in self.answers.items() for name, array in answers.items()}
        named = {"sha256": self.data["sha256"], "classes": ",".join(CLASSES)}
        contiguous = {name: np.ascontiguousarray(array) for name, array in {**truth, **arrays}.items()}
        write_bytes(folder / PREDICTIONS, save_arrays(contiguous, named))
        write_text(folder / RESULTS, json.dumps(report, indent=2) + "\n")


def family(key: str) -> str:
    """Return the name of a model without the number of its seed."""
    return key.partition(SEED)[0]


def load_results(folder: Path | None, data: dict[str, Any]) -> Results:
    """Return what a folder holds about this dataset: nothing where it is empty or None.

    Raises
    ------
    DataError
        Where its results are about other pictures or are damaged.
    """
    if folder is None or not (folder / RESULTS).exists():
        return Results(data=data, truth=None, models={}, answers={})
    try:
        report = json.loads((folder / RESULTS).read_text(encoding="utf-8"))
        known = report["data"]
        if (known.get("sha256"), known["split"]) != (data["sha256"], data["split"]):
            raise DataError(
                f"{folder} holds results on other data ({known['images']} pictures, split {known['split']}; this is "
                f"{data['images']}, split {data['split']}) or of an older version; give another --out."
            )
        truth, answers = _read_answers(folder / PREDICTIONS)
        models = {key: record for key, record in report["models"].items() if key in answers}
        return Results(data=data, truth=truth, models=models, answers={key: answers[key] for key in models})
    except (OSError, SafetensorError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"The results in {folder} are damaged ({error}); give another --out.") from error


def _read_answers(path: Path) -> tuple[Truth, dict[str, Answers]]:
    with safe_open(path, framework="np") as file:
        arrays = {name: file.get_tensor(name) for name in file.keys()}
    truth = Truth(**{name: arrays.pop(name) for name in ("labels", "patients", "pictures")})
    answers: dict[str, Answers] = {}
    for name, array in arrays.items():
        key, _, what = name.rpartition("/")
        answers.setdefault(key, {})[what] = array
    return truth, answers


def _seed(metadata: BundleMetadata) -> int | None:
    seed: int | None = metadata.training.get("recipe", {}).get("seed")
    return seed
