"""Renew the translations of the window: find its texts, keep what is translated, compile what the window reads.

    python tools/translate.py            # then translate what is new in Qt Linguist, and run it again
    python tools/translate.py --check    # only tell how much is missing

A new language: add it to `LANGUAGES` in ``physnet_viewer/languages.py``, run this, and translate the file that it
makes in ``resources/translations``. English holds its plurals only.
"""

import argparse
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from physnet_viewer.languages import LANGUAGES, SOURCE  # noqa: E402

FOLDER = ROOT / "resources" / "translations"


def main() -> int:
    """Renew all languages; return 1 where something is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the files are")
    arguments = parser.parse_args()
    missing = 0
    for language in LANGUAGES:
        file = arguments.folder.resolve() / f"physnet_{language}.ts"
        if not arguments.check:
            renew(file, language)
        left = unfinished(file)
        missing += len(left)
        sys.stdout.write(f"{file.name}: {len(left)} to translate\n")
        for source in left:
            sys.stdout.write(f"  {source!r}\n")
    return 1 if missing else 0


def renew(file: Path, language: str) -> None:
    """Find the texts, keep the translations that there are, and compile them."""
    file.parent.mkdir(exist_ok=True)
    update(file, language)
    subprocess.run([tool("pyside6-lrelease"), "-silent", file, "-qm", file.with_suffix(".qm")], check=True)


def update(file: Path, language: str) -> None:
    """Write the texts of the window into a file for Qt Linguist."""
    sources = sorted((ROOT / "physnet_viewer").rglob("*.py"))
    plural = ["-pluralonly"] if language == SOURCE else []
    options = ["-silent", "-no-obsolete", "-locations", "none", "-sort-messages", *plural]
    names = ["-source-language", SOURCE, "-target-language", language, "-tr-function-alias", "QT_TR_NOOP+=later"]
    command = [tool("pyside6-lupdate"), *options, *names, *(path.relative_to(ROOT) for path in sources), "-ts", file]
    subprocess.run(command, check=True, cwd=ROOT)


def unfinished(file: Path) -> list[str]:
    """Return the texts of a file that nobody has translated."""
    messages = ElementTree.parse(file).iter("message")
    return [str(item.findtext("source")) for item in messages if item.find("translation").get("type") == "unfinished"]


def tool(name: str) -> Path:
    """Return a tool that comes with PySide6."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not there: install PySide6-Essentials.")
    return Path(found)


if __name__ == "__main__":
    sys.exit(main())
