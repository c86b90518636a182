"""Whose turn it is: workers stand still between two steps while the window takes in and draws what they brought.

Python runs one thread at a time, and a small machine has fewer processors than the window has threads: without this,
drawing that takes 10 ms of work took up to 100 ms, since the window lost its turn at every call into Qt.
"""

import threading

from PySide6.QtCore import QObject, QTimer, Slot

_PATIENCE = 0.1  # seconds that a worker waits at most, so that work goes on while a window is never at rest


class Turn(QObject):
    """Taken by the window, on whose thread it lives, and given back when its event loop has nothing left to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._free = threading.Event()
        self._free.set()
        self._ended = False
        self._rest = QTimer(self)  # of no length: it comes after all that waits to be handled and painted
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._free.set)

    @property
    def is_free(self) -> bool:
        """Whether workers need not wait."""
        return self._free.is_set()

    @Slot()
    def take(self) -> None:
        """Let workers wait until the window is at rest."""
        if not self._ended:
            self._free.clear()
            self._rest.start()

    def hold(self) -> None:
        """Let workers wait, this one too, for what the window has yet to hear of; for any thread."""
        if not self._ended:
            self._free.clear()

    def end(self) -> None:
        """Let nobody wait any more."""
        self._ended = True
        self._rest.stop()
        self._free.set()

    def wait(self) -> None:
        """Wait in a worker until it is its turn."""
        self._free.wait(_PATIENCE)
