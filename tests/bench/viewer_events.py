"""Anything at any time, in one window for long and in many that are closed in the middle of it."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from alarms import Alarms
from leaks import running_timers, sweep, windows_left, worker_threads
from made_scans import head
from PySide6.QtWidgets import QApplication
from random_user import RandomUser, write_scans
from viewer_window import Row, Window, held_mb, opened

from physnet_core.physics.tissue import find_tissue

LIVES = 20


def events() -> Iterator[Row]:
    """1,000 random events with delays: nothing stale, no exception, memory flat."""
    with tempfile.TemporaryDirectory() as folder, opened() as window:
        _use_once(window)
        scans = write_scans(Path(folder), side=128)
        user = _user(window, scans, seed=1)
        user.run(500, window.application.processEvents)
        early = _at_rest_mb(window, scans[0])
        user.run(500, window.application.processEvents)
        late = _at_rest_mb(window, scans[0])
        yield Row("1,000 random events: results for another input", float(len(user.mismatches)), "", 0, _first(user))
        yield Row("snapshots looked at", float(user.looked_at), "")
        yield Row("exceptions and messages of failure", float(len(user.failures)), "", 0, "; ".join(user.failures[:1]))
        yield Row("memory after 1,000 events against 500", 100 * (late / early - 1), "%", 5)
        window.window.close()
        yield Row("worker threads left after closing", float(len(worker_threads())), "", 0)


def lives() -> Iterator[Row]:
    """Windows that are opened, used for some fifty random events, and closed at once, whatever is under way."""
    chance, mismatches, failures, left, early = random.Random(2), [], [], [], 0.0
    with opened() as window:
        _use_once(window)
        application = window.application
    sweep(application)
    before = application.topLevelWidgets()
    with tempfile.TemporaryDirectory() as folder:
        scans = write_scans(Path(folder), side=128)
        for life in range(LIVES):
            with Alarms() as alarms:
                user = _live(scans, seed=life, count=chance.randrange(10, 90))
                mismatches += user.mismatches
                failures += user.failures
                del user
                sweep(application)
                left += _left(application, before)
            failures += alarms.lines
            early = early or (held_mb() if life == LIVES // 2 else 0.0)
    yield Row(f"{LIVES} windows: results for another input", float(len(mismatches)), "", 0, "; ".join(mismatches[:1]))
    yield Row("exceptions and messages of failure", float(len(failures)), "", 0, "; ".join(failures[:1]))
    yield Row("threads, timers, windows left by closed windows", float(len(left)), "", 0, "; ".join(left[:1]))
    windows = LIVES - LIVES // 2 - 1
    yield Row("memory that a closed window leaves", (held_mb() - early) / windows, "MB", None, "a process opens one")


def _use_once(window: Window) -> None:
    """Let be imported what is imported at first use, a hundred MB for tissue, before memory is looked at."""
    window.wait(lambda state: state.model == "ready")
    find_tissue(head(1, 128, 128)[0].astype(np.float32))


def _at_rest_mb(window: Window, scan: Path) -> float:
    """Return the memory in use once a scan was opened anew: what was pinned and can be undone is gone with the last."""
    window.controller.cancel()
    window.window.open_path(scan)
    window.wait(lambda state: state.series)
    window.settle()
    return held_mb()


def _live(scans: tuple[Path, ...], *, seed: int, count: int) -> RandomUser:
    """Open a window, do things in it, and close it in the middle of them; now and then before the network is there."""
    with opened() as window:
        if seed % 4:
            window.wait(lambda state: state.model == "ready")
        user = _user(window, scans, seed=seed)
        user.run(count, window.application.processEvents)
    return user


def _user(window: Window, scans: tuple[Path, ...], *, seed: int) -> RandomUser:
    return RandomUser(window.session, window.controller, window.window, scans, seed=seed)


def _left(application: QApplication, before: list) -> list[str]:
    """Return what is alive of windows that are closed."""
    return [*worker_threads(), *(str(item) for item in (*running_timers(), *windows_left(application, before)))]


def _first(user: RandomUser) -> str:
    return "; ".join(user.mismatches[:1])
