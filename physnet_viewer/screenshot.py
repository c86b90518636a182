"""`--screenshot`: waits until everything is computed, saves a picture of the window, and quits."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from physnet_viewer.controller import Controller
from physnet_viewer.session import Overlay, Session, ViewState
from physnet_viewer.translation import tr

_QUIET_MS = 250  # without work for so long means done: a finished task may be followed by the next one
NOTHING_READABLE = 2
FAILED = 1


class Photographer(QObject):
    """Photographs a complete result, and knows the exit code."""

    def __init__(self, window: QWidget, session: Session, controller: Controller, file: Path) -> None:
        super().__init__(window)
        self.code = 0
        self._window, self._session, self._controller, self._file = window, session, controller, file
        self._placed = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet)

    def prepare(self, size: tuple[int, int]) -> None:
        """Give the window the size of the picture, and everybody the same look."""
        self._window.resize(*size)
        self._session.update(overlay=Overlay(), layout="single")

    def start(self, *, has_path: bool) -> None:
        """Begin to wait."""
        if not has_path:
            self._placed = True
        self._session.changed.connect(self._on_changed)
        self._quiet.start()

    @Slot(object, object)
    def _on_changed(self, old: ViewState, new: ViewState) -> None:
        self._quiet.start()

    @Slot()
    def _on_quiet(self) -> None:
        state = self._session.state
        if state.tasks or state.model == "loading":
            return  # the next change starts the clock again
        if not self._placed:
            self._placed = True
            self._place(state)
            self._quiet.start()
            return
        self._finish(state)

    def _place(self, state: ViewState) -> None:
        """Go half way through the growth: neither the seed alone nor only its end."""
        if state.learned is not None:
            self._controller.show_frame(len(state.learned.frames) // 2)

    def _finish(self, state: ViewState) -> None:
        problem = state.message
        if state.path is not None and state.current_slice is None:
            self._end(NOTHING_READABLE, problem or tr("Nothing here can be read."))
        elif state.model == "failed":
            self._end(NOTHING_READABLE, state.model_error or tr("The network could not be started."))
        elif self._window.grab().save(str(self._file)):
            self._end(0, "")
        else:
            self._end(FAILED, f"{self._file} could not be written; check the folder and the ending (.png).")

    def _end(self, code: int, said: str) -> None:
        self.code = code
        if said:
            sys.stderr.write(f"physnet-viewer: {said}\n")
        QApplication.exit(code)
