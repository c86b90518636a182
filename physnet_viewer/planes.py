"""The planes across a volume: cut off the GUI thread from the slices that are in memory, and never twice at once."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Slot

from physnet_core.growth.across import SliceBySlice, slices_across
from physnet_core.imaging import SeriesInfo, Slice
from physnet_core.imaging.reformat import PlaneView, Voxel, cross_views, cut, native_view, obstacle
from physnet_core.network.prediction import Prediction
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.session import CrossPlanes, Session, ViewState, differs

_REST_MS = 150  # while slices are being read the planes are cut at most this often


@dataclass(frozen=True, kw_only=True, eq=False)
class _Request:
    """What to cut; `predictions` are empty where the growth of single slices is not what is shown."""

    series: SeriesInfo
    time: int
    cross: tuple[int, int]
    slices: tuple[Slice | None, ...]
    predictions: tuple[Prediction | None, ...]


class PlaneControl(QObject):
    """Keeps `ViewState.planes` in step with series, slices and cross-hair while three planes are on screen.

    Parameters
    ----------
    show_slice
        Called with the slice that the cross-hair was put on.
    """

    def __init__(
        self, session: Session, runner: JobRunner, show_slice: Callable[[int], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = runner
        self._show_slice = show_slice
        self._job: Job | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._cut)

    def place(self, voxel: Voxel) -> None:
        """Put the cross-hair on a voxel (slice, row, column), inside the volume at most."""
        series = self._session.state.current_series
        if series is None:
            return
        index, row, column = (
            min(max(round(part), 0), size - 1)
            for part, size in zip(voxel, (series.slices, series.rows, series.columns), strict=True)
        )
        self._session.update(cross=(row, column))
        self._show_slice(index)

    def step(self, rows: int, columns: int) -> None:
        """Move the cross-hair over the slice, in pixels."""
        state = self._session.state
        row, column = state.cross_place
        self.place((state.slice_index, row + rows, column + columns))

    def page(self, number: int, delta: int) -> None:
        """Show the plane that comes `delta` after the one in pane `number` across the slices."""
        state = self._session.state
        series = state.current_series
        if series is None or obstacle(series):
            return
        view = cross_views(series)[number]
        place, row, column = view.of_voxel((state.slice_index, *state.cross_place))
        self.place(view.to_voxel(min(max(place + delta, 0), view.count - 1), row, column))

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Cut the planes anew where something changed that they show."""
        if differs(old, new, "series_uid"):
            self._session.update(planes=None)
        if new.layout != "planes":
            self.stop()
            self._session.update(planes=None)
            return
        if differs(old, new, "layout", "cross", "series_uid", "time_index", "dimensions", "grid"):
            self._cut()
        elif differs(old, new, "slices", "series", "predictions") and not self._rest.isActive():
            self._rest.start()

    @Slot()
    def stop(self) -> None:
        """Cut nothing any more."""
        self._rest.stop()
        self._runner.cancel(self._job)

    @Slot()
    def _cut(self) -> None:
        self._rest.stop()
        state = self._session.state
        series = state.current_series
        if series is None or obstacle(series) or len(state.slices) != series.slices:
            self._runner.cancel(self._job)
            return
        slicewise = state.dimensions == "2d" and state.grid == "latent"
        request = _Request(
            series=series,
            time=state.time_index,
            cross=state.cross_place,
            slices=state.slices,
            predictions=state.predictions if slicewise else (),
        )
        handlers = Handlers(items=self._on_cut)
        self._job = self._runner.submit("planes", lambda job: _work(job, request), handlers, latest_only=True)

    def _on_cut(self, items: tuple[object, ...]) -> None:
        made = items[-1]
        state = self._session.state
        if isinstance(made, CrossPlanes) and (made.series_uid, made.time_index) == (state.series_uid, state.time_index):
            self._session.update(planes=made)


def _work(job: Job, request: _Request) -> Generator[object, None, None]:
    series = request.series
    assert series.affine is not None
    pixels = [None if image is None else image.pixels for image in request.slices]
    views = cross_views(series)
    images: list[Slice] = []
    densities: list[SliceBySlice | None] = []
    for view in views:
        place = round(view.of_voxel((0, *request.cross))[0])
        images.append(cut(pixels, view, place, series.affine))
        densities.append(_density(job, request, view, images[-1]))
    yield CrossPlanes(
        series_uid=series.uid,
        time_index=request.time,
        native=native_view(series),
        views=views,
        images=(images[0], images[1]),
        missing=sum(item is None for item in pixels),
        slicewise=(densities[0], densities[1]),
    )


def _density(job: Job, request: _Request, view: PlaneView, image: Slice) -> SliceBySlice | None:
    if len(request.predictions) != request.series.slices:
        return None
    return slices_across(request.predictions, view, image, cancelled=job.cancelled)
