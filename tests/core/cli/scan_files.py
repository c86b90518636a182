"""Files that a user of the command line might name."""

from pathlib import Path

import nibabel as nib
import numpy as np
from PIL import Image


def head(rows: int = 96, columns: int = 80, brightness: float = 600.0) -> np.ndarray:
    """Return an ellipse with some texture, on black."""
    down, right = np.indices((rows, columns), dtype=np.float32)
    inside = ((down - rows / 2) / (rows * 0.42)) ** 2 + ((right - columns / 2) / (columns * 0.4)) ** 2 <= 1
    return np.where(inside, brightness + 100 * np.sin(down / 5) * np.cos(right / 7), 0).astype(np.float32)


def write_nifti(path: Path, slices: int = 4) -> Path:
    """Write an axial volume of 1 x 1 x 5 mm."""
    volume = np.stack([head(brightness=500 + 40 * index) for index in range(slices)])
    stored = volume.transpose(2, 1, 0)[::-1, ::-1]  # RAS: columns run to the left, rows to the back
    nib.save(nib.Nifti1Image(np.ascontiguousarray(stored), np.diag((1.0, 1.0, 5.0, 1.0))), path)
    return path


def write_png(path: Path) -> Path:
    """Write an 8-bit picture."""
    Image.fromarray((head() / 3).astype(np.uint8)).save(path)
    return path


def mixed_folder(folder: Path) -> Path:
    """Fill a folder with a volume, a picture and junk."""
    folder.mkdir(parents=True, exist_ok=True)
    write_nifti(folder / "scan.nii.gz")
    (folder / "sub").mkdir()
    write_png(folder / "sub" / "picture.png")
    (folder / "notes.txt").write_text("nothing to see")
    (folder / "broken.dcm").write_bytes(bytes(128) + b"DICM" + b"\x00" * 7)
    (folder / "empty").write_bytes(b"")
    return folder
