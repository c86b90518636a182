"""What was on screen survives even a killed process: written aside while one works, and offered at the next start.

The file is removed when the window is closed well. What an ended process left is kept aside under another name, so that
the next scan does not overwrite it, until the user restores or dismisses it. A lock tells whether another window is
open; it then owns the files.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer, Slot

from physnet_core.errors import ExportError, PhysNetError
from physnet_core.files import replacing
from physnet_viewer.controller import Controller
from physnet_viewer.scan_names import scan_name
from physnet_viewer.session import Offer, Session, ViewState, differs
from physnet_viewer.session_file import ENDING, SavedSession, read_session
from physnet_viewer.translation import later, tr

_ENDED = later("PhysNet Viewer ended unexpectedly.")
_DELAY_MS = 1000  # after the last change; dragging a slider writes once
_WATCHED = (
    *("path", "series_uid", "time_index", "slice_index", "window", "inverted", "overlay", "layout"),
    *("grid", "dimensions", "white_to_grey", "days_per_step", "tweak", "frame", "cross", "annotations"),
    *("scenarios", "reference", "difference", "playback", "cine", "explaining"),
)


def user_folder() -> Path:
    """Return where this user's own data of the program lies."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


class Autosave(QObject):
    """Writes the session aside, and offers what an ended process left.

    Parameters
    ----------
    folder
        Where to write; made where it is not there.
    """

    def __init__(self, session: Session, controller: Controller, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._controller = session, controller
        self._file, self._kept = folder / f"unsaved{ENDING}", folder / f"ended{ENDING}"
        self._left: SavedSession | None = None
        self._lock = QLockFile(str(folder / "open.lock"))
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, not after a time
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.write)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            pass  # no place to write: the lock fails, and work goes on without
        self._mine = self._lock.tryLock(0)
        if self._mine:
            self._keep_aside()
            session.changed.connect(self._on_changed)

    def offer(self, *, reported: bool = False) -> None:
        """Ask in the message bar whether to go on where an ended process left off.

        Parameters
        ----------
        reported
            Whether there is a report of the fault that ended it.
        """
        if not self._mine:
            return
        try:
            left = read_session(self._kept)
        except PhysNetError:
            if reported:
                self._session.update(offer=Offer(text=tr(_ENDED), report=True))
            return
        self._left = replace(left, wish=replace(left.wish, name=tr("The last session")))
        self._session.update(offer=Offer(text=_question(left), session=True, report=reported))

    @Slot()
    def restore(self) -> None:
        """Take up what was offered; a report is still offered then."""
        left, self._left = self._left, None
        offer = self._session.state.offer
        reported = offer is not None and offer.report
        self._session.update(offer=Offer(text=tr(_ENDED), report=True) if reported else None)
        if left is not None:
            self._controller.restore_session(left)

    @Slot()
    def write(self) -> None:
        """Write the session aside now, whole or not at all."""
        self._timer.stop()
        if self._session.state.path is None:
            return
        try:
            with replacing(self._file) as temporary:
                temporary.write_text(self._controller.session_text(self._file), encoding="utf-8")
        except ExportError:
            return  # a full disk must not disturb the work; the file before stays

    def finish(self) -> None:
        """Forget what was written: the window was closed well, and nothing that still changes is written."""
        self._timer.stop()
        if self._mine:
            self._mine = False
            self._session.changed.disconnect(self._on_changed)
            self._file.unlink(missing_ok=True)
            self._lock.unlock()

    def _keep_aside(self) -> None:
        """Put what an ended process left where nothing is written; what cannot be read replaces nothing."""
        with suppress(PhysNetError, OSError):
            read_session(self._file)
            self._file.replace(self._kept)

    @Slot(object, object)
    def _on_changed(self, old: ViewState, new: ViewState) -> None:
        if new.path is not None and differs(old, new, *_WATCHED):
            self._timer.start()
        if _holds_session(old) and not _holds_session(new):
            self._kept.unlink(missing_ok=True)


def _holds_session(state: ViewState) -> bool:
    return state.offer is not None and state.offer.session


def _question(left: SavedSession) -> str:
    wish = left.wish
    scenario = tr(", in 3-D") if wish.dimensions == "3d" else ""
    if wish.tweak is not None:
        tweak = wish.tweak
        scenario += tr(", D {diffusion_number:.3g} cell²/step, ρ {growth_number:.3g}/step").format(
            diffusion_number=tweak.diffusion_number, growth_number=tweak.growth_number
        )
    return tr("PhysNet Viewer ended unexpectedly. Go on with {name}, slice {slice}{scenario}?").format(
        name=scan_name(left.path), slice=wish.slice_index + 1, scenario=scenario
    )
