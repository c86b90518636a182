"""What a dropped picture or a session file asks the window to show."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from physnet_core.export.document import Document
from physnet_core.imaging import Window
from physnet_core.imaging.measure import Kind, Point
from physnet_core.network.prediction import ModelIdentity
from physnet_viewer.scenarios import Pinned
from physnet_viewer.session import Cine, Dimensions, GridName, Layout, Overlay, Parameters, Playback, Zoom


@dataclass(frozen=True, kw_only=True)
class Look:
    """How things are drawn and played; None where a file of an earlier version does not say."""

    window: Window | None
    inverted: bool
    overlay: Overlay
    playback: Playback
    cine: Cine | None = None
    explaining: bool | None = None
    zoom: Zoom | None = None


@dataclass(frozen=True, kw_only=True)
class SavedMeasure:
    """An annotation by the place of its slice: `series_key`, image there, and slice, from 0."""

    kind: Kind
    series: str
    time_index: int
    slice_index: int
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class SavedPlace:
    """A slice as `SavedMeasure` names it, or the volume of a series at one time where `slice_index` is None."""

    series: str
    time_index: int
    slice_index: int | None


@dataclass(frozen=True, kw_only=True)
class SavedScenario:
    """A pinned scenario that is to be grown again, and where; `pinned` names no series yet."""

    place: SavedPlace
    pinned: Pinned


@dataclass(frozen=True, kw_only=True)
class SavedTweak:
    """D^ and rho^ of a slice or a volume."""

    place: SavedPlace
    parameters: Parameters


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A place, a scenario, and how it should look; None wherever nothing is asked for.

    Attributes
    ----------
    name
        The file that asks, for sentences.
    series
        `series_key` of the series; None for the one on screen.
    pixels
        Fingerprint of the slice; None to trust `slice_index`.
    tweak
        D^ and rho^, of the slice or in 3-D of the series; or None for the learned ones.
    learned
        Whether `tweak` is what the network learned, which another batch or device may round otherwise.
    steps
        Length of the growth in network steps, to say so where the window's is another.
    frame
        Shown frame of growth.
    cross
        (row, column) under the cross-hair of three planes.
    measures
        What was measured in the scan; None to leave what is there.
    tweaks, scenarios
        D^ and rho^ of all slices, and what was pinned, each with the number of entries that are damaged and were left
        out; None to leave what is there.
    windows
        Display windows that the user chose, by `series_key`; None to leave what is there.
    reference, difference
        The key of the scenario that is compared with, and whether the difference to it is drawn; with `scenarios`.
    """

    name: str
    series: str | None = None
    time_index: int = 0
    slice_index: int = 0
    pixels: str | None = None
    model: ModelIdentity | None = None
    tweak: Parameters | None = None
    learned: bool = False
    grid: GridName | None = None
    dimensions: Dimensions = "2d"
    white_to_grey: float | None = None
    days_per_step: float | None = None
    steps: float | None = None
    frame: int | None = None
    layout: Layout | None = None
    cross: tuple[int, int] | None = None
    measures: tuple[SavedMeasure, ...] | None = None
    tweaks: tuple[tuple[SavedTweak, ...], int] | None = None
    scenarios: tuple[tuple[SavedScenario, ...], int] | None = None
    reference: int | None = None
    difference: bool = False
    windows: Mapping[str, Window] | None = None
    look: Look | None = None


def wish_of(document: Document, name: str) -> Wish:
    """Return what a picture asks for: the last of its growths, beside the other where there are two."""
    run = document.runs[-1]
    return Wish(
        name=name,
        slice_index=document.slice_index,
        pixels=document.pixels_sha256,
        model=document.model,
        tweak=Parameters(diffusion_number=run.diffusion_number, growth_number=run.growth_number),
        learned=run.learned,
        grid=None if document.in_space else run.grid,  # in 3-D there is no choice
        dimensions="3d" if document.in_space else "2d",
        white_to_grey=run.white_to_grey,
        days_per_step=run.days_per_step,
        steps=run.steps,
        layout="side_by_side" if len(document.runs) > 1 else "single",
    )


def series_key(uid: str) -> str:
    """Return what tells a series from others without naming it."""
    return hashlib.sha256(uid.encode()).hexdigest()[:16]
