"""What tests of growth share."""

from pathlib import Path

import pytest

from physnet_core.imaging import SeriesInfo, scan_folder


@pytest.fixture(scope="module")
def series(demo_folder: Path) -> SeriesInfo:
    return scan_folder(demo_folder / "series").series[0]
