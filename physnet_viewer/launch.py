"""Builds application, state, controller and window, and runs them."""

import argparse
import gc
import logging
import os
import sys
from dataclasses import dataclass
from typing import NoReturn

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from physnet_core import __version__
from physnet_viewer import connections, theme, torch_loading
from physnet_viewer.autosave import Autosave, user_folder
from physnet_viewer.care import Care
from physnet_viewer.controller import Controller
from physnet_viewer.faults import Faults
from physnet_viewer.journal import Journal, default_folder
from physnet_viewer.languages import SOURCE
from physnet_viewer.main_window import MainWindow
from physnet_viewer.screenshot import Photographer
from physnet_viewer.session import Session
from physnet_viewer.settings import Settings
from physnet_viewer.translation import use_language

_log = logging.getLogger(__name__)
_SWITCH_INTERVAL = 0.001  # seconds after which a worker in Python code lets the window have its turn


@dataclass(frozen=True, kw_only=True, eq=False)
class _Program:
    """What runs, once it is built."""

    arguments: argparse.Namespace
    application: QApplication
    settings: Settings
    session: Session
    controller: Controller
    window: MainWindow


def run(arguments: argparse.Namespace) -> int:
    """Open the window and return the exit code."""
    connections.watch()
    sys.setswitchinterval(_SWITCH_INTERVAL)
    program = _build(arguments)
    window = program.window
    journal, faults = Journal(default_folder()), Faults(default_folder())
    journal.start()
    faults.start()
    _log.info("started, version %s", __version__)
    care = Care(window, program.session, journal, faults)
    care.watch()
    window.logRequested.connect(care.show_log)
    window.message_bar.reportRequested.connect(care.show_fault)
    if arguments.screenshot is None:
        code = _work(program, reported=bool(faults.report()))
    else:
        code = _photograph(program)
    _log.info("closed")
    journal.stop()
    if torch_loading.is_importing():
        _leave(code)
    _dispose(window)
    faults.stop()
    return code


def _build(arguments: argparse.Namespace) -> _Program:
    application, settings, session = _application(), Settings(), Session()
    _dress(application, arguments, settings)
    device = settings.device if arguments.device == "auto" else arguments.device
    controller = Controller(session, weights=arguments.weights, device=device)
    return _Program(
        arguments=arguments,
        application=application,
        settings=settings,
        session=session,
        controller=controller,
        window=MainWindow(session, controller, settings),
    )


def _application() -> QApplication:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("PhysNet Viewer")
    application.setApplicationVersion(__version__)
    return application


def _dress(application: QApplication, arguments: argparse.Namespace, settings: Settings) -> None:
    """Choose language and theme: those of the user, but for a picture, which looks the same everywhere."""
    pictured = arguments.screenshot is not None
    use_language(arguments.language or (SOURCE if pictured else settings.language), application)
    theme.apply(application, "dark" if pictured else settings.theme)


def _photograph(program: _Program) -> int:
    """Take a picture of the window, and close it."""
    arguments, window = program.arguments, program.window
    photographer = Photographer(window, program.session, program.controller, arguments.screenshot)
    photographer.prepare(arguments.size)
    window.show()
    photographer.start(has_path=_open(arguments, window))
    program.application.exec()
    window.close()
    return photographer.code


def _work(program: _Program, *, reported: bool) -> int:
    """Let the user work until the window is closed; `reported` says whether a fault ended the last process."""
    window = program.window
    window.show()
    _open(program.arguments, window)
    if not program.settings.tour_seen:
        QTimer.singleShot(0, window.show_tour)
    autosave = Autosave(program.session, program.controller, user_folder(), window)
    window.message_bar.accepted.connect(autosave.restore)
    autosave.offer(reported=reported)
    code = program.application.exec()
    window.close()
    autosave.finish()
    return code


def _open(arguments: argparse.Namespace, window: MainWindow) -> bool:
    """Open what was asked for on the command line, once the window is there; return whether anything was."""
    path = None if arguments.path is None else arguments.path.expanduser()
    if path is not None:
        QTimer.singleShot(0, lambda: window.open_path(path))
    elif arguments.demo:
        QTimer.singleShot(0, window.open_demo)
    return path is not None or bool(arguments.demo)


def _leave(code: int) -> NoReturn:
    """End the process now: settings are written, and all that is under way is an import that takes seconds."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _dispose(window: MainWindow) -> None:
    """Delete widgets while Qt is alive; left to the garbage collector their order is left to chance."""
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.freeze()  # Python collects several times more while it ends, over a million objects of torch: 0.4 s for nothing
