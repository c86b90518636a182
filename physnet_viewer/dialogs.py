"""The dialogs that the window opens, each where the user asked for it and never by itself."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from physnet_core import __version__
from physnet_viewer import connections
from physnet_viewer.actions import key_rows
from physnet_viewer.session import ViewState
from physnet_viewer.settings import Settings
from physnet_viewer.views.about_dialog import AboutDialog, AboutInfo
from physnet_viewer.views.export_dialog import ExportDialog, ExportRequest
from physnet_viewer.views.shortcuts_dialog import ShortcutsDialog
from physnet_viewer.views.skipped_dialog import SkippedDialog

_NAMED = ("PySide6_Essentials", "pyqtgraph", "torch", "torchvision", "numpy", "pydicom", "nibabel")
_SCANS = "Scans (*.dcm *.ima *.nii *.nii.gz *.png *.jpg *.jpeg *.tif *.tiff *.bmp);;All files (*)"


def choose_folder(parent: QWidget, settings: Settings) -> Path | None:
    """Ask for a folder with a scan."""
    name = QFileDialog.getExistingDirectory(parent, "Open a folder with a scan", str(settings.folder("open")))
    return Path(name) if name else None


def choose_file(parent: QWidget, settings: Settings) -> Path | None:
    """Ask for a scan in one file."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open a file", str(settings.folder("open")), _SCANS)
    return Path(name) if name else None


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
            card=state.model_card,
        ),
        parent,
    )
    if card:
        dialog.show_card()
    _run(dialog)


def show_skipped(parent: QWidget, state: ViewState) -> None:
    """Show which files were not used, and why."""
    _run(SkippedDialog(state.skipped, parent))


def show_keys(parent: QWidget) -> None:
    """Show all keys."""
    _run(ShortcutsDialog(key_rows(), parent))


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()


def versions() -> list[tuple[str, str]]:
    """Return (name, version) of what the program is built on."""
    found = []
    for name in _NAMED:
        try:
            found.append((name.removesuffix("_Essentials"), version(name)))
        except PackageNotFoundError:
            continue
    return found
