"""Run by the bench in a process of its own: the real application, timed from the outside.

    python viewer_process.py BEGAN WHEN EXPORTS [ARGUMENTS OF physnet-viewer...]

BEGAN is the parent's `time.monotonic()` when it started this process. The window is closed at WHEN: "shown",
"importing", "image", "scanning", "reading", "predicting", "result", or while what was then begun is under way:
"exporting" into the folder EXPORTS, "growing" in 3-D, "comparing" with the same scan. One JSON line is printed.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

BEGAN, WHEN, EXPORTS = float(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
found: dict[str, object] = {}


class Watcher(QObject):
    """Notes the first paint of the window, begins what is to be cut short, and closes when the time has come."""

    def __init__(self) -> None:
        super().__init__()
        self._window = None
        self._begun = False
        self._compared = None
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
        if "image" not in found and state.current_slice is not None:
            self._window.image_view.panes[0].viewport().repaint()
            found["image"] = time.monotonic() - BEGAN
        self._begin(state)
        if self._reached(state):
            self._timer.stop()
            self._close()

    def _reached(self, state: object) -> bool:
        names = {task.name for task in state.tasks}
        reached = {
            "shown": True,
            "importing": "torch" in sys.modules and state.model == "loading",
            "image": "image" in found,
            "scanning": "Looking for scans" in names,
            "reading": "Reading slices" in names,
            "predicting": "Predicting" in names,
            "result": state.current_prediction is not None and state.learned is not None,
            "exporting": any(task.name == "Exporting" and task.done for task in state.tasks),
            "growing": any(task.name == "Growing in 3-D" and task.done for task in state.tasks),
            "comparing": self._compared is not None and any(self._compared._second.session.state.predictions),
        }
        return reached[WHEN]

    def _begin(self, state: object) -> None:
        """Begin what has to be asked for, once the scan is read and predicted."""
        deeds: dict[str, Callable[[], None]] = {
            "exporting": self._export,
            "growing": lambda: self._window._controller.set_dimensions("3d"),
            "comparing": self._compare,
        }
        ready = state.learned is not None and all(state.predictions) and not state.tasks
        if WHEN in deeds and ready and not self._begun:
            self._begun = True
            deeds[WHEN]()

    def _export(self) -> None:
        from physnet_core.export.content import Options
        from physnet_viewer.views.export_dialog import ExportRequest

        request = ExportRequest(path=EXPORTS / "growth.mp4", kind="mp4", which="learned", options=Options())
        self._window._controller.start_export(request)

    def _compare(self) -> None:
        from physnet_core.resources import resource

        self._compared = self._window.files.compare_with(resource("demo", "series"))

    def _close(self) -> None:
        from physnet_viewer import torch_loading

        found["reached"] = time.monotonic() - BEGAN
        found["importing"] = torch_loading.is_importing()
        self._window.close()
        found["closed"] = time.monotonic() - BEGAN
        found["threads"] = [t.name for t in threading.enumerate() if t.name.startswith("physnet-")]
        found["half_written"] = [file.name for file in EXPORTS.iterdir() if file.name != "growth.mp4"]
        print(json.dumps(found), flush=True)  # noqa: T201 - read by the parent


def main() -> None:
    """Run the application under watch."""
    from physnet_viewer.app import main as run

    application = QApplication(["physnet-viewer"])
    watcher = Watcher()
    application.installEventFilter(watcher)
    sys.exit(run(["--language", "en", *sys.argv[4:]]))  # whatever the desktop speaks


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
