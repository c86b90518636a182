"""Work off the GUI thread: lanes of one thread each, jobs with a flag of their own, answers in order.

A piece of work is a generator function: each `yield` hands a result to the GUI thread and is a place to stop. What a
stopped or replaced job still says is dropped on the GUI thread, by the id of the job.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import count, groupby

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from physnet_viewer.lanes import Handlers, Job, Lane, Message, Work
from physnet_viewer.turn import Turn

__all__ = ["DELIVERY_INTERVAL_MS", "Handlers", "Job", "JobRunner", "Work"]

_JOIN_SECONDS = 0.02
DELIVERY_INTERVAL_MS = 25  # results that come faster are handed over together: the views redraw at most this often


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

        job = Job(number, report, self._turn.wait)
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
        """Take a message from a worker, and keep the worker until the window has drawn what came before.

        Of a first answer, until the window has drawn that one: beside a worker it would take twice as long.
        """
        if message.first:
            self._turn.hold()
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
