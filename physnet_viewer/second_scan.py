"""A second scan beside the one in the window: read and predicted in threads of its own, by the same network."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from physnet_core.imaging import Window
from physnet_viewer.inference import Inference
from physnet_viewer.jobs import JobRunner
from physnet_viewer.loading import Loading
from physnet_viewer.scan_cache import ScanCache
from physnet_viewer.series_matching import most_alike
from physnet_viewer.session import Session, ViewState, differs
from physnet_viewer.slice_matching import counterpart

_FOLLOWED = ("overlay", "inverted", "frame")  # how the first scan is shown, and so the second


class SecondScan(QObject):
    """State and work of the second scan; the first one leads, and slices are linked both ways.

    While it is opened, the series most like the one of the first scan comes on screen, and while they are linked
    whenever another of the first is chosen; what the user chooses here stays until then.

    Parameters
    ----------
    first
        State of the scan in the window.
    step_first
        Puts a slice of the first scan on screen.
    network
        Where the network comes from, once it is loaded.
    """

    def __init__(self, first: Session, first_loading: Loading, network: Inference, parent: QObject) -> None:
        super().__init__(parent)
        self.session = Session(self)
        self.linked = True
        self._first, self._first_loading, self._network = first, first_loading, network
        self._runner = JobRunner(self, together=self.session.together)
        cache = ScanCache()
        self._cache = cache
        self._loading = Loading(self.session, self._runner, cache)
        self._inference = Inference(self.session, self._runner, cache, weights=None, device="cpu")
        self._moving = self._chosen = False
        self._take_look(first.state)
        self.session.changed.connect(self._on_changed)
        first.changed.connect(self._on_first_changed)
        self._take_network()

    def open(self, path: Path) -> None:
        """Open a scan in place of the second one."""
        self._chosen = False
        self._loading.open(path)
        self._take_look(self._first.state)  # which a scan that is opened begins without

    @Slot(str)
    def show_series(self, uid: str) -> None:
        """Put another series of the second scan on screen, whatever is found after it."""
        self._chosen = True
        if uid != self.session.state.series_uid:
            self._loading.show_series(uid)

    @Slot(int)
    def show_slice(self, index: int) -> None:
        """Put a slice of the second scan on screen, and where they are linked its like of the first."""
        self._moving = True
        try:
            self._loading.go_to(index)
        finally:
            self._moving = False
        self._follow(self.session.state, self._first.state, self._first_loading)

    @Slot(int)
    def step_slice(self, delta: int) -> None:
        """Go `delta` slices on."""
        self.show_slice(self.session.state.slice_index + delta)

    @Slot(object)
    def set_window(self, window: Window) -> None:
        """Show other grey levels; the two scans may have other scales, so each has its own."""
        self._loading.choose_window(window)

    @Slot(bool)
    def set_linked(self, on: bool) -> None:
        """Let the scans move together, or each alone."""
        self.linked = on
        if on:
            self._follow(self._first.state, self.session.state, self._loading)

    def close(self) -> bool:
        """Stop everything; return whether all threads ended."""
        self._first.changed.disconnect(self._on_first_changed)
        self._loading.stop()
        return self._runner.shutdown()

    @Slot(object, object)
    def _on_first_changed(self, old: ViewState, new: ViewState) -> None:
        if differs(old, new, *_FOLLOWED):
            self._take_look(new)
        if differs(old, new, "days_per_step"):
            self._cache.assume(new.days_per_step)
            self.session.update(days_per_step=new.days_per_step)
        if differs(old, new, "model"):
            self._take_network()
        if self.linked and differs(old, new, "series_uid"):
            self._match()
        if differs(old, new, "slice_index", "series_uid"):
            self._follow(new, self.session.state, self._loading)

    @Slot(object, object)
    def _on_changed(self, old: ViewState, new: ViewState) -> None:
        self._inference.on_changed(old, new)
        if differs(old, new, "series") and not self._chosen:
            self._match()
        if differs(
            old, new, "slice_index", "series_uid", "series"
        ):  # while it is read it grows, and so its middle moves
            self._follow(self._first.state, self.session.state, self._loading)

    def _match(self) -> None:
        """Show the series most like the one of the first scan; the one on screen stays where it is as much alike."""
        one, state = self._first.state.current_series, self.session.state
        shown = state.current_series
        if one is None or shown is None:
            return
        alike = most_alike(one, (shown, *state.series))
        if alike.uid != shown.uid:
            self._loading.show_series(alike.uid)

    def _follow(self, leader: ViewState, follower: ViewState, loading: Loading) -> None:
        """Show the slice that lies nearest to the leader's."""
        one, other = leader.current_series, follower.current_series
        if not self.linked or self._moving or one is None or other is None:
            return
        self._moving = True
        try:
            loading.go_to(counterpart(one, leader.slice_index, other))
        finally:
            self._moving = False

    def _take_look(self, state: ViewState) -> None:
        self.session.update(**{name: getattr(state, name) for name in _FOLLOWED})

    def _take_network(self) -> None:
        if self._first.state.model != "loading":
            self._inference.adopt(self._network, self._first.state)
