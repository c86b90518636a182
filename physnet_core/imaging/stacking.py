"""Makes one series of the images that belong together: places, times, affine, and what is unusual about them.

Never by file name, and by instance number only where nothing else tells images apart.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physnet_core.imaging.frame import Frame
from physnet_core.imaging.geometry import (
    Stack,
    affine_of,
    measure_stack,
    place_index,
    plane_of,
    slice_normal,
)
from physnet_core.imaging.volume import Affine, SeriesInfo, Skipped

_SURPLUS = "a further image at a place that the other repetitions of the series do not reach; left out"


@dataclass(frozen=True, kw_only=True, eq=False)
class _Layout:
    """Images in order: `grid[time][slice]`, and those that do not fit into it."""

    grid: list[list[Frame]]
    left_out: list[Frame]
    order_note: str = ""


def stack_frames(frames: Sequence[Frame], uid: str) -> tuple[SeriesInfo, list[Skipped]]:
    """Return the series that `frames` of one size and orientation form, and the files that do not fit into it."""
    layout = _lay_out_placed(frames) if frames[0].placed else _lay_out_unplaced(frames)
    first, last = layout.grid[0][0], layout.grid[0][-1]
    stack, affine = _geometry(layout)
    series = SeriesInfo(
        uid=uid,
        format="dicom",
        description=first.series.description,
        modality=first.series.modality,
        plane=plane_of(slice_normal(first.orientation)) if first.orientation else "unknown",
        slices=len(layout.grid[0]),
        frames_of_time=len(layout.grid),
        rows=first.rows,
        columns=first.columns,
        pixel_spacing=first.spacing,
        slice_spacing=stack.spacing if stack else None,
        transfer_syntax=_transfer_syntaxes(frames),
        first_position=first.stored_position,
        last_position=last.stored_position,
        affine=affine,
        sources=tuple(frame.source for row in layout.grid for frame in row),
        notes=_notes(layout, stack, affine),
        localizer=first.localizer,
        synthetic=first.series.synthetic,
    )
    return series, _skipped(layout, series)


def _lay_out_unplaced(frames: Sequence[Frame]) -> _Layout:
    ordered = sorted(frames, key=lambda frame: (frame.number, frame.sop_uid))
    note = "The file does not say where the slices lie: they are in the order in which the scanner numbered them."
    return _Layout(grid=[ordered], left_out=[], order_note=note if len(ordered) > 1 else "")


def _lay_out_placed(frames: Sequence[Frame]) -> _Layout:
    places = place_index(_distances(frames))
    by_place: dict[int, list[Frame]] = defaultdict(list)
    for frame, place in zip(frames, places, strict=True):
        by_place[int(place)].append(frame)
    if len(by_place) == len(frames):
        return _Layout(grid=[[by_place[place][0] for place in sorted(by_place)]], left_out=[])
    without_number = [frame.condition[:-1] for frame in frames]  # acquisitions may also be counted slice by slice
    with_number = [frame.condition for frame in frames]
    return (
        _by_condition(frames, places, without_number)
        or _by_condition(frames, places, with_number)
        or _by_clock(by_place)
    )


def _distances(frames: Sequence[Frame]) -> NDArray[np.float64]:
    assert frames[0].orientation is not None
    positions = np.array([frame.position for frame in frames], dtype=np.float64)
    return positions @ slice_normal(frames[0].orientation)


def _by_condition(
    frames: Sequence[Frame], places: NDArray[np.intp], conditions: Sequence[tuple[float | str, ...]]
) -> _Layout | None:
    """Lay images out by what the scanner says it varied; None where that does not tell the repetitions apart.

    Repetitions that miss a place (an aborted run) are left out.
    """
    cells: dict[tuple[float | str, ...], dict[int, Frame]] = defaultdict(dict)
    for frame, place, condition in zip(frames, places, conditions, strict=True):
        if int(place) in cells[condition]:
            return None
        cells[condition][int(place)] = frame
    wanted = int(places.max()) + 1
    complete = sorted(condition for condition, row in cells.items() if len(row) == wanted)
    if not complete:
        return None
    grid = [[cells[condition][place] for place in range(wanted)] for condition in complete]
    kept = {id(frame) for row in grid for frame in row}
    return _Layout(grid=grid, left_out=[frame for frame in frames if id(frame) not in kept])


def _by_clock(by_place: dict[int, list[Frame]]) -> _Layout:
    """Lay images out by when they were made, keeping as many as a full grid of times and places can hold."""
    counts = Counter(len(found) for found in by_place.values())
    times = max(counts, key=lambda time: (time * sum(n for count, n in counts.items() if count >= time), -time))
    columns, left_out = [], []
    for place in sorted(by_place):
        found = sorted(by_place[place], key=_when)
        if len(found) >= times:
            columns.append(found[:times])
            left_out.extend(found[times:])
        else:
            left_out.extend(found)
    return _Layout(grid=[list(row) for row in zip(*columns, strict=True)], left_out=left_out)


def _when(frame: Frame) -> tuple[tuple[float | str, ...], tuple[str, float, str], tuple[int, int], str]:
    return frame.condition[:-1], frame.clock, frame.number, frame.sop_uid


def _geometry(layout: _Layout) -> tuple[Stack | None, Affine | None]:
    first = layout.grid[0][0]
    if first.orientation is None or first.position is None:
        return None, None
    positions = np.array([frame.position for frame in layout.grid[0]], dtype=np.float64)
    normal = slice_normal(first.orientation)
    stack = measure_stack(positions, normal)
    step = stack.step if len(positions) > 1 else normal * (first.slice_step or 1.0)
    if step is None or first.spacing is None:
        return stack, None
    return stack, affine_of(first.position, first.orientation, first.spacing, step)


def _transfer_syntaxes(frames: Sequence[Frame]) -> str:
    return ", ".join(sorted({frame.series.transfer_syntax for frame in frames}))


def _notes(layout: _Layout, stack: Stack | None, affine: Affine | None) -> tuple[str, ...]:
    first = layout.grid[0][0]
    notes = [*first.series.notes, layout.order_note]
    if len(layout.grid) > 1:
        notes.append(f"Each slice comes {len(layout.grid)} times (a run over time, or several kinds of image).")
    if layout.left_out:
        notes.append(f"{len(layout.left_out)} further images at the same places are left out.")
    if stack is not None and stack.gaps:
        notes.append(f"Slices are missing: the gaps leave room for {stack.gaps} more. No volume is formed.")
    elif stack is not None and stack.spacing is not None and stack.step is None:
        notes.append("Slices are not evenly spaced: they can be viewed one by one but form no volume.")
    if stack is not None and affine is None and first.spacing is None:
        notes.append("The file does not say how large a pixel is: lengths and areas cannot be measured.")
    return tuple(note for note in notes if note)


def _skipped(layout: _Layout, series: SeriesInfo) -> list[Skipped]:
    """Return the files of which no image is used."""
    used = {source.path for source in series.sources}
    paths = {frame.source.path for frame in layout.left_out} - used
    return [Skipped(path=path, reason=_SURPLUS) for path in sorted(paths)]
