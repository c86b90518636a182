"""Moves the shown frame by a clock."""

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from physnet_viewer.session import Session, ViewState, differs


class Player(QObject):
    """Advances one frame a tick; where drawing is slower than the clock, ticks are lost and frames are not."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self.advance)

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Start, stop or change the clock as the state says; where no tumor is, nothing is left to play."""
        if new.playback.playing and new.learned is not None and not new.grows:
            self.stop()
            return
        if not differs(old, new, "playback"):
            return
        if not new.playback.playing:
            self._clock.stop()
            return
        interval = round(1000 / max(new.playback.frames_per_second, 0.1))
        if not self._clock.isActive() or self._clock.interval() != interval:
            self._clock.start(interval)
        if not old.playback.playing and new.frame >= frame_count(new) - 1:
            self._session.update(frame=0)

    @Slot()
    def advance(self) -> None:
        """Show the next frame; after the last one begin again, or stop."""
        state = self._session.state
        last = frame_count(state) - 1
        if state.frame < last:
            self._session.update(frame=state.frame + 1)
        elif state.playback.loop:
            self._session.update(frame=0)
        else:
            self.stop()

    def stop(self) -> None:
        """Stop where it is."""
        playback = self._session.state.playback
        if playback.playing:
            self._session.update(
                playback=type(playback)(loop=playback.loop, frames_per_second=playback.frames_per_second)
            )
        self._clock.stop()


def frame_count(state: ViewState) -> int:
    """Return how many frames there are to show, at least 1."""
    growths = (state.learned, state.tweaked)
    return max((len(growth.frames) for growth in growths if growth is not None), default=1)
