"""What a scan is, once read: series, slices, volumes and display windows.

Coordinates are DICOM patient coordinates (LPS: x to the patient's left, y to posterior, z to superior) in millimetres.
Index order is (slice, row, column). Nothing here knows a file format.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Plane = Literal["axial", "sagittal", "coronal", "oblique", "unknown"]
Format = Literal["dicom", "nifti", "image"]
FloatArray = NDArray[np.float32]
Affine = NDArray[np.float64]
Position = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Window:
    """A display window: the stored values that are shown from black to white.

    Attributes
    ----------
    center, width
        In stored (rescaled) units, as in DICOM PS3.3 C.11.2.1.2.
    """

    center: float
    width: float

    @property
    def levels(self) -> tuple[float, float]:
        """Lowest and highest shown value."""
        return self.center - self.width / 2, self.center + self.width / 2

    @classmethod
    def from_levels(cls, low: float, high: float) -> "Window":
        """Return the window that shows `low` as black and `high` as white."""
        return cls(center=(low + high) / 2, width=max(high - low, 1e-6))

    @classmethod
    def automatic(cls, pixels: NDArray[np.floating]) -> "Window":
        """Return a window from the 1st to the 99.5th percentile of the finite non-background values."""
        finite = pixels[np.isfinite(pixels)]
        signal = finite[finite > finite.min()] if finite.size else finite
        if signal.size == 0:
            return cls(center=0.5, width=1.0)
        low, high = np.percentile(signal, (1.0, 99.5))
        if low == high:  # a mask: show what lies below it as black
            low = finite.min()
        return cls.from_levels(float(low), float(high))


@dataclass(frozen=True, kw_only=True)
class SliceSource:
    """Where the pixels of one slice are: a file, and the frame (or tile, page, array index) of `frames` in it."""

    path: Path
    frame: int = 0
    frames: int = 1

    @property
    def label(self) -> str:
        """File name, and the frame counted from 1 where the file has several."""
        return self.path.name if self.frames == 1 else f"{self.path.name}, frame {self.frame + 1}"


@dataclass(frozen=True, kw_only=True, eq=False)
class SeriesInfo:
    """One series as its headers describe it; no pixels have been read.

    Attributes
    ----------
    uid
        SeriesInstanceUID, or a stable name made from the file for other formats.
    slices, frames_of_time
        Number of slice positions, and of images at each position.
    pixel_spacing
        (row, column) distance in mm between pixel centers, or None where the format does not say.
    slice_spacing
        Distance in mm between slice centers along their normal, or None.
    affine
        (4, 4), maps (slice, row, column, 1) to LPS mm; None where unknown or where slices form no regular volume.
    sources
        `frames_of_time` x `slices` entries, time-major, ordered along the slice normal (right to left, anterior to
        posterior, inferior to superior).
    notes
        Plain sentences on what is unusual: gaps, duplicates, a mosaic, unknown geometry.
    localizer
        Whether the scanner made it only to plan the others.
    synthetic
        Whether the file says that it shows no patient (DICOM's Synthetic Data, the word in a NIfTI description).
    """

    uid: str
    format: Format
    description: str = ""
    modality: str = ""
    plane: Plane = "unknown"
    slices: int
    frames_of_time: int = 1
    rows: int
    columns: int
    pixel_spacing: tuple[float, float] | None = None
    slice_spacing: float | None = None
    transfer_syntax: str | None = None
    first_position: Position | None = None
    last_position: Position | None = None
    affine: Affine | None = None
    sources: tuple[SliceSource, ...] = field(repr=False)
    notes: tuple[str, ...] = ()
    localizer: bool = False
    synthetic: bool = False


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A file that was not used, and why, in one plain sentence."""

    path: Path
    reason: str


@dataclass(frozen=True, kw_only=True, eq=False)
class ScanReport:
    """What a folder (or file) holds."""

    path: Path
    series: tuple[SeriesInfo, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Slice:
    """One image.

    Attributes
    ----------
    pixels
        (R, C) float32, rescaled stored values, finite, read-only; air is dark also for MONOCHROME1.
    pixel_spacing
        (row, column) mm, or None.
    affine
        (4, 4), maps (0, row, column, 1) to LPS mm, or None.
    window
        The window that the file asks for, or None.
    source
        File name and frame, for tables; never a patient name.
    color
        Whether the file held a true color picture (a photograph, say), reduced here to grey.
    notes
        Plain sentences on what only the pixels tell, as `SeriesInfo.notes`.
    """

    index: int
    pixels: FloatArray
    pixel_spacing: tuple[float, float] | None = None
    affine: Affine | None = None
    window: Window | None = None
    source: str = ""
    color: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Volume:
    """A whole series in memory.

    Attributes
    ----------
    pixels
        (S, R, C) float32, read-only.
    affine
        (4, 4) LPS mm from (slice, row, column, 1), or None.
    time
        Which of the images at each position this is.
    color
        Whether the file held true color pictures, reduced here to grey.
    """

    series: SeriesInfo
    time: int = 0
    pixels: FloatArray
    affine: Affine | None = None
    window: Window
    color: bool = False

    def slice(self, index: int) -> Slice:
        """Return slice `index` as a view."""
        affine = None
        if self.affine is not None:
            affine = self.affine.copy()
            affine[:, 3] = self.affine @ np.array([index, 0.0, 0.0, 1.0])
        return Slice(
            index=index,
            pixels=self.pixels[index],
            pixel_spacing=self.series.pixel_spacing,
            affine=affine,
            window=self.window,
            source=self.series.sources[self.time * self.series.slices + index].label,
            color=self.color,
        )
