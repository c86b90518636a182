"""Pin, rename, hide and delete scenarios, each as a step that can be taken back; choose what is compared with."""

from dataclasses import replace

from PySide6.QtGui import QUndoStack

from physnet_viewer.scenarios import COLORS, Pinned, default_name, run_of, stated
from physnet_viewer.session import Session, ViewState, differs
from physnet_viewer.staleness import lags
from physnet_viewer.translation import tr
from physnet_viewer.undo_steps import Setting

_Scenarios = tuple[Pinned, ...]


class ScenarioControl:
    """The list of pinned scenarios; what is on screen is pinned as it is, nothing is computed anew."""

    def __init__(self, session: Session, undo_stack: QUndoStack) -> None:
        self._session = session
        self._undo_stack = undo_stack
        self._last_key = 0

    def pin(self) -> None:
        """Keep the growth on screen, the tweaked one where there is one; not while that of what is set is awaited."""
        state = self._session.state
        growth = state.tweaked or state.learned
        if growth is None or lags(state):
            return
        self._last_key = key = self._last_key + 1
        volume = state.volume if state.tweaked is None else state.tweaked_volume
        pinned = Pinned(
            key=key,
            name=default_name(growth, key),
            color=COLORS[(key - 1) % len(COLORS)],
            series_uid=state.series_uid,
            time_index=state.time_index,
            slice_index=state.slice_index,
            run=run_of(growth, volume, state.white_to_grey),
            growth=growth,
            volume=volume,
        )
        self._push(tr("Pin scenario"), (*state.scenarios, pinned))

    def delete(self, key: int) -> None:
        """Remove a scenario."""
        self._push(tr("Delete scenario"), tuple(item for item in self._session.state.scenarios if item.key != key))

    def rename(self, key: int, name: str) -> None:
        """Give a scenario another name; an empty one is not taken."""
        if name.strip():
            self._change(tr("Rename scenario"), key, name=name.strip())

    def show(self, key: int, visible: bool) -> None:
        """Draw the curve of a scenario, or not."""
        self._change(tr("Show or hide scenario"), key, visible=visible)

    def restore(self, scenarios: _Scenarios, reference: int | None, *, difference: bool) -> None:
        """Put what was saved in place of what is there; keys that were given here before are given anew."""
        shift = self._last_key if any(item.key <= self._last_key for item in scenarios) else 0
        after = tuple(replace(item, key=item.key + shift) for item in scenarios)
        self._last_key = max((item.key for item in after), default=self._last_key)
        if self._session.state.scenarios:
            self._push(tr("Restore scenarios"), after)
        else:
            self._use(after)
        self._session.update(reference=None if reference is None else reference + shift, difference=difference)

    def compare(self, key: int | None) -> None:
        """Compare with a scenario, or with the learned growth."""
        self._session.update(reference=key)

    def set_difference(self, on: bool) -> None:
        """Draw what is more and what is less than what is compared with."""
        self._session.update(difference=on)

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """State pinned growth in the days that all else is stated in, and forget it with its scan."""
        if differs(old, new, "path"):
            self._session.update(scenarios=(), reference=None, difference=False)
        elif differs(old, new, "days_per_step", "learned"):
            self._session.update(scenarios=stated(new.scenarios, new.learned))

    def _change(self, text: str, key: int, **changes: object) -> None:
        before = self._session.state.scenarios
        after = tuple(replace(item, **changes) if item.key == key else item for item in before)  # type: ignore[arg-type]
        names = tuple(changes)
        same = all(
            getattr(one, name) == getattr(other, name)
            for one, other in zip(before, after, strict=True)
            for name in names
        )
        if not same:
            self._push(text, after)

    def _push(self, text: str, after: _Scenarios) -> None:
        self._undo_stack.push(Setting(text, self._use, self._session.state.scenarios, after))

    def _use(self, scenarios: _Scenarios) -> None:
        state = self._session.state
        kept = state.reference if any(item.key == state.reference for item in scenarios) else None
        self._session.update(scenarios=stated(scenarios, state.learned), reference=kept)
