"""Fixtures of the imaging tests."""

from pathlib import Path

import numpy as np
import pytest
from scan_makers import write_dicom


@pytest.fixture
def axial_series(tmp_path: Path) -> Path:
    """Return a folder of eight axial slices, 2.5 mm apart, each filled with its number from the feet."""
    folder = tmp_path / "scan"
    folder.mkdir()
    for index in range(8):
        pixels = np.full((6, 5), index, dtype=np.uint16)
        write_dicom(folder / f"{(index * 5) % 8}.dcm", pixels, position=(0, 0, 2.5 * index), InstanceNumber=8 - index)
    return folder
