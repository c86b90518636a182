"""Writing a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from physnet_core.errors import ExportError, InvalidParameterError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`, and move it into place when the block ends well.

    A full disk, an exception, Ctrl-C or a killed process leaves the previous `path` (or none) untouched. The temporary
    file is removed, that of a killed process when the same file is written the next time.

    Raises
    ------
    ExportError
        Where the folder cannot be written, or holds no more.
    """
    temporary = path.with_name(f".{path.stem[:40]}.{os.getpid()}.part{path.suffix}")
    _sweep(path)
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


def _sweep(path: Path) -> None:
    """Remove what killed processes left beside `path`."""
    stem, suffix = f".{path.stem[:40]}.", f".part{path.suffix}"
    with suppress(OSError):
        for left in path.parent.iterdir():
            number = left.name.removeprefix(stem).removesuffix(suffix)
            if left.name == f"{stem}{number}{suffix}" and number.isdecimal() and not _is_running(int(number)):
                left.unlink()


def _is_running(process: int) -> bool:
    """Return whether a process may be running; where that cannot be asked without harm, it may."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


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
