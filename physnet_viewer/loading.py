"""Opening a folder and reading its slices: what is on screen first, the rest behind it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from physnet_core.imaging import ScanReport, SeriesInfo, SliceSource, Window
from physnet_viewer.failures import sentence
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.nearest import NearestFirst
from physnet_viewer.reading import (
    Progress,
    ReadSlice,
    Thumbnail,
    is_aside,
    make_thumbnail,
    nothing_found,
    read_slices,
    scan,
)
from physnet_viewer.scan_cache import NO_VOLUME, ScanCache, place_of, source_of, sources_at
from physnet_viewer.session import Session, ViewState
from physnet_viewer.translation import tr
from physnet_viewer.view_parts import READING, SCANNING
from physnet_viewer.view_state import number_there

_NOTHING_OPEN: dict[str, Any] = {
    "searched": False,
    "series": (),
    "skipped": (),
    "thumbnails": MappingProxyType({}),
    "series_uid": None,
    "time_index": 0,
    "slice_index": 0,
    "slices": (),
    "predictions": (),
    "unreadable": MappingProxyType({}),
    "window": None,
    "inverted": ViewState.inverted,
    "cross": None,
    "annotations": (),
    "selected": None,
    "tweak": None,
    "learned": None,
    "tweaked": None,
    "preview": None,
    **NO_VOLUME,
    "frame": 0,
}


class Loading:
    """Finds series, reads slices nearest to the one on screen first, and makes thumbnails."""

    def __init__(self, session: Session, runner: JobRunner, cache: ScanCache) -> None:
        self._session = session
        self._runner = runner
        self._cache = cache
        self._scan: Job | None = None
        self._reading: Job | None = None
        self._plan: NearestFirst[SliceSource] = NearestFirst({}, 0)
        self._thumbnails: dict[str, tuple[Job, SliceSource]] = {}
        self._chosen_windows: set[str] = set()
        self._stopped = False
        self._untouched = True
        self._start: int | None = None
        self.on_failed: Callable[[], None] = lambda: None

    def open(self, path: Path, *, start: int | None = None) -> None:
        """Look for scans in a folder or file, in place of what is open, and begin at slice `start` or the middle."""
        self.stop()
        for job, _ in self._thumbnails.values():
            self._runner.cancel(job)
        self._thumbnails.clear()
        self._chosen_windows.clear()
        self._cache.clear()
        self._stopped = False
        self._untouched = True
        self._start = start
        self._session.update(path=path, message=None, notice=None, **_NOTHING_OPEN)
        self._search(path)

    def show_series(self, uid: str, *, index: int | None = None, time: int = 0) -> None:
        """Put a series on screen, at its middle slice unless said otherwise."""
        state = self._session.state
        series = next((item for item in state.series if item.uid == uid), None)
        if series is None:
            return
        self._runner.cancel(self._reading)
        if uid != state.series_uid or time != state.time_index:
            self._cache.forget_pixels()
            state = replace(state, **NO_VOLUME)
        self._go_on()
        place = self._first(series) if index is None else min(max(index, 0), series.slices - 1)
        self._session.update(
            series_uid=uid,
            time_index=time,
            slice_index=place,
            cross=state.cross if uid == state.series_uid else None,
            window=self._cache.windows.get(uid),
            message=None,
            **{name: getattr(state, name) for name in NO_VOLUME},
            **self._cache.fields(series, time),
            **self._cache.growth_fields(series, time, place, state),
        )
        self._read(series, time, place)

    def go_to(self, index: int) -> None:
        """Put another slice of the series on screen, with what belongs to it and nothing else."""
        self._untouched = False
        state = self._session.state
        series = state.current_series
        if series is None:
            return
        place = min(max(index, 0), series.slices - 1)
        if place != state.slice_index:
            self._session.update(slice_index=place, **self._cache.growth_fields(series, state.time_index, place, state))
            self._follow(place)

    def show_source(self, source: SliceSource) -> None:
        """Put a slice of any series of the scan on screen."""
        state = self._session.state
        if (place := place_of(source, state.series)) is None:
            return
        series, time, index = place
        if (series.uid, time) == (state.series_uid, state.time_index):
            self.go_to(index)
        else:
            self.show_series(series.uid, index=index, time=time)

    def _follow(self, index: int) -> None:
        """Read around another slice from now on."""
        state = self._session.state
        series = state.current_series
        self._plan.center = index
        if series is None or self._runner.is_wanted(self._reading):
            return
        if not self._cache.is_settled(source_of(series, state.time_index, index)):
            self._read(series, state.time_index, index, alone=self._stopped)

    def choose_window(self, window: Window) -> None:
        """Show the series on screen by a window of the user's."""
        uid = self._session.state.series_uid
        if uid is not None:
            self._chosen_windows.add(uid)
            self._cache.windows[uid] = window
            self._session.update(window=window)

    @property
    def chosen_windows(self) -> dict[str, Window]:
        """The windows that are the user's, by UID of their series."""
        return {uid: self._cache.windows[uid] for uid in self._chosen_windows}

    def restore_windows(self, windows: Mapping[str, Window]) -> None:
        """Show series by these windows of the user's from now on, and those off screen else by their own again."""
        shown = self._session.state.series_uid
        for uid in self._chosen_windows - windows.keys() - {shown}:
            self._chosen_windows.remove(uid)
            del self._cache.windows[uid]  # found again when the series is read again to be shown
        self._chosen_windows.update(windows)
        self._cache.windows.update(windows)
        if shown is not None and shown in windows:
            self._session.update(window=windows[shown])

    def _search(self, path: Path) -> None:
        self._session.set_task(SCANNING)
        handlers = Handlers(items=self._on_found, done=self._on_scanned, failed=self._on_scan_failed)
        self._scan = self._runner.submit("scan", lambda job: scan(job, path), handlers)

    def _go_on(self) -> None:
        """Be stopped no longer; look for scans again where that had not come to its end."""
        state = self._session.state
        if self._stopped and not state.searched and state.path is not None:
            self._search(state.path)
        self._stopped = False

    def stop(self) -> None:
        """Stop looking and reading; what is there stays."""
        self._stopped = True
        self._runner.cancel(self._scan)
        self._runner.cancel(self._reading)
        self._session.end_task(SCANNING, READING)

    def resume(self) -> None:
        """Go on looking, and reading the series on screen, after `stop`."""
        state = self._session.state
        series = state.current_series
        if self._stopped and series is not None:
            self._go_on()
            self._read(series, state.time_index, state.slice_index)

    def _on_found(self, items: tuple[object, ...]) -> None:
        progress = [item for item in items if isinstance(item, Progress)]
        if progress:
            self._session.set_task(SCANNING, progress[-1].done, progress[-1].total)
        # A series that grew several times meanwhile is told of once, as it is now.
        latest = {item.uid: item for item in items if isinstance(item, SeriesInfo)}
        for series in latest.values():
            self._take(series)
        for report in (item for item in items if isinstance(item, ScanReport)):
            self._take_report(report)

    def _take(self, series: SeriesInfo) -> None:
        state = self._session.state
        before = next((item for item in state.series if item.uid == series.uid), None)
        if before is not None and len(series.sources) < len(before.sources):
            return  # looked for again after a stop, and not yet as far as then
        grown = tuple(series if item.uid == series.uid else item for item in state.series)
        self._make_thumbnail(series)
        if before is not None and series.uid == state.series_uid:
            self._regrow(before, series, grown)
            return
        self._session.update(series=grown if before is not None else (*state.series, series))
        if state.series_uid is None and not is_aside(series):
            self.show_series(series.uid)

    def _regrow(self, before: SeriesInfo, series: SeriesInfo, known: tuple[SeriesInfo, ...]) -> None:
        """Stay on the slice on screen while its series gets more slices around it."""
        state = self._session.state
        source = source_of(before, state.time_index, state.slice_index)
        sources = list(sources_at(series, state.time_index))
        place = sources.index(source) if source in sources else min(state.slice_index, series.slices - 1)
        same = before.sources == series.sources
        if not same:
            # All of it again: how a value is shown may depend on the whole series (MONOCHROME1).
            self._cache.forget_pixels(but=source)
        moved = place != state.slice_index or not same
        growth = self._cache.growth_fields(series, state.time_index, place, state) if moved else {}
        self._session.update(series=known, slice_index=place, **self._cache.fields(series, state.time_index), **growth)
        if not same or not self._runner.is_wanted(self._reading):
            self._read(series, state.time_index, place, again=not same)

    def _take_report(self, report: ScanReport) -> None:
        message = None
        if not report.series:
            message = nothing_found(report)
        known = {series.uid: series for series in self._session.state.series}
        ordered = tuple(known.get(series.uid, series) for series in sorted(report.series, key=is_aside))
        self._session.update(searched=True, series=ordered, skipped=report.skipped, message=message)
        if self._session.state.series_uid is None and ordered:
            self.show_series(next((item for item in ordered if not is_aside(item)), ordered[0]).uid)

    def _on_scanned(self) -> None:
        self._session.end_task(SCANNING)
        state = self._session.state
        series = state.current_series
        if self._untouched and series is not None:
            self.go_to(self._first(series))  # while the series grew, its middle moved

    def _first(self, series: SeriesInfo) -> int:
        """Return the slice to begin with."""
        return series.slices // 2 if self._start is None else min(self._start, series.slices - 1)

    def _on_scan_failed(self, error: Exception) -> None:
        self._session.end_task(SCANNING)
        self._session.update(searched=True, message=sentence(error, tr("looking for scans")))

    def _make_thumbnail(self, series: SeriesInfo) -> None:
        source = source_of(series, 0, series.slices // 2)
        job, done = self._thumbnails.get(series.uid, (None, None))
        if source == done:
            return
        self._runner.cancel(job)
        handlers = Handlers(items=self._on_thumbnails)
        job = self._runner.submit("thumbnails", lambda job: make_thumbnail(series), handlers)
        self._thumbnails[series.uid] = (job, source)

    def _on_thumbnails(self, items: tuple[object, ...]) -> None:
        new = {item.uid: item.picture for item in items if isinstance(item, Thumbnail)}
        self._session.update(thumbnails=MappingProxyType({**self._session.state.thumbnails, **new}))

    def _read(self, series: SeriesInfo, time: int, center: int, *, again: bool = False, alone: bool = False) -> None:
        self._runner.cancel(self._reading)
        sources = dict(enumerate(sources_at(series, time)))
        if alone:
            sources = {center: sources[center]}
        known, anew = self._cache.is_settled(sources[center]), self._cache.held == 0
        if not known and self._cache.make_room(series, time, center):
            self._session.update(**self._cache.fields(series, time))
        wanted = {index: source for index, source in sources.items() if not self._cache.is_settled(source)}
        renewed = [(center, sources[center])] if again and known else []
        room = self._cache.room(series)
        if known and not renewed and not (wanted and room > 0):
            self._session.end_task(READING)
            return
        self._plan = plan = NearestFirst(wanted, center)
        handlers = Handlers(items=self._on_read, done=self._on_all_read, failed=self._on_reading_failed)
        self._show_reading()
        self._reading = self._runner.submit(
            "reading", lambda job: read_slices(series, time, plan, room, renewed, anew=anew), handlers
        )

    def _on_read(self, items: tuple[object, ...]) -> None:
        state = self._session.state
        series = state.current_series
        if series is None:
            return
        read = [item for item in items if isinstance(item, ReadSlice)]
        for item in read:
            if item.image is None:
                self._cache.keep_unreadable(item.source, item.problem)
            else:
                self._cache.keep_slice(item.source, item.image)
                self._take_window(series, item)
        known = self._cache.changed_fields(series, state, [item.source for item in read])
        self._session.update(window=self._cache.windows.get(series.uid), **known)
        self._show_reading()

    def _take_window(self, series: SeriesInfo, item: ReadSlice) -> None:
        """Show a series by the window of its middle slice, and until that is read by any, unless the user chose one.

        Files may state another window for each slice, and that of an end of the series is often far too narrow.
        """
        known, uid = self._cache.windows, series.uid
        if item.window is not None and uid not in self._chosen_windows:
            middle = item.image is not None and item.image.index == series.slices // 2
            if middle or uid not in known:
                known[uid] = item.window

    def _show_reading(self) -> None:
        state = self._session.state
        settled = number_there(state.slices) + len(state.unreadable)
        self._session.set_task(READING, settled, len(state.slices))

    def _on_all_read(self) -> None:
        self._session.end_task(READING)
        self._follow(self._session.state.slice_index)  # memory may have been full before the one on screen was read

    def _on_reading_failed(self, error: Exception) -> None:
        self._session.end_task(READING)
        self._session.update(message=sentence(error, tr("reading slices")))
        self.on_failed()
