"""Take pictures of every state of the window, for people to look at, or the one of the README.

    python tools/take_pictures.py FOLDER                      every state, every size, both themes; some minutes
    python tools/take_pictures.py FOLDER --only demo export   those with one of these words in their name
    python tools/take_pictures.py --readme                    resources/pictures/window.png

Each state is taken at 1366x768 and 1920x1080, dark and light; at 1366x768 also with two screen pixels for one, and with
text of twice the size. Nothing but the repository is needed, not even a screen.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from physnet_viewer.languages import LANGUAGES, SOURCE

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
SMALL, LARGE = (1366, 768), (1920, 1080)
RUNS = {  # name: (pixels of the screen for one of the window, size of text, size of the window)
    "small": (1, 1, SMALL),
    "large": (1, 1, LARGE),
    "2x": (2, 1, SMALL),
    "large-text": (1, 2, SMALL),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Start one process a run: how many pixels a screen has is fixed for a process."""
    options = _parser().parse_args(arguments)
    if options.readme:
        return _take_readme()
    if options.folder is None:
        sys.stderr.write("take_pictures: say where the pictures go, or --readme\n")
        return 2
    if options.run is not None:
        return _take(options)
    options.folder.mkdir(parents=True, exist_ok=True)
    code = 0
    for run in options.runs or RUNS:
        code = code or _start(run, options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD")
    parser.add_argument("--runs", nargs="+", choices=RUNS)
    parser.add_argument("--themes", nargs="+", choices=("dark", "light"), default=["dark", "light"])
    parser.add_argument("--language", choices=LANGUAGES, default=SOURCE)
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    return parser


def _take_readme() -> int:
    picture = REPOSITORY / "resources" / "pictures" / "window.png"
    command = [sys.executable, "-m", "physnet_viewer", "--demo", "--screenshot", str(picture), "--size", "1366x768"]
    with tempfile.TemporaryDirectory() as home:  # nobody's own arrangement
        places = {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home}
        return subprocess.call(command, cwd=REPOSITORY, env=os.environ | places)


def _start(run: str, options: argparse.Namespace) -> int:
    ratio, _, size = RUNS[run]
    with tempfile.TemporaryDirectory() as home:
        screen = Path(home) / "screen.json"
        width, height = (ratio * side for side in size)
        shown = {
            "name": "one",
            "x": 0,
            "y": 0,
            "width": width,
            "height": height,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
        }
        screen.write_text(json.dumps({"screens": [shown | {"dpr": ratio}]}))
        places = {
            "PYTHONPATH": os.pathsep.join((str(REPOSITORY), str(HERE))),
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
            "HOME": home,
        }
        command = [sys.executable, __file__, str(options.folder.absolute()), "--run", run, "--themes", *options.themes]
        command += ["--language", options.language]
        if options.only:
            command += ["--only", *options.only]
        done = subprocess.run(command, cwd=home, env=os.environ | places, stderr=subprocess.PIPE, text=True)
    sys.stderr.writelines(line for line in done.stderr.splitlines(keepends=True) if "plugin does not" not in line)
    return done.returncode


def _take(options: argparse.Namespace) -> int:
    from pictures.scenes import SCENES
    from pictures.studio import Look, opened
    from PySide6.QtWidgets import QApplication

    from physnet_viewer.translation import use_language

    application = QApplication(["physnet-viewer"])
    _, text, size = RUNS[options.run]
    font = application.font()
    font.setPointSizeF(text * font.pointSizeF())
    application.setFont(font)
    use_language(options.language, application)
    faults: list[object] = []
    report = sys.excepthook
    sys.excepthook = lambda *fault: (faults.append(fault), report(*fault))
    looks = tuple(Look(size=size, theme=theme) for theme in options.themes)
    label = "" if options.run in ("small", "large") else f"_{options.run}"
    label += "" if options.language == SOURCE else f"_{options.language}"
    with tempfile.TemporaryDirectory() as scratch:
        with opened(options.folder, Path(scratch), looks, label, tuple(options.only)) as studio:
            for scene in SCENES:
                scene(studio)
        print(f"{len(studio.taken)} pictures of {options.run}")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
