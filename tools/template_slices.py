"""Paint heads without tumor around a template brain, and cut slices at every level: a folder for `physnet train --add`.

    python tools/template_slices.py OUT [--heads 8]

The public pictures of heads without tumor show the middle of the brain. A network that has never seen a healthy vertex,
temporal pole or posterior fossa, with its vessels full of contrast, may take it for tumor. Needs nilearn (the `demo`
dependency group), which ships the template; each head takes half a minute, and every head is drawn from its own seed.
"""

import argparse
import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from demo_scan.anatomy import Anatomy, load_anatomy
from demo_scan.head import paint_head
from demo_scan.noise import Field, smooth_noise
from PIL import Image
from scipy.ndimage import gaussian_filter
from thick_slice import thick_slice

_FIRST_SEED = 1000  # far from that of the demo scan
_AXES = {"axial": 0, "coronal": 1, "sagittal": 2}
_LEVELS = {"axial": 8, "coronal": 5, "sagittal": 5}
_LEAST_BRAIN = 0.02  # of the slice; beyond it there is none to judge
_WITHOUT_CONTRAST, _STRIPPED = 0.4, 0.25  # parts of the heads, and of the slices
_COLUMNS = ("path", "label", "source", "subject", "plane", "split", "skull")


def main() -> None:
    """Write pictures and manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--heads", type=int, default=8)
    args = parser.parse_args()
    (args.out / "pictures").mkdir(parents=True, exist_ok=True)
    rows = [row for number in range(args.heads) for row in _head(number, args.out)]
    with (args.out / "manifest.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def _head(number: int, out: Path) -> Iterator[dict[str, str]]:
    random = np.random.default_rng(_FIRST_SEED + number)
    anatomy = load_anatomy(random)
    head = paint_head(anatomy, random, contrast=bool(random.random() >= _WITHOUT_CONTRAST))
    for plane, axis in _AXES.items():
        for level in _levels(anatomy, axis, _LEVELS[plane], random):
            stripped = bool(random.random() < _STRIPPED)
            picture = _slice(head * (anatomy.t1 > 0) if stripped else head, axis, level, random)
            name = f"pictures/{number:02d}_{plane}_{level:03d}.png"
            Image.fromarray(picture).save(out / name)
            yield {
                "path": name,
                "label": "notumor",
                "source": "icbm152",
                "subject": f"icbm152_{number:02d}",
                "plane": plane,
                "split": "train",
                "skull": "stripped" if stripped else "present",
            }


def _levels(anatomy: Anatomy, axis: int, count: int, random: np.random.Generator) -> list[int]:
    """Return one level at random from each of `count` equal parts of the brain along an axis."""
    others = tuple(other for other in range(3) if other != axis)
    inside = np.flatnonzero((anatomy.t1 > 0).mean(axis=others) > _LEAST_BRAIN)
    edges = np.linspace(inside[0], inside[-1], count + 1)
    return [int(random.uniform(low, high)) for low, high in itertools.pairwise(edges)]


def _slice(head: Field, axis: int, level: int, random: np.random.Generator) -> np.ndarray:
    """Return what some scanner makes of it: (R, C) uint8; thickness, blur, shading and noise are drawn."""
    half = int(random.integers(0, 3))
    blurred = gaussian_filter(thick_slice(head, axis, level, half), random.uniform(0.4, 1.1))
    shading = 1.0 + random.uniform(0.0, 0.25) * smooth_noise(random, (2, *blurred.shape), 60.0)[0]
    top = np.percentile(blurred, 99.7)
    sigma = random.uniform(0.004, 0.03) * top
    magnitude = np.hypot(
        blurred * shading + sigma * random.standard_normal(blurred.shape), sigma * random.standard_normal(blurred.shape)
    )
    unit = np.clip(magnitude / max(top, 1e-6), 0, 1)
    upright = unit if axis == 0 else unit[::-1]  # the head's axes are (up, back, left)
    return (upright * 255).round().astype(np.uint8)


if __name__ == "__main__":
    main()
