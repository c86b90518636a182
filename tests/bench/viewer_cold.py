"""What is timed from outside: the application in a process of its own, from its start until it is gone."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

from viewer_window import Row, study

HERE = Path(__file__).resolve().parent
RUNS = 5
READING = ("shown", "importing", "scanning", "reading", "predicting", "result")
WORKING = ("exporting", "growing", "comparing")


def start() -> Iterator[Row]:
    """Start to visible window, and whether torch was spared."""
    runs = [_process("shown")[0] for _ in range(RUNS)]
    yield _row("start to visible window", [run["visible"] for run in runs], 1.5)
    yield Row("torch, torchvision imported by then", float(max(len(run["heavy"]) for run in runs)), "", 0)


def demo() -> Iterator[Row]:
    """Cold start with the demo scan to its first result."""
    run, _ = _process("result", "--demo", "--device", "cpu")
    yield Row("demo scan from a cold start: first image", run["image"], "s")
    yield Row("demo scan from a cold start: first result", run["reached"], "s", 6)


def first_image_at_start() -> Iterator[Row]:
    """A folder of 200 files of 512 x 512, dropped as soon as the window is there: torch is still being imported."""
    with study(200) as folder:
        runs = [_process("image", str(folder), "--device", "cpu")[0] for _ in range(RUNS)]
    yield _row("200 files of 512x512, dropped at the start: first image", [r["image"] - r["visible"] for r in runs], 1)
    yield Row("of these, with torch imported already", float(sum(not run["importing"] for run in runs)), "", 0)


def close() -> Iterator[Row]:
    """Close in each phase: the process ends, no thread is left to its own, and no file is half written."""
    with study(60) as folder:
        for when in (*READING, *WORKING):
            what = ("--demo",) if when in WORKING else (str(folder),)
            run, ended = _process(when, *what, "--device", "cpu")
            abandoned = run["importing"] and bool(run["threads"])  # it cannot be stopped, and ends with the process
            remark = "an import of torch was cut short" if abandoned else ""
            yield Row(f"closed while {when}: process gone after", ended - run["reached"], "s", 1.0, remark)
            yield Row(f"closed while {when}: other threads alive", float(len(run["threads"]) - abandoned), "", 0)
            if when == "exporting":
                yield Row("files half written", float(len(run["half_written"])), "", 0)


def _row(what: str, seconds: list[float], most: float) -> Row:
    return Row(f"{what}, median", median(seconds), "s", most, f"worst of {len(seconds)}: {max(seconds):.2f} s")


@cache
def _compile() -> None:
    """Compile the modules once, as the installation does: Python may be told not to keep what it compiles."""
    packages = ("physnet_core", "physnet_viewer")
    subprocess.run([sys.executable, "-m", "compileall", "-q", *packages], cwd=HERE.parents[1], check=True)


def _process(when: str, *arguments: str) -> tuple[dict, float]:
    """Run the application in a process; return what it found, and when it was gone, from its start on."""
    _compile()
    with tempfile.TemporaryDirectory() as settings, tempfile.TemporaryDirectory() as exports:
        places = {"XDG_CONFIG_HOME": settings, "PYTHONPATH": str(HERE.parents[1])}
        began = time.monotonic()
        command = [sys.executable, str(HERE / "viewer_process.py"), repr(began), when, exports, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | places, timeout=300)
        ended = time.monotonic() - began
    if done.returncode != 0 or not done.stdout.strip():
        raise RuntimeError(f"the application ended with {done.returncode}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1]), ended
