"""What a closed window may not leave behind."""

import gc
import threading
from collections.abc import Collection

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget


def sweep(application: QApplication) -> None:
    """Delete what is to be deleted now; a window freed in the middle of another event would crash."""
    for _ in range(2):
        gc.collect()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        application.processEvents()


def worker_threads() -> list[str]:
    """Return the names of the threads of windows that are alive."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("physnet-")]


def running_timers() -> list[QTimer]:
    """Return the timers that run."""
    return [item for item in gc.get_objects() if issubclass(type(item), QTimer) and _is_active(item)]


def windows_left(application: QApplication, before: Collection[QWidget]) -> list[QWidget]:
    """Return the windows that were not there before."""
    return [widget for widget in application.topLevelWidgets() if widget not in before and not _is_spare_menu(widget)]


def _is_spare_menu(widget: QWidget) -> bool:
    """Whether it is one of the context menus that pyqtgraph makes for each plot, never shows and never deletes."""
    return isinstance(widget, QMenu) and isinstance(widget.parent(), QMenu | None) and widget.isHidden()


def _is_active(timer: QTimer) -> bool:
    try:
        return timer.isActive()
    except RuntimeError:  # deleted on the C++ side
        return False
