"""Where the commands of the window are found: menus, toolbar, and the list of recent scans."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QMenu, QToolBar, QToolButton, QWidget

from physnet_core.export.wording import RESEARCH_USE
from physnet_viewer import theme
from physnet_viewer.actions import COMMANDS, FILE, VIEW
from physnet_viewer.language_menu import LanguageMenu
from physnet_viewer.translation import tr

_TOOLS = (
    ("open_folder",),
    ("auto_window", "invert", "fit"),
    ("ruler", "angle", "ellipse"),
    ("overlay", "side_by_side", "planes"),
    ("undo", "redo"),
    ("export",),
)
_LABELLED = ("open_folder", "side_by_side", "export")  # tools whose icon alone says too little
_TOOL_ICON = 18
_OVERFLOW = ("qt_menubar_ext_button", "qt_toolbar_ext_button")  # Qt's own names


class RecentMenu(QMenu):
    """The scans that were opened last."""

    chosen = Signal(object)
    forgotten = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Open &recent"), parent)
        self.setToolTipsVisible(True)

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Offer these paths, newest first."""
        self.clear()
        self.setEnabled(bool(paths))
        for path in paths:
            action = self.addAction(path.name or str(path))
            action.setToolTip(str(path))
            action.setData(path)
            action.triggered.connect(self._on_path)
        self.addSeparator()
        self.addAction(tr("Forget these")).triggered.connect(self.forgotten)

    def _on_path(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.data())


def make_menus(
    window: QMainWindow, actions: Mapping[str, QAction], docks: Sequence[QDockWidget]
) -> tuple[RecentMenu, LanguageMenu]:
    """Fill the menu bar, and return the menus of recent scans and of languages in it."""
    menus: dict[str, QMenu] = {}
    groups: dict[str, int] = {}
    for command in COMMANDS:
        menu = menus.get(command.menu)
        if menu is None:
            menu = menus[command.menu] = window.menuBar().addMenu(tr(command.menu))
            menu.setToolTipsVisible(True)
        elif groups[command.menu] != command.group:
            menu.addSeparator()
        groups[command.menu] = command.group
        menu.addAction(actions[command.name])
    window.menuBar().setCornerWidget(_research_notice(window))
    recent = RecentMenu(window)
    menus[FILE].insertMenu(actions["export"], recent)
    menus[FILE].insertSeparator(actions["export"])
    languages = LanguageMenu(window)
    menus[VIEW].addMenu(languages)
    menus[VIEW].addSeparator()
    for dock in docks:
        menus[VIEW].addAction(dock.toggleViewAction())
    return recent, languages


def _research_notice(window: QMainWindow) -> QWidget:
    """Return what this program must not be used for; beside the menus it is seen in the narrowest window."""
    holder = QWidget(window)
    row = QHBoxLayout(holder)
    row.setContentsMargins(8, 3, 8, 0)
    notice = QLabel(tr(RESEARCH_USE), holder)
    notice.setProperty("role", "badge")
    row.addWidget(notice)
    return holder


def make_toolbar(window: QMainWindow, actions: Mapping[str, QAction]) -> QToolBar:
    """Return the tools that the mouse reaches for most."""
    bar = QToolBar(tr("Tools"), window)
    bar.setObjectName("tools")
    bar.setMovable(False)
    side = max(_TOOL_ICON, round(1.25 * bar.fontMetrics().height()))
    bar.setIconSize(QSize(side, side))
    for number, group in enumerate(_TOOLS):
        if number:
            bar.addSeparator()
        for name in group:
            _add_tool(bar, actions[name], labelled=name in _LABELLED)
    return bar


def dress_overflow(window: QMainWindow) -> None:
    """Let the buttons be seen, and be heard of, behind which Qt puts menus and tools that a bar has no room for."""
    for name in _OVERFLOW:
        for button in window.findChildren(QToolButton, name):
            theme.set_icon(button, "more")
            button.setAccessibleName(tr("More"))
            button.setToolTip(tr("More"))


def _add_tool(bar: QToolBar, action: QAction, *, labelled: bool) -> None:
    bar.addAction(action)
    button = bar.widgetForAction(action)
    button.setAccessibleName(action.text().replace("&", ""))
    if labelled:
        button.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
