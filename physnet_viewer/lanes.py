"""Jobs, each with a flag of its own, and lanes of one thread that do them one after the other."""

import logging
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from physnet_core.errors import Cancelled, PhysNetError
from physnet_viewer.failures import trace

_log = logging.getLogger(__name__)
_NICENESS = 5


class Job:
    """One piece of work: an id, and its own flag that says it is no longer wanted.

    Parameters
    ----------
    report
        Hands something to the GUI thread.
    give_way
        Returns once the window has drawn; for steps of the work that have nothing to hand over.
    """

    def __init__(self, number: int, report: Callable[[object], None], give_way: Callable[[], None]) -> None:
        self.id = number
        self.report = report
        self.give_way = give_way
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
    """What a worker says to the GUI thread; the first answer of a long job is the one that takes most to show."""

    job: int
    kind: Literal["item", "done", "failed"]
    payload: object = None
    first: bool = False


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
            first = not self._latest_only
            with closing(work(job)) as steps:
                for item in steps:
                    self._post(Message(job=job.id, kind="item", payload=item, first=first))
                    first = False
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
