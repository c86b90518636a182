"""Builds application, state, controller and window, and runs them."""

import argparse
import gc
import logging
import os
import sys
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from physnet_core import __version__
from physnet_viewer import connections, theme, torch_loading
from physnet_viewer.autosave import Autosave, user_folder
from physnet_viewer.care import Care
from physnet_viewer.controller import Controller
from physnet_viewer.journal import Journal, default_folder
from physnet_viewer.languages import SOURCE
from physnet_viewer.main_window import MainWindow
from physnet_viewer.screenshot import Photographer
from physnet_viewer.session import Session
from physnet_viewer.settings import Settings
from physnet_viewer.translation import use_language

_log = logging.getLogger(__name__)
_SWITCH_INTERVAL = 0.001  # seconds after which a worker in Python code lets the window have its turn


def run(arguments: argparse.Namespace) -> int:
    """Open the window and return the exit code."""
    connections.watch()
    sys.setswitchinterval(_SWITCH_INTERVAL)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("PhysNet Viewer")
    application.setApplicationVersion(__version__)
    settings = Settings()
    use_language(arguments.language or (SOURCE if arguments.screenshot else settings.language), application)
    theme.apply(application, "dark" if arguments.screenshot else settings.theme)
    session = Session()
    device = settings.device if arguments.device == "auto" else arguments.device
    controller = Controller(session, weights=arguments.weights, device=device)
    window = MainWindow(session, controller, settings)
    journal = Journal(default_folder())
    journal.start()
    _log.info("started, version %s", __version__)
    care = Care(window, session, journal)
    care.watch()
    window.logRequested.connect(care.show_log)
    photographer = None
    if arguments.screenshot is not None:
        photographer = Photographer(window, session, controller, arguments.screenshot)
        photographer.prepare(arguments.size)
    window.show()
    if (path := _path(arguments)) is not None or arguments.demo:
        QTimer.singleShot(0, window.open_demo if path is None else lambda: window.open_path(path))
    if photographer is None and not settings.tour_seen:
        QTimer.singleShot(0, window.show_tour)
    if photographer is not None:
        photographer.start(has_path=path is not None or arguments.demo)
        autosave = None
    else:
        autosave = Autosave(session, controller, user_folder(), window)
        window.message_bar.accepted.connect(autosave.restore)
        if path is None and not arguments.demo:
            autosave.offer()
    code = application.exec()
    window.close()
    if autosave is not None:
        autosave.finish()
    _log.info("closed")
    journal.stop()
    code = code if photographer is None else photographer.code
    if torch_loading.is_importing():
        _leave(code)
    _dispose(window)
    return code


def _path(arguments: argparse.Namespace) -> Path | None:
    return None if arguments.path is None else arguments.path.expanduser()


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
