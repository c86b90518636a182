"""A small folder of labelled pictures: heads with and without a spot, whose place tells the class."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from physnet_core.learning.index import CLASSES

_PLACES = {"glioma": (0.35, 0.35), "meningioma": (0.35, 0.65), "notumor": None, "pituitary": (0.65, 0.5)}
PATIENTS_PER_CLASS = 8


def draw(label: str, number: int) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(CLASSES.index(label) * 1000 + number)
    y, x = np.mgrid[:96, :96] / 96
    picture = (((y - 0.5) / 0.42) ** 2 + ((x - 0.5) / 0.36) ** 2 <= 1) * 110.0
    mask = np.zeros_like(picture, dtype=bool)
    place = _PLACES[label]
    if place:
        row, column = np.array(place) + generator.normal(0, 0.02, 2)
        mask = (y - row) ** 2 + (x - column) ** 2 <= 0.1**2
        picture = picture + 110.0 * mask
    return np.clip(picture + generator.normal(0, 6, picture.shape), 0, 255).astype(np.uint8), mask


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Class folders under Training and Testing, outlines, and a manifest with two pictures a patient."""
    root = tmp_path_factory.mktemp("pictures")
    rows = []
    for label in CLASSES:
        for number in range(2 * PATIENTS_PER_CLASS):
            split = "Testing" if number % 4 == 0 else "Training"
            part = ("train", "train", "train", "train", "train", "val", "test", "test")[number // 2]
            path = root / split / label / f"{label}_{number:02}.png"
            picture, mask = draw(label, number)
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(picture).save(path)
            outline = root / "masks" / path.relative_to(root)
            if mask.any():
                outline.parent.mkdir(parents=True, exist_ok=True)
                Image.fromarray((mask * 255).astype(np.uint8)).save(outline)
            rows.append(
                {
                    "path": str(path.relative_to(root)),
                    "split": split,
                    "label": label,
                    "patient_proxy": f"fig_{label}{number // 2}",
                    "near_group": f"{label}{number}",
                    "leaky": "1" if number == 4 else "0",
                    "clean_split": part,
                }
            )
    with (root / "manifest.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return root
