"""Keeps the remarks and the errors of the file libraries away from the user while a file is read.

pydicom, nibabel and Pillow remark on odd files through `warnings` and loggers, and quote element values, which may be
patient data. What matters of it reaches the user as the reason of a skipped file or as a note of the series.
"""

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from physnet_core.errors import UnreadableScanError

_LIBRARY_LOGGERS = ("pydicom", "nibabel.global", "PIL", "pylibjpeg")


class _QuietLibraries:
    """Re-entrant context, shared by all threads.

    `warnings.catch_warnings` replaces process-wide state, so two threads that use it at the same time can leave the
    filters of one behind in the other. Here the first thread to enter sets the filters and the last to leave puts
    them back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._depth = 0
        self._saved: warnings.catch_warnings[None] | None = None
        self._levels: dict[str, int] = {}

    def __enter__(self) -> None:
        with self._lock:
            self._depth += 1
            if self._depth == 1:
                self._silence()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._depth -= 1
            if self._depth == 0:
                self._restore()

    def _silence(self) -> None:
        self._saved = warnings.catch_warnings()
        self._saved.__enter__()
        for category in (UserWarning, DeprecationWarning, RuntimeWarning):
            warnings.simplefilter("ignore", category)
        for name in _LIBRARY_LOGGERS:
            logger = logging.getLogger(name)
            self._levels[name] = logger.level
            logger.setLevel(logging.CRITICAL + 1)

    def _restore(self) -> None:
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
        if self._saved is not None:
            self._saved.__exit__(None, None, None)


quiet_libraries = _QuietLibraries()


@contextmanager
def reading(damaged: str, *, unheeded: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Read a file with a library, in quiet; what it raises becomes one sentence, `damaged`.

    Each library has errors of its own for damaged files, and raises Python's and numpy's besides. Our own errors pass,
    and those `unheeded`.

    Raises
    ------
    UnreadableScanError
        With that sentence.
    """
    with quiet_libraries:
        try:
            yield
        except UnreadableScanError:
            raise
        except unheeded:
            raise
        except Exception as error:
            raise UnreadableScanError(damaged) from error
