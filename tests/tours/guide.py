"""Leads through the application: says what is done, does it, and looks whether it had an effect."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop import Hands, Point, desktop, recording

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
_STILL = 3  # looks in which nothing moves
_PATIENCE = 120.0  # seconds; no step depends on how long it takes, this only ends one that has no effect


class NoEffect(Exception):
    """A step of the tour did not do what it should."""


@dataclass(frozen=True)
class Seen:
    """What is on screen at one moment."""

    record: dict[str, Any]

    @property
    def focus(self) -> str:
        """Name of what has the keyboard."""
        return str(self.record["focus"])

    @property
    def windows(self) -> list[str]:
        """Titles of the windows."""
        return list(self.record["windows"])

    @property
    def active(self) -> str:
        """Title of the window that has the keyboard."""
        return str(self.record["active"])

    def find(self, name: str, kind: str = "") -> dict[str, Any] | None:
        """Return what is called so; the last window is asked first."""
        found = (item for item in reversed(self.record["widgets"]) if item["name"].rstrip("…") == name)
        return next((item for item in found if not kind or item["kind"] == kind), None)

    def value(self, name: str, kind: str = "") -> Any:
        """Return the value of what is called so, or None where it cannot be seen."""
        return (self.find(name, kind) or {}).get("value")

    def said(self, name: str) -> str:
        """Return what a screen reader says of it."""
        return str((self.find(name) or {}).get("said", ""))


@dataclass
class Guide:
    """One tour under way."""

    hands: Hands
    home: Path
    process: subprocess.Popen[bytes]
    began: float = field(default_factory=time.monotonic)
    captions: list[tuple[float, str]] = field(default_factory=list)

    def say(self, caption: str) -> None:
        """Begin a step."""
        self.captions.append((time.monotonic() - self.began, caption))
        print(f"{self.captions[-1][0]:6.1f} s  {caption}", flush=True)  # noqa: T201 - the tour tells what it does

    def look(self) -> Seen:
        """Return what is on screen."""
        try:
            return Seen(json.loads((self.home / "seen.json").read_text()))
        except FileNotFoundError:
            return Seen({"looks": 0, "windows": [], "active": "", "focus": "", "widgets": []})

    def expect(self, what: str, condition: Callable[[Seen], object]) -> Seen:
        """Wait until it is so, or end the tour."""
        deadline = time.monotonic() + _PATIENCE
        while not condition(now := self.look()):
            if self.process.poll() is not None:
                raise NoEffect(f"{what}: the application ended with {self.process.returncode}")
            if time.monotonic() > deadline:
                raise NoEffect(f"{what}: not seen; the keyboard is on {now.focus!r}, windows are {now.windows}")
            time.sleep(0.05)
        return now

    def settled(self, name: str) -> Any:
        """Return the value of something once it moves no more: what is seen may lag behind the hands."""
        value, since = None, 0
        while True:
            now = self.expect(name, lambda seen, since=since: seen.record["looks"] > since and seen.find(name))
            if since and now.value(name) == value:
                return value
            value, since = now.value(name), now.record["looks"] + _STILL

    def place(self, name: str, across: float = 0.5, down: float = 0.5, kind: str = "") -> Point:
        """Return where something is, once it can be seen and used."""
        found = self.expect(name, lambda seen: (seen.find(name, kind) or {}).get("enabled")).find(name, kind)
        assert found is not None
        x, y, width, height = found["rect"]
        return round(x + across * (width - 1)), round(y + down * (height - 1))

    def click(self, name: str, kind: str = "") -> None:
        """Click on something."""
        self.hands.click(self.place(name, kind=kind))

    def end(self) -> int:
        """Wait until the application has ended; return how."""
        try:
            return self.process.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise NoEffect("quit: the application goes on") from error

    def rest(self, seconds: float = 0.4) -> None:
        """Leave time to look at it; nothing waits for this."""
        time.sleep(seconds)

    def subtitles(self) -> str:
        """Return the captions as SubRip, which players show below the film."""
        ends = [*(time for time, _ in self.captions[1:]), self.captions[-1][0] + 2] if self.captions else []
        blocks = [
            f"{number}\n{_stamp(start)} --> {_stamp(end)}\n{text}\n"
            for number, ((start, text), end) in enumerate(zip(self.captions, ends, strict=True), start=1)
        ]
        return "\n".join(blocks)


@contextmanager
def guided(home: Path, film: Path) -> Iterator[Guide]:
    """Start a screen, a camera and the application of a first-time user."""
    with desktop(home) as environment, recording(environment, film):
        own = {"PYTHONPATH": str(REPOSITORY), "OMP_WAIT_POLICY": "PASSIVE", "PYTHONFAULTHANDLER": "1"}
        command = [sys.executable, str(HERE / "eye.py"), str(home / "seen.json")]
        process = subprocess.Popen(command, cwd=home, env=environment | own)
        guide = Guide(hands=Hands(environment), home=home, process=process)
        try:
            yield guide
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            film.with_suffix(".srt").write_text(guide.subtitles())


def _stamp(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d},{int(seconds * 1000) % 1000:03d}"


def files_left(home: Path) -> list[Path]:
    """Return sessions that were kept for the next start; none after an orderly end."""
    return [Path(folder) / name for folder, _, names in os.walk(home) for name in names if name.startswith("unsaved")]
