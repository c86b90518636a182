"""Collects DICOM images while a folder is read, and sorts them into series.

One SeriesInstanceUID may hold images that cannot be stacked: localizers in three planes, a scout beside the scan,
pictures of another size. Those become series of their own; the largest keeps the plain UID, the others get a suffix
made from what sets them apart, so that names do not depend on the order in which files were found.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from physnet_core.imaging.frame import Frame
from physnet_core.imaging.geometry import Orientation, plane_of, slice_normal
from physnet_core.imaging.stacking import stack_frames
from physnet_core.imaging.volume import SeriesInfo, Skipped

ORIENTATION_TOLERANCE = 1e-3
"""Largest difference between direction cosines of slices that lie parallel (0.06 degrees)."""

MAX_ORIENTATIONS = 12
"""A series with more orientations than this turns around the head (a rotating projection): it stays in one piece."""

_Kind = tuple[bool, int, int, tuple[float, float] | None, int]


@dataclass
class _Family:
    """All images of one SeriesInstanceUID so far."""

    uid: str
    groups: dict[_Kind, list[Frame]] = field(default_factory=lambda: defaultdict(list))
    orientations: list[Orientation] = field(default_factory=list)
    frames: int = 0
    copies: int = 0

    def add(self, frame: Frame) -> None:
        spacing = None if frame.spacing is None else (round(frame.spacing[0], 3), round(frame.spacing[1], 3))
        kind = (frame.localizer, frame.rows, frame.columns, spacing, self._orientation_number(frame))
        self.groups[kind].append(frame)
        self.frames += 1

    def _orientation_number(self, frame: Frame) -> int:
        """Return the number of the orientation of `frame`: -1 without geometry; bounded work a frame."""
        if frame.orientation is None or frame.position is None:
            return -1
        for number, known in enumerate(self.orientations):
            if all(abs(a - b) < ORIENTATION_TOLERANCE for a, b in zip(frame.orientation, known, strict=True)):
                return number
        if len(self.orientations) <= MAX_ORIENTATIONS:
            self.orientations.append(frame.orientation)
        return len(self.orientations) - 1

    def pieces(self) -> list[list[Frame]]:
        """Return the images of each series, the largest first."""
        if len(self.orientations) <= MAX_ORIENTATIONS:
            pieces = list(self.groups.values())
        else:
            turning: dict[tuple[int, int], list[Frame]] = defaultdict(list)
            for frames in self.groups.values():
                turning[frames[0].rows, frames[0].columns].extend(_without_place(frame) for frame in frames)
            pieces = list(turning.values())
        return sorted(pieces, key=lambda frames: (frames[0].localizer, -len(frames), _apart(frames[0])))


def _without_place(frame: Frame) -> Frame:
    return replace(frame, position=None, orientation=None, stored_position=None)


def _apart(frame: Frame) -> str:
    """Return what sets the group of `frame` apart within its series, as a suffix for its UID."""
    plane = "unplaced"
    if frame.orientation is not None:
        normal = slice_normal(frame.orientation)
        plane = f"{plane_of(normal)}{normal[0]:+.2f}{normal[1]:+.2f}{normal[2]:+.2f}"
    spacing = "" if frame.spacing is None else f"-{frame.spacing[0]:.3f}x{frame.spacing[1]:.3f}mm"
    localizer = "-localizer" if frame.localizer else ""
    return f"{frame.rows}x{frame.columns}{spacing}-{plane}{localizer}"


class SeriesCollector:
    """Takes images one file at a time; gives the series so far, and all of them at the end."""

    def __init__(self) -> None:
        self._families: dict[str, _Family] = {}
        self._seen: dict[str, Frame] = {}

    def add(self, frames: list[Frame]) -> SeriesInfo | Skipped | None:
        """Take the images of one file.

        Returns
        -------
        SeriesInfo | Skipped | None
            The main part of its series when that is new or has doubled (so that the work of reporting stays
            proportional to the number of files), or why the file is not used, or None.
        """
        uid = frames[0].series.uid
        first = self._seen.setdefault(frames[0].sop_uid or str(frames[0].source.path), frames[0])
        family = self._families.setdefault(uid, _Family(uid))
        if first is not frames[0]:
            family.copies += 1
            return Skipped(path=frames[0].source.path, reason=f"the same image as {first.source.path.name}")
        before = family.frames
        for frame in frames:
            family.add(frame)
        if before.bit_length() == family.frames.bit_length():
            return None
        return stack_frames(family.pieces()[0], uid)[0]

    def finish(self) -> Iterator[tuple[SeriesInfo, list[Skipped]]]:
        """Yield every series, in the order in which they were found."""
        for family in self._families.values():
            pieces = family.pieces()
            names = Counter[str]()
            for number, frames in enumerate(pieces):
                suffix = _apart(frames[0])
                names[suffix] += 1
                again = f"-{names[suffix]}" if names[suffix] > 1 else ""
                series, skipped = stack_frames(frames, family.uid if number == 0 else f"{family.uid}#{suffix}{again}")
                yield replace(series, notes=(*series.notes, *_family_notes(family, len(pieces)))), skipped


def _family_notes(family: _Family, pieces: int) -> Iterator[str]:
    if pieces > 1:
        yield f"One of {pieces} parts of a series whose images differ in size or direction."
    if len(family.orientations) > MAX_ORIENTATIONS:
        yield "Every image looks from another direction: they can be viewed one by one but form no volume."
    if family.copies:
        yield f"{family.copies} files were copies of others and are left out."
