"""What the user can do: the only place that calls the core, and always off the GUI thread."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoStack

from physnet_core.errors import PhysNetError
from physnet_core.files import write_bytes
from physnet_core.imaging import Window
from physnet_viewer import torch_loading
from physnet_viewer.belongings import Belongings
from physnet_viewer.cine import CinePlayer
from physnet_viewer.demo import NO_DEMO, demo_scan
from physnet_viewer.exporting import Exporting
from physnet_viewer.failures import sentence
from physnet_viewer.fitting import Fitting
from physnet_viewer.giving_up import GivingUp
from physnet_viewer.growth_control import GrowthControl
from physnet_viewer.headers import Headers
from physnet_viewer.inference import Inference
from physnet_viewer.insight_control import InsightControl
from physnet_viewer.jobs import JobRunner
from physnet_viewer.loading import Loading
from physnet_viewer.measuring import Measuring
from physnet_viewer.planes import PlaneControl
from physnet_viewer.playback import Player, frame_count
from physnet_viewer.restoring import Restoring
from physnet_viewer.scan_cache import ScanCache
from physnet_viewer.scenario_control import ScenarioControl
from physnet_viewer.scenario_growing import ScenarioGrowing
from physnet_viewer.second_scan import SecondScan
from physnet_viewer.session import Dimensions, GridName, Layout, Overlay, Parameters, Playback, Session, ViewState, Zoom
from physnet_viewer.session_file import SavedSession, session_json
from physnet_viewer.translation import tr
from physnet_viewer.undo_steps import Place, UndoSteps
from physnet_viewer.views.export_dialog import ExportRequest
from physnet_viewer.volume_control import VolumeControl
from physnet_viewer.windowing import AUTOMATIC, PRESETS, preset


class Controller(QObject):
    """Turns intent into work, and results into state.

    Parameters
    ----------
    weights, device
        As on the command line.
    """

    def __init__(
        self,
        session: Session,
        *,
        weights: str | None = None,
        device: str = "auto",
        cache: ScanCache | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = JobRunner(self, together=session.together)
        self._cache = cache = cache or ScanCache()
        self._loading = Loading(session, self._runner, cache)
        self._inference = Inference(session, self._runner, cache, weights=weights, device=device)
        self._steps = steps = UndoSteps(session, self._show_place)
        self._growth = GrowthControl(session, self._runner, cache, steps)
        self.measuring = Measuring(session, steps, self._loading.show_source)
        self._volume = VolumeControl(session, self._runner, cache, steps)
        self._growth.on_days_changed = self._volume.restate
        self._loading.on_failed = self._inference.on_failed = self._volume.stop_waiting
        self._giving_up = GivingUp(session, self._growth, steps)
        self._growth.on_failed = self._volume.on_failed = self._giving_up.take_back
        self._insight = InsightControl(session, self._runner, lambda: self._inference.predictor)
        self._exporting = Exporting(session, self._runner)
        self.scenarios = ScenarioControl(session, steps)
        self._scenario_growing = ScenarioGrowing(session, self._runner)
        self.fitting = Fitting(self._runner, self)
        belongings = Belongings(session, cache, self._growth, self.measuring, self.scenarios, steps)
        self._restoring = Restoring(session, self._runner, self._loading, self._growth, belongings, self.set_dimensions)
        self._player = Player(session, self)
        self.headers = Headers(session, self._runner)
        self.cine = CinePlayer(session, self._loading.go_to, self)
        self.planes = PlaneControl(session, self._runner, self._loading.go_to, self)
        session.changed.connect(self._runner.window_first)
        session.changed.connect(self._on_changed)

    @property
    def undo_stack(self) -> QUndoStack:
        """What can be taken back in the open scan."""
        return self._steps.stack

    @Slot()
    def start(self) -> None:
        """Begin what takes long; call it once the window is on screen."""
        self._inference.start()

    def shutdown(self) -> bool:
        """Stop everything and wait, but for an import of torch; return whether all threads ended."""
        self._player.stop()
        self.planes.stop()
        self.cine.stop()
        return self._runner.shutdown(abandon=torch_loading.is_importing)

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Open a folder or file in place of what is open; a picture that was exported restores its scenario."""
        if self._restoring.take(path):
            return
        self._player.stop()
        self._loading.open(path)

    @Slot()
    def open_demo(self) -> None:
        """Open the scan that ships with the product."""
        demo = demo_scan()
        if demo is None:
            self._session.update(message=tr(NO_DEMO))
        else:
            self._player.stop()
            self._loading.open(demo.folder, start=demo.tumor_slice)

    def restore_session(self, saved: SavedSession) -> None:
        """Show what a session holds."""
        self._player.stop()
        self._restoring.open_session(saved)

    def session_text(self, file: Path) -> str:
        """Return what a session file holds that will lie at `file`."""
        return session_json(self._session.state, file, self._cache.tweaks, self._loading.chosen_windows)

    def save_session(self, file: Path) -> bool:
        """Write what is on screen to a session file, and return whether it is there."""
        try:
            write_bytes(file, self.session_text(file).encode())
        except PhysNetError as error:
            self._session.update(message=sentence(error, tr("saving the session")), notice=None)
            return False
        said = tr("Saved {name}. It holds the path of the scan: keep it to yourself.").format(name=file.name)
        self._session.update(message=None, notice=said)
        return True

    @Slot(str)
    def use_device(self, name: str) -> None:
        """Run the network elsewhere from now on; results that are there stay."""
        self._inference.use_device(name)

    @Slot()
    def cancel(self) -> None:
        """Stop all work that takes long; what is there stays, and the values that are set are those of it."""
        busy = bool(self._session.state.tasks)
        self._restoring.forget()  # before anything else: what stops must not look like what came
        self._loading.stop()
        self._inference.stop()
        self._growth.cancel()
        taken_back = self._giving_up.stop()
        self._volume.cancel()
        self._scenario_growing.cancel()
        self._exporting.cancel()
        self.cine.stop()
        stopped = tr("Stopped. What was read and computed stays; choose the series again to go on.") if busy else None
        if self._session.state.notice is None:
            self._session.update(notice=taken_back or stopped)

    @Slot(str)
    def select_series(self, uid: str) -> None:
        """Put another series on screen; choosing the same one goes on with stopped work."""
        state = self._session.state
        if uid != state.series_uid:
            self._player.stop()
            self._loading.show_series(uid)
        else:
            self._loading.show_series(uid, index=state.slice_index, time=state.time_index)
        self._inference.resume()
        self._scenario_growing.resume()

    @Slot(int)
    def show_time(self, time: int) -> None:
        """Put another image at the same places on screen, in a series that has several."""
        state = self._session.state
        series = state.current_series
        if series is not None and 0 <= time < series.frames_of_time and time != state.time_index:
            self._loading.show_series(series.uid, index=state.slice_index, time=time)

    @Slot(int)
    def show_slice(self, index: int) -> None:
        """Put another slice on screen."""
        self._loading.go_to(index)

    @Slot(int)
    def step_slice(self, delta: int) -> None:
        """Go `delta` slices on, to the ends at most."""
        self._loading.go_to(self._session.state.slice_index + delta)

    @Slot(object)
    def set_window(self, window: Window) -> None:
        """Show other grey levels, for the whole series."""
        self._loading.choose_window(window)

    @Slot(object)
    def set_zoom(self, zoom: Zoom | None) -> None:
        """Know which part of the slice is seen, for whoever opens the session again."""
        self._session.update(zoom=zoom)

    @Slot()
    def auto_window(self) -> None:
        """Fit the grey levels to the series."""
        self._use(AUTOMATIC)

    @Slot(int)
    def use_preset(self, number: int) -> None:
        """Show the grey levels of a preset."""
        self._use(PRESETS[number])

    def _use(self, name: str) -> None:
        window = preset(name, self._session.state.slices)
        if window is not None:
            self.set_window(window)

    @Slot()
    def toggle_invert(self) -> None:
        """Show black as white, or back."""
        self._session.update(inverted=not self._session.state.inverted)

    @Slot(object)
    def set_overlay(self, overlay: Overlay) -> None:
        """Draw density differently."""
        self._session.update(overlay=overlay)

    @Slot(str)
    def set_layout(self, layout: Layout) -> None:
        """Show one image, learned and tweaked side by side, or three planes."""
        self._session.update(layout=layout)

    @Slot(str)
    def set_grid(self, grid: GridName) -> None:
        """Show growth on the latent or the image grid."""
        self._growth.set_grid(grid)

    @Slot(object)
    def set_parameters(self, parameters: Parameters) -> None:
        """Follow the sliders."""
        self._growth.set_parameters(parameters)

    @Slot(float, float)
    def use_physical(self, diffusion: float, proliferation: float) -> None:
        """Give the growth on screen D in mm²/day and rho per day, as one undo step."""
        self._growth.use_physical(diffusion, proliferation)

    @Slot()
    def commit_parameters(self) -> None:
        """Make what was set since the last time one undo step."""
        self._growth.commit()

    @Slot()
    def reset_parameters(self) -> None:
        """Go back to the learned values."""
        self._growth.reset()

    @Slot(str)
    def set_dimensions(self, dimensions: Dimensions) -> None:
        """Grow the slice on screen, or the whole series in 3-D."""
        self._growth.commit()
        self._volume.set_dimensions(dimensions)
        self._serve(dimensions)

    @Slot(float)
    def set_white_to_grey(self, ratio: float) -> None:
        """Let cells move so many times faster in white than in grey matter."""
        self._growth.set_white_to_grey(ratio)

    @Slot(object)
    def set_days_per_step(self, days: float | None) -> None:
        """Assume another duration of a step, or the model's."""
        self._growth.set_days_per_step(days)

    def second_scan(self) -> SecondScan:
        """Return a place for another scan beside this one; the caller closes it."""
        return SecondScan(self._session, self._loading, self._inference, self)

    @Slot(bool)
    def explain(self, on: bool) -> None:
        """Show what spoke for the class, or no longer."""
        self._insight.explain(on)

    @Slot(int)
    def show_frame(self, frame: int) -> None:
        """Show another frame of growth."""
        last = frame_count(self._session.state) - 1
        self._session.update(frame=min(max(frame, 0), last))

    @Slot(object)
    def set_playback(self, playback: Playback) -> None:
        """Play, pause, loop, or change the speed."""
        self._session.update(playback=playback)

    @Slot(object)
    def start_export(self, request: ExportRequest) -> None:
        """Write what is on screen to a file."""
        self._exporting.start(request)

    @Slot()
    def undo(self) -> None:
        """Take back the last step."""
        self._growth.commit()
        self._steps.undo()

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        self._steps.redo()

    @Slot()
    def dismiss(self) -> None:
        """Show the sentence in the message bar no longer; an offer behind it comes to the front."""
        state = self._session.state
        answered = state.message is None and state.notice is None
        self._session.update(message=None, notice=None, offer=None if answered else state.offer)

    def _show_place(self, place: Place) -> None:
        self._loading.show_source(place.source)
        if place.dimensions is not None:
            self._volume.use(place.dimensions)
            self._serve(place.dimensions)

    def _serve(self, dimensions: Dimensions) -> None:
        """Go on with what was stopped, if growth in 3-D waits for it."""
        if dimensions == "3d":
            self._loading.resume()
            self._inference.resume()

    @Slot(object, object)
    def _on_changed(self, old: ViewState, new: ViewState) -> None:
        self._steps.on_changed(old, new)
        self._inference.on_changed(old, new)
        self._growth.on_changed(old, new)
        self._giving_up.on_changed(old, new)
        self._volume.on_changed(old, new)
        self.scenarios.on_changed(old, new)
        self._scenario_growing.on_changed(old, new)
        self._insight.on_changed(old, new)
        self._player.on_changed(old, new)
        self.planes.on_changed(old, new)
        self.cine.on_changed(old, new)
        self._restoring.on_changed(old, new)
