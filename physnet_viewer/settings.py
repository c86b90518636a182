"""What survives a restart: how the window is arranged, how things are drawn, and where the user was.

Only paths that the user opened are kept, never anything read from a scan.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from PySide6.QtCore import QByteArray, QSettings

from physnet_core.export.colour import COLORMAPS
from physnet_viewer.languages import CHOICES, SYSTEM
from physnet_viewer.session import WHITE_TO_GREY_RANGE, Layout, Overlay, Playback, ViewState

RECENTS = 8
THEMES = ("dark", "light")


class Settings:
    """A typed face of `QSettings`; a damaged or foreign value counts as none.

    Parameters
    ----------
    file
        An ini file in place of the user's own settings, for tests.
    """

    def __init__(self, file: Path | None = None) -> None:
        if file is None:
            self._store = QSettings("PhysNet", "PhysNet Viewer")
        else:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def recents(self) -> tuple[Path, ...]:
        """Folders and files opened last, newest first, as far as they are still there."""
        stored = self._store.value("recent")
        texts = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return tuple(Path(text) for text in texts if isinstance(text, str) and text and Path(text).exists())

    def remember(self, path: Path) -> None:
        """Put a path in front of the recent ones."""
        path = path.absolute()
        others = [known for known in self.recents if known != path]
        self._store.setValue("recent", [str(known) for known in (path, *others)][:RECENTS])

    def forget_recents(self) -> None:
        """Empty the list of recent paths."""
        self._store.remove("recent")

    @property
    def theme(self) -> str:
        """Dark or light."""
        stored = self._store.value("theme")
        return stored if stored in THEMES else THEMES[0]

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def language(self) -> str:
        """Language of the window, or "system"."""
        stored = self._store.value("language")
        return stored if stored in CHOICES else SYSTEM

    @language.setter
    def language(self, name: str) -> None:
        self._store.setValue("language", name)

    @property
    def up_brightens(self) -> bool:
        """Whether dragging up makes the image brighter."""
        return _flag(self._store.value("up_brightens"), True)

    @up_brightens.setter
    def up_brightens(self, brightens: bool) -> None:
        self._store.setValue("up_brightens", brightens)

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """Keys that the user gave to commands, by name of command."""
        held = _table(self._store.value("keys"))
        return {name: tuple(str(key) for key in keys) for name, keys in held.items() if isinstance(keys, list)}

    @keys.setter
    def keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        self._store.setValue("keys", json.dumps({name: list(held) for name, held in keys.items()}))

    @property
    def panel_widths(self) -> dict[str, int]:
        """Widths in pixels that the user gave to panels, by name of panel."""
        held = _table(self._store.value("panel_widths"))
        return {name: width for name, width in held.items() if type(width) is int and width > 0}

    @panel_widths.setter
    def panel_widths(self, widths: Mapping[str, int]) -> None:
        self._store.setValue("panel_widths", json.dumps(dict(widths)))

    @property
    def device(self) -> str:
        """Where the network runs: "auto", on a GPU where there is one, or "cpu"."""
        return "cpu" if self._store.value("device") == "cpu" else "auto"

    @device.setter
    def device(self, name: str) -> None:
        self._store.setValue("device", name)

    @property
    def tour_seen(self) -> bool:
        """Whether the user has been led round the window, or did not want to."""
        return _flag(self._store.value("tour_seen"), False)

    @tour_seen.setter
    def tour_seen(self, seen: bool) -> None:
        self._store.setValue("tour_seen", seen)

    def folder(self, purpose: str) -> Path:
        """Return the folder last used for a purpose, "open" or "export"; the home folder at first."""
        stored = self._store.value(f"folder/{purpose}")
        folder = Path(stored) if isinstance(stored, str) and stored else Path.home()
        return folder if folder.is_dir() else Path.home()

    def set_folder(self, purpose: str, folder: Path) -> None:
        """Remember a folder."""
        self._store.setValue(f"folder/{purpose}", str(folder))

    def arrangement(self, name: str) -> QByteArray | None:
        """Return how Qt's own parts were arranged, or None."""
        stored = self._store.value(f"window/{name}")
        return stored if isinstance(stored, QByteArray) and not stored.isEmpty() else None

    def set_arrangement(self, name: str, value: QByteArray) -> None:
        """Remember how Qt's own parts are arranged."""
        self._store.setValue(f"window/{name}", value)

    def save_look(self, state: ViewState) -> None:
        """Remember how things are drawn and played."""
        for name, value in _look_of(state).items():
            self._store.setValue(f"look/{name}", value)

    def look(self) -> dict[str, Any]:
        """Return the fields of `ViewState` that say how things are drawn and played."""
        stored = {name: self._store.value(f"look/{name}") for name in _look_of(ViewState())}
        overlay, playback = Overlay(), Playback()
        contour = _number(stored["contour"], overlay.contour or 0.5, 0.01, 0.99)
        fine = _number(stored["fine_contour"], 0.0, 0.0, 0.99)
        colormap = stored["colormap"] if stored["colormap"] in COLORMAPS else overlay.colormap
        return {
            "overlay": Overlay(
                visible=_flag(stored["visible"], overlay.visible),
                opacity=_number(stored["opacity"], overlay.opacity, 0.0, 1.0),
                colormap=str(colormap),
                threshold=_number(stored["threshold"], overlay.threshold, 0.0, 1.0),
                contour=contour if _flag(stored["outlined"], True) else None,
                fine_contour=fine if fine > 0 else None,
                smooth=_flag(stored["smooth"], overlay.smooth),
            ),
            "playback": replace(
                playback,
                loop=_flag(stored["loop"], playback.loop),
                frames_per_second=_number(stored["speed"], playback.frames_per_second, 0.5, 30.0),
            ),
            "layout": stored["layout"] if stored["layout"] in get_args(Layout) else "single",
            "white_to_grey": _number(stored["white_to_grey"], ViewState().white_to_grey, *WHITE_TO_GREY_RANGE),
        }

    def sync(self) -> None:
        """Write to disk now."""
        self._store.sync()


def _look_of(state: ViewState) -> dict[str, object]:
    overlay, playback = state.overlay, state.playback
    return {
        "visible": overlay.visible,
        "opacity": overlay.opacity,
        "colormap": overlay.colormap,
        "threshold": overlay.threshold,
        "outlined": overlay.contour is not None,
        "contour": overlay.contour if overlay.contour is not None else 0.5,
        "fine_contour": overlay.fine_contour or 0.0,
        "smooth": overlay.smooth,
        "loop": playback.loop,
        "speed": playback.frames_per_second,
        "layout": state.layout,
        "white_to_grey": state.white_to_grey,
    }


def _table(stored: object) -> dict[str, Any]:
    """Read names with what belongs to each."""
    try:
        found = json.loads(stored) if isinstance(stored, str) else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _flag(stored: object, default: bool) -> bool:
    """Read a boolean; ini files give it back as text."""
    known = {True: True, False: False, "true": True, "false": False}
    return known.get(stored, default) if isinstance(stored, bool | str) else default


def _number(stored: object, default: float, low: float, high: float) -> float:
    try:
        value = float(stored) if isinstance(stored, int | float | str) else default
    except ValueError:
        return default
    return value if low <= value <= high else default
