"""Which key means what: the keys of the commands, as the user changed them. No key ever means two things."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence

from physnet_viewer.actions import COMMANDS, Command
from physnet_viewer.translation import key_name, later, tr

TAKEN = {
    "B": later("showing the learned growth while it is held"),
    "Tab": later("going from one control to the next"),
}
"""Keys that are no command's and cannot become one's."""

_COMMANDS: Mapping[str, Command] = {command.name: command for command in COMMANDS}


class KeyMap:
    """The keys in force.

    Parameters
    ----------
    changed
        Keys by name of command, as `changes` gave them; what is unknown, no key, or taken by then is left out.
    """

    def __init__(self, changed: Mapping[str, Sequence[str]] | None = None) -> None:
        self._keys: dict[str, tuple[str, ...]] = {name: _plain(item.keys) for name, item in _COMMANDS.items()}
        known = {name: keys for name, keys in (changed or {}).items() if name in self._keys}
        for name in known:
            self._keys[name] = ()
        for name, keys in known.items():
            for key in keys:
                self.add(name, key)

    def of(self, name: str) -> tuple[str, ...]:
        """Return the keys of a command; the first is shown."""
        return self._keys[name]

    def add(self, name: str, key: str) -> str:
        """Give a command one more key; return in one sentence why not, or nothing."""
        text = QKeySequence(key).toString()
        if not text:
            return tr("Press a key first.")
        if text in TAKEN:
            return tr("{key} is kept for {use}; choose another key.").format(key=key_name(text), use=tr(TAKEN[text]))
        holder = next((other for other, keys in self._keys.items() if text in keys), None)
        if holder == name:
            return tr("{key} is its key already.").format(key=key_name(text))
        if holder is not None:
            return tr("{key} is the key of “{command}” already; choose another, or remove it there first.").format(
                key=key_name(text), command=words(holder)
            )
        self._keys[name] = (*self._keys[name], text)
        return ""

    def clear(self, name: str) -> None:
        """Leave a command without a key."""
        self._keys[name] = ()

    def reset(self, name: str) -> str:
        """Give a command its own keys again; return in one sentence which of them another one holds by now."""
        self._keys[name] = ()
        problems = [self.add(name, key) for key in _plain(_COMMANDS[name].keys)]
        return next((problem for problem in problems if problem), "")

    def reset_all(self) -> None:
        """Give all commands their own keys again."""
        self._keys = {name: _plain(item.keys) for name, item in _COMMANDS.items()}

    def changes(self) -> dict[str, tuple[str, ...]]:
        """Return the keys that are not the commands' own, by name."""
        return {name: keys for name, keys in self._keys.items() if keys != _plain(_COMMANDS[name].keys)}


def words(name: str) -> str:
    """Return what a command is called."""
    return tr(_COMMANDS[name].text).replace("&", "").rstrip("…")


def _plain(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(QKeySequence(key).toString() for key in keys)
