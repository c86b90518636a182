"""Make `resources/demo`: a synthetic brain MRI with a tumor of known growth, as a DICOM series with its truth.

Run from the repository root, with the `demo` dependency group installed (nilearn ships the template brain)::

    python tools/make_demo_scan.py

Takes about a minute. The same seed gives the same scan; nothing in it comes from a patient.
"""

import argparse
import logging
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from demo_scan.anatomy import load_anatomy
from demo_scan.growth import TumorPlan, grow
from demo_scan.head import paint_head
from demo_scan.picture import SliceGrid, acquire, paint_tumor
from demo_scan.series import write_series
from demo_scan.truth import Truth, facts_of, sample_truth, write_truth

log = logging.getLogger("make_demo_scan")

VERSION = 1
SEED = 152
DEMO = Path(__file__).resolve().parent.parent / "resources" / "demo"
SERIES = "series"
_NOTICES = Path(__file__).resolve().parent / "demo_scan" / "notices"


@dataclass(frozen=True, kw_only=True, eq=False)
class DemoScan:
    """Everything that is written: slices (S, R, C) uint16, where they are, and the truth behind them."""

    slices: np.ndarray
    grid: SliceGrid
    truth: Truth
    facts: dict[str, object]


def make() -> DemoScan:
    """Build the head, grow the tumor, take the scan."""
    torch.set_num_threads(1)  # many threads beside another job are slower than one
    random = np.random.default_rng(SEED)
    plan, grid = TumorPlan(), SliceGrid()
    log.info("deforming the template brain")
    anatomy = load_anatomy(random)
    log.info("painting the head")
    head = paint_head(anatomy, random)
    log.info("growing the tumor to day %g", plan.days[-1])
    frames = grow(plan, anatomy)
    log.info("taking the scan on day %g", plan.scan_day)
    slices = acquire(paint_tumor(head, frames[plan.scan_day], anatomy, random), grid, random)
    truth = sample_truth(plan, anatomy, frames, grid)
    facts = {"made_by": "tools/make_demo_scan.py", "version": VERSION, "random_seed": SEED}
    return DemoScan(slices=slices, grid=grid, truth=truth, facts=facts | facts_of(plan, anatomy, truth, grid))


def write(scan: DemoScan, folder: Path) -> None:
    """Write the scan, its truth and the notices to `folder`, which is replaced only once all is written."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".demo-") as scratch:
        made, old = Path(scratch) / "made", Path(scratch) / "old"
        write_series(made / SERIES, scan.slices, scan.grid)
        write_truth(made, scan.truth, scan.facts)
        for notice in sorted(_NOTICES.iterdir()):
            shutil.copyfile(notice, made / notice.name)
        if folder.exists():
            folder.replace(old)
        made.replace(folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Make the synthetic demo scan.")
    parser.add_argument("--out", type=Path, default=DEMO, help="folder to write (default: resources/demo)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    write(make(), options.out)
    log.info("wrote %s", options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
