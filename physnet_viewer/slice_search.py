"""Looks for the slice that a picture was made of, by its pixels: in the series on screen, then in the others."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from physnet_core import imaging  # its readers load at first use, in the searching thread
from physnet_core.export.provenance import fingerprint
from physnet_core.imaging import SeriesInfo, Slice
from physnet_viewer.jobs import Job
from physnet_viewer.reading import read_one
from physnet_viewer.scan_cache import source_of
from physnet_viewer.session import ViewState


@dataclass(frozen=True, kw_only=True)
class Found:
    """Where a slice is."""

    uid: str
    time: int
    index: int


def find_slice(job: Job, state: ViewState, index: int, pixels: str | None) -> Generator[object, None, None]:
    """Yield the one `Found` whose pixels have this fingerprint, or nothing; slice `index` is the first guess.

    Where that is not on screen, the files of other series, and of other times, are read at `index` alone.
    """
    for uid, time, image in _slices(state, index):
        if job.cancelled():
            return
        if fingerprint(image.pixels) == pixels:
            yield Found(uid=uid, time=time, index=image.index)
            return


def _slices(state: ViewState, index: int) -> Iterator[tuple[str, int, Slice]]:
    shown = [image for image in state.slices if image is not None]
    if state.series_uid is not None:
        for image in sorted(shown, key=lambda image: abs(image.index - index)):
            yield state.series_uid, state.time_index, image
    for series in state.series:
        if index < series.slices:
            yield from _read(series, index)


def _read(series: SeriesInfo, index: int) -> Iterator[tuple[str, int, Slice]]:
    reader = imaging.SliceReader(series)
    for time in range(series.frames_of_time):
        image = read_one(reader, index, time, source_of(series, time, index), with_window=False).image
        if image is not None:
            yield series.uid, time, image
