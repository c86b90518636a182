"""What is left of a fault that ends the process at once, in Qt, torch or an encoder: where the program was, no more."""

import faulthandler
import re
from pathlib import Path
from typing import BinaryIO

from physnet_viewer.journal import scrub

_LONGEST = 100_000  # bytes that are read; the stacks of all threads are a tenth of it
_FRAME = re.compile(r'\s*File "(?P<file>.*)", line (?P<line>\d+|\?\?\?) in (?P<name>.+)')
_SAID = ("Fatal Python error: ", "Windows fatal exception: ", "Current thread ", "Thread ", "Extension modules: ")


class Faults:
    """The stacks of the last process that a fault ended.

    Parameters
    ----------
    folder
        Made if need be; where it cannot be written, nothing is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "fault.log"
        self._stream: BinaryIO | None = None

    def start(self) -> None:
        """Let Python write all stacks when a fault ends this process; what is there already stays."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self.file.open("ab")
        except OSError:
            return
        faulthandler.enable(self._stream)

    def stop(self) -> None:
        """Let nothing be written any more."""
        if self._stream is not None:
            faulthandler.disable()
            self._stream.close()
            self._stream = None

    def report(self) -> str:
        """Return what faults have left, one place a line without its folder; "" where none has."""
        try:
            text = self.file.read_bytes()[-_LONGEST:].decode("utf-8", errors="replace")
        except OSError:
            return ""
        lines = (_bare(line) for line in text.splitlines())
        return scrub("\n".join(line for line in lines if line))

    def forget(self) -> None:
        """Keep what was left no longer; the file stays, for another window may be about to write to it."""
        try:
            self.file.write_bytes(b"")
        except OSError:
            return


def _bare(line: str) -> str:
    """Return a line of a stack with the name of the file alone; "" for any other line."""
    frame = _FRAME.fullmatch(line)
    if frame is not None:
        name = re.split(r"[/\\]", frame["file"])[-1]
        return f"  {name}:{frame['line']} {frame['name']}"
    return line.strip() if line.startswith(_SAID) else ""
