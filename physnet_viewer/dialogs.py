"""The dialogs that the window opens, each where the user asked for it and never by itself."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from physnet_core import __version__
from physnet_viewer import connections
from physnet_viewer.actions import COMMANDS, key_rows
from physnet_viewer.card_text import card_said
from physnet_viewer.keymap import KeyMap, words
from physnet_viewer.session import ViewState
from physnet_viewer.session_file import ENDING
from physnet_viewer.settings import Settings
from physnet_viewer.translation import later, tr
from physnet_viewer.views.about_dialog import AboutDialog, AboutInfo
from physnet_viewer.views.export_dialog import ExportDialog, ExportRequest
from physnet_viewer.views.fit_dialog import FitDialog
from physnet_viewer.views.key_editor import KeyEditor
from physnet_viewer.views.shortcuts_dialog import ShortcutsDialog
from physnet_viewer.views.skipped_dialog import SkippedDialog

if TYPE_CHECKING:
    from physnet_viewer.controller import Controller

_NAMED = ("PySide6_Essentials", "pyqtgraph", "torch", "torchvision", "numpy", "pydicom", "nibabel")
_SCANS = later(
    "Scans, exported GIFs and sessions (*.dcm *.ima *.nii *.nii.gz *.png *.jpg *.jpeg *.tif *.tiff "
    "*.bmp *.gif *.json);;All files (*)"
)
_SCANS_ALONE = later("Scans (*.dcm *.ima *.nii *.nii.gz *.png *.jpg *.jpeg *.tif *.tiff *.bmp);;All files (*)")


def choose_folder(parent: QWidget, settings: Settings) -> Path | None:
    """Ask for a folder with a scan."""
    name = QFileDialog.getExistingDirectory(parent, tr("Open a folder with a scan"), str(settings.folder("open")))
    return Path(name) if name else None


def choose_file(parent: QWidget, settings: Settings) -> Path | None:
    """Ask for a scan in one file, or for what restores one."""
    return _choose_file(parent, settings, tr(_SCANS))


def choose_scan_file(parent: QWidget, settings: Settings) -> Path | None:
    """Ask for a scan in one file, and for nothing else."""
    return _choose_file(parent, settings, tr(_SCANS_ALONE))


def choose_session_file(parent: QWidget, settings: Settings, now: Path | None) -> Path | None:
    """Ask where to save the session."""
    start = now or settings.folder("session") / f"session{ENDING}"
    name, _ = QFileDialog.getSaveFileName(
        parent, tr("Save session"), str(start), tr("Sessions (*{ending})").format(ending=ENDING)
    )
    if not name:
        return None
    file = Path(name if name.lower().endswith(".json") else f"{name}{ENDING}")
    settings.set_folder("session", file.parent)
    return file


def choose_measures_file(parent: QWidget, settings: Settings) -> Path | None:
    """Ask where to save the table of measurements."""
    start = settings.folder("export") / "measurements.csv"
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save measurements"), str(start), tr("Tables (*.csv)"))
    if not name:
        return None
    file = Path(name if name.lower().endswith(".csv") else f"{name}.csv")
    settings.set_folder("export", file.parent)
    return file


def choose_export(parent: QWidget, state: ViewState, settings: Settings) -> ExportRequest | None:
    """Ask what to write, and where."""
    dialog = ExportDialog(state, settings.folder("export"), parent)
    _run(dialog)
    request = dialog.request()
    if request is not None:
        settings.set_folder("export", request.path.parent)
    return request


def show_about(parent: QWidget, state: ViewState, *, card: bool = False) -> None:
    """Show versions, device, model card and licences."""
    model = state.model_identity
    dialog = AboutDialog(
        AboutInfo(
            version=__version__,
            versions=(("Python", sys.version.split()[0]), *versions()),
            device=state.device,
            network=connections.since_start(),
            model_name="" if model is None else model.name,
            model_version="" if model is None else model.version,
            model_sha256="" if model is None else model.sha256,
            card=card_said(state.model_card),
        ),
        parent,
    )
    if card:
        dialog.show_card()
    _run(dialog)


def show_fit(parent: QWidget, controller: "Controller", state: ViewState, settings: Settings) -> FitDialog:
    """Fit D and rho to two outlines, beside the window."""
    prediction = state.growth_prediction
    usable = state.learned is not None and prediction is not None and prediction.units.physical
    dialog = FitDialog(settings.folder("open"), usable=usable, parent=parent)
    fitting = controller.fitting
    dialog.fitRequested.connect(fitting.start)
    dialog.cancelRequested.connect(fitting.cancel)
    dialog.useRequested.connect(controller.use_physical)
    fitting.progressed.connect(dialog.on_progress)
    fitting.finished.connect(dialog.show_outcome)
    fitting.failed.connect(dialog.show_failure)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def show_skipped(parent: QWidget, state: ViewState) -> None:
    """Show which files were not used, and why."""
    _run(SkippedDialog(state.skipped, parent))


def show_keys(parent: QWidget, keys: KeyMap) -> None:
    """Show all keys."""
    _run(ShortcutsDialog(key_rows({command.name: keys.of(command.name) for command in COMMANDS}), parent))


def change_keys(parent: QWidget, keys: KeyMap, changed: Callable[[], None]) -> None:
    """Let keys be changed, and tell of each change."""
    commands = [(item.name, tr(item.menu).replace("&", ""), words(item.name)) for item in COMMANDS]
    dialog = KeyEditor(keys, commands, parent)
    dialog.keysChanged.connect(changed)
    _run(dialog)


def _choose_file(parent: QWidget, settings: Settings, kinds: str) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, tr("Open a file"), str(settings.folder("open")), kinds)
    return Path(name) if name else None


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()


def versions() -> list[tuple[str, str]]:
    """Return (name, version) of what the program is built on."""
    from importlib.metadata import PackageNotFoundError, version  # it takes a while, and the window is to open at once

    found = []
    for name in _NAMED:
        try:
            found.append((name.removesuffix("_Essentials"), version(name)))
        except PackageNotFoundError:
            continue
    return found
