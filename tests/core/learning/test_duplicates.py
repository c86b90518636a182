"""Copies are found through what people do to pictures, and kept on one side of a split."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps
from scipy.ndimage import gaussian_filter

from physnet_core.learning.duplicates import find_copies
from physnet_core.learning.grouping import with_groups


def _head(seed: int, *, side: int = 160, folds: float = 4) -> Image.Image:
    """An ellipse with folds of its own, so many pixels wide."""
    y, x = np.mgrid[:side, :side] / side
    inside = ((y - 0.5) / 0.42) ** 2 + ((x - 0.5) / 0.34) ** 2 <= 1
    pattern = folds * gaussian_filter(np.random.default_rng(seed).normal(size=(side, side)), folds)
    return Image.fromarray((inside * np.clip(120 + 150 * pattern, 20, 255)).astype(np.uint8))


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """One head in six forms, two others, and a file that is no picture."""
    head = _head(0)
    forms = {
        "0.png": head,
        "1.jpg": head,
        "2.png": ImageOps.mirror(head),
        "3.png": head.rotate(90),
        "4.png": head.point([round(min(255, 0.6 * value + 10)) if value else 0 for value in range(256)]),
        "5.png": ImageOps.expand(ImageOps.flip(head), border=30),
        "6.png": _head(1),
        "7.png": _head(2),
    }
    for name, picture in forms.items():
        picture.save(tmp_path / name, **({"quality": 60} if name.endswith("jpg") else {}))
    (tmp_path / "8.png").write_text("no picture")
    return [tmp_path / name for name in (*forms, "8.png")]


def test_copies_are_seen_through_mirror_turn_encoding_and_brightness(pictures: list[Path]) -> None:
    groups = find_copies(pictures)
    assert set(groups[:6]) == {groups[0]}
    assert len(set(groups)) == 4


@pytest.mark.parametrize(
    ("side", "name", "options"),
    [
        (200, "half.png", {}),
        (320, "smaller.tif", {}),
        (512, "larger.jpg", {"quality": 75}),
        (800, "double.bmp", {}),
        (256, "small.jpg", {"quality": 30}),
        (400, "often.jpg", {"quality": 10}),
    ],
)
def test_copies_are_seen_through_resizing_and_other_encodings(
    tmp_path: Path, side: int, name: str, options: dict[str, int]
) -> None:
    heads = [_head(seed, side=400, folds=14) for seed in (0, 1)]
    heads[0].save(tmp_path / "original.png")
    for head, file in zip(heads, (name, f"other-{name}"), strict=True):
        head.resize((side, side)).save(tmp_path / file, **options)
    original, copy, other = find_copies([tmp_path / file for file in ("original.png", name, f"other-{name}")])
    assert original == copy
    assert original != other


def test_a_split_without_manifest_keeps_copies_together(pictures: list[Path]) -> None:
    rows = [
        {"path": path.name, "label": "glioma", "split": "Training" if number % 2 else "Testing"}
        for number, path in enumerate(pictures)
    ]
    grouped = with_groups(pictures[0].parent, rows)
    assert len({row["clean_split"] for row in grouped[:6]}) == 1
    assert [row["leaky"] for row in grouped] == ["1", "0", "1", "0", "1", "0", "0", "0", "0"]
