"""What the reading threads do: find series, read slices, make thumbnails. Nothing here touches the window."""

import logging
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from physnet_core import imaging  # its readers load at first use, in the reading thread
from physnet_core.errors import UnreadableScanError
from physnet_core.imaging import ScanReport, SeriesInfo, Slice, SliceSource, Window
from physnet_viewer.core_words import said
from physnet_viewer.failures import sentence, trace
from physnet_viewer.jobs import Job
from physnet_viewer.memory import give_back
from physnet_viewer.nearest import NearestFirst
from physnet_viewer.thumbnail import thumbnail
from physnet_viewer.translation import tr

_log = logging.getLogger(__name__)
_MASK_WORDS = frozenset({"mask", "seg", "segmentation", "label", "labels", "roi"})


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many files have been looked at, and of how many; None while they are being counted."""

    done: int
    total: int | None


@dataclass(frozen=True, kw_only=True, eq=False)
class ReadSlice:
    """A slice that was read, or the sentence that says why not."""

    source: SliceSource
    image: Slice | None = None
    window: Window | None = None
    problem: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Thumbnail:
    """A small grey picture (h, w) of a series."""

    uid: str
    picture: NDArray[np.uint8]


def is_aside(series: SeriesInfo) -> bool:
    """Whether a series is not what one opens a folder for: a localizer, or a mask drawn on another series."""
    words = set(re.split(r"[\W_]+", series.description.lower()))
    return series.localizer or bool(words & _MASK_WORDS)


def scan(job: Job, path: Path) -> Generator[object, None, None]:
    """Report `Progress` and each `SeriesInfo` as it is found or grows; yield the `ScanReport`."""

    def progress(done: int, total: int | None) -> None:
        job.report(Progress(done=done, total=total))

    yield imaging.scan_folder(path, progress=progress, on_series=job.report, cancelled=job.cancelled)


def read_slices(
    series: SeriesInfo,
    time: int,
    plan: NearestFirst[SliceSource],
    room: int,
    again: Sequence[tuple[int, SliceSource]],
    *,
    anew: bool,
) -> Generator[object, None, None]:
    """Yield a `ReadSlice` for what is read `again`, in its own place, and for slices of the plan while there is room.

    A slice that cannot be read takes none. Where a series is begun `anew`, what another one has left is given back
    first; what far slices of the same one have left is taken by those that come, and giving hundreds of MB back would
    keep everybody else from memory for as long as several frames.
    """
    if anew:
        give_back()
    reader = imaging.SliceReader(series)
    taken, room, first = list(again) or plan.take(), room + len(again), True
    while taken:
        for index, source in taken:
            read = read_one(reader, index, time, source, with_window=first or index == series.slices // 2)
            room -= read.image is not None
            first = False
            yield read
        taken = plan.take() if room > 0 else []


def read_one(
    reader: "imaging.SliceReader", index: int, time: int, source: SliceSource, *, with_window: bool
) -> ReadSlice:
    """Read a slice, and if asked find a window to show its series by."""
    try:
        image = reader.read(index, time)
    except UnreadableScanError as error:
        return ReadSlice(source=source, problem=sentence(error, tr("reading this slice")))
    except Exception as error:  # one bad slice must not take the others with it
        _log.warning("slice: %s", trace(error))
        return ReadSlice(source=source, problem=sentence(error, tr("reading this slice")))
    window = image.window
    if window is None and with_window:
        window = Window.automatic(image.pixels)
    return ReadSlice(source=source, image=image, window=window)


def make_thumbnail(series: SeriesInfo) -> Generator[object, None, None]:
    """Yield the `Thumbnail` of the middle slice."""
    try:
        image = imaging.SliceReader(series).read(series.slices // 2)
    except UnreadableScanError:
        return  # said where the slice itself is looked at
    yield Thumbnail(uid=series.uid, picture=thumbnail(image))


def nothing_found(report: ScanReport) -> str:
    """Return in one sentence why there is nothing to show."""
    if not report.skipped:
        return tr("This folder is empty: there is no scan in it.")
    if len(report.skipped) == 1:
        reason = said(report.skipped[0].reason)
        return tr("{name} cannot be shown: {reason}.").format(
            name=report.skipped[0].path.name, reason=reason.rstrip(".")
        )
    text = tr("None of the {count} files here is a scan that can be read; the list of skipped files says why.")
    return text.format(count=len(report.skipped))
