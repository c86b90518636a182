"""The real window with private settings, and a camera that takes it in every look."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from physnet_viewer import connections, launch, theme
from physnet_viewer.care import Care
from physnet_viewer.controller import Controller
from physnet_viewer.faults import Faults
from physnet_viewer.journal import Journal
from physnet_viewer.main_window import MainWindow
from physnet_viewer.session import Session, ViewState
from physnet_viewer.settings import Settings

_PATIENCE = 120.0  # seconds
_TITLE_BAR = 28
_PAUSE_MS = 300  # in which what is laid out late finds its place


@dataclass(frozen=True, kw_only=True)
class Look:
    """One way to see the window: its size in logical pixels, and the theme."""

    size: tuple[int, int]
    theme: str


@dataclass(kw_only=True)
class Studio:
    """The window, what drives it, and where pictures go.

    Attributes
    ----------
    looks
        Each picture is taken in all of these.
    label
        Part of each file name: what is the same in all pictures of this run.
    only
        Parts of names of pictures; others are passed over. Empty for all.
    """

    application: QApplication
    session: Session
    controller: Controller
    window: MainWindow
    care: Care
    settings: Settings
    folder: Path
    scratch: Path
    looks: tuple[Look, ...]
    label: str
    only: tuple[str, ...] = ()
    taken: list[Path] = field(default_factory=list)

    @property
    def state(self) -> ViewState:
        """What is on screen."""
        return self.session.state

    def wants(self, *names: str) -> bool:
        """Whether any of these pictures is asked for."""
        return not self.only or any(part in name for part in self.only for name in names)

    def wait(self, condition: Callable[[ViewState], object]) -> None:
        """Run the event loop until the state is as wanted."""
        deadline = time.monotonic() + _PATIENCE
        while not condition(self.state):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not reached: {self.state.message or [task.name for task in self.state.tasks]}")
            self.pause(20)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda state: not state.tasks and state.model != "loading")
        self.pause()
        self.wait(lambda state: not state.tasks)

    def pause(self, milliseconds: int = _PAUSE_MS) -> None:
        """Let the window live for a while."""
        until = time.monotonic() + milliseconds / 1000
        while time.monotonic() < until:
            self.application.processEvents()
            time.sleep(0.002)

    def do(self, name: str) -> None:
        """Choose a command of the menus."""
        self.window.actions_by_name[name].trigger()

    def shoot(self, name: str) -> None:
        """Take the window, with the dialogs in front of it, in every look."""
        if not self.wants(name):
            return
        for look in self.looks:
            theme.apply(self.application, look.theme)
            self.window.resize(*look.size)
            self.pause()
            size = "x".join(str(side) for side in look.size)
            file = self.folder / f"{name}_{size}_{look.theme}{self.label}.png"
            picture = self._composed()
            if not picture.save(str(file)):
                raise OSError(f"{file} could not be written")
            self.taken.append(file)

    def shoot_modal(self, name: str, command: Callable[[], object]) -> None:
        """Take what a command asks in a dialog that must be answered, and leave it unanswered."""
        failed: list[Exception] = []

        def take() -> None:
            dialog = self.application.activeModalWidget()
            try:
                self.shoot(name)
            except Exception as error:
                failed.append(error)
            finally:
                if isinstance(dialog, QDialog):
                    dialog.reject()

        if self.wants(name):
            QTimer.singleShot(_PAUSE_MS, take)
            command()
        if failed:
            raise failed[0]

    def close_dialogs(self) -> None:
        """Close everything in front of the window."""
        for dialog in self._in_front():
            dialog.close()
        self.pause()

    def _in_front(self) -> list[QWidget]:
        kinds = (Qt.WindowType.Dialog, Qt.WindowType.Popup, Qt.WindowType.Tool)
        tops = self.application.topLevelWidgets()
        return [top for top in tops if top is not self.window and top.isVisible() and top.windowType() in kinds]

    def _composed(self) -> QImage:
        """Paint the window and, as a window manager would place them, the dialogs over its middle."""
        base = self.window.grab().toImage()
        painter = QPainter(base)
        for top in self._in_front():
            grabbed = top.grab()
            place = self._place(top)
            if top.windowType() == Qt.WindowType.Dialog:
                self._paint_frame(painter, QRect(place, top.size()), top.windowTitle())
            painter.drawPixmap(place, grabbed)
        painter.end()
        return base

    def _place(self, top: QWidget) -> QPoint:
        if top.windowType() == Qt.WindowType.Popup:
            return self.window.mapFromGlobal(top.pos())
        spare = self.window.size() - top.size()
        return QPoint(max(0, spare.width() // 2), max(_TITLE_BAR, spare.height() // 2))

    @staticmethod
    def _paint_frame(painter: QPainter, inside: QRect, title: str) -> None:
        around = inside.adjusted(-1, -_TITLE_BAR, 1, 1)
        painter.fillRect(around, QColor("#4a4f58"))
        painter.setPen(QColor("#ffffff"))
        bar = QRect(around.topLeft(), around.topRight() + QPoint(0, _TITLE_BAR - 1))
        painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, title)


@contextmanager
def opened(folder: Path, scratch: Path, looks: tuple[Look, ...], label: str, only: tuple[str, ...]) -> Iterator[Studio]:
    """Open the window as `physnet-viewer` does, and close it as a user does."""
    application = QApplication.instance() or QApplication(["physnet-viewer"])
    assert isinstance(application, QApplication)
    application.setApplicationName("PhysNet Viewer")
    sys.setswitchinterval(launch._SWITCH_INTERVAL)
    connections.watch()
    theme.apply(application, looks[0].theme)
    settings = Settings(scratch / "settings.ini")
    session = Session()
    controller = Controller(session, device="cpu")
    window = MainWindow(session, controller, settings)
    journal = Journal(scratch / "log")
    journal.start()
    care = Care(window, session, journal, Faults(scratch / "log"))
    window.logRequested.connect(care.show_log)
    window.resize(*looks[0].size)
    window.show()
    made = Studio(
        application=application,
        session=session,
        controller=controller,
        window=window,
        care=care,
        settings=settings,
        folder=folder,
        scratch=scratch,
        looks=looks,
        label=label,
        only=only,
    )
    try:
        yield made
    finally:
        made.close_dialogs()
        window.close()
        journal.stop()
        for item in (window, controller, session):
            item.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
