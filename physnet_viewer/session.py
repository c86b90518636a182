"""The one place where what the window shows changes.

Views render a `ViewState` and never talk to each other; the controller is the only one that computes. `Session.changed`
carries the old and the new snapshot, so that a view redraws only what differs.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from physnet_viewer.view_parts import (
    WHITE_TO_GREY_RANGE,
    Cine,
    CrossPlanes,
    Dimensions,
    GridName,
    HeaderPage,
    Layout,
    ModelStatus,
    Offer,
    Overlay,
    Parameters,
    Playback,
    Task,
    Zoom,
)
from physnet_viewer.view_state import FIELD_NAMES, ViewState, differs, same

__all__ = [
    "FIELD_NAMES",
    "WHITE_TO_GREY_RANGE",
    "Cine",
    "CrossPlanes",
    "Dimensions",
    "GridName",
    "HeaderPage",
    "Layout",
    "ModelStatus",
    "Offer",
    "Overlay",
    "Parameters",
    "Playback",
    "Session",
    "Task",
    "ViewState",
    "Zoom",
    "differs",
]


class Session(QObject):
    """Holds the current `ViewState`; lives on the GUI thread."""

    changed = Signal(object, object)  # old, new: ViewState

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = ViewState()
        self._untold: deque[tuple[ViewState, ViewState]] = deque()
        self._telling = self._holding = False

    @property
    def state(self) -> ViewState:
        """The current snapshot."""
        return self._state

    def update(self, **changes: Any) -> None:
        """Replace fields of the state and tell the views; equal values tell nobody, so loops end by themselves.

        An update made while views are being told is told after them, so that every view sees the same sequence of
        snapshots and never an older one last.
        """
        old = self._state
        real = {name: value for name, value in changes.items() if not same(getattr(old, name), value)}
        if real:
            self._state = replace(old, **real)
            if not self._holding:
                self._untold.append((old, self._state))
                self._tell()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Tell the views once, at the end, of all updates made meanwhile; the state itself is new at once."""
        if self._holding:
            yield
            return
        old, self._holding = self._state, True
        try:
            yield
        finally:
            self._holding = False
            if self._state is not old:
                self._untold.append((old, self._state))
                self._tell()

    def set_task(self, name: str, done: int = 0, total: int | None = None) -> None:
        """Show how far a task is; a new one is shown after those under way."""
        task = Task(name=name, done=done, total=total)
        others = self._state.tasks
        known = any(item.name == name for item in others)
        tasks = tuple(task if item.name == name else item for item in others)
        self.update(tasks=tasks if known else (*others, task))

    def end_task(self, *names: str) -> None:
        """Show a task no longer."""
        self.update(tasks=tuple(item for item in self._state.tasks if item.name not in names))

    def _tell(self) -> None:
        if self._telling:
            return
        self._telling = True
        try:
            while self._untold:
                self.changed.emit(*self._untold.popleft())
        finally:
            self._telling = False
