"""The command `physnet-viewer`. Qt is imported inside, so that what it lacks can be said in a sentence."""

import argparse
import ctypes
import importlib.util
import logging
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from physnet_core import __version__
from physnet_core.memory import collection_put_off, keep_freed_memory
from physnet_viewer.languages import CHOICES

_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
DEFAULT_SIZE = (1366, 768)
_KEPT_MEMORY = 256 << 20  # bytes of freed memory that the window holds on to: what a batch of slices passes through


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; return the exit code of the process."""
    arguments = parser().parse_args(argv)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.WARNING)  # of the handler: our own packages tell the log file more
    keep_freed_memory(at_most=_KEPT_MEMORY)
    problem = _choose_platform(screenshot=arguments.screenshot is not None)
    if problem is None:
        try:
            with collection_put_off():
                from physnet_viewer import launch
        except ImportError as error:
            problem = _missing_library(str(error))
            if problem is None:
                raise
        else:
            return launch.run(arguments)
    sys.stderr.write(f"physnet-viewer: {problem}\n")
    return 1


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(
        prog="physnet-viewer",
        description="See what PhysNet makes of a brain MRI scan. Research use only; not a medical device.",
    )
    made.add_argument("path", nargs="?", type=Path, metavar="PATH", help="folder or file to open")
    made.add_argument("--demo", action="store_true", help="open the synthetic scan that ships with the product")
    made.add_argument("--device", default="auto", help="auto (a GPU when there is one), cpu, cuda, cuda:N or mps")
    made.add_argument("--weights", metavar="FILE|NAME", help="another bundle than the one that ships")
    made.add_argument("--language", choices=CHOICES, help="of the window, in place of the one chosen there")
    made.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="open, predict, save a picture of the window, and quit"
    )
    made.add_argument(
        "--size", type=_size, default=DEFAULT_SIZE, metavar="WxH", help="of the window in the picture (1366x768)"
    )
    made.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return made


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size; give width and height in pixels, as in 1366x768")
    return int(match[1]), int(match[2])


def _choose_platform(*, screenshot: bool) -> str | None:
    """Make sure that Qt finds a place to draw; return what is missing, since Qt itself would abort the process."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    if not os.environ.get("DISPLAY"):
        if screenshot:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            return None
        return "there is no display; run it on a desktop, or with QT_QPA_PLATFORM=offscreen and --screenshot FILE"
    return _missing_for_x11()


def _missing_for_x11() -> str | None:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return "PySide6 is not installed; install PhysNet Viewer again"
    plugin = Path(spec.submodule_search_locations[0]) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.is_file():
        return None
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return _missing_library(str(error))
    return None


def _missing_library(text: str) -> str | None:
    """Return what to install, from the loader's words "libX.so.1: cannot open shared object file"."""
    match = re.search(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object", text)
    if match is None:
        return None
    package = _PACKAGES.get(match[1], re.sub(r"\.so\.?", "", match[1]).lower())
    return f"the system library {match[1]} is missing; on Debian or Ubuntu: sudo apt install {package}"


if __name__ == "__main__":
    sys.exit(main())
