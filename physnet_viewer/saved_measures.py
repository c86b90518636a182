"""Measurements in a session file: by the place of their slice, since neither path nor UID is written."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from physnet_core.imaging import SeriesInfo, SliceSource
from physnet_core.imaging.measure import POINTS, Annotation
from physnet_viewer.saved_values import count, number
from physnet_viewer.scan_cache import source_of
from physnet_viewer.wish import SavedMeasure, series_key

_FARTHEST = 1e6  # pixels


def saved_measures(annotations: Sequence[Annotation], series: Sequence[SeriesInfo]) -> list[dict[str, Any]]:
    """Return annotations as they are written, JSON-ready; those of no known series are left out."""
    if not annotations:
        return []
    places = {source: (item, place) for item in series for place, source in enumerate(item.sources)}
    found = [(annotation, *places[annotation.source]) for annotation in annotations if annotation.source in places]
    return [
        asdict(
            SavedMeasure(
                kind=annotation.kind,
                series=series_key(item.uid),
                time_index=place // item.slices,
                slice_index=place % item.slices,
                points=annotation.points,
            )
        )
        for annotation, item, place in found
    ]


def read_measures(record: object) -> tuple[SavedMeasure, ...] | None:
    """Return what was written; None where nothing was, as by an earlier version.

    Raises
    ------
    TypeError, ValueError, KeyError
        For what `saved_measures` has not written.
    """
    if record is None:
        return None
    if not isinstance(record, list):
        raise TypeError("not a list of measurements")
    return tuple(_measure(item) for item in record)


def annotations_of(
    measures: Sequence[SavedMeasure], series: Sequence[SeriesInfo]
) -> tuple[tuple[Annotation, ...], int]:
    """Return the annotations on the slices of these series, and how many have no slice there."""
    known = {series_key(item.uid): item for item in series}
    found = []
    for measure in measures:
        source = _source(measure, known.get(measure.series))
        if source is not None:
            found.append(Annotation(kind=measure.kind, source=source, points=measure.points))
    return tuple(found), len(measures) - len(found)


def _source(measure: SavedMeasure, series: SeriesInfo | None) -> SliceSource | None:
    if series is None or measure.slice_index >= series.slices or measure.time_index >= series.frames_of_time:
        return None
    return source_of(series, measure.time_index, measure.slice_index)


def _measure(record: dict[str, Any]) -> SavedMeasure:
    kind = record["kind"]
    points = tuple((_coordinate(row), _coordinate(column)) for row, column in record["points"])
    if len(points) != POINTS[kind]:
        raise ValueError(f"{kind} with {len(points)} points")
    return SavedMeasure(
        kind=kind,
        series=str(record["series"]),
        time_index=count(record["time_index"]),
        slice_index=count(record["slice_index"]),
        points=points,
    )


def _coordinate(value: object) -> float:
    return number(value, -_FARTHEST, _FARTHEST)
