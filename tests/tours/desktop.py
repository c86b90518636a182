"""A screen of its own with a window manager, hands that work through the X server, and a camera on it."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

SIZE = (1366, 768)
NEEDED = ("Xvfb", "openbox", "xdotool")  # the Debian packages xvfb, openbox, xdotool
_PACE = 0.012  # seconds between two places of a moving mouse
_RULES = """<openbox_config xmlns="http://openbox.org/3.4/rc">
<keyboard/><applications><application type="normal"><decor>no</decor><maximized>yes</maximized></application>
<application type="dialog"><position force="yes"><x>center</x><y>center</y></position></application></applications>
</openbox_config>"""
Point = tuple[int, int]


@dataclass(frozen=True)
class Hands:
    """Presses keys and moves the mouse of one screen."""

    environment: dict[str, str]

    def press(self, *keys: str) -> None:
        """Press and release keys one after the other, such as ``ctrl+e`` or ``Down``."""
        for key in keys:
            self._do("key", key)

    def write(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--delay", "15", text)

    def click(self, place: Point, button: int = 1) -> None:
        """Go to a place and click there."""
        self.go(place)
        self._do("click", str(button))

    def double_click(self, place: Point) -> None:
        """Go to a place and click there twice."""
        self.go(place)
        self._do("click", "--repeat", "2", "--delay", "80", "1")

    def turn(self, place: Point, notches: int) -> None:
        """Turn the wheel over a place, downwards where `notches` are positive."""
        self.go(place)
        self._do("click", "--repeat", str(abs(notches)), "--delay", "60", "5" if notches > 0 else "4")

    def drag(self, start: Point, end: Point, button: int = 1) -> None:
        """Press at one place, move to another, release."""
        self.go(start)
        self._do("mousedown", str(button))
        self._move(start, end)
        self._do("mouseup", str(button))

    def go(self, place: Point) -> None:
        """Move the mouse as a hand does: not in one jump."""
        here = self._where()
        self._move(here, place)

    def _move(self, start: Point, end: Point, steps: int = 12) -> None:
        moves: list[str] = []
        for step in range(1, steps + 1):
            x, y = (round(a + (b - a) * step / steps) for a, b in zip(start, end, strict=True))
            moves += ["mousemove", str(x), str(y), "sleep", str(_PACE)]
        self._do(*moves)

    def _where(self) -> Point:
        words = self._do("getmouselocation", "--shell").split()
        x, y = (int(word.partition("=")[2]) for word in words[:2])
        return x, y

    def _do(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environment, check=True, capture_output=True, text=True, timeout=60
        )
        return done.stdout


@contextmanager
def desktop(home: Path) -> Iterator[dict[str, str]]:
    """Start an X server and a window manager; give the environment in which programs find both."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        raise RuntimeError(f"not installed: {', '.join(missing)}; on Debian: apt install xvfb openbox xdotool")
    with ExitStack() as stack:
        reading, writing = os.pipe()
        screen = "x".join(str(number) for number in (*SIZE, 24))
        server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp"]
        stack.enter_context(_running(server, pass_fds=(writing,)))
        os.close(writing)
        with os.fdopen(reading) as answer:
            display = f":{answer.readline().strip()}"
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_"))}
        environment |= {"DISPLAY": display, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        environment.pop("WAYLAND_DISPLAY", None)
        rules = home / "openbox.xml"
        rules.write_text(_RULES)
        stack.enter_context(_running(["openbox", "--config-file", str(rules)], env=environment))
        yield environment


@contextmanager
def recording(environment: dict[str, str], file: Path) -> Iterator[None]:
    """Film the screen; the encoder is the one that exports movies."""
    from imageio_ffmpeg import get_ffmpeg_exe

    size = "x".join(str(side) for side in SIZE)
    camera = ["-f", "x11grab", "-framerate", "12", "-video_size", size, "-i", environment["DISPLAY"]]
    look = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "26", "-pix_fmt", "yuv420p", "-threads", "1"]
    command = [get_ffmpeg_exe(), "-loglevel", "error", "-y", *camera, *look, str(file)]
    film = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    try:
        yield
        time.sleep(0.5)  # so that the last picture is seen
    finally:
        film.communicate(b"q", timeout=60)


@contextmanager
def _running(command: list[str], **settings: object) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **settings)  # type: ignore[call-overload]
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)
