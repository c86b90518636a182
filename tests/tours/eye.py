"""The real application with an eye in it: a few times a second it writes what is on screen, and where, to a file.

    python eye.py FILE [ARGUMENTS OF physnet-viewer...]

At the end it writes beside FILE how often another machine was called.

Nothing is driven from in here: keys and mouse come from the X server, as they do from a user.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QWidget,
)

CONNECTIONS = "connections.json"  # beside FILE, once the application has ended
_INTERVAL_MS = 100


class Eye(QObject):
    """Writes all named widgets that can be seen, with their rectangles on the screen."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file, self._looks = file, 0
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        focus, active = QApplication.focusWidget(), QApplication.activeWindow()
        self._looks += 1
        seen = {
            "looks": self._looks,
            "windows": [top.windowTitle() for top in tops],
            "active": "" if active is None else active.windowTitle(),
            "focus": "" if focus is None else _name(focus),
            "widgets": [entry for top in tops for entry in _widgets(top)],
        }
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(seen))
        new.replace(self._file)


def _widgets(top: QWidget) -> list[dict[str, object]]:
    found = [_entry(child) for child in (top, *top.findChildren(QWidget)) if child.isVisible() and _name(child)]
    for menu in (*([top] if isinstance(top, QMenu) else []), *top.findChildren(QMenuBar)):
        for action in menu.actions():
            if action.isVisible() and action.text():
                place = menu.actionGeometry(action)
                where = QRect(menu.mapToGlobal(place.topLeft()), place.size())
                kind = "menu" if isinstance(menu, QMenuBar) else "item"
                found.append(_plain(action.text(), kind, where, enabled=action.isEnabled()))
    return [entry for entry in found if entry["rect"][2] > 0]


def _entry(widget: QWidget) -> dict[str, object]:
    region = widget.visibleRegion().boundingRect()
    where = QRect(widget.mapToGlobal(QPoint(region.x(), region.y())), region.size())
    entry = _plain(_name(widget), type(widget).__name__, where, enabled=widget.isEnabled())
    entry["said"] = widget.accessibleDescription()
    if isinstance(widget, QAbstractSlider):
        entry["value"], entry["range"] = widget.value(), [widget.minimum(), widget.maximum()]
    if isinstance(widget, QLineEdit):
        entry["value"] = widget.text()
    if isinstance(widget, QAbstractButton):
        entry["value"] = widget.isChecked()
    return entry


def _plain(name: str, kind: str, where: QRect, *, enabled: bool) -> dict[str, object]:
    place = [where.x(), where.y(), where.width(), where.height()]
    return {"name": name.replace("&", ""), "kind": kind, "rect": place, "enabled": enabled}


def _name(widget: QWidget) -> str:
    own = widget.accessibleName()
    return own or (widget.text() if isinstance(widget, QAbstractButton | QLabel) else "")


def main() -> None:
    """Run the application under the eye."""
    from physnet_viewer.app import main as run

    application = QApplication(["physnet-viewer"])
    application.eye = Eye(Path(sys.argv[1]))
    code = run(["--language", "en", *sys.argv[2:]])  # whatever the desktop speaks
    _note_connections(Path(sys.argv[1]).with_name(CONNECTIONS))
    sys.exit(code)


def _note_connections(file: Path) -> None:
    """Write how many connections to other machines there were in all, and whether Qt could have made more."""
    from physnet_viewer import connections

    uncounted = [name for name in sys.modules if name.startswith("PySide6.QtNetwork")]
    file.write_text(
        json.dumps({"counted": connections._count[0], "watched": connections._watching[0], "by": uncounted})
    )


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
