"""What the user does with files: open, compare, save, export; each asks where and leaves the rest to the controller."""

from pathlib import Path
from typing import TYPE_CHECKING

from physnet_viewer import dialogs
from physnet_viewer.compare_window import CompareWindow
from physnet_viewer.controller import Controller
from physnet_viewer.session import Session, ViewState
from physnet_viewer.session_file import ENDING
from physnet_viewer.settings import Settings

if TYPE_CHECKING:
    from physnet_viewer.main_window import MainWindow

_BOTH = ("invert", "overlay")  # commands for both of two scans: the second is shown as the first


class FileCommands:
    """Remembers which session file the scan on screen belongs to; dialogs lie over the window."""

    def __init__(self, window: "MainWindow", session: Session, controller: Controller, settings: Settings) -> None:
        self._window, self._session, self._controller, self._settings = window, session, controller, settings
        self._session_file: Path | None = None

    def open(self, path: Path) -> None:
        """Open a scan, a session, or a picture that restores one."""
        self._settings.set_folder("open", path.parent)
        self._controller.open_path(path)
        if path.name.lower().endswith(ENDING) and self._state.message is None:
            self._session_file = path

    def forget_session_file(self) -> None:
        """Ask for a file when next a session is saved: another scan is on screen."""
        self._session_file = None

    def choose_folder(self) -> None:
        """Ask for a folder and open it."""
        self._open_chosen(dialogs.choose_folder(self._window, self._settings))

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        self._open_chosen(dialogs.choose_file(self._window, self._settings))

    def choose_to_compare(self) -> None:
        """Ask for a folder with a second scan and open it beside the one on screen."""
        self._compare_chosen(dialogs.choose_folder(self._window, self._settings))

    def choose_file_to_compare(self) -> None:
        """Ask for a second scan in one file and open it beside the one on screen."""
        self._compare_chosen(dialogs.choose_scan_file(self._window, self._settings))

    def compare_with(self, path: Path) -> CompareWindow:
        """Open a second scan beside the one on screen."""
        do, second = self._controller, self._controller.second_scan()
        window = CompareWindow(self._session, second, self._window)
        window.addActions([self._window.actions_by_name[name] for name in _BOTH])
        for column in (window.left, window.right):
            column.image.set_up_brightens(self._settings.up_brightens)
        window.firstStepped.connect(do.step_slice)
        window.firstChosen.connect(do.show_slice)
        window.firstWindowChanged.connect(do.set_window)
        window.firstSeriesChosen.connect(do.select_series)

        def show(other: Path | None) -> None:
            if other is not None:
                self._settings.set_folder("open", other.parent)
                second.open(other)

        window.folderRequested.connect(lambda: show(dialogs.choose_folder(window, self._settings)))
        window.fileRequested.connect(lambda: show(dialogs.choose_scan_file(window, self._settings)))
        window.dropped.connect(show)
        show(path)
        window.show()
        return window

    def export(self) -> None:
        """Ask what to write, and write it."""
        request = dialogs.choose_export(self._window, self._state, self._settings)
        if request is not None:
            self._controller.start_export(request)

    def save_session(self) -> None:
        """Save to the file of before, or ask for one."""
        self._save_session(self._session_file or self._chosen_session_file())

    def save_session_as(self) -> None:
        """Ask for a file and save to it."""
        self._save_session(self._chosen_session_file())

    def save_measures(self) -> None:
        """Ask for a file and write the measurements to it."""
        file = dialogs.choose_measures_file(self._window, self._settings)
        if file is not None:
            self._controller.measuring.save(file)

    def fit(self) -> None:
        """Ask for the outlines that D and rho are fitted to."""
        dialogs.show_fit(self._window, self._controller, self._state, self._settings)

    @property
    def _state(self) -> ViewState:
        return self._session.state

    def _chosen_session_file(self) -> Path | None:
        return dialogs.choose_session_file(self._window, self._settings, self._session_file)

    def _open_chosen(self, path: Path | None) -> None:
        if path is not None:
            self._window.open_path(path)

    def _compare_chosen(self, path: Path | None) -> None:
        if path is not None:
            self.compare_with(path)

    def _save_session(self, file: Path | None) -> None:
        if file is not None and self._controller.save_session(file):
            self._session_file = file
