"""Workers let the window go first, but are never held for good."""

import threading

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
