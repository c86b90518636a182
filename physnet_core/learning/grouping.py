"""A manifest for a folder that has none: which pictures are copies, and a split that keeps copies together."""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from physnet_core.learning.duplicates import find_copies

_SHARES = {"train": 0.7, "val": 0.1, "test": 0.2}
_SEED = 0


def with_groups(root: Path, rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the rows of a folder with the columns of a manifest: `near_group`, `leaky` and `clean_split`.

    Patients are unknown: a group of copies is the best that can be said of who is who.
    """
    groups = [f"g{group:05}" for group in find_copies([root / row["path"] for row in rows])]
    known = {group for row, group in zip(rows, groups, strict=True) if row["split"] == "Training"}
    parts = _part_groups([(group, row["label"]) for row, group in zip(rows, groups, strict=True)])
    return [
        {
            **row,
            "near_group": group,
            "patient_proxy": group,
            "source": root.name,
            "leaky": str(int(row["split"] == "Testing" and group in known)),
            "clean_split": parts[group],
        }
        for row, group in zip(rows, groups, strict=True)
    ]


def _part_groups(members: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the part of each group: class by class, the largest groups first, each to where most is missing."""
    sizes = Counter(group for group, _ in members)
    of_class: dict[str, list[str]] = defaultdict(list)
    for group, label in dict(members).items():
        of_class[label].append(group)
    parts: dict[str, str] = {}
    for label in sorted(of_class):
        names = sorted(of_class[label])
        random.Random(_SEED).shuffle(names)
        total, filled = sum(sizes[name] for name in names), Counter[str]()
        for name in sorted(names, key=lambda group: -sizes[group]):
            part = max(_SHARES, key=lambda part: _SHARES[part] * total - filled[part])
            parts[name] = part
            filled[part] += sizes[name]
    return parts
