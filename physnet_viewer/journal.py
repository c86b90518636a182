"""What happened, in a file that stays small, on this machine only, and without a name or a path in it."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QStandardPaths

OURS = ("physnet_core", "physnet_viewer")  # other packages may log what stands in a header
_BYTES, _FILES = 256_000, 3
_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_START = r"(?:\b[A-Za-z]:[\\/]|\\\\|~?/)"
_ENDINGS = (
    "bmp|csv|dcm|dicom|gif|gz|hdr|ima|img|ini|jpeg|jpg|json|log|md|mgz|mp4|nii|"
    "pdf|png|pt|py|safetensors|tif|tiff|txt|zip"
)
_ENDED = rf"\.(?i:{_ENDINGS})(?![\w.])"  # where the name of a file ends, whatever words follow
_LETTER = rf"(?!{_ENDED})(?:[^\s\\/:;'\"]|(?<=\w)'(?=\w))"
_WORD = rf"(?:{_LETTER})+"
_FOLDER = rf"{_WORD}(?: {{1,3}}{_WORD}){{0,5}}[\\/]+"  # with spaces: a sentence seldom has a separator so soon again
_FILE = rf"(?:{_WORD} {{1,3}}){{0,5}}(?:{_LETTER})*{_ENDED}"
_LAST = r"(?:[^\s\\/:;,'\"]*[^\s\\/:;,'\".)])?(?: [A-ZÀ-ÖØ-Þ][\w^-]*){0,3}"  # a folder's further words, as names have
_PATH = (
    rf"(?<=\"){_START}[^\"\n]*(?=\")",
    rf"(?<='){_START}[^'\n]*(?=')",
    rf"(?<=[“„«]){_START}[^“”»\n]*(?=[“”»])",
    rf"{_START}(?=\S)[\\/]*(?:{_FOLDER})*(?:{_FILE}|{_LAST})",
)
_PRIVATE = (
    (re.compile("|".join(_PATH)), "<path>"),
    (re.compile(r"\b\d+(?:\.\d+){5,}\b"), "<uid>"),
    (re.compile(r"\b[\w-]+\^[\w^-]*"), "<name>"),
)


def default_folder() -> Path:
    """Return where the log lies: in the folder of this user's settings."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation))


def scrub(text: str) -> str:
    """Return text without paths, DICOM identifiers and DICOM names."""
    for pattern, stands_for in _PRIVATE:
        text = pattern.sub(stands_for, text)
    return text


class _Scrubbing(logging.Formatter):
    """Writes one line a record; a traceback is left to `failures.trace`, which names places only."""

    def format(self, record: logging.LogRecord) -> str:
        bare = logging.makeLogRecord(record.__dict__ | {"exc_info": None, "exc_text": None, "stack_info": None})
        return scrub(super().format(bare)).replace("\n", " ")


class Journal:
    """The log of this user.

    Parameters
    ----------
    folder
        Made if need be; where it cannot be written, nothing is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "viewer.log"
        self._handler: RotatingFileHandler | None = None

    def start(self) -> None:
        """Begin to write down what our own packages log."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(
                self.file, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8", delay=True
            )
        except OSError:
            return
        self._handler.setFormatter(_Scrubbing(_FORMAT))
        for name in OURS:
            logging.getLogger(name).setLevel(logging.INFO)
            logging.getLogger(name).addHandler(self._handler)

    def stop(self) -> None:
        """Write no more."""
        if self._handler is not None:
            for name in OURS:
                logging.getLogger(name).removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def text(self, lines: int = 2000) -> str:
        """Return the last lines, oldest first; "" where there are none."""
        known: list[str] = []
        for number in range(_FILES - 1, -1, -1):
            part = self.file if number == 0 else self.file.with_name(f"{self.file.name}.{number}")
            try:
                known += part.read_text(encoding="utf-8", errors="replace").splitlines()
            except OSError:
                continue
        return "\n".join(known[-lines:])
