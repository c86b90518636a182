"""Cut the tumor slices out of pairs of glioma scans: a folder for `physnet train --add` and `evaluate --others`.

    python tools/growth_slices.py PAIRS OUT --held-out 01 03

`PAIRS` holds a folder a patient with `Pre_Scan_T1.nii.gz`, `Pre_Mask.nii.gz` and the same for `Post`. Patients named in
`--held-out` get the part `test`, the others `train`.
"""

import argparse
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import nibabel
import numpy as np
from numpy.typing import NDArray
from PIL import Image

# Smaller outlines, in pixels, are the ends of a tumor, where a slice shows hardly any of it: they are not learned from,
# and still larger ones are asked for where a network is judged.
_SMALLEST = {"train": 100, "test": 300}
_COLUMNS = ("path", "mask", "label", "source", "subject", "split", "mask_pixels")


def main() -> None:
    """Write pictures, outlines and manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held-out", nargs="*", default=[], metavar="PATIENT")
    args = parser.parse_args()
    patients = sorted(path for path in args.pairs.iterdir() if (path / "Pre_Mask.nii.gz").is_file())
    rows = [row for patient in patients for row in _patient(patient, args.out, args.held_out)]
    with (args.out / "manifest.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def _patient(folder: Path, out: Path, held_out: Sequence[str]) -> Iterator[dict[str, str]]:
    part = "test" if folder.name in held_out else "train"
    for when in ("Pre", "Post"):
        scan, mask = (_voxels(folder / f"{when}_{kind}.nii.gz") for kind in ("Scan_T1", "Mask"))
        for level in np.flatnonzero((mask > 0).sum(axis=(0, 1)) >= _SMALLEST[part]):
            name = f"{folder.name}_{when.lower()}_{level:02d}.png"
            outline = mask[:, :, level].T > 0
            _save(out / "pictures" / name, _grey(scan[:, :, level].T))
            _save(out / "outlines" / name, outline.astype(np.uint8) * 255)
            yield {
                "path": f"pictures/{name}",
                "mask": f"outlines/{name}",
                "label": "glioma",
                "source": "growth",
                "subject": f"growth_{folder.name}",
                "split": part,
                "mask_pixels": str(int(outline.sum())),
            }


def _voxels(path: Path) -> NDArray[np.float64]:
    return np.asarray(nibabel.load(path).dataobj, dtype=np.float64)  # type: ignore[attr-defined]


def _grey(pixels: NDArray[np.float64]) -> NDArray[np.uint8]:
    low, high = np.percentile(pixels, (0.0, 99.9))
    return (np.clip((pixels - low) / max(high - low, 1e-6), 0, 1) * 255).round().astype(np.uint8)


def _save(path: Path, pixels: NDArray[np.uint8]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


if __name__ == "__main__":
    main()
