"""What a network's answers are held against."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physnet_core.learning.index import CLASSES, Sample


@dataclass(frozen=True, kw_only=True, eq=False)
class Truth:
    """The true classes of pictures, and which pictures belong together; no name of a file or patient.

    Attributes
    ----------
    labels
        (N,) int64 indices of classes.
    patients, pictures
        (N,) int64: the same number for the same patient, and for copies of one picture.
    """

    labels: NDArray[np.int64]
    patients: NDArray[np.int64]
    pictures: NDArray[np.int64]

    def agrees(self, other: "Truth") -> bool:
        """Return whether both are about the same pictures in the same order."""
        pairs = ((self.labels, other.labels), (self.patients, other.patients), (self.pictures, other.pictures))
        return all(np.array_equal(one, another) for one, another in pairs)


def truth_of(samples: Sequence[Sample]) -> Truth:
    """Return the truth about pictures."""
    return Truth(
        labels=np.array([CLASSES.index(sample.label) for sample in samples], dtype=np.int64),
        patients=_numbered([sample.patient for sample in samples]),
        pictures=_numbered([sample.picture for sample in samples]),
    )


def fingerprint(samples: Sequence[Sample]) -> str:
    """Return a hash over a list of pictures, their labels, groups and outlines, wherever the folder lies."""
    lines = [(s.path.name, s.label, s.patient, s.picture, s.mask is not None) for s in samples]
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


def _numbered(names: Sequence[str]) -> NDArray[np.int64]:
    _, numbers = np.unique(names, return_inverse=True)
    return numbers.astype(np.int64)
