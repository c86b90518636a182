"""What the network says of each slice: the one on screen first, the others outward from it.

Slices for which memory has no room are read here, a batch at a time, predicted, and let go again.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from os import cpu_count
from typing import TYPE_CHECKING

from physnet_core import imaging  # its readers load at first use, in the worker
from physnet_core.errors import Cancelled
from physnet_core.growth.simulate import learned
from physnet_core.imaging import SeriesInfo, Slice, SliceSource
from physnet_core.network.prediction import ModelIdentity
from physnet_viewer import torch_loading
from physnet_viewer.failures import sentence
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.nearest import NearestFirst
from physnet_viewer.reading import ReadSlice, read_one
from physnet_viewer.scan_cache import Result, ScanCache, sources_at
from physnet_viewer.session import Session, ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.view_state import number_there

if TYPE_CHECKING:
    from physnet_core.network.predictor import Predictor

PREDICTING, LOADING_MODEL = later("Predicting"), later("Starting the network")
_BATCH_CPU, _BATCH_GPU = 4, 16  # small enough that a newly chosen slice is answered at once
_LANE = "inference"
_Entry = tuple[SliceSource, Slice | None]  # None where its pixels are not in memory


@dataclass(frozen=True, kw_only=True, eq=False)
class _Model:
    predictor: "Predictor"
    identity: ModelIdentity
    card: str
    device: str
    days_per_step: float


@dataclass(frozen=True, kw_only=True, eq=False)
class _Predicted:
    source: SliceSource
    result: Result


class Inference:
    """Loads the network in its own thread, and predicts what is read and not yet predicted."""

    def __init__(
        self, session: Session, runner: JobRunner, cache: ScanCache, *, weights: str | None, device: str
    ) -> None:
        self._session = session
        self._runner = runner
        self._cache = cache
        self._weights = weights
        self._device = device
        self._model: _Model | None = None
        self._job: Job | None = None
        self._plan: NearestFirst[_Entry] = NearestFirst({}, 0)
        self._seen: set[int] = set()
        self._stopped = False
        self._moving = False
        self.on_failed: Callable[[], None] = lambda: None

    @property
    def days_per_step(self) -> float | None:
        """What the loaded model assumes."""
        return self._model.days_per_step if self._model else None

    @property
    def predictor(self) -> "Predictor | None":
        """The network, or None until it is loaded."""
        return self._model.predictor if self._model else None

    def start(self) -> None:
        """Import torch and load the weights, off the GUI thread."""
        self._session.update(model="loading", model_error=None)
        self._session.set_task(LOADING_MODEL)
        handlers = Handlers(items=self._on_model, failed=self._on_no_model)
        self._runner.submit(_LANE, lambda job: _load(self._weights, self._device), handlers)

    def use_device(self, device: str) -> None:
        """Load the network once more for another device; until then, and where that fails, the old one serves."""
        self._device, self._moving = device, True
        self._cancel_job()
        self.start()

    def adopt(self, other: "Inference", state: ViewState) -> None:
        """Use the network that another one has loaded, or say as it does that there is none."""
        self._model = other._model
        names = ("model", "model_error", "model_identity", "model_card", "device")
        self._session.update(**{name: getattr(state, name) for name in names})

    def stop(self) -> None:
        """Predict no more slices than the one on screen."""
        self._stopped = True
        self._cancel_job()

    def resume(self) -> None:
        """Predict all slices again."""
        self._stopped = False
        self._predict_more()

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Follow what is on screen, and what has been read."""
        if _sources(old) != _sources(new):
            self._cancel_job()
        if differs(old, new, "path", "series_uid"):
            self._stopped = False
        self._plan.center = new.slice_index
        moved = self._stopped and old.slice_index != new.slice_index  # else all slices are wanted wherever one is
        if moved or differs(old, new, "slices", "series_uid", "time_index", "model"):
            self._predict_more()

    def _cancel_job(self) -> None:
        self._runner.cancel(self._job)
        self._job = None
        self._plan.clear()
        self._session.end_task(PREDICTING)

    def _predict_more(self) -> None:
        """Add what has been read since to the work under way, or begin."""
        model, wanted = self._model, self._wanted()
        self._seen -= self._plan.keep(wanted.keys())  # what waits must not keep pixels that were let go
        if model is None or not wanted or self._session.state.model != "ready":
            return
        if self._runner.is_wanted(self._job):
            self._plan.add({index: entry for index, entry in wanted.items() if index not in self._seen})
            self._seen |= wanted.keys()
            return
        self._plan = plan = NearestFirst(wanted, self._session.state.slice_index)
        self._seen = set(wanted)
        handlers = Handlers(items=self._on_predicted, done=self._on_done, failed=self._on_failed)
        state = self._session.state
        series, time = state.current_series, state.time_index
        assert series is not None  # or nothing would be wanted
        self._job = self._runner.submit(_LANE, lambda job: _predict(job, model, series, time, plan), handlers)
        self._show_progress()

    def _wanted(self) -> dict[int, _Entry]:
        state = self._session.state
        series = state.current_series
        if series is None or len(state.slices) != series.slices:
            return {}
        full = not self._stopped and self._cache.room(series) == 0  # else what is missing is about to be read
        sources, slices, known = sources_at(series, state.time_index), state.slices, state.predictions
        return {  # of thousands, each time that one has been read
            index: (sources[index], slices[index])
            for index in ([state.slice_index] if self._stopped else range(series.slices))
            if known[index] is None and (slices[index] is not None or full) and index not in state.unreadable
        }

    def _on_model(self, items: tuple[object, ...]) -> None:
        for model in (item for item in items if isinstance(item, _Model)):
            self._model = model
            self._session.end_task(LOADING_MODEL)
            self._session.update(
                model="ready", model_identity=model.identity, model_card=model.card, device=model.device
            )
            if self._moving:
                self._moving = False
                self._session.update(notice=_moved_to(model.device, self._device))

    def _on_no_model(self, error: Exception) -> None:
        self._session.end_task(LOADING_MODEL)
        said = sentence(error, tr("starting the network"))
        self._moving = False
        if self._model is not None:
            self._session.update(model="ready", message=said)
            return
        self._session.update(model="failed", model_error=said, message=said)

    def _on_predicted(self, items: tuple[object, ...]) -> None:
        new = [item for item in items if isinstance(item, _Predicted | ReadSlice)]
        for item in new:
            if isinstance(item, _Predicted):
                self._cache.keep_result(item.source, item.result)
            else:
                self._cache.keep_unreadable(item.source, item.problem)
        state = self._session.state
        series = state.current_series
        if series is None:
            return
        had = state.current_prediction is not None
        fields = self._cache.changed_fields(series, state, [item.source for item in new])
        if not had and fields["predictions"][state.slice_index] is not None:
            fields |= self._cache.growth_fields(series, state.time_index, state.slice_index, state)
        self._session.update(**fields)
        self._show_progress()

    def _on_done(self) -> None:
        self._job = None
        self._session.end_task(PREDICTING)
        self._predict_more()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._stopped = True
        self._session.end_task(PREDICTING)
        self._session.update(message=sentence(error, tr("predicting")))
        self.on_failed()

    def _show_progress(self) -> None:
        state = self._session.state
        series = state.current_series
        if series is None or not self._runner.is_wanted(self._job):
            return
        self._session.set_task(PREDICTING, number_there(state.predictions), series.slices - len(state.unreadable))


def _moved_to(device: str, asked: str) -> str:
    """Return in one sentence what the choice of a device came to."""
    if device != "CPU":
        return tr("The network now runs on the {device}: faster, with the same answers within rounding.").format(
            device=device
        )
    if asked != "auto":
        return tr("The network now runs on the CPU: slower than on a GPU, with the same answers within rounding.")
    return tr(
        "No GPU that the network can use was found, so it runs on the CPU: slower than on a GPU, with the same answers "
        "within rounding."
    )


def _sources(state: ViewState) -> Sequence[SliceSource]:
    series = state.current_series
    return () if series is None else sources_at(series, state.time_index)


def _load(weights: str | None, device: str) -> Generator[object, None, None]:
    torch_loading.import_torch()
    from physnet_core.network.bundle import load_bundle
    from physnet_core.network.predictor import Predictor

    torch_loading.use_threads((cpu_count() or 2) - 1)  # one core stays with the window
    bundle = load_bundle(weights)
    predictor = Predictor(bundle, device)
    yield _Model(
        predictor=predictor,
        identity=bundle.identity,
        card=bundle.card,
        device=predictor.device_name,
        days_per_step=bundle.metadata.days_per_step,
    )


def _predict(
    job: Job, model: _Model, series: SeriesInfo, time: int, plan: NearestFirst[_Entry]
) -> Generator[object, None, None]:
    reader = imaging.SliceReader(series)
    size, most = 1, _BATCH_CPU if model.device == "CPU" else _BATCH_GPU
    while entries := plan.take(size):
        yield from _answers(job, model, [_with_pixels(job, reader, time, index, *entry) for index, entry in entries])
        size = most  # the slice on screen was answered alone, for somebody waits for it


def _with_pixels(
    job: Job, reader: "imaging.SliceReader", time: int, index: int, source: SliceSource, image: Slice | None
) -> ReadSlice:
    if image is not None:
        return ReadSlice(source=source, image=image)
    job.give_way()
    if job.cancelled():
        raise Cancelled
    return read_one(reader, index, time, source, with_window=False)


def _answers(job: Job, model: _Model, batch: Sequence[ReadSlice]) -> Generator[object, None, None]:
    """Yield what is to be told of slices: a result, or why there is none."""
    yield from (item for item in batch if item.image is None)
    there = [(item.source, item.image) for item in batch if item.image is not None]
    predictions = model.predictor.predict([image for _, image in there], batch=len(batch), cancelled=job.cancelled)
    for (source, _), prediction in zip(there, predictions, strict=True):
        yield _Predicted(source=source, result=Result(prediction=prediction, growth=learned(prediction)))
