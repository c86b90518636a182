"""The scan that ships with the product."""

import json
from dataclasses import dataclass
from pathlib import Path

from physnet_core.resources import resource
from physnet_viewer.translation import later

NO_DEMO = later("The demo scan is not installed; install PhysNet Viewer again, or open a scan of your own.")


@dataclass(frozen=True, kw_only=True)
class DemoScan:
    """Its folder, and the slice in which its tumor was planted, or None where that is not said."""

    folder: Path
    tumor_slice: int | None


def demo_scan() -> DemoScan | None:
    """Return the scan that ships, or None where it is not installed."""
    folder = resource("demo", "series")
    return (
        DemoScan(folder=folder, tumor_slice=_tumor_slice(resource("demo", "truth.json"))) if folder.is_dir() else None
    )


def _tumor_slice(truth: Path) -> int | None:
    try:
        return int(json.loads(truth.read_text(encoding="utf-8"))["seed"]["slice_index"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
