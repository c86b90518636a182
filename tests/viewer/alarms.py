"""What goes wrong where nobody looks: errors in slots and threads, that are only printed, and warnings in the log."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_NOISE = "propagateSizeHints"  # of the offscreen platform, at every window
_HARMLESS = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


class Alarms(logging.Handler):
    """Gathers a line for each of them as long as it is entered; whoever looked before is put back afterwards."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def __enter__(self) -> "Alarms":
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_error
        threading.excepthook = lambda told: self._note("a thread", told.exc_type, told.exc_value)
        sys.unraisablehook = lambda told: self._note("a callback", told.exc_type, told.exc_value)
        self._qt = qInstallMessageHandler(self._on_qt)
        for name in ("physnet_viewer", "physnet_core"):
            logging.getLogger(name).addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        qInstallMessageHandler(self._qt)
        for name in ("physnet_viewer", "physnet_core"):
            logging.getLogger(name).removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note what our own packages warn of: an error in a worker is caught and logged."""
        self.lines.append(f"{record.name}: {record.getMessage()}")

    def _on_error(self, kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        self._note("a slot", kind, error)

    def _note(self, where: str, kind: type[BaseException], error: BaseException | None) -> None:
        self.lines.append(f"{kind.__name__} in {where}: {error}")

    def _on_qt(self, kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        if kind not in _HARMLESS and _NOISE not in message:
            self.lines.append(f"Qt: {message}")
