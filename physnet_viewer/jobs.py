"""Work off the GUI thread: lanes of one thread each, jobs with a flag of their own, answers in order.

A piece of work is a generator function: each `yield` hands a result to the GUI thread and is a place to stop. What a
stopped or replaced job still says is dropped on the GUI thread, by the id of the job.
"""

import logging
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from itertools import count, groupby
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from physnet_core.errors import Cancelled, PhysNetError
from physnet_viewer.failures import trace
from physnet_viewer.turn import Turn

_log = logging.getLogger(__name__)
_JOIN_SECONDS = 0.02
_NICENESS = 5
DELIVERY_INTERVAL_MS = 25  # results that come faster are handed over together: the views redraw at most this often


class Job:
    """One piece of work: an id, and its own flag that says it is no longer wanted."""

    def __init__(self, number: int, report: Callable[[object], None]) -> None:
        self.id = number
        self.report = report
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()


Work = Callable[[Job], Generator[object, None, None]]


def _nothing(*_: object) -> None:
    """Ignore an answer."""


@dataclass(frozen=True, kw_only=True)
class Handlers:
    """What the GUI thread does with the answers of a job.

    Attributes
    ----------
    items
        Called with a tuple of results, in order.
    done, failed
        One of them is called last, unless the job was cancelled.
    """

    items: Callable[[tuple[object, ...]], None] = _nothing
    done: Callable[[], None] = _nothing
    failed: Callable[[Exception], None] = _nothing


@dataclass(frozen=True, kw_only=True, eq=False)
class Message:
    """What a worker says to the GUI thread."""

    job: int
    kind: Literal["item", "done", "failed"]
    payload: object = None


class Lane:
    """One worker thread that does one job after the other; it starts with its first job.

    Parameters
    ----------
    post
        Takes what a job says.
    wait
        Returns when a job may begin.
    latest_only
        Whether a new job replaces those that have not begun. The running one is let finish, so that a slider that
        moves all the time still shows something.
    """

    def __init__(
        self, name: str, post: Callable[[Message], None], wait: Callable[[], None], *, latest_only: bool = False
    ) -> None:
        self._name = name
        self._post = post
        self._wait = wait
        self._latest_only = latest_only
        self._waiting: deque[tuple[Job, Work]] = deque()
        self._running: Job | None = None
        self._stopping = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def submit(self, job: Job, work: Work) -> list[Job]:
        """Queue a job, and return those that it replaces."""
        replaced: list[Job] = []
        with self._changed:
            if self._latest_only:
                replaced = [waiting for waiting, _ in self._waiting]
                self._waiting.clear()
            self._waiting.append((job, work))
            self._changed.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=f"physnet-{self._name}", daemon=True)
            self._thread.start()
        return replaced

    def stop(self) -> None:
        """Let the thread end after the step it is at."""
        with self._changed:
            self._stopping = True
            self._waiting.clear()
            if self._running is not None:
                self._running.cancel()
            self._changed.notify()

    def join(self, seconds: float) -> bool:
        """Wait for the thread; return whether it has ended."""
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        _yield_to_window()
        while (entry := self._next()) is not None:
            job, work = entry
            self._wait()
            self._do(job, work)
            del job, work, entry  # a finished job must not keep its pixels alive until the next one

    def _next(self) -> tuple[Job, Work] | None:
        with self._changed:
            self._running = None
            while not self._waiting and not self._stopping:
                self._changed.wait()
            if self._stopping:
                return None
            entry = self._waiting.popleft()
            self._running = entry[0]
            return entry

    def _do(self, job: Job, work: Work) -> None:
        if job.cancelled():
            return
        try:
            with closing(work(job)) as steps:
                for item in steps:
                    self._post(Message(job=job.id, kind="item", payload=item))
                    if job.cancelled():
                        return
            self._post(Message(job=job.id, kind="done"))
        except Cancelled:
            pass
        except Exception as error:  # whatever it is, the window lives on and says so
            expected = isinstance(error, PhysNetError)  # the user is told, and can mend it
            _log.log(logging.INFO if expected else logging.WARNING, "%s: %s", self._name, trace(error))
            self._post(Message(job=job.id, kind="failed", payload=error))


def _yield_to_window() -> None:
    """Let the calling thread wait whenever the window wants the processor; on Linux, where niceness is a thread's."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


class JobRunner(QObject):
    """Gives work to lanes and hands their answers to the GUI thread, where it lives.

    Parameters
    ----------
    together
        Entered around the handling of what came at once, so that it can be shown at once.
    """

    _arrived = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        together: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        super().__init__(parent)
        self._together = together
        self._turn = Turn(self)
        self._numbers = count(1)
        self._lanes: dict[str, Lane] = {}
        self._jobs: dict[int, tuple[Job, Handlers]] = {}
        self._inbox: deque[Message] = deque()
        self._told = threading.Event()
        self._closed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DELIVERY_INTERVAL_MS)
        self._pause.timeout.connect(self._deliver)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def submit(self, lane: str, work: Work, handlers: Handlers, *, latest_only: bool = False) -> Job:
        """Run `work` in `lane`, which is made on first use, and answer through `handlers` on this thread.

        After `shutdown` nothing is begun any more: a timer may still ask for it while the window closes.
        """
        number = next(self._numbers)

        def report(item: object) -> None:
            self._say(Message(job=number, kind="item", payload=item))

        job = Job(number, report)
        if self._closed:
            job.cancel()
            return job
        self._jobs[number] = (job, handlers)
        if lane not in self._lanes:
            self._lanes[lane] = Lane(lane, self._say, self._turn.wait, latest_only=latest_only)
        for replaced in self._lanes[lane].submit(job, work):
            self.cancel(replaced)
        return job

    def cancel(self, job: Job | None) -> None:
        """Stop a job; nothing that it says from now on, or said and was not yet heard, is handled."""
        if job is not None:
            job.cancel()
            self._jobs.pop(job.id, None)

    def is_wanted(self, job: Job | None) -> bool:
        """Whether a job is under way and still answered to."""
        return job is not None and job.id in self._jobs

    def shutdown(self, seconds: float = 30.0, *, abandon: Callable[[], bool] = lambda: False) -> bool:
        """Stop everything, wait for all threads, and return whether they ended.

        Parameters
        ----------
        abandon
            Whether the last thread that is left is at something that cannot be stopped and need not be waited for.
        """
        self._closed = True
        self._turn.end()
        self._pause.stop()
        for job, _ in self._jobs.values():
            job.cancel()
        self._jobs.clear()
        for lane in self._lanes.values():
            lane.stop()
        deadline = time.monotonic() + seconds
        left = list(self._lanes.values())
        while left and time.monotonic() < deadline and not (len(left) == 1 and abandon()):
            left = [lane for lane in left if not lane.join(_JOIN_SECONDS)]
        self._lanes.clear()
        self._inbox.clear()
        return not left

    @Slot()
    def window_first(self) -> None:
        """Let workers wait at their next step until the window has drawn what it is about to."""
        self._turn.take()

    def _say(self, message: Message) -> None:
        """Take a message from a worker, and keep the worker until the window has drawn what came before."""
        self._post(message)
        self._turn.wait()

    def _post(self, message: Message) -> None:
        """Take a message from any thread; one wake-up stands for all that come before it is heard."""
        self._inbox.append(message)
        if not self._told.is_set():
            self._told.set()
            self._arrived.emit()

    @Slot()
    def _on_arrived(self) -> None:
        if not self._pause.isActive():
            self._deliver()

    @Slot()
    def _deliver(self) -> None:
        self._told.clear()
        messages = []
        while self._inbox:
            messages.append(self._inbox.popleft())
        if not messages:
            return
        self._pause.start()
        self._turn.take()
        with self._together():
            for number, kind, payloads in _by_job(messages):
                self._hand_over(number, kind, payloads)

    def _hand_over(self, number: int, kind: str, payloads: tuple[object, ...]) -> None:
        entry = self._jobs.get(number)
        if entry is None:
            return
        handlers = entry[1]
        if kind == "item":
            handlers.items(payloads)
            return
        del self._jobs[number]
        if kind == "done":
            handlers.done()
        elif isinstance(payloads[0], Exception):
            handlers.failed(payloads[0])


def _by_job(messages: Iterable[Message]) -> Iterator[tuple[int, str, tuple[object, ...]]]:
    """Yield what each job said, in its order: all items in one piece, then how it ended."""
    said: dict[int, list[Message]] = {}
    for message in messages:
        said.setdefault(message.job, []).append(message)
    for number, own in said.items():
        for kind, group in groupby(own, key=lambda message: message.kind):
            yield number, kind, tuple(message.payload for message in group)
