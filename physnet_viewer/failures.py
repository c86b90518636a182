"""What is said, and what is written down, when something goes wrong; neither names a patient."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from physnet_core.errors import PhysNetError
from physnet_viewer.core_words import said
from physnet_viewer.translation import tr

_log = logging.getLogger(__name__)


def sentence(error: BaseException, doing: str) -> str:
    """Return one plain sentence for the user.

    Parameters
    ----------
    doing
        What was under way, to follow "while": "reading the scan", say.
    """
    if isinstance(error, PhysNetError):
        text = said(str(error).strip())
        if text.partition(" ")[0].isalpha():  # not the path that a sentence may begin with
            text = text[:1].upper() + text[1:]
        return text if text.endswith((".", "!", "?")) else f"{text}."
    if isinstance(error, MemoryError):
        return tr("There was not enough memory while {doing}; close other programs or open a smaller scan.").format(
            doing=doing
        )
    return tr("Something went wrong while {doing} ({kind}); the rest of the window goes on working.").format(
        doing=doing, kind=type(error).__name__
    )


def trace(error: BaseException) -> str:
    """Return kind and place of an error for the log.

    The message is left out: it may hold the path of a scan, and paths hold names.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    said = f"{type(error).__name__} at {places or 'unknown place'}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return said if cause is None else f"{said}, after {trace(cause)}"


def install_hook(say: Callable[[str, str], None]) -> None:
    """Log errors that nobody caught, and tell the user, in place of ending the program.

    Parameters
    ----------
    say
        Called with one sentence for the user, and with kind and place of the error for a report.
    """

    def hook(kind: type[BaseException], error: BaseException, place: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, place)
            return
        _log.error("unexpected: %s", trace(error))
        say(sentence(error, tr("working")), trace(error))

    sys.excepthook = hook
