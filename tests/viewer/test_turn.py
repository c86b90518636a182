"""Workers let the window go first, but are never held for good."""

import threading
import time

import pytest
from PySide6.QtWidgets import QWidget

from physnet_viewer.jobs import Handlers, JobRunner
from physnet_viewer.turn import Turn

PATIENCE_MS = 20_000


@pytest.fixture
def turn(qtbot):
    made = Turn()
    yield made
    made.end()
    made.deleteLater()


class Painted(QWidget):
    """Counts how often it was painted."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def paintEvent(self, event):
        self.count += 1


def test_workers_wait_until_the_window_has_painted(turn, qtbot):
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: widget.count > 0, timeout=PATIENCE_MS)
    before = widget.count
    turn.take()
    widget.update()
    assert not turn.is_free
    qtbot.waitUntil(lambda: turn.is_free, timeout=PATIENCE_MS)
    assert widget.count == before + 1


def test_a_window_that_never_rests_holds_nobody_for_good(turn):
    turn.take()
    worker = threading.Thread(target=turn.wait)
    worker.start()
    worker.join(10)  # this thread runs no event loop meanwhile
    assert not worker.is_alive()
    assert not turn.is_free


def test_after_the_end_nobody_waits(turn):
    turn.take()
    turn.end()
    assert turn.is_free
    turn.take()
    assert turn.is_free


def test_shutdown_does_not_wait_for_a_worker_that_waits_for_the_window(qtbot):
    runner, said = JobRunner(), threading.Event()

    def work(job):
        while True:
            said.set()
            yield

    runner.window_first()
    runner.submit("lane", work, Handlers())
    assert said.wait(10)
    assert runner.shutdown()
    runner.deleteLater()


@pytest.mark.parametrize("latest_only", [False, True])
def test_the_first_answer_of_long_work_is_shown_before_the_next_step(qtbot, latest_only):
    runner, heard = JobRunner(), []

    def work(job):
        yield 1
        yield 2

    runner.submit("lane", work, Handlers(items=heard.extend), latest_only=latest_only)
    deadline = time.monotonic() + 10
    while not runner._inbox and time.monotonic() < deadline:
        time.sleep(0.001)  # this thread runs no event loop meanwhile
    assert runner._turn.is_free is latest_only  # a slider that moves must not be held up
    qtbot.waitUntil(lambda: heard == [1, 2])
    qtbot.waitUntil(lambda: runner._turn.is_free)
    assert runner.shutdown()
    runner.deleteLater()
