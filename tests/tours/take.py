"""Take the tours: a first-time user goes through the real application, by keyboard alone or by mouse alone, on film.

    python tests/tours/take.py FOLDER                  both, as keyboard.mp4 and mouse.mp4 with subtitles
    python tests/tours/take.py FOLDER keyboard

Needs the Debian packages xvfb, openbox and xdotool. Ends with 1 where a step had no effect.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from checks import check_connections
from eye import CONNECTIONS
from guide import NoEffect, files_left, guided
from keyboard import by_keyboard
from mouse import by_mouse

TOURS = {"keyboard": by_keyboard, "mouse": by_mouse}


def main() -> int:
    """Take the tours that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("tours", nargs="*", metavar="keyboard|mouse")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    try:
        for name in options.tours or TOURS:
            take(name, options.folder / f"{name}.mp4")
    except (NoEffect, RuntimeError) as error:
        sys.stderr.write(f"tour: {error}\n")
        return 1
    return 0


def take(name: str, film: Path) -> None:
    """Take one tour."""
    with tempfile.TemporaryDirectory(prefix="tour-") as folder:
        home = Path(folder)
        with guided(home, film) as guide:
            TOURS[name](guide)
            code = guide.end()
        if code != 0:
            raise NoEffect(f"the application ended with {code}")
        check_connections(home / CONNECTIONS)
        if left := files_left(home):
            raise NoEffect(f"left behind: {', '.join(file.name for file in left)}")


if __name__ == "__main__":
    sys.exit(main())
