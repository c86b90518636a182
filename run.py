#!/usr/bin/env python3
"""Set up what is missing, then run a part of the project. Needs Python 3.11 or newer and nothing else.

    python3 run.py viewer --demo     open the window on the demo scan
    python3 run.py tests             run all tests
    python3 run.py physnet --help    the command line
    python3 run.py lint              ruff, mypy and import contracts

The environment is `.venv` beside this file; it is made once and renewed when the pinned dependencies change.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
STAMP = ENVIRONMENT / "installed.sha256"
LOCK = HERE / "requirements.lock"
PIP = "pip==26.3"  # the first command of a new environment; older ones know no dependency groups
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")

COMMANDS = {
    "viewer": [["-m", "physnet_viewer"]],
    "physnet": [["-m", "physnet_core"]],
    "tests": [["-m", "pytest"]],
    "lint": [
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format", "--check"],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    ],
}


def main(arguments: list[str]) -> int:
    """Run one of `COMMANDS` in an up-to-date environment and return its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything could be checked
        return _complain(f"This needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not arguments or arguments[0] not in COMMANDS:
        sys.stdout.write(__doc__ or "")
        return 0 if arguments in ([], ["-h"], ["--help"]) else 2
    if not _up_to_date() and not _install():
        return 1
    for command in COMMANDS[arguments[0]]:
        code = subprocess.call([PYTHON, *command, *arguments[1:]])
        if code:
            return code
    return 0


def _wanted() -> str:
    """Return what the environment depends on, as a hash."""
    parts = (LOCK.read_bytes(), (HERE / "pyproject.toml").read_bytes(), str(HERE).encode(), sys.version.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _up_to_date() -> bool:
    return PYTHON.exists() and STAMP.is_file() and STAMP.read_text() == _wanted()


def _install() -> bool:
    sys.stderr.write("Setting up the environment; the first time this downloads PyTorch and takes some minutes.\n")
    try:
        # Copies, the default, fail where the environment is there already.
        venv.create(ENVIRONMENT, with_pip=True, symlinks=os.name != "nt")
    except (subprocess.CalledProcessError, OSError):
        _complain("A virtual environment cannot be made; on Debian and Ubuntu run: sudo apt install python3-venv")
        return False
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = (
        [*pip, PIP],
        [*pip, "--constraint", LOCK, "--group", "dev", "--editable", HERE],
        # pip compiles what it copies, not what it links to: without this the first start takes half as long again.
        [PYTHON, "-m", "compileall", "-q", "physnet_core", "physnet_viewer"],
    )
    for step in steps:
        if subprocess.call(step, cwd=HERE):
            _complain("The installation failed, see above; run the same command again once that is mended.")
            return False
    STAMP.write_text(_wanted())
    return True


def _complain(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
