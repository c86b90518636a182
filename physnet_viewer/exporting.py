"""Writes what is on screen into files, off the GUI thread."""

from collections.abc import Generator
from dataclasses import dataclass, replace

from physnet_core.export.content import Content, VolumeCurve
from physnet_core.growth.volume import VolumeGrowth
from physnet_core.network.prediction import ModelIdentity
from physnet_viewer.core_words import said
from physnet_viewer.failures import sentence
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.session import Session
from physnet_viewer.staleness import lags
from physnet_viewer.translation import later, tr
from physnet_viewer.views.behind_text import AWAITED
from physnet_viewer.views.export_dialog import ExportRequest

EXPORTING = later("Exporting")


@dataclass(frozen=True, kw_only=True)
class _Progress:
    done: int
    total: int


@dataclass(frozen=True, kw_only=True, eq=False)
class VolumeContent:
    """A growing volume, and what is said of its origin."""

    growth: VolumeGrowth
    model: ModelIdentity
    synthetic: bool


class Exporting:
    """One export at a time; what was on screen when it was asked for is what is written."""

    def __init__(self, session: Session, runner: JobRunner) -> None:
        self._session = session
        self._runner = runner
        self._job: Job | None = None

    def start(self, request: ExportRequest) -> None:
        """Write the growth on screen to a file; not the tweaked one while that of what is set is awaited."""
        if request.which != "learned" and lags(self._session.state):
            self._session.update(message=tr(AWAITED))
            return
        content: Content | VolumeContent | None = self._volume(request) or self._content(request)
        if content is None:
            self._session.update(message=tr("There is no growth to export on this slice."))
            return
        handlers = Handlers(
            items=self._on_progress,
            done=lambda: self._on_done(request),
            failed=lambda error: self._on_failed(request, error),
        )
        self._session.update(message=None, notice=None)
        self._session.set_task(EXPORTING)
        self._job = self._runner.submit("export", lambda job: _export(job, request, content), handlers)

    def cancel(self) -> None:
        """Stop writing; nothing half-written is left."""
        if self._runner.is_wanted(self._job):
            self._runner.cancel(self._job)
            self._session.end_task(EXPORTING)
            self._session.update(notice=tr("The export was cancelled; no file was written."))

    def _content(self, request: ExportRequest) -> Content | None:
        state = self._session.state
        series, image, prediction = state.current_series, state.current_slice, state.current_prediction
        chosen = {"learned": (state.learned,), "tweaked": (state.tweaked,), "both": (state.learned, state.tweaked)}
        growths = tuple(growth for growth in chosen[request.which] if growth is not None)
        if series is None or image is None or prediction is None or not growths:
            return None
        if state.dimensions == "3d":  # D and rho are those of the series, not of this slice
            own = growths[0] if state.learned is None else state.learned
            prediction = replace(prediction, diffusion_number=own.diffusion_number, growth_number=own.growth_number)
        measured = tuple(item for item in state.annotations if item.source == state.current_source)
        return Content(
            prediction=prediction,
            image=image,
            growths=growths,
            synthetic=series.synthetic,
            annotations=measured if request.measurements else (),
            volumes=self._curves(request) if state.dimensions == "3d" else (),
        )

    def _curves(self, request: ExportRequest) -> tuple[VolumeCurve, ...]:
        """Return how the whole volume grows in each of the growths that are written."""
        state = self._session.state
        chosen = {"learned": (state.volume,), "tweaked": (state.tweaked_volume,)}
        grown = chosen.get(request.which, (state.volume, state.tweaked_volume))
        return tuple(
            VolumeCurve(days=item.volume.days, volume_ml=item.volume_ml, slices=item.volume.frames.shape[1])
            for item in grown
            if item is not None
        )

    def _volume(self, request: ExportRequest) -> VolumeContent | None:
        """Return the whole volume, where growth is in 3-D and the kind of file can hold it."""
        state = self._session.state
        if state.dimensions != "3d" or not request.path.name.lower().endswith((".nii", ".nii.gz")):
            return None
        growth = state.volume if request.which == "learned" else state.tweaked_volume or state.volume
        series = state.current_series
        if growth is None or series is None:
            return None
        return VolumeContent(growth=growth.volume, model=growth.leading.model, synthetic=series.synthetic)

    def _on_progress(self, items: tuple[object, ...]) -> None:
        last = items[-1]
        if isinstance(last, _Progress):
            self._session.set_task(EXPORTING, last.done, last.total)

    def _on_done(self, request: ExportRequest) -> None:
        self._session.end_task(EXPORTING)
        self._session.update(
            notice=tr("Saved {name} in {parent}.").format(name=request.path.name, parent=request.path.parent)
        )

    def _on_failed(self, request: ExportRequest, error: Exception) -> None:
        self._session.end_task(EXPORTING)
        self._session.update(message=sentence(error, tr("writing {name}").format(name=request.path.name)))


def _export(job: Job, request: ExportRequest, content: Content | VolumeContent) -> Generator[object, None, None]:
    if isinstance(content, VolumeContent):
        yield from _export_volume(job, request, content)
        return
    from physnet_core.export.exporter import export

    def progress(done: int, total: int) -> None:
        job.report(_Progress(done=done, total=total))

    export(request.path, content, request.options, progress=progress, cancelled=job.cancelled, said=said)
    yield _Progress(done=1, total=1)


def _export_volume(job: Job, request: ExportRequest, content: VolumeContent) -> Generator[object, None, None]:
    from physnet_core.export.volume_nifti import volume_nifti, volume_provenance
    from physnet_core.files import write_bytes

    about = volume_provenance(content.growth, content.model, synthetic=content.synthetic)
    made = volume_nifti(content.growth, about, compressed=request.path.name.lower().endswith(".gz"))
    if not job.cancelled():
        write_bytes(request.path, made)
        yield _Progress(done=1, total=1)
