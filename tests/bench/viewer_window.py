"""What the benches of the window share: the real window with private settings, clocks, and made scans."""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "viewer"))
from made_scans import write_series

from physnet_core.memory import keep_freed_memory
from physnet_viewer import app, launch, theme
from physnet_viewer.controller import Controller
from physnet_viewer.main_window import MainWindow
from physnet_viewer.memory import give_back
from physnet_viewer.session import Session, ViewState
from physnet_viewer.settings import Settings

PATIENCE = 60.0


@dataclass(frozen=True)
class Row:
    """One line of the table: `value` must not exceed `most`, where that is said."""

    what: str
    value: float
    unit: str
    most: float | None = None
    remark: str = ""

    def __str__(self) -> str:
        target = "" if self.most is None else f"<= {self.most:g}"
        mark = "" if self.most is None else ("ok" if self.value <= self.most else "MISSED")
        return f"{self.what:<58}{self.value:>9.3g} {self.unit:<4}{target:>9}  {mark:<7}{self.remark}"


@dataclass
class Window:
    """The real window and what drives it."""

    application: QApplication
    session: Session
    controller: Controller
    window: MainWindow

    @property
    def state(self) -> ViewState:
        """What is on screen."""
        return self.session.state

    def wait(self, condition: Callable[[ViewState], object]) -> None:
        """Run the event loop until the state is as wanted."""
        deadline = time.monotonic() + PATIENCE
        while not condition(self.state):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not reached: {self.state.message or [task.name for task in self.state.tasks]}")
            self.application.processEvents()
            time.sleep(0.001)

    def settle(self) -> None:
        """Wait until all of the open scan is read and predicted."""
        self.wait(lambda state: not state.tasks and state.model == "ready")

    def draw(self) -> float:
        """Handle what is waiting, painting included; return the seconds it took."""
        start = time.perf_counter()
        self.application.processEvents()
        return time.perf_counter() - start


@contextmanager
def opened() -> Iterator[Window]:
    """Open the window as `physnet-viewer` does, and close it as a user does."""
    if "torch" in sys.modules and gc.get_freeze_count() == 0:
        raise RuntimeError(
            "torch is imported already: the window does that itself, and keeps garbage collection off it"
        )
    application = QApplication.instance() or QApplication(["physnet-viewer"])
    keep_freed_memory(at_most=app._KEPT_MEMORY)
    sys.setswitchinterval(launch._SWITCH_INTERVAL)
    theme.apply(application, "dark")
    with tempfile.TemporaryDirectory() as folder:
        session = Session()
        controller = Controller(session, device="cpu")
        window = MainWindow(session, controller, Settings(Path(folder) / "settings.ini"))
        window.resize(1366, 768)
        window.show()
        made = Window(application, session, controller, window)
        try:
            yield made
        finally:
            window.close()
            for item in (window, controller, session):
                item.deleteLater()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()


@contextmanager
def study(slices: int, side: int = 512) -> Iterator[Path]:
    """Write a study of real DICOM files for a while."""
    with tempfile.TemporaryDirectory() as folder:
        write_series(Path(folder) / "study", slices=slices, rows=side, columns=side, spacing=(0.5, 0.5))
        yield Path(folder) / "study"


@dataclass
class Heartbeat:
    """A 5 ms timer whose longest pause is the longest time the window was deaf."""

    gaps: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._last: float | None = None
        self._stolen = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)

    def __enter__(self) -> "Heartbeat":
        self._stolen = _stolen_ms()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        self._stolen = _stolen_ms() - self._stolen

    @property
    def longest_ms(self) -> float:
        """The longest pause in ms."""
        return 1000 * max(self.gaps, default=0.0)

    @property
    def remark(self) -> str:
        """What of that is no fault of the window: what a virtual machine's host kept from its processors meanwhile."""
        return f"the host took {self._stolen:.0f} ms meanwhile" if self._stolen else ""

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._last is not None:
            self.gaps.append(now - self._last)
        self._last = now


def _stolen_ms() -> float:
    """Return how long the host ran something else than this virtual machine, over all processors; 0 where unknown."""
    counters = Path("/proc/stat")
    if not counters.is_file():
        return 0.0
    return 1000 * int(counters.read_text().split(maxsplit=9)[8]) / os.sysconf("SC_CLK_TCK")


def p95_ms(seconds: list[float]) -> float:
    """Return the 95th percentile in ms."""
    return float(1000 * np.percentile(seconds, 95))


def resident_mb() -> float:
    """Return the memory of this process in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def held_mb() -> float:
    """Return the memory in use in MB: what is free, and kept for the next layer, is given back first."""
    gc.collect()
    give_back()
    return resident_mb()


class DialogWatch(QObject):
    """Notes every dialog that comes up by itself while it is entered."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self.seen: list[str] = []

    def __enter__(self) -> "DialogWatch":
        self._application.installEventFilter(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            self.seen.append(watched.windowTitle())
        return False
