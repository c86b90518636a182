"""Counts attempts to reach another machine, so that "nothing is sent anywhere" is measured and not only promised."""

import sys

from physnet_viewer.translation import tr

_count = [0]
_watching = [False]


def watch() -> None:
    """Begin to count; once begun it goes on as long as the process."""
    if not _watching[0]:
        _watching[0] = True
        sys.addaudithook(_on_event)


def since_start() -> str:
    """Return the count in words, or that nobody counts."""
    if not _watching[0]:
        return tr("not counted")
    said = tr("%n connection(s) since start", "", _count[0])
    if "PySide6.QtNetwork" in sys.modules:  # it would pass by Python's own hooks
        return tr("{said}, not counting those of Qt").format(said=said)
    return tr("{said} (counted, not promised)").format(said=said)


def _on_event(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        _count[0] += isinstance(address, tuple)  # a text is a socket of this machine: the display, say
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        _count[0] += 1
