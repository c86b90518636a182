"""Lists the files of a folder and all folders below it, each once, links followed but never in a circle."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from physnet_core.errors import Cancelled
from physnet_core.imaging.picture import natural_key
from physnet_core.imaging.sniff import reason_of
from physnet_core.imaging.volume import Skipped


def walk(folder: Path, cancelled: Callable[[], bool]) -> Iterator[Path | Skipped]:
    """Yield the files below `folder`, folder by folder in the natural order of names, and folders left out.

    Raises
    ------
    Cancelled
        If `cancelled` said so.
    OSError
        If `folder` itself cannot be listed.
    """
    pending = [folder]
    seen = {_identity(folder)}
    while pending:
        if cancelled():
            raise Cancelled
        current = pending.pop()
        try:
            entries = sorted(current.iterdir(), key=lambda entry: (natural_key(entry), entry.name))
        except OSError as error:
            if current == folder:
                raise
            yield Skipped(path=current, reason=f"folder: {reason_of(current, error)}")
            continue
        folders = []
        for entry in entries:
            if not _is_folder(entry):
                yield entry
            elif (left_out := _left_out(entry, seen)) is not None:
                yield left_out
            else:
                folders.append(entry)
        pending.extend(reversed(folders))


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # said when it is read as a file
        return False


def _left_out(folder: Path, seen: set[tuple[int, int]]) -> Skipped | None:
    """Return why `folder` is not read, None (and remember it) if it is."""
    if folder.name.startswith("."):
        return Skipped(path=folder, reason="it is a hidden folder")
    identity = _identity(folder)
    if identity in seen:
        return Skipped(path=folder, reason="it is a link to a folder that is read already")
    seen.add(identity)
    return None


def _identity(folder: Path) -> tuple[int, int]:
    status = os.stat(folder)  # noqa: PTH116 - the same, and says that links are followed
    return status.st_dev, status.st_ino
