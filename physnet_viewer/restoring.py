"""Brings back the scenario of a dropped picture or a session file, as soon as the scan is there to show it on."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from physnet_core.errors import PhysNetError
from physnet_core.imaging import SeriesInfo
from physnet_core.network.prediction import Prediction
from physnet_viewer.belongings import Belongings
from physnet_viewer.failures import sentence
from physnet_viewer.growth_control import GrowthControl
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.loading import Loading
from physnet_viewer.session import WHITE_TO_GREY_RANGE, Dimensions, Parameters, Session, ViewState
from physnet_viewer.session_file import SavedSession, read_session
from physnet_viewer.slice_search import Found, find_slice
from physnet_viewer.translation import tr
from physnet_viewer.view_parts import READING, SCANNING
from physnet_viewer.wish import Look, Wish, series_key, wish_of
from physnet_viewer.wish_doubts import differences

_ROUNDING = 1e-4  # between devices, and batches of other sizes
_Phase = Literal["scan", "moving", "place", "searching", "result", "parameters"]


class Restoring:
    """One wish at a time, fulfilled step by step while the scan is read and predicted.

    Parameters
    ----------
    loading, growth
        Put a slice, and D and rho, on screen.
    belongings
        Bring back what belongs to other slices too.
    set_dimensions
        Grows the slice on screen, or the series in 3-D where that can be.
    """

    def __init__(
        self,
        session: Session,
        runner: JobRunner,
        loading: Loading,
        growth: GrowthControl,
        belongings: Belongings,
        set_dimensions: Callable[[Dimensions], None],
    ) -> None:
        self._session, self._runner, self._loading, self._growth = session, runner, loading, growth
        self._belongings, self._set_dimensions = belongings, set_dimensions
        self._wish: Wish | None = None
        self._phase: _Phase = "scan"
        self._doubts: list[str] = []
        self._unlike: Path | None = None  # an open scan that is not the one of the wish
        self._job: Job | None = None

    def take(self, path: Path) -> bool:
        """Restore from a picture or a session file; return False where it is not one of this program."""
        if path.suffix.lower() == ".json" and path.is_file():
            self._take_session(path)
            return True
        from physnet_core.export.document import ENDINGS, read_document

        if path.suffix.lower() not in ENDINGS or not path.is_file():
            return False
        try:
            document = read_document(path)
        except PhysNetError as error:
            if path.suffix.lower() != ".gif":
                return False  # it may still be a scan: reading it says what is wrong
            self._session.update(message=sentence(error, tr("reading a picture")), notice=None)
            return True
        if document is None and path.suffix.lower() == ".gif":
            self._session.update(
                message=tr(
                    "{name} holds no growth parameters: drop a GIF that PhysNet Viewer exported, or a scan."
                ).format(name=path.name),
                notice=None,
            )
            return True
        if document is None:
            return False
        self.ask(wish_of(document, path.name))
        return True

    def _take_session(self, file: Path) -> None:
        try:
            self.open_session(read_session(file))
        except PhysNetError as error:
            self._session.update(message=sentence(error, tr("reading a session")), notice=None)

    def open_session(self, saved: SavedSession) -> None:
        """Open the scan of a session where it is not open yet, and show of it what was shown."""
        gone = not saved.path.exists()
        if gone and not _holds(self._session.state, saved.wish):
            self.forget()
            self._wish, self._unlike = saved.wish, self._session.state.path
            said = tr(
                "The scan of {name} is not at {path} any more: open it where it is now, and it is shown as saved."
            )
            self._session.update(message=said.format(name=saved.wish.name, path=saved.path), notice=None)
            return
        if not gone and saved.path != self._session.state.path:
            self.forget()
            self._loading.open(saved.path)
        self.ask(saved.wish)

    def ask(self, wish: Wish) -> None:
        """Fulfil a wish now, or when a scan is open."""
        self.forget()
        self._wish = wish
        state = self._session.state
        if state.current_series is None and SCANNING not in _tasks(state):
            said = tr("Now open the scan that {name} was made of: its D and ρ will be set on it.").format(
                name=wish.name
            )
            self._session.update(message=None, notice=said)
        self._step()

    def forget(self) -> None:
        """Wish for nothing any more."""
        self._runner.cancel(self._job)
        self._wish, self._phase, self._doubts, self._unlike = None, "scan", [], None

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Take the next step when what it needs has come."""
        if self._wish is None:
            return
        if old.path != new.path and self._phase != "scan":
            self.forget()
        else:
            self._step()

    def _step(self) -> None:
        steps: dict[_Phase, Callable[[Wish], None]] = {
            "scan": self._choose_series,
            "place": self._search,
            "result": self._set_up,
            "parameters": self._apply,
        }
        before: _Phase | None = None
        while self._wish is not None and before != self._phase and self._phase in steps:
            before = self._phase
            steps[before](self._wish)

    def _choose_series(self, wish: Wish) -> None:
        state = self._session.state
        if SCANNING in _tasks(state) or state.current_series is None or state.path == self._unlike:
            return
        if wish.series is None:
            self._go("place")
            return
        self._go("moving")  # each change below is told at once, and must not be taken for the last
        self._show(wish, state)
        self._go("result")

    def _show(self, wish: Wish, state: ViewState) -> None:
        found = next((series for series in state.series if series_key(series.uid) == wish.series), None)
        self._draw(wish)
        self._doubts += self._belongings.restore(wish)
        if found is None:
            self._doubts.append(tr("its series is not in this scan any more"))
        else:
            self._put_on_screen(found, wish)
        self._doubts += self._use_windows(wish, state)

    def _put_on_screen(self, series: SeriesInfo, wish: Wish) -> None:
        time = wish.time_index if wish.time_index < series.frames_of_time else 0
        self._loading.show_series(series.uid, index=wish.slice_index, time=time)
        self._loading.go_to(wish.slice_index)
        cross = wish.cross
        inside = None if cross is None else (min(cross[0], series.rows - 1), min(cross[1], series.columns - 1))
        self._session.update(cross=inside)
        if wish.look is not None:
            self._session.update(zoom=wish.look.zoom)
            if wish.look.window is not None:
                self._loading.choose_window(wish.look.window)

    def _use_windows(self, wish: Wish, state: ViewState) -> list[str]:
        """Show each series by the window that was chosen for it; return what is to be said of those without one."""
        if wish.windows is None:
            return []
        known = {series_key(series.uid): series.uid for series in state.series}
        found = {known[key]: window for key, window in wish.windows.items() if key in known}
        self._loading.restore_windows(found)
        lost, said = len(wish.windows) - len(found), tr("{lost} of {count} brightness settings are of other series")
        return [said.format(lost=lost, count=len(wish.windows))] if lost else []

    def _draw(self, wish: Wish) -> None:
        """Draw as asked, whether or not there will be a growth to draw."""
        if wish.look is not None:
            look = wish.look
            self._session.update(inverted=look.inverted, overlay=look.overlay, playback=look.playback)
            self._play_and_explain(look)
        if wish.layout is not None:
            self._session.update(layout=wish.layout)

    def _play_and_explain(self, look: Look) -> None:
        if look.cine is not None:
            self._session.update(cine=look.cine)
        if look.explaining is not None:
            self._session.update(explaining=look.explaining)

    def _search(self, wish: Wish) -> None:
        """Look for the slice whose pixels are those of the picture, the one of its number first."""
        state = self._session.state
        if {SCANNING, READING} & _tasks(state):
            return
        self._go("searching")
        handlers = Handlers(items=self._on_found, done=self._on_searched)
        self._job = self._runner.submit(
            "search", lambda job: find_slice(job, state, wish.slice_index, wish.pixels), handlers
        )

    def _on_found(self, items: tuple[object, ...]) -> None:
        found, state = items[-1], self._session.state
        if self._wish is not None and isinstance(found, Found):
            self._go("moving")
            if (found.uid, found.time) != (state.series_uid, state.time_index):
                self._loading.show_series(found.uid, index=found.index, time=found.time)
            self._loading.go_to(found.index)
            self._go("result")
            self._step()

    def _on_searched(self) -> None:
        if self._phase == "searching":
            self._doubts.append(tr("it was made of another scan or series than the one on screen"))
            self._go("result")
            self._step()

    def _set_up(self, wish: Wish) -> None:
        """Choose what growth rests on; in 3-D, D and rho can only be set once it is known whose the series has."""
        state = self._session.state
        prediction = state.current_prediction
        if prediction is None:
            if state.model == "failed":
                self._session.update(
                    message=tr("{name} cannot be restored: there is no network to grow it.").format(name=wish.name)
                )
                self.forget()
            return
        self._go("moving")
        days = wish.days_per_step
        if wish.grid is not None:
            self._growth.set_grid(wish.grid)
        self._growth.set_days_per_step(None if days == prediction.days_per_step else days)
        if wish.white_to_grey is not None:
            self._growth.set_white_to_grey(min(wish.white_to_grey, WHITE_TO_GREY_RANGE[1]))
        self._set_dimensions(wish.dimensions)
        self._go("parameters")

    def _apply(self, wish: Wish) -> None:
        state = self._session.state
        prediction = state.growth_prediction
        if prediction is None:
            return
        refused = state.message if wish.dimensions != state.dimensions else None
        doubts = [*self._doubts, *differences(wish, prediction, state)]
        self.forget()
        if wish.tweak is None or (wish.learned and _is_own(wish.tweak, prediction)):
            self._growth.reset()
        else:
            self._growth.set_parameters(wish.tweak)
            self._growth.commit()
        self._draw(wish)
        if wish.frame is not None:
            self._session.update(frame=min(max(0, wish.frame), prediction.steps))
        self._say(wish, doubts, refused)

    def _say(self, wish: Wish, doubts: list[str], refused: str | None) -> None:
        done = (
            tr("{name} is restored").format(name=wish.name)
            if wish.series is not None
            else tr("D and ρ are set as in {name}").format(name=wish.name)
        )
        if doubts:
            said = tr("{done}, but {doubts}.").format(done=done, doubts=tr(", and ").join(doubts))
            self._session.update(message=said if refused is None else f"{said} {refused}", notice=None)
        else:
            place = self._session.state.slice_index + 1
            self._session.update(message=None, notice=tr("{done}, on slice {place}.").format(done=done, place=place))

    def _go(self, phase: _Phase) -> None:
        self._phase = phase


def _holds(state: ViewState, wish: Wish) -> bool:
    """Whether the open scan is that of a session, wherever it lies now."""
    return any(series_key(series.uid) == wish.series for series in state.series)


def _is_own(tweak: Parameters, prediction: Prediction) -> bool:
    """Whether D^ and rho^ are those of a prediction but for rounding."""
    own = (prediction.diffusion_number, prediction.growth_number)
    given = (tweak.diffusion_number, tweak.growth_number)
    return all(math.isclose(one, other, rel_tol=_ROUNDING) for one, other in zip(given, own, strict=True))


def _tasks(state: ViewState) -> set[str]:
    return {task.name for task in state.tasks}
