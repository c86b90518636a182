"""Writing a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from physnet_core.errors import ExportError, InvalidParameterError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`, and move it into place when the block ends well.

    A full disk, an exception, Ctrl-C or a killed process leaves the previous `path` (or none) untouched; all but the
    last also remove the temporary file.

    Raises
    ------
    ExportError
        Where the folder cannot be written, or holds no more.
    """
    temporary = path.with_name(f".{path.stem[:40]}.{os.getpid()}.part{path.suffix}")
    try:
        yield temporary
        _flush(temporary)
        temporary.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(
            f"Cannot write {path.name}: {reason}. Choose another folder, or make room there; what was there before is "
            "intact."
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def make_folder(folder: Path) -> None:
    """Create a folder with all above it, unless it is there.

    Raises
    ------
    InvalidParameterError
        Where that is not possible: nothing has been done yet, and another folder will do.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidParameterError(
            f"Cannot create {folder}: {error.strerror or error}. Choose another one."
        ) from error


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_text(path: Path, text: str) -> None:
    """Write `text` to `path` as UTF-8, whole or not at all."""
    write_bytes(path, text.encode())


def _flush(path: Path) -> None:
    """See that the content has reached the disk before its name does: after a loss of power the name must not lie."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
