"""Hold the project's own search for copies against the duplicate groups of a manifest.

    python tools/measure_duplicates.py DATA [PICTURES]

Prints precision and recall of pairs for several thresholds, over whole groups taken at random until there are
PICTURES.
"""

import csv
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from physnet_core.learning.duplicates import group_hashes, matching_pairs, perceptual_hash
from physnet_core.learning.pictures import read_picture


def main(root: Path, wanted: int) -> None:
    """Measure pairs that are found directly, and pairs within the groups that follow."""
    rows = _choose(root, wanted)
    hashes = np.stack([perceptual_hash(read_picture(root / row["path"]).pixels) for row in rows])
    _, true = np.unique([row["near_group"] for row in rows], return_inverse=True)
    _, patient = np.unique([row["patient_proxy"] for row in rows], return_inverse=True)
    for agreement in (0.70, 0.75, 0.78, 0.80, 0.82, 0.85, 0.90):
        pairs = matching_pairs(hashes, agreement=agreement)
        groups = group_hashes(hashes, agreement=agreement)
        same = groups[:, None] == groups
        hits = np.triu(same & (true[:, None] == true), 1).sum()
        kin = np.triu(same & (patient[:, None] == patient), 1).sum()
        sys.stdout.write(
            f"agreement {agreement:.2f}: direct precision {np.mean(true[pairs[:, 0]] == true[pairs[:, 1]]):.3f}  "
            f"grouped precision {hits / np.triu(same, 1).sum():.3f} (same patient {kin / np.triu(same, 1).sum():.3f})  "
            f"recall {hits / np.triu(true[:, None] == true, 1).sum():.3f}  "
            f"groups {groups.max() + 1} of {true.max() + 1}  largest {np.bincount(groups).max()}\n"
        )


def _choose(root: Path, wanted: int) -> list[dict[str, str]]:
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (root / "manifest.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            groups[row["near_group"]].append(row)
    names = sorted(groups)
    random.Random(0).shuffle(names)
    chosen: list[dict[str, str]] = []
    for name in names:
        if len(chosen) < wanted:
            chosen += groups[name]
    return chosen


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1500)
