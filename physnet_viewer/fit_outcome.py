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
    tissue
        Maps of white matter, grey matter and fluid on the voxels of `pre`.
    """

    pre: Path
    post: Path
    days: float
    pre_scan: Path | None = None
    post_scan: Path | None = None
    spacing: tuple[float, float, float] | None = None
    tissue: tuple[Path, Path, Path] | None = None


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
        mm²/day, per day and mm a year, each with its range of equally good values.
    front_width
        √(D/ρ) in mm, with its range; `assumed` where the outlines do not tell it.
    open
        The names of those whose range goes on beyond what was tried.
    statement
        What is identified and what is assumed: paragraphs of sentences.
    profile
        (width in mm, D, ρ, mm a year, Dice) of the best fit at each width of the front.
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
    front_width: float
    front_width_range: Range
    assumed: bool
    open: frozenset[str]
    statement: tuple[tuple[str, ...], ...]
    profile: tuple[tuple[float, float, float, float, float], ...]
    dice: tuple[tuple[str, float], ...]
    registration: Range | None
    tolerance: float
    unit_voxels: bool
    picture: FitPicture
