"""Run by the bench in a process of its own: the real application, timed from the outside.

    python viewer_process.py BEGAN WHEN [ARGUMENTS OF physnet-viewer...]

BEGAN is the parent's `time.monotonic()` when it started this process. The window is closed at WHEN: "shown",
"importing", "scanning", "reading", "predicting" or "result". One JSON line is printed.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

BEGAN, WHEN = float(sys.argv[1]), sys.argv[2]
found: dict[str, object] = {}


class Watcher(QObject):
    """Notes the first paint of the window, and closes it when the time has come."""

    def __init__(self) -> None:
        super().__init__()
        self._window = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window to be painted."""
        if self._window is None and event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            self._window = watched
            found["visible"] = time.monotonic() - BEGAN
            found["heavy"] = sorted({"torch", "torchvision"} & sys.modules.keys())
            QTimer.singleShot(0, self._watch)
        return False

    def _watch(self) -> None:
        QApplication.instance().removeEventFilter(self)
        self._timer.start(5)

    def _look(self) -> None:
        state = self._window._session.state
        names = {task.name for task in state.tasks}
        if state.current_slice is not None:
            found.setdefault("image", time.monotonic() - BEGAN)
        reached = {
            "shown": True,
            "importing": "torch" in sys.modules and state.model == "loading",
            "scanning": "Looking for scans" in names,
            "reading": "Reading slices" in names,
            "predicting": "Predicting" in names,
            "result": state.current_prediction is not None and state.learned is not None,
        }
        if reached[WHEN]:
            self._timer.stop()
            found["reached"] = time.monotonic() - BEGAN
            self._window.close()
            found["closed"] = time.monotonic() - BEGAN
            found["threads"] = [t.name for t in threading.enumerate() if t.name.startswith("physnet-")]
            print(json.dumps(found), flush=True)  # noqa: T201 - read by the parent


def main() -> None:
    """Run the application under watch."""
    from physnet_viewer.app import main as run

    application = QApplication(["physnet-viewer"])
    watcher = Watcher()
    application.installEventFilter(watcher)
    sys.exit(run(["--language", "en", *sys.argv[3:]]))  # whatever the desktop speaks


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
