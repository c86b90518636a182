"""What is asked of a fit to two outlines, and what came out of it, as plain data."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Range = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class FitRequest:
    """Two outlines of one tumor.

    Attributes
    ----------
    pre, post
        Mask files.
    days
        Time between them.
    pre_scan, post_scan
        Scans to register the two by; both or none.
    spacing
        (slice, row, column) mm, where the headers are not to be trusted.
    """

    pre: Path
    post: Path
    days: float
    pre_scan: Path | None = None
    post_scan: Path | None = None
    spacing: tuple[float, float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class FitProgress:
    """What is being done, and how far it is."""

    name: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class FitPicture:
    """One slice of the pair: where the tumor was, where it went, and where the fit puts it.

    Attributes
    ----------
    background
        (R, C) of the earlier scan, or None.
    pre, post, fitted
        (R, C) masks.
    spacing
        (row, column) mm.
    """

    background: NDArray[np.float32] | None
    pre: NDArray[np.bool_]
    post: NDArray[np.bool_]
    fitted: NDArray[np.bool_]
    spacing: tuple[float, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class FitOutcome:
    """D, rho and what they rest on.

    Attributes
    ----------
    diffusion, proliferation, front_speed
        mm²/day, per day and mm a year, each with its range of equally good values; `open` where that goes on.
    separable
        Whether D and rho are known one by one.
    dice
        (name, Dice with the later outline) of doing nothing, of plain image operations, and of the fit, which is last.
    registration
        Correlation of the heads before and after, or None.
    tolerance
        Dice that half a voxel costs.
    """

    diffusion: float
    diffusion_range: Range
    proliferation: float
    proliferation_range: Range
    front_speed: float
    front_speed_range: Range
    open: bool
    separable: bool
    dice: tuple[tuple[str, float], ...]
    registration: Range | None
    tolerance: float
    unit_voxels: bool
    picture: FitPicture
