"""Everything the window shows, as one frozen snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth.scenario import Growth
from physnet_core.growth.spread import AreaBand
from physnet_core.imaging import SeriesInfo, Skipped, Slice, SliceSource, Window
from physnet_core.imaging.measure import Annotation, Kind
from physnet_core.network.explanation import Explanation, WhatIf
from physnet_core.network.prediction import ModelIdentity, Prediction
from physnet_viewer.scenarios import Pinned
from physnet_viewer.series_growth import SeriesGrowth
from physnet_viewer.view_parts import (
    READING,
    Cine,
    CrossPlanes,
    Dimensions,
    GridName,
    HeaderPage,
    Layout,
    ModelStatus,
    Offer,
    Overlay,
    Parameters,
    Playback,
    Task,
    Zoom,
)


@dataclass(frozen=True, kw_only=True, eq=False)
class ViewState:
    """One snapshot of the window.

    Attributes
    ----------
    series_uid, time_index, slice_index
        What is on screen.
    slices, predictions
        One entry a slice of the series on screen; None where it is not read, or not computed, yet.
    searched
        Whether all series and slices of `path` are found; not so where the search was stopped.
    unreadable
        One sentence for each slice of the series on screen that could not be read, by slice index.
    thumbnails
        Grey (h, w) uint8 pictures by series uid.
    window
        Display window of the series on screen, or None before its first slice is read.
    cross
        (row, column) under the cross-hair of three planes, or None for the middle.
    zoom
        Which part of the slice is seen, or None for the whole.
    planes
        The planes across the slices while they are shown.
    annotations, selected
        What was measured on the slices of the open scan, and the number of the one that is marked.
    tool
        What the left button draws; None while it changes the window.
    header
        The header that was asked for last, while it is looked at; it names the patient.
    tweak
        D^ and rho^ of the sliders, or None while they stand on the learned values.
    learned, tweaked
        Growth of the slice on screen with the learned parameters and with `tweak`; None where there is none.
    preview
        One frame of what `tweaked` is about to be, shown in its place while a slider is dragged; or None.
    dimensions, leading
        Whether growth is of the slice on screen or of the series; and in 3-D the slice with most tumor, whose D and rho
        the series has, once it is known.
    volume, tweaked_volume
        Growth of the series in 3-D, learned and tweaked; `learned` and `tweaked` are then its slice on screen.
    scenarios, reference, difference
        What was pinned in this scan; the key of the one that is compared with, or None for the learned growth; and
        whether the difference to it is drawn in place of the density.
    white_to_grey
        How many times faster cells move in white than in grey matter, on the image grid.
    explaining, explanation
        Whether the reasons for the class are asked for, and the last that came; show `current_explanation`.
    band
        How much the learned area differed when a slice was taken again, for the last one asked about; show
        `current_band`.
    what_if
        The last answer of the network at D and rho of the sliders; show `current_what_if`.
    frame
        Index of the shown frame of `learned` and `tweaked`.
    model_identity, model_card
        Which weights are loaded, and what their card says (Markdown); None and "" before.
    message, notice
        One sentence about the last thing that went wrong, or about what was done; or None.
    offer
        What an ended process left, or None.
    """

    path: Path | None = None
    searched: bool = False
    series: tuple[SeriesInfo, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    thumbnails: Mapping[str, NDArray[np.uint8]] = field(default_factory=lambda: MappingProxyType({}))
    series_uid: str | None = None
    time_index: int = 0
    slice_index: int = 0
    slices: tuple[Slice | None, ...] = ()
    predictions: tuple[Prediction | None, ...] = ()
    unreadable: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))

    window: Window | None = None
    inverted: bool = False
    overlay: Overlay = Overlay()
    layout: Layout = "single"
    cross: tuple[int, int] | None = None
    zoom: Zoom | None = None
    planes: CrossPlanes | None = None
    annotations: tuple[Annotation, ...] = ()
    selected: int | None = None
    tool: Kind | None = None
    cine: Cine = Cine()
    header: HeaderPage | None = field(default=None, repr=False)

    grid: GridName = "latent"
    days_per_step: float | None = None
    tweak: Parameters | None = None
    learned: Growth | None = None
    tweaked: Growth | None = None
    preview: Growth | None = None
    dimensions: Dimensions = "2d"
    leading: int | None = None
    volume: SeriesGrowth | None = None
    tweaked_volume: SeriesGrowth | None = None
    scenarios: tuple[Pinned, ...] = ()
    reference: int | None = None
    difference: bool = False
    white_to_grey: float = 10.0
    explaining: bool = False
    explanation: Explanation | None = None
    band: AreaBand | None = None
    what_if: WhatIf | None = None
    frame: int = 0
    playback: Playback = Playback()

    model: ModelStatus = "loading"
    model_error: str | None = None
    model_identity: ModelIdentity | None = None
    model_card: str = ""
    device: str = ""
    tasks: tuple[Task, ...] = ()
    message: str | None = None
    notice: str | None = None
    offer: Offer | None = None

    @property
    def current_series(self) -> SeriesInfo | None:
        """The series on screen."""
        return next((item for item in self.series if item.uid == self.series_uid), None)

    @property
    def current_slice(self) -> Slice | None:
        """The slice on screen, or None until it is read."""
        return self.slices[self.slice_index] if self.slice_index < len(self.slices) else None

    @property
    def current_prediction(self) -> Prediction | None:
        """The prediction for the slice on screen, or None until it is computed."""
        return self.predictions[self.slice_index] if self.slice_index < len(self.predictions) else None

    @property
    def current_source(self) -> SliceSource | None:
        """Where the slice on screen comes from."""
        series = self.current_series
        place = 0 if series is None else self.time_index * series.slices + self.slice_index
        return None if series is None or place >= len(series.sources) else series.sources[place]

    @property
    def is_reading(self) -> bool:
        """Whether a slice that is not there yet will come by itself; not so after Cancel."""
        return any(task.name == READING for task in self.tasks)

    @property
    def cross_place(self) -> tuple[int, int]:
        """(row, column) under the cross-hair: the middle of the slice until it is moved."""
        series = self.current_series
        if self.cross is not None or series is None:
            return self.cross or (0, 0)
        return series.rows // 2, series.columns // 2

    @property
    def growth_prediction(self) -> Prediction | None:
        """The prediction whose D and rho the growth on screen has learned."""
        if self.dimensions == "2d":
            return self.current_prediction
        return None if self.leading is None else self.predictions[self.leading]

    @property
    def own_scenarios(self) -> tuple[Pinned, ...]:
        """The pinned scenarios of the series on screen."""
        place = (self.series_uid, self.time_index)
        return tuple(item for item in self.scenarios if (item.series_uid, item.time_index) == place)

    @property
    def compared_scenario(self) -> Pinned | None:
        """The pinned scenario that is compared with on this slice."""
        return next((item for item in self.scenarios_here if item.key == self.reference), None)

    @property
    def scenarios_here(self) -> tuple[Pinned, ...]:
        """The pinned scenarios that can be held against the growth on screen: of the slice, or in 3-D of the series."""
        in_space = self.dimensions == "3d"
        own = (item for item in self.own_scenarios if item.in_space == in_space)
        return tuple(item for item in own if in_space or item.slice_index == self.slice_index)

    @property
    def shown_tweaked(self) -> Growth | None:
        """The tweaked growth as far as it is known: whole, or one frame of it."""
        return self.preview or self.tweaked

    @property
    def grows(self) -> bool:
        """Whether there is density to see at one time at least; a series that grows in 3-D does so on some slice."""
        if self.dimensions == "3d":
            return self.learned is not None
        pinned, planes = self.compared_scenario, () if self.planes is None else self.planes.slicewise
        growths = (
            self.learned,
            self.tweaked,
            self.preview,
            None if pinned is None else pinned.on_slice(self.slice_index),
            *(found.cells for found in planes if found is not None),
        )
        return any(growth is not None and growth.peak >= self.overlay.threshold for growth in growths)

    @property
    def current_explanation(self) -> Explanation | None:
        """The reasons for the prediction on screen, or None until they are computed."""
        known = self.explanation
        return known if known is not None and known.prediction is self.current_prediction else None

    @property
    def current_band(self) -> AreaBand | None:
        """How much the learned area on screen differs in retakes, or None: in 3-D, on the image grid, too early."""
        known = self.band if self.dimensions == "2d" and self.grid == "latent" else None
        return known if known is not None and known.prediction is self.current_prediction else None

    @property
    def current_what_if(self) -> WhatIf | None:
        """What the network would say of the slice on screen while D and rho are not the learned ones."""
        known = self.what_if if self.tweak is not None else None
        return known if known is not None and known.prediction is self.current_prediction else None


def number_there(entries: tuple[object | None, ...]) -> int:
    """Return how many slices or predictions are there, without a loop in Python over thousands."""
    return len(entries) - entries.count(None)


def differs(old: ViewState | None, new: ViewState, *names: str) -> bool:
    """Whether any of the named fields changed; everything did when there is no old state."""
    if old is None:
        return True
    for name in names:  # in a loop: every view asks on every change
        one, other = getattr(old, name), getattr(new, name)
        if one is not other and not same(one, other):
            return True
    return False


FIELD_NAMES = frozenset(item.name for item in fields(ViewState))


def same(one: object, other: object) -> bool:
    """Compare by identity first; mappings may hold arrays, whose equality is not one truth value."""
    if one is other:
        return True
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(one[key] is other[key] for key in one)
    return bool(one == other)
