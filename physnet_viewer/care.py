"""The log, and the report of an error that nobody expected: shown, and saved where the user wants them."""

import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from physnet_core import __version__
from physnet_core.errors import ExportError
from physnet_core.files import write_text
from physnet_viewer import failures
from physnet_viewer.dialogs import versions
from physnet_viewer.faults import Faults
from physnet_viewer.journal import Journal, scrub
from physnet_viewer.session import Session, ViewState
from physnet_viewer.translation import later, tr
from physnet_viewer.views.text_dialog import TextDialog

LOG_SAID = later(
    "What the program did and what went wrong. It stays on this machine; paths, names and identifiers are left out."
)
REPORT_SAID = later(
    "Something unexpected happened. The rest of the window goes on working. This report helps to mend "
    "it: it holds no image, name, path or identifier, and goes nowhere unless you save it and send it."
)
FAULT_SAID = later(
    "A fault ended PhysNet Viewer. This report helps to mend it: it holds the places in the program where it was, no "
    "image, name, path or identifier, and goes nowhere unless you save it and send it."
)
_LINES = 60  # of the log, in a report
_Fact = tuple[str, str]  # name, value


class Care(QObject):
    """Shows the log on request, and a report when something unexpected happens, one at a time."""

    _happened = Signal(str)

    def __init__(self, window: QWidget, session: Session, journal: Journal, faults: Faults) -> None:
        super().__init__(window)
        self._window, self._session, self._journal, self._faults = window, session, journal, faults
        self._report: TextDialog | None = None
        self._happened.connect(self._show_report)
        session.changed.connect(self._on_changed)

    def watch(self) -> None:
        """Report what nobody catches."""
        failures.install_hook(self._on_unexpected)

    @Slot()
    def show_log(self) -> TextDialog:
        """Show what was written down."""
        text = self._journal.text() or tr("Nothing was written down yet.")
        dialog = self._dialog(tr("Log"), tr(LOG_SAID), text, "physnet-viewer-log.txt")
        dialog.show()
        dialog.show_end()
        return dialog

    def _on_unexpected(self, said: str, trace: str) -> None:
        self._session.update(message=said)
        self._happened.emit(trace)

    @Slot()
    def show_fault(self) -> None:
        """Show what the fault left that ended the last process."""
        self._open_report(tr(FAULT_SAID), self._text(self._machine(), self._faults.report()))

    @Slot(str)
    def _show_report(self, trace: str) -> None:
        facts = [*self._machine(), *self._moment()]
        self._open_report(tr(REPORT_SAID), self._text(facts, trace))

    def _open_report(self, said: str, text: str) -> None:
        if self._report is not None:
            return  # one is enough: what follows is in the log
        self._report = self._dialog(tr("Error report"), said, text, "physnet-viewer-report.txt")
        self._report.finished.connect(self._on_closed)
        QTimer.singleShot(0, self._report, self._report.show)  # not in the middle of what went wrong

    def _on_closed(self) -> None:
        self._report = None

    def _dialog(self, title: str, said: str, text: str, name: str) -> TextDialog:
        dialog = TextDialog(title, said, text, name, self._window)
        dialog.saveRequested.connect(self._save)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _machine(self) -> list[_Fact]:
        return [
            ("PhysNet Viewer", __version__),
            (tr("System"), f"{platform.system()} {platform.release()}, {platform.machine()}"),
            ("Python", sys.version.split()[0]),
            *versions(),
        ]

    def _moment(self) -> list[_Fact]:
        state = self._session.state
        model = state.model_identity
        known = tr("not loaded") if model is None else f"{model.name} {model.version} {model.sha256[:16]}"
        return [
            (tr("Device"), state.device or tr("not known yet")),
            (tr("Model"), known),
            (tr("Under way"), ", ".join(tr(task.name) for task in state.tasks) or tr("nothing")),
        ]

    def _text(self, facts: Sequence[_Fact], trace: str) -> str:
        lines = [f"{name}: {value}" for name, value in facts]
        return "\n".join([*lines, "", tr("What happened"), scrub(trace), "", tr("Log"), self._journal.text(_LINES)])

    @Slot(object, object)
    def _on_changed(self, old: ViewState, new: ViewState) -> None:
        if old.offer is not None and old.offer.report and new.offer is None:
            self._faults.forget()

    @Slot(object, str)
    def _save(self, path: Path, text: str) -> None:
        try:
            write_text(path, f"{text}\n")
        except ExportError as error:
            self._session.update(message=str(error))
        else:
            self._session.update(notice=tr("Saved {name}.").format(name=path.name))
