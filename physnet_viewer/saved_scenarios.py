"""Pinned scenarios, and D and rho of slices that are not on screen, in a session file: by place, like measurements.

No growth is written: it is computed again from what it came about with. A damaged entry is left out and counted.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar, get_args

from physnet_core.growth.scenario import GridName, GrowthSource
from physnet_core.imaging import SeriesInfo, SliceSource
from physnet_viewer.saved_values import count, flag, number, one_of
from physnet_viewer.scan_cache import source_of, volume_source
from physnet_viewer.scenarios import Pinned, Run
from physnet_viewer.session import WHITE_TO_GREY_RANGE, Parameters
from physnet_viewer.wish import SavedPlace, SavedScenario, SavedTweak, series_key

_LARGEST = 1e6  # of D^, rho^ and what is counted
_NAME_LENGTH = 200
_COLOR = re.compile(r"#[0-9a-f]{6}")
_Item = TypeVar("_Item")


def saved_scenarios(scenarios: Sequence[Pinned]) -> list[dict[str, Any]]:
    """Return scenarios as they are written, JSON-ready."""
    return [
        {
            "key": item.key,
            "name": item.name,
            "color": item.color,
            "visible": item.visible,
            **asdict(_place_of(item, item.series_uid)),
            **asdict(item.run),
        }
        for item in scenarios
        if item.series_uid is not None
    ]


def saved_tweaks(tweaks: Mapping[SliceSource, Parameters], series: Sequence[SeriesInfo]) -> list[dict[str, Any]]:
    """Return D^ and rho^ by place as they are written, JSON-ready; a volume is in place of a slice `null`."""
    places = dict(_places(series)) if tweaks else {}
    return [asdict(places[source]) | asdict(tweak) for source, tweak in tweaks.items() if source in places]


def read_scenarios(record: object) -> tuple[tuple[SavedScenario, ...], int] | None:
    """Return what was written and how many entries are damaged; None where nothing was, as by an earlier version.

    Raises
    ------
    TypeError
        For what is no list.
    """
    found = _read(record, _scenario)
    if found is None:
        return None
    unlike = {item.pinned.key: item for item in found[0]}
    return tuple(unlike.values()), found[1] + len(found[0]) - len(unlike)


def read_tweaks(record: object) -> tuple[tuple[SavedTweak, ...], int] | None:
    """Return D^ and rho^ by place, as `read_scenarios` does."""
    return _read(record, _tweak)


def source_at(place: SavedPlace, series: Sequence[SeriesInfo]) -> tuple[SeriesInfo, SliceSource] | None:
    """Return the series and the slice, or the key of the volume, at a place of a scan; None where there is none."""
    found = next((item for item in series if series_key(item.uid) == place.series), None)
    if found is None or place.time_index >= found.frames_of_time or (place.slice_index or 0) >= found.slices:
        return None
    if place.slice_index is None:
        return found, volume_source(found, place.time_index)
    return found, source_of(found, place.time_index, place.slice_index)


def _place_of(item: Pinned, uid: str) -> SavedPlace:
    return SavedPlace(series=series_key(uid), time_index=item.time_index, slice_index=item.slice_index)


def _places(series: Sequence[SeriesInfo]) -> Iterator[tuple[SliceSource, SavedPlace]]:
    for item in series:
        key = series_key(item.uid)
        for time in range(item.frames_of_time):
            yield volume_source(item, time), SavedPlace(series=key, time_index=time, slice_index=None)
        for place, source in enumerate(item.sources):
            time, index = divmod(place, item.slices)
            yield source, SavedPlace(series=key, time_index=time, slice_index=index)


def _read(record: object, read: Callable[[dict[str, Any]], _Item]) -> tuple[tuple[_Item, ...], int] | None:
    if record is None:
        return None
    if not isinstance(record, list):
        raise TypeError("not a list")
    found = []
    for item in record:
        try:
            found.append(read(item))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return tuple(found), len(record) - len(found)


def _scenario(record: dict[str, Any]) -> SavedScenario:
    place = _place(record)
    name, color = record["name"], record["color"]
    if place.slice_index is None or not name.strip() or len(name) > _NAME_LENGTH or not _COLOR.fullmatch(color):
        raise ValueError("not a scenario")
    run = Run(
        parameters=_parameters(record["parameters"]),
        in_space=flag(record["in_space"]),
        source=one_of(record["source"], get_args(GrowthSource)),
        grid=one_of(record["grid"], get_args(GridName)),
        white_to_grey=number(record["white_to_grey"], *WHITE_TO_GREY_RANGE),
    )
    pinned = Pinned(
        key=count(record["key"]),
        name=name,
        color=color,
        series_uid=None,
        time_index=place.time_index,
        slice_index=place.slice_index,
        run=run,
        visible=flag(record["visible"]),
    )
    return SavedScenario(place=place, pinned=pinned)


def _tweak(record: dict[str, Any]) -> SavedTweak:
    return SavedTweak(place=_place(record), parameters=_parameters(record))


def _place(record: dict[str, Any]) -> SavedPlace:
    index = record["slice_index"]
    return SavedPlace(
        series=str(record["series"]),
        time_index=count(record["time_index"]),
        slice_index=None if index is None else count(index),
    )


def _parameters(record: dict[str, Any]) -> Parameters:
    return Parameters(
        diffusion_number=number(record["diffusion_number"], 0, _LARGEST),
        growth_number=number(record["growth_number"], 0, _LARGEST),
    )
