"""Threads: answers in order on the GUI thread, jobs that stop, and nothing left behind."""

import threading
from contextlib import contextmanager

import pytest

from physnet_core.errors import Cancelled
from physnet_viewer.jobs import Handlers, JobRunner

PATIENCE_MS = 20_000


@pytest.fixture
def runner(qtbot):
    made = JobRunner()
    yield made
    assert made.shutdown()
    made.deleteLater()


class Listener:
    """Collects what a job says, and on which thread it is heard."""

    def __init__(self):
        self.items, self.ends, self.threads = [], [], set()

    @property
    def handlers(self):
        return Handlers(items=self._items, done=lambda: self._end("done"), failed=self._end)

    def _items(self, items):
        self.items.extend(items)
        self.threads.add(threading.current_thread())

    def _end(self, how):
        self.ends.append(how)
        self.threads.add(threading.current_thread())


def counting(count):
    def work(job):
        yield from range(count)

    return work


def test_answers_come_in_order_on_the_gui_thread(runner, qtbot):
    heard = Listener()
    runner.submit("lane", counting(1000), heard.handlers)
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=PATIENCE_MS)
    assert heard.items == list(range(1000))
    assert heard.ends == ["done"]
    assert heard.threads == {threading.main_thread()}


def test_a_report_from_within_a_step_keeps_its_place(runner, qtbot):
    heard = Listener()

    def work(job):
        job.report("first")
        yield "second"
        job.report("third")

    runner.submit("lane", work, heard.handlers)
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=PATIENCE_MS)
    assert heard.items == ["first", "second", "third"]


def test_what_a_cancelled_job_has_already_said_is_not_heard(runner, qtbot):
    heard, said = Listener(), threading.Event()

    def work(job):
        yield "stale"
        said.set()

    job = runner.submit("lane", work, heard.handlers)
    assert said.wait(10)  # the message waits in the event loop, which has not run
    runner.cancel(job)
    after = Listener()
    runner.submit("lane", counting(1), after.handlers)
    qtbot.waitUntil(lambda: bool(after.ends), timeout=PATIENCE_MS)
    assert heard.items == []
    assert heard.ends == []


def test_a_cancelled_job_stops_at_its_next_step(runner, qtbot):
    started, closed = threading.Event(), threading.Event()

    def work(job):
        try:
            while True:
                started.set()
                yield
        finally:
            closed.set()

    job = runner.submit("lane", work, Handlers())
    assert started.wait(10)
    runner.cancel(job)
    assert closed.wait(10)


def test_a_new_job_does_not_revive_a_cancelled_one(runner):
    """One flag shared by all loads can be reset by the next load; here each job has its own."""
    hold = threading.Event()

    def work(job):
        hold.wait(10)
        yield

    old = runner.submit("lane", work, Handlers())
    runner.cancel(old)
    new = runner.submit("lane", work, Handlers())
    assert old.cancelled()
    assert not new.cancelled()
    hold.set()


def test_the_latest_replaces_those_that_wait(runner, qtbot):
    started, go = threading.Event(), threading.Event()
    heard = [Listener() for _ in range(4)]

    def blocking(job):
        started.set()
        go.wait(10)
        yield "running"

    runner.submit("lane", blocking, heard[0].handlers, latest_only=True)
    assert started.wait(10)
    for number in (1, 2, 3):
        runner.submit("lane", counting(number), heard[number].handlers)
    go.set()
    qtbot.waitUntil(lambda: bool(heard[3].ends), timeout=PATIENCE_MS)
    assert [listener.ends for listener in heard] == [["done"], [], [], ["done"]]


def test_an_error_is_told_and_the_lane_goes_on(runner, qtbot):
    broken, fine = Listener(), Listener()

    def work(job):
        yield 1
        raise ZeroDivisionError

    runner.submit("lane", work, broken.handlers)
    runner.submit("lane", counting(2), fine.handlers)
    qtbot.waitUntil(lambda: bool(fine.ends), timeout=PATIENCE_MS)
    assert broken.items == [1]
    assert [type(end) for end in broken.ends] == [ZeroDivisionError]
    assert fine.items == [0, 1]


def test_cancelled_work_is_no_error(runner, qtbot):
    heard, after = Listener(), Listener()

    def work(job):
        raise Cancelled
        yield

    runner.submit("lane", work, heard.handlers)
    runner.submit("lane", counting(1), after.handlers)
    qtbot.waitUntil(lambda: bool(after.ends), timeout=PATIENCE_MS)
    assert heard.ends == []


def test_shutdown_ends_threads_in_the_middle_of_work(qtbot):
    runner = JobRunner()
    started = [threading.Event() for _ in range(3)]

    def endless(event):
        def work(job):
            while True:
                event.set()
                yield

        return work

    for number, event in enumerate(started):
        runner.submit(f"lane {number}", endless(event), Handlers())
        runner.submit(f"lane {number}", counting(1), Handlers())
    assert all(event.wait(10) for event in started)
    assert runner.shutdown()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("physnet-")]
    runner.deleteLater()


def test_nothing_begins_after_shutdown(qtbot):
    runner, heard = JobRunner(), Listener()
    assert runner.shutdown()
    job = runner.submit("lane", counting(3), heard.handlers)
    assert job.cancelled()
    assert not runner.is_wanted(job)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("physnet-")]
    runner.deleteLater()


def test_what_came_at_once_is_handled_at_once_and_job_by_job(qtbot):
    """Two jobs that speak in turn would else make the window draw once for each of their words."""
    handled = []

    @contextmanager
    def together():
        handled.append("begin")
        yield
        handled.append("end")

    runner = JobRunner(together=together)
    turns = [threading.Semaphore(1), threading.Semaphore(0)]
    ended = [threading.Event(), threading.Event()]

    def work(number):
        def steps(job):
            for item in range(3):
                assert turns[number].acquire(timeout=10)
                job.report(item)
                turns[1 - number].release()
            ended[number].set()
            yield "last"

        return steps

    for number in range(2):
        runner.submit(
            f"lane {number}",
            work(number),
            Handlers(
                items=lambda items, number=number: handled.append((number, items)),
                done=lambda number=number: handled.append((number, "done")),
            ),
        )
    assert all(event.wait(10) for event in ended)  # the event loop has not run yet
    qtbot.waitUntil(lambda: sum(entry[1] == "done" for entry in handled) == 2, timeout=PATIENCE_MS)
    said = [entry for entry in handled if isinstance(entry, tuple)]
    for number in range(2):
        own = [what for who, what in said if who == number]
        assert own[0][:3] == (0, 1, 2)
        assert own[-1] == "done"
    assert handled[0] == "begin"
    assert handled.index("end") >= 3, "both jobs within one"
    assert runner.shutdown()
    runner.deleteLater()
