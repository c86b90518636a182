"""Every command of the window once: its words, keys and icon; menus, toolbar and the key sheet are made of these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QWidget,
)

from physnet_viewer import theme
from physnet_viewer.windowing import PRESETS


@dataclass(frozen=True, kw_only=True)
class Command:
    """One thing that can be done.

    Attributes
    ----------
    menu
        Title of the menu that it stands in.
    group
        Commands of one group stand together, with a line between groups.
    keys
        Shortcuts; the first is shown.
    check
        None for a plain command; else whether it is a switch, and how it stands at first.
    """

    name: str
    text: str
    menu: str
    group: int = 0
    keys: tuple[str, ...] = ()
    icon: str = ""
    check: bool | None = None


COMMANDS: tuple[Command, ...] = (
    Command(name="open_folder", text="&Open folder…", menu="&File", keys=("Ctrl+O",), icon="open"),
    Command(name="open_file", text="Open &file…", menu="&File", keys=("Ctrl+Shift+O",), icon="file"),
    Command(name="open_demo", text="Open &demo scan", menu="&File", keys=("Ctrl+D",), icon="demo"),
    Command(name="compare", text="&Compare with another scan…", menu="&File", keys=("Ctrl+K",), icon="swap"),
    Command(name="save_session", text="&Save session", menu="&File", group=1, keys=("Ctrl+S",)),
    Command(name="save_session_as", text="Save session &as…", menu="&File", group=1, keys=("Ctrl+Shift+S",)),
    Command(name="export", text="&Export…", menu="&File", group=2, keys=("Ctrl+E",), icon="export"),
    Command(name="quit", text="&Quit", menu="&File", group=3, keys=("Ctrl+Q",)),
    Command(name="undo", text="&Undo", menu="&Edit", keys=("Ctrl+Z",), icon="undo"),
    Command(name="redo", text="&Redo", menu="&Edit", keys=("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo"),
    Command(name="reset", text="Reset D and ρ to &learned", menu="&Edit", group=1, keys=("Ctrl+R",), icon="reset"),
    Command(name="pin", text="&Pin this growth as scenario", menu="&Edit", group=1, keys=("Ctrl+P",)),
    Command(name="fit_later", text="&Fit to a later scan…", menu="&Edit", group=1, keys=("Ctrl+L",)),
    Command(name="cancel", text="&Cancel what is under way", menu="&Edit", group=2, keys=("Esc",), icon="cancel"),
    Command(name="gpu", text="Use a &GPU where there is one", menu="&Edit", group=3, check=True),
    Command(name="auto_window", text="&Auto brightness", menu="&Image", keys=("A",), icon="auto"),
    *(
        Command(name=f"preset_{number}", text=f"&{number + 1}  {name}", menu="&Image", group=1, keys=(str(number + 1),))
        for number, name in enumerate(PRESETS)
    ),
    Command(name="levels", text="Set &window…", menu="&Image", group=2, keys=("W",), icon="window"),
    Command(name="invert", text="&Invert", menu="&Image", group=2, keys=("I",), icon="invert", check=False),
    Command(name="up_brightens", text="Drag &up to brighten", menu="&Image", group=2, check=True),
    Command(name="fit", text="&Fit", menu="&Image", group=3, keys=("F",), icon="fit"),
    Command(name="zoom_in", text="Zoom in", menu="&Image", group=3, keys=("+", "Ctrl++", "Ctrl+="), icon="zoom"),
    Command(name="zoom_out", text="Zoom out", menu="&Image", group=3, keys=("-", "Ctrl+-")),
    Command(name="header", text="File &header…", menu="&Image", group=4, keys=("H",), icon="info"),
    Command(name="ruler", text="&Ruler", menu="&Measure", keys=("M",), icon="ruler", check=False),
    Command(name="angle", text="&Angle", menu="&Measure", keys=("G",), icon="angle", check=False),
    Command(name="ellipse", text="&Ellipse: mean, SD, area", menu="&Measure", keys=("E",), icon="ellipse", check=False),
    Command(name="next_measure", text="&Next measurement", menu="&Measure", group=1, keys=("N",)),
    Command(name="delete", text="&Delete measurement", menu="&Measure", group=1, keys=("Delete", "Backspace")),
    Command(name="delete_all", text="Delete a&ll of this series", menu="&Measure", group=1, keys=("Shift+Delete",)),
    Command(name="previous", text="&Previous slice", menu="&Go", keys=("Up",)),
    Command(name="next", text="&Next slice", menu="&Go", keys=("Down",)),
    Command(name="back_10", text="10 slices back", menu="&Go", keys=("Shift+Up",)),
    Command(name="on_10", text="10 slices on", menu="&Go", keys=("Shift+Down",)),
    Command(name="first", text="&First slice", menu="&Go", keys=("Home",)),
    Command(name="last", text="&Last slice", menu="&Go", keys=("End",)),
    Command(name="time_back", text="Image before at this place", menu="&Go", group=1, keys=("Ctrl+Left",)),
    Command(name="time_on", text="Image after at this place", menu="&Go", group=1, keys=("Ctrl+Right",)),
    Command(name="frame_back", text="Growth: step back", menu="&Go", group=2, keys=("Left",)),
    Command(name="frame_on", text="Growth: step on", menu="&Go", group=2, keys=("Right",)),
    Command(name="play", text="Growth: pla&y or pause", menu="&Go", group=2, keys=("Space",), icon="play"),
    Command(name="cine", text="&Cine: run through the slices", menu="&Go", group=3, keys=("C",), check=False),
    Command(name="cine_slower", text="Cine slower", menu="&Go", group=3, keys=(",",)),
    Command(name="cine_faster", text="Cine faster", menu="&Go", group=3, keys=(".",)),
    Command(name="cine_bounce", text="Cine to and &fro", menu="&Go", group=3, check=False),
    Command(name="cross_up", text="Cross-hair up", menu="&Go", group=4, keys=("Alt+Up",)),
    Command(name="cross_down", text="Cross-hair down", menu="&Go", group=4, keys=("Alt+Down",)),
    Command(name="cross_left", text="Cross-hair left", menu="&Go", group=4, keys=("Alt+Left",)),
    Command(name="cross_right", text="Cross-hair right", menu="&Go", group=4, keys=("Alt+Right",)),
    Command(name="overlay", text="Show &density", menu="&View", keys=("O",), icon="layers", check=True),
    Command(name="fainter", text="Density fainter", menu="&View", keys=("[",)),
    Command(name="stronger", text="Density stronger", menu="&View", keys=("]",)),
    Command(name="single", text="O&ne image", menu="&View", group=1, keys=("Ctrl+1",), icon="single", check=True),
    Command(
        name="side_by_side",
        text="&Learned | tweaked",
        menu="&View",
        group=1,
        keys=("L", "Ctrl+2"),
        icon="side-by-side",
        check=False,
    ),
    Command(
        name="planes",
        text="T&hree planes",
        menu="&View",
        group=1,
        keys=("P", "Ctrl+3"),
        icon="planes",
        check=False,
    ),
    Command(name="difference", text="&Difference to what is compared", menu="&View", group=1, keys=("X",), check=False),
    Command(name="full_screen", text="&Full screen", menu="&View", group=3, keys=("F11",), check=False),
    Command(name="light", text="Light &theme", menu="&View", group=3, icon="sun", check=False),
    Command(name="shortcuts", text="&Keys", menu="&Help", keys=("F1", "?"), icon="keyboard"),
    Command(name="change_keys", text="&Change keys…", menu="&Help", icon="keyboard"),
    Command(name="tour", text="&Tour of the window", menu="&Help", icon="question"),
    Command(name="log", text="&Log", menu="&Help", group=1),
    Command(name="card", text="&Model card", menu="&Help", group=1, icon="card"),
    Command(name="about", text="&About", menu="&Help", group=1, icon="info"),
)
MOUSE = (
    ("Wheel", "Previous or next slice"),
    ("Ctrl+Wheel", "Zoom at the cursor"),
    ("Left drag", "Window: width across, level up and down"),
    ("Right drag", "Zoom"),
    ("Middle drag", "Move the image"),
    ("Double click", "Fit; with several images, show one alone"),
    ("Click or drag the cross-hair", "Three planes: go to a place"),
    ("Hold B", "Show what is compared with: learned, or a pinned scenario"),
)


def make_actions(parent: QWidget, slots: Mapping[str, Callable[..., object]]) -> dict[str, QAction]:
    """Return an action for every command, connected to the slot of its name."""
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(command.text, parent)
        give_keys(action, command, command.keys)
        if command.check is not None:
            action.setCheckable(True)
            action.setChecked(command.check)
        if command.icon:
            theme.set_icon(action, command.icon)
        action.triggered.connect(slots[command.name])
        parent.addAction(action)
        actions[command.name] = action
    return actions


def give_keys(action: QAction, command: Command, keys: Sequence[str]) -> None:
    """Let a command be called by these keys, and say so."""
    action.setShortcuts([QKeySequence(key) for key in keys])
    plain = command.text.replace("&", "")
    action.setToolTip(f"{plain} ({keys[0]})" if keys else plain)


def key_rows(keys: Mapping[str, Sequence[str]] = MappingProxyType({})) -> list[tuple[str, str]]:
    """Return (keys, meaning) for the key sheet; `keys` by name of command in place of the commands' own."""
    rows = [(keys.get(command.name, command.keys), command.text.replace("&", "")) for command in COMMANDS]
    return [*MOUSE, *((" or ".join(held[:2]), text) for held, text in rows if held)]


def exclusive(parent: QObject, actions: list[QAction]) -> QActionGroup:
    """Let one of several switches be on at a time."""
    group = QActionGroup(parent)
    for action in actions:
        group.addAction(action)
    return group


_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_MOVED = (QAbstractSlider, QAbstractSpinBox, QAbstractItemView, QComboBox, QTabBar)


class KeyCourtesy(QObject):
    """Lets the control that has the focus keep the keys it lives by, in place of the window's shortcuts.

    Without it a slider could not be moved with the arrow keys, nor a button pressed with the space bar.

    Parameters
    ----------
    window
        Only controls in this window are looked after.
    movable
        Further kinds of widget that are moved with arrow keys.
    """

    def __init__(self, window: QWidget, movable: tuple[type[QWidget], ...]) -> None:
        super().__init__(window)
        self._window = window
        self._movable = (*_MOVED, *movable)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer Qt's question whether a key is the control's own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if isinstance(watched, QWidget) and self._lives_by(watched, event):
                event.accept()
                return True
        return False

    @Slot(QWidget, QWidget)
    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Watch the control with the focus only: a filter on everything would slow every event down."""
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and new.window() is self._window:
            new.installEventFilter(self)

    def _lives_by(self, control: QWidget, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not plain:
            return False
        if isinstance(control, QLineEdit):
            return event.key() in _MOVES or bool(event.text().strip()) or event.key() == Qt.Key.Key_Space
        if isinstance(control, QAbstractButton):
            return event.key() == Qt.Key.Key_Space
        return isinstance(control, self._movable) and event.key() in _MOVES
