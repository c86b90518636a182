"""Runs through the slices by a clock."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from physnet_viewer.session import Session, ViewState, differs

SLOWEST, FASTEST = 1.0, 60.0
_STEP = 1.25


class CinePlayer(QObject):
    """Shows one slice more a tick; where drawing is slower than the clock, ticks are lost and slices are not.

    Parameters
    ----------
    show_slice
        Called with the slice to show.
    """

    def __init__(self, session: Session, show_slice: Callable[[int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._show_slice = show_slice
        self._direction = 1
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self.advance)

    def toggle(self) -> None:
        """Start, or stop where it is."""
        cine = self._session.state.cine
        self._session.update(cine=replace(cine, playing=not cine.playing and len(self._session.state.slices) > 1))

    def set_bounce(self, bounce: bool) -> None:
        """Turn back at the ends, or begin again."""
        self._session.update(cine=replace(self._session.state.cine, bounce=bounce))

    def change_speed(self, faster: bool) -> None:
        """Go a quarter faster, or slower."""
        cine = self._session.state.cine
        speed = cine.slices_per_second * (_STEP if faster else 1 / _STEP)
        self._session.update(cine=replace(cine, slices_per_second=min(max(speed, SLOWEST), FASTEST)))

    def stop(self) -> None:
        """Stop at once."""
        self._clock.stop()
        cine = self._session.state.cine
        if cine.playing:
            self._session.update(cine=replace(cine, playing=False))

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Keep the clock as the state says."""
        if differs(old, new, "series_uid", "path") and new.cine.playing:
            self.stop()
            return
        if not differs(old, new, "cine"):
            return
        if not new.cine.playing:
            self._clock.stop()
            return
        interval = round(1000 / new.cine.slices_per_second)
        if not self._clock.isActive() or self._clock.interval() != interval:
            self._clock.start(interval)

    @Slot()
    def advance(self) -> None:
        """Show the next slice; one that is still being read is waited for."""
        state = self._session.state
        if not state.cine.playing:
            return  # a tick that was under way when it was stopped
        last = len(state.slices) - 1
        following = state.slice_index + self._direction
        if not 0 <= following <= last:
            self._direction = -self._direction if state.cine.bounce else 1
            following = state.slice_index + self._direction if state.cine.bounce else 0
        following = min(max(following, 0), last)
        settled = state.slices[following] is not None or following in state.unreadable
        if settled or not state.tasks:  # where nothing is being read, going there has it read
            self._show_slice(following)
