"""What is known of the open scan, by the place where each slice comes from.

Series may grow while a folder is read, and then their slices are numbered anew; a source stays the same.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from physnet_core.growth.scenario import Growth
from physnet_core.imaging import SeriesInfo, Slice, SliceSource, Window
from physnet_core.network.prediction import Prediction
from physnet_viewer.session import Parameters, ViewState

PIXEL_BUDGET = 1_500_000_000  # bytes; what is beyond it, far from the slice on screen, is predicted and let go again
NO_VOLUME: Mapping[str, Any] = MappingProxyType(
    {"dimensions": "2d", "leading": None, "volume": None, "tweaked_volume": None}
)
RESULT_LIMIT = 4096  # predictions kept, some 30 kB each
_TWEAKED_LIMIT = 256  # growths of changed D and rho on the latent grid, as large


@dataclass(frozen=True, kw_only=True, eq=False)
class Result:
    """A prediction and the growth it holds."""

    prediction: Prediction
    growth: Growth


class ScanCache:
    """Slices, results and tweaks of the open scan; lives on the GUI thread."""

    def __init__(self, *, pixel_budget: int = PIXEL_BUDGET, result_limit: int = RESULT_LIMIT) -> None:
        self.days_per_step: float | None = None
        self.windows: dict[str, Window] = {}
        self.tweaks: dict[SliceSource, Parameters] = {}
        self._slices: dict[SliceSource, Slice] = {}
        self._unreadable: dict[SliceSource, str] = {}
        self._results: OrderedDict[SliceSource, Result] = OrderedDict()
        self._tweaked: OrderedDict[SliceSource, tuple[Prediction, Growth]] = OrderedDict()
        self._places: tuple[SeriesInfo | None, int, Mapping[SliceSource, int]] = (None, 0, {})
        self._pixel_budget = pixel_budget
        self._result_limit = result_limit

    def clear(self) -> None:
        """Forget the scan; the assumption on days is the user's and stays."""
        self.windows.clear()
        self.tweaks.clear()
        self._slices.clear()
        self._unreadable.clear()
        self._results.clear()
        self._tweaked.clear()

    def forget_pixels(self, *, but: SliceSource | None = None) -> None:
        """Free slices that are no longer on screen or no longer right, all or `but` one."""
        self._slices = {source: image for source, image in self._slices.items() if source == but}

    def keep_slice(self, source: SliceSource, image: Slice) -> None:
        """Remember the pixels of a slice."""
        self._slices[source] = image
        self._unreadable.pop(source, None)

    def keep_unreadable(self, source: SliceSource, sentence: str) -> None:
        """Remember why a slice could not be read."""
        self._unreadable[source] = sentence

    def keep_result(self, source: SliceSource, result: Result) -> None:
        """Remember a result; the oldest give way when there are too many."""
        self._results[source] = self._assumed(result)
        while len(self._results) > self._result_limit:
            self._results.popitem(last=False)

    def keep_tweaked(self, source: SliceSource, prediction: Prediction, growth: Growth) -> None:
        """Remember what D and rho of a slice came to, so that it is there at once when one comes back to it."""
        if growth.grid_name == "latent":
            self._tweaked.pop(source, None)
            self._tweaked[source] = (prediction, growth)
            if len(self._tweaked) > _TWEAKED_LIMIT:
                self._tweaked.popitem(last=False)

    def assume(self, days_per_step: float | None) -> None:
        """State the growth of all results under another assumption, or under the model's where it is None."""
        self.days_per_step = days_per_step
        self._results = OrderedDict((source, self._assumed(item)) for source, item in self._results.items())

    def is_settled(self, source: SliceSource) -> bool:
        """Whether a slice is read, or known not to be readable."""
        return source in self._slices or source in self._unreadable

    @property
    def held(self) -> int:
        """Number of slices whose pixels are in memory."""
        return len(self._slices)

    def room(self, series: SeriesInfo) -> int:
        """Return how many more slices of a series fit into memory."""
        size = max(1, series.rows * series.columns * 4)
        return max(0, self._pixel_budget // size - len(self._slices))

    def make_room(self, series: SeriesInfo, time: int, index: int) -> bool:
        """Free the half of the slices that is farthest from `index`, where memory is full; return whether it was."""
        if self.room(series) > 0:
            return False
        sources = sources_at(series, time)
        held = [number for number, source in enumerate(sources) if source in self._slices]
        held.sort(key=lambda number: abs(number - index))
        kept = {sources[number]: self._slices[sources[number]] for number in held[: len(held) // 2]}
        self._slices = kept
        return True

    def fields(self, series: SeriesInfo, time: int) -> dict[str, Any]:
        """Return the fields of `ViewState` that hold what is known of a series at one time."""
        nothing = ViewState(slices=(None,) * series.slices, predictions=(None,) * series.slices, time_index=time)
        return self.changed_fields(series, nothing, sources_at(series, time))

    def changed_fields(self, series: SeriesInfo, state: ViewState, sources: Iterable[SliceSource]) -> dict[str, Any]:
        """Return the same fields where only what is known of `sources` has changed: quick for thousands of slices."""
        if len(state.slices) != series.slices:
            return self.fields(series, state.time_index)
        slices, predictions, unreadable = list(state.slices), list(state.predictions), dict(state.unreadable)
        places = self._places_of(series, state.time_index)
        for source in sources:
            index = places.get(source)
            if index is not None:
                slices[index] = self._slice(series, source, index)
                predictions[index] = self._prediction(source, index)
                unreadable.pop(index, None)
                if source in self._unreadable:
                    unreadable[index] = self._unreadable[source]
        same = unreadable == state.unreadable
        return {
            "slices": tuple(slices),
            "predictions": tuple(predictions),
            "unreadable": state.unreadable if same else MappingProxyType(unreadable),
        }

    def growth_fields(self, series: SeriesInfo, time: int, index: int, state: ViewState) -> dict[str, Any]:
        """Return the fields that belong to one slice, and to no other: its growth and its tweak."""
        if state.dimensions == "3d":
            return _volume_fields(index, state)
        source = source_of(series, time, index)
        result = self._results.get(source)
        learned = None if result is None or state.grid != "latent" else _renumbered(result.growth, index)
        frames = 1 if learned is None else len(learned.frames)
        return {
            "learned": learned,
            "tweaked": None if learned is None else self._tweaked_of(source, learned),
            "preview": None,
            "tweak": self.tweaks.get(source),
            "frame": state.frame if learned is None else min(state.frame, frames - 1),
        }

    def _tweaked_of(self, source: SliceSource, learned: Growth) -> Growth | None:
        """Return the growth of D and rho of a slice, where it is known."""
        tweak, (prediction, growth) = self.tweaks.get(source), self._tweaked.get(source, (None, None))
        if tweak is None or prediction is None or growth is None or prediction.trajectory is not learned.frames:
            return None
        if (growth.diffusion_number, growth.growth_number) != (tweak.diffusion_number, tweak.growth_number):
            return None
        return _renumbered(in_days(growth, learned.units.days_per_step), learned.slice_index)

    def _places_of(self, series: SeriesInfo, time: int) -> Mapping[SliceSource, int]:
        if self._places[0] is not series or self._places[1] != time:
            indices = {source: index for index, source in enumerate(sources_at(series, time))}
            self._places = (series, time, indices)
        return self._places[2]

    def _slice(self, series: SeriesInfo, source: SliceSource, index: int) -> Slice | None:
        image = self._slices.get(source)
        if image is None or (image.index == index and (image.affine is None) == (series.affine is None)):
            return image
        affine = None
        if series.affine is not None:
            affine = series.affine.copy()
            affine[:, 3] = series.affine @ np.array([index, 0.0, 0.0, 1.0])
        image = replace(image, index=index, affine=affine)
        self._slices[source] = image
        return image

    def _prediction(self, source: SliceSource, index: int) -> Prediction | None:
        result = self._results.get(source)
        if result is None or result.prediction.slice_index == index:
            return None if result is None else result.prediction
        prediction = replace(result.prediction, slice_index=index)
        self._results[source] = Result(prediction=prediction, growth=_renumbered(result.growth, index))
        return prediction

    def _assumed(self, result: Result) -> Result:
        days = result.prediction.days_per_step if self.days_per_step is None else self.days_per_step
        return Result(prediction=result.prediction, growth=in_days(result.growth, days))


def sources_at(series: SeriesInfo, time: int) -> Sequence[SliceSource]:
    """Return the sources of a series at one time."""
    return series.sources[time * series.slices : (time + 1) * series.slices]


def source_of(series: SeriesInfo, time: int, index: int) -> SliceSource:
    """Return where a slice comes from."""
    return series.sources[time * series.slices + index]


def place_of(source: SliceSource, series: Iterable[SeriesInfo]) -> tuple[SeriesInfo, int, int] | None:
    """Return the series, time and slice that come from a source; None where no series has it any more."""
    for item in series:
        if source in item.sources:
            return item, *divmod(item.sources.index(source), item.slices)
    return None


def volume_source(series: SeriesInfo, time: int) -> SliceSource:
    """Return the key of what belongs to the volume of a series, its tweak say, and to none of its slices."""
    return replace(source_of(series, time, 0), frame=-1)


def tweaked_source(state: ViewState) -> SliceSource | None:
    """Return the key of the tweak on screen: of the slice, or of the volume where that grows."""
    series = state.current_series
    if series is None:
        return None
    if state.dimensions == "3d":
        return volume_source(series, state.time_index)
    return source_of(series, state.time_index, state.slice_index)


def _volume_fields(index: int, state: ViewState) -> dict[str, Any]:
    learned, tweaked = (
        None if growth is None else growth.plane(index) for growth in (state.volume, state.tweaked_volume)
    )
    return {
        "learned": learned,
        "tweaked": tweaked if state.tweak is not None else None,
        "preview": None,
        "tweak": state.tweak,
        "frame": state.frame if learned is None else min(state.frame, len(learned.frames) - 1),
    }


def _renumbered(growth: Growth, index: int) -> Growth:
    return growth if growth.slice_index == index else replace(growth, slice_index=index)


def in_days(growth: Growth, days_per_step: float) -> Growth:
    """Return the same growth under another assumption on the duration of a step."""
    return replace(growth, units=replace(growth.units, days_per_step=days_per_step))
