"""Cut slices at every level of a real head without tumor: a folder for `physnet train --add`.

    python tools/head_slices.py HEAD.nii.gz OUT --source colin27

The public pictures of heads without tumor show the middle of the brain, and those of pituitary tumors the base of the
skull. A network that has never seen a healthy base takes it for that tumor. Two whole heads are free, down to the neck:
`ch2.nii.gz` of the Debian package mricron-data (Colin Holmes, a mean of 27 scans; C. J. Holmes et al., J. Comput.
Assist. Tomogr. 22(2), 1998), and `mean_reg2mean.nii.gz` of the Python package pydeface, a mean of several people.
"""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import nibabel
import numpy as np
from PIL import Image
from scipy.ndimage import rotate
from thick_slice import thick_slice

_PLANES = {"axial": 2, "coronal": 1, "sagittal": 0}  # the axis across, of a head whose axes are (right, front, up)
_APART = {"axial": 3.0, "coronal": 9.0, "sagittal": 9.0}  # mm from slice to slice
_TILTS = (-10.0, 0.0, 10.0)  # degrees of the nose up or down: scans follow this line of the skull or that
_LEAST_HEAD = 0.22  # of the slice: what is less is scalp or nose
_THICKEST = 5  # voxels
_COLUMNS = ("path", "label", "source", "subject", "plane", "split", "skull")


def main() -> None:
    """Write pictures and manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("head", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--source", required=True, help="what the manifest calls it")
    args = parser.parse_args()
    (args.out / "pictures").mkdir(parents=True, exist_ok=True)
    rows = []
    for name, plane, picture in _pictures(args.head):
        path = f"pictures/{name}.png"
        Image.fromarray(picture).save(args.out / path)
        rows.append((path, "notumor", args.source, f"{args.source}_whole", plane, "train", "present"))
    with (args.out / "manifest.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([_COLUMNS, *rows])


def _pictures(path: Path) -> Iterator[tuple[str, str, np.ndarray]]:
    """Yield name, plane and (R, C) uint8 picture, as a radiologist looks; thickness is drawn."""
    image = nibabel.as_closest_canonical(nibabel.load(path))
    head, sizes = np.asarray(image.dataobj, dtype=np.float32), image.header.get_zooms()
    white, random = np.percentile(head, 99.7), np.random.default_rng(0)
    for tilt in _TILTS:
        tilted = rotate(head, tilt, axes=(1, 2), reshape=False, order=1) if tilt else head
        for plane, level, slab in _slabs(tilted, sizes, random):
            if (slab > 0.1 * white).mean() >= _LEAST_HEAD:
                upright = slab[::-1, ::-1].T  # rows go down or back; columns to the left, or back in a sagittal one
                picture = (np.clip(upright / white, 0, 1) * 255).round().astype(np.uint8)
                yield f"{plane}_{tilt:+03.0f}_{level:03d}", plane, picture


def _slabs(
    head: np.ndarray, sizes: tuple[float, ...], random: np.random.Generator
) -> Iterator[tuple[str, int, np.ndarray]]:
    for plane, axis in _PLANES.items():
        for level in range(0, head.shape[axis], round(_APART[plane] / sizes[axis])):
            half = int(random.integers(0, _THICKEST // 2 + 1))
            yield plane, level, thick_slice(head, axis, level, half)


if __name__ == "__main__":
    main()
