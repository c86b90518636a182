"""What all tests share: where the real scans are, and one thread for torch so that two cores are not fought over."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.update(LANGUAGE="en", LC_ALL="C.UTF-8")  # the window speaks English to tests wherever they run

REPOSITORY = Path(__file__).resolve().parent.parent
REAL_DATA = Path(os.environ.get("PHYSNET_TEST_DATA", REPOSITORY.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of real scans; tests that need it are skipped where it is not."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"real scans are not at {REAL_DATA}; set PHYSNET_TEST_DATA")
    return REAL_DATA


@pytest.fixture(scope="session")
def demo_folder() -> Path:
    """The demo scan that ships with the project."""
    return REPOSITORY / "resources" / "demo"
