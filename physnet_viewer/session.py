"""Everything the window shows, as one frozen snapshot, and the one place where it changes.

Views render a `ViewState` and never talk to each other; the controller is the only one that computes. `Session.changed`
carries the old and the new snapshot, so that a view redraws only what differs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from physnet_core.growth.scenario import Growth
from physnet_core.imaging import SeriesInfo, Skipped, Slice, Window
from physnet_core.network.prediction import Prediction

ModelStatus = Literal["loading", "ready", "failed"]
GridName = Literal["latent", "image"]
Layout = Literal["single", "side_by_side"]


@dataclass(frozen=True, kw_only=True)
class Task:
    """Long work that is under way: shown in the status bar, stopped by Cancel."""

    name: str
    done: int = 0
    total: int | None = None


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """How density is drawn over the slice.

    Attributes
    ----------
    threshold
        Density below which nothing is drawn.
    contour
        Density level of the outline, or None for no outline.
    smooth
        Whether cells are interpolated for display; the window says so when they are.
    """

    visible: bool = True
    opacity: float = 0.6
    colormap: str = "inferno"
    threshold: float = 0.05
    contour: float | None = 0.5
    smooth: bool = False


@dataclass(frozen=True, kw_only=True)
class Playback:
    """How the time slider moves by itself."""

    playing: bool = False
    loop: bool = True
    frames_per_second: float = 8.0


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """D^ and rho^ as the user set them, dimensionless per network step."""

    diffusion_number: float
    growth_number: float


@dataclass(frozen=True, kw_only=True, eq=False)
class ViewState:
    """One snapshot of the window.

    Attributes
    ----------
    series_uid, time_index, slice_index
        What is on screen.
    slices, predictions
        One entry a slice of the series on screen; None where it is not read, or not computed, yet.
    thumbnails
        Grey (h, w) uint8 pictures by series uid.
    window
        Display window of the series on screen, or None before its first slice is read.
    tweak
        D^ and rho^ of the sliders, or None while they stand on the learned values.
    learned, tweaked
        Growth of the slice on screen with the learned parameters and with `tweak`; None where there is none.
    frame
        Index of the shown frame of `learned` and `tweaked`.
    message
        One sentence about the last thing that went wrong, or None.
    """

    path: Path | None = None
    series: tuple[SeriesInfo, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    thumbnails: Mapping[str, NDArray[np.uint8]] = field(default_factory=lambda: MappingProxyType({}))
    series_uid: str | None = None
    time_index: int = 0
    slice_index: int = 0
    slices: tuple[Slice | None, ...] = ()
    predictions: tuple[Prediction | None, ...] = ()

    window: Window | None = None
    inverted: bool = False
    overlay: Overlay = Overlay()
    layout: Layout = "single"

    grid: GridName = "latent"
    days_per_step: float | None = None
    tweak: Parameters | None = None
    learned: Growth | None = None
    tweaked: Growth | None = None
    frame: int = 0
    playback: Playback = Playback()

    model: ModelStatus = "loading"
    model_error: str | None = None
    device: str = ""
    tasks: tuple[Task, ...] = ()
    message: str | None = None

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


class Session(QObject):
    """Holds the current `ViewState`; lives on the GUI thread."""

    changed = Signal(object, object)  # old, new: ViewState

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = ViewState()

    @property
    def state(self) -> ViewState:
        """The current snapshot."""
        return self._state

    def update(self, **changes: Any) -> None:
        """Replace fields of the state and tell the views; equal values tell nobody, so loops end by themselves."""
        old = self._state
        real = {name: value for name, value in changes.items() if not _same(getattr(old, name), value)}
        if real:
            self._state = replace(old, **real)
            self.changed.emit(old, self._state)


def differs(old: ViewState | None, new: ViewState, *names: str) -> bool:
    """Whether any of the named fields changed; everything did when there is no old state."""
    return old is None or any(not _same(getattr(old, name), getattr(new, name)) for name in names)


FIELD_NAMES = frozenset(item.name for item in fields(ViewState))


def _same(one: object, other: object) -> bool:
    return one is other or bool(one == other)
