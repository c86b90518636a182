"""Every command of the window once: its words, keys and icon; menus, toolbar and the key sheet are made of these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from physnet_viewer import theme
from physnet_viewer.hints import HINTS
from physnet_viewer.translation import key_name, later, tr
from physnet_viewer.windowing import PRESETS


@dataclass(frozen=True, kw_only=True)
class Command:
    """One thing that can be done.

    Attributes
    ----------
    text, menu
        What it is called, and the title of the menu that it stands in; `title` gives it in the language of the window.
    digit
        Stands before the text in the menu, and is its mnemonic; 0 for none.
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
    digit: int = 0

    @property
    def title(self) -> str:
        """The text in the menu, with its mnemonic."""
        return f"&{self.digit}  {tr(self.text)}" if self.digit else tr(self.text)

    @property
    def plain(self) -> str:
        """The text without its mnemonic."""
        return self.title.replace("&", "")


FILE, EDIT, IMAGE, MEASURE = later("&File"), later("&Edit"), later("&Image"), later("&Measure")
GO, VIEW, HELP = later("&Go"), later("&View"), later("&Help")
COMMANDS: tuple[Command, ...] = (
    Command(name="open_folder", text=later("&Open folder…"), menu=FILE, keys=("Ctrl+O",), icon="open"),
    Command(name="open_file", text=later("Open &file…"), menu=FILE, keys=("Ctrl+Shift+O",), icon="file"),
    Command(name="open_demo", text=later("Open &demo scan"), menu=FILE, keys=("Ctrl+D",), icon="demo"),
    Command(name="compare", text=later("&Compare with another scan…"), menu=FILE, keys=("Ctrl+K",), icon="swap"),
    Command(name="compare_file", text=later("Co&mpare with a scan in one file…"), menu=FILE, keys=("Ctrl+Shift+K",)),
    Command(name="save_session", text=later("&Save session"), menu=FILE, group=1, keys=("Ctrl+S",)),
    Command(name="save_session_as", text=later("Save session &as…"), menu=FILE, group=1, keys=("Ctrl+Shift+S",)),
    Command(name="export", text=later("&Export…"), menu=FILE, group=2, keys=("Ctrl+E",), icon="export"),
    Command(name="quit", text=later("&Quit"), menu=FILE, group=3, keys=("Ctrl+Q",)),
    Command(name="undo", text=later("&Undo"), menu=EDIT, keys=("Ctrl+Z",), icon="undo"),
    Command(name="redo", text=later("&Redo"), menu=EDIT, keys=("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo"),
    Command(name="reset", text=later("Reset D and ρ to &learned"), menu=EDIT, group=1, keys=("Ctrl+R",), icon="reset"),
    Command(name="pin", text=later("&Pin this growth as scenario"), menu=EDIT, group=1, keys=("Ctrl+P",)),
    Command(name="fit_later", text=later("&Fit to a later scan…"), menu=EDIT, group=1, keys=("Ctrl+L",)),
    Command(name="cancel", text=later("&Cancel what is under way"), menu=EDIT, group=2, keys=("Esc",), icon="cancel"),
    Command(name="gpu", text=later("Use a &GPU where there is one"), menu=EDIT, group=3, check=True),
    Command(name="auto_window", text=later("&Auto brightness"), menu=IMAGE, keys=("A",), icon="auto"),
    *(
        Command(name=f"preset_{number}", text=name, digit=number + 1, menu=IMAGE, group=1, keys=(str(number + 1),))
        for number, name in enumerate(PRESETS)
    ),
    Command(name="levels", text=later("Set &window…"), menu=IMAGE, group=2, keys=("W",), icon="window"),
    Command(name="invert", text=later("&Invert"), menu=IMAGE, group=2, keys=("I",), icon="invert", check=False),
    Command(name="up_brightens", text=later("Drag &up to brighten"), menu=IMAGE, group=2, check=True),
    Command(name="fit", text=later("&Fit"), menu=IMAGE, group=3, keys=("F",), icon="fit"),
    Command(name="zoom_in", text=later("Zoom in"), menu=IMAGE, group=3, keys=("+", "Ctrl++", "Ctrl+="), icon="zoom"),
    Command(name="zoom_out", text=later("Zoom out"), menu=IMAGE, group=3, keys=("-", "Ctrl+-")),
    Command(name="move_up", text=later("Move image up"), menu=IMAGE, group=4, keys=("Ctrl+Shift+Up",)),
    Command(name="move_down", text=later("Move image down"), menu=IMAGE, group=4, keys=("Ctrl+Shift+Down",)),
    Command(name="move_left", text=later("Move image left"), menu=IMAGE, group=4, keys=("Ctrl+Shift+Left",)),
    Command(name="move_right", text=later("Move image right"), menu=IMAGE, group=4, keys=("Ctrl+Shift+Right",)),
    Command(name="header", text=later("File &header…"), menu=IMAGE, group=5, keys=("H",), icon="info"),
    Command(name="ruler", text=later("&Ruler"), menu=MEASURE, keys=("M",), icon="ruler", check=False),
    Command(name="angle", text=later("&Angle"), menu=MEASURE, keys=("G",), icon="angle", check=False),
    Command(
        name="ellipse", text=later("&Ellipse: mean, SD, area"), menu=MEASURE, keys=("E",), icon="ellipse", check=False
    ),
    Command(name="next_measure", text=later("&Next measurement"), menu=MEASURE, group=1, keys=("N",)),
    Command(name="delete", text=later("&Delete measurement"), menu=MEASURE, group=1, keys=("Delete", "Backspace")),
    Command(name="delete_all", text=later("Delete a&ll of this series"), menu=MEASURE, group=1, keys=("Shift+Delete",)),
    Command(name="measure_list", text=later("&List of measurements…"), menu=MEASURE, group=2, keys=("T",)),
    Command(name="save_measures", text=later("&Save measurements as CSV…"), menu=MEASURE, group=2),
    Command(name="previous", text=later("&Previous slice"), menu=GO, keys=("Up",)),
    Command(name="next", text=later("&Next slice"), menu=GO, keys=("Down",)),
    Command(name="back_10", text=later("10 slices back"), menu=GO, keys=("Shift+Up",)),
    Command(name="on_10", text=later("10 slices on"), menu=GO, keys=("Shift+Down",)),
    Command(name="first", text=later("&First slice"), menu=GO, keys=("Home",)),
    Command(name="last", text=later("&Last slice"), menu=GO, keys=("End",)),
    Command(name="time_back", text=later("Image before at this place"), menu=GO, group=1, keys=("Ctrl+Left",)),
    Command(name="time_on", text=later("Image after at this place"), menu=GO, group=1, keys=("Ctrl+Right",)),
    Command(name="frame_back", text=later("Growth: step back"), menu=GO, group=2, keys=("Left",)),
    Command(name="frame_on", text=later("Growth: step on"), menu=GO, group=2, keys=("Right",)),
    Command(name="play", text=later("Growth: pla&y or pause"), menu=GO, group=2, keys=("Space",), icon="play"),
    Command(name="cine", text=later("&Cine: run through the slices"), menu=GO, group=3, keys=("C",), check=False),
    Command(name="cine_slower", text=later("Cine slower"), menu=GO, group=3, keys=(",",)),
    Command(name="cine_faster", text=later("Cine faster"), menu=GO, group=3, keys=(".",)),
    Command(name="cine_bounce", text=later("Cine to and &fro"), menu=GO, group=3, check=False),
    Command(name="cross_up", text=later("Cross-hair up"), menu=GO, group=4, keys=("Alt+Up",)),
    Command(name="cross_down", text=later("Cross-hair down"), menu=GO, group=4, keys=("Alt+Down",)),
    Command(name="cross_left", text=later("Cross-hair left"), menu=GO, group=4, keys=("Alt+Left",)),
    Command(name="cross_right", text=later("Cross-hair right"), menu=GO, group=4, keys=("Alt+Right",)),
    Command(name="overlay", text=later("Show &density"), menu=VIEW, keys=("O",), icon="layers", check=True),
    Command(name="fainter", text=later("Density fainter"), menu=VIEW, keys=("[",)),
    Command(name="stronger", text=later("Density stronger"), menu=VIEW, keys=("]",)),
    Command(name="single", text=later("O&ne image"), menu=VIEW, group=1, keys=("Ctrl+1",), icon="single", check=True),
    Command(
        name="side_by_side",
        text=later("&Learned | tweaked"),
        menu=VIEW,
        group=1,
        keys=("L", "Ctrl+2"),
        icon="side-by-side",
        check=False,
    ),
    Command(
        name="planes",
        text=later("T&hree planes"),
        menu=VIEW,
        group=1,
        keys=("P", "Ctrl+3"),
        icon="planes",
        check=False,
    ),
    Command(name="alone", text=later("Next &image alone, then all"), menu=VIEW, group=1, keys=("Z",)),
    Command(
        name="difference", text=later("&Difference to what is compared"), menu=VIEW, group=1, keys=("X",), check=False
    ),
    Command(name="full_screen", text=later("&Full screen"), menu=VIEW, group=3, keys=("F11",), check=False),
    Command(name="light", text=later("Light &theme"), menu=VIEW, group=3, icon="sun", check=False),
    Command(name="shortcuts", text=later("&Keys"), menu=HELP, keys=("F1", "?"), icon="keyboard"),
    Command(name="change_keys", text=later("&Change keys…"), menu=HELP, icon="keyboard"),
    Command(name="tour", text=later("&Tour of the window"), menu=HELP, icon="question"),
    Command(name="log", text=later("&Log"), menu=HELP, group=1),
    Command(name="card", text=later("&Model card"), menu=HELP, group=1, icon="card"),
    Command(name="about", text=later("&About"), menu=HELP, group=1, icon="info"),
)
MOUSE = (
    (later("Wheel"), later("Previous or next slice")),
    (later("Ctrl+Wheel"), later("Zoom at the cursor")),
    (later("Left drag"), later("Window: width across, level up and down")),
    (later("Right drag"), later("Zoom")),
    (later("Middle drag"), later("Move the image")),
    (later("Double click"), later("Fit; with several images, show one alone")),
    (later("Click or drag the cross-hair"), later("Three planes: go to a place")),
    (later("Hold B"), later("Show what is compared with: learned, or a pinned scenario")),
)


def make_actions(parent: QWidget, slots: Mapping[str, Callable[..., object]]) -> dict[str, QAction]:
    """Return an action for every command, connected to the slot of its name."""
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(command.title, parent)
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
    give_hint(action, tr(HINTS.get(command.name, "")))


def give_hint(action: QAction, hint: str) -> None:
    """Say under the mouse and in the status bar what a command does, where its name does not say enough."""
    name, key = action.text().replace("&", ""), action.shortcut().toString()
    head = f"{name} ({key_name(key)})" if key else name
    action.setToolTip(f"{head}\n{hint}" if hint else "")
    action.setStatusTip(hint)


def key_rows(keys: Mapping[str, Sequence[str]] = MappingProxyType({})) -> list[tuple[str, str]]:
    """Return (keys, meaning) for the key sheet, headings without keys; `keys` replace the commands' own by name."""
    rows, menu = [("", tr("Mouse").upper()), *((tr(move), tr(meaning)) for move, meaning in MOUSE)], ""
    for command in COMMANDS:
        held = keys.get(command.name, command.keys)
        if held and command.menu != menu:
            menu = command.menu
            rows.append(("", tr(menu).replace("&", "").upper()))
        if held:
            words = command.plain.rstrip("…").removeprefix(f"{held[0]}  ")  # presets carry their key
            rows.append((tr(" or ").join(key_name(key) for key in held[:2]), words))
    return rows


def exclusive(parent: QObject, actions: list[QAction]) -> QActionGroup:
    """Let one of several switches be on at a time."""
    group = QActionGroup(parent)
    for action in actions:
        group.addAction(action)
    return group
