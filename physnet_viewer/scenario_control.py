"""Pin, rename, hide and delete scenarios, and choose what is compared with: each a step that can be taken back."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from physnet_viewer.scenarios import LOOKS, Pinned, color_of, default_name, run_of, stated
from physnet_viewer.session import Session, ViewState, differs
from physnet_viewer.staleness import lags
from physnet_viewer.translation import tr
from physnet_viewer.undo_steps import UndoSteps

_Scenarios = tuple[Pinned, ...]


class ScenarioControl:
    """The list of pinned scenarios; what is on screen is pinned as it is, nothing is computed anew."""

    def __init__(self, session: Session, steps: UndoSteps) -> None:
        self._session = session
        self._steps = steps
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
            color=color_of(key),
            series_uid=state.series_uid,
            time_index=state.time_index,
            slice_index=state.slice_index,
            run=run_of(growth, volume, state.white_to_grey),
            growth=growth,
            volume=volume,
        )
        self._push(tr("Pin scenario"), scenarios=(*state.scenarios, pinned))

    def delete(self, key: int) -> None:
        """Remove a scenario; what was compared with it is compared with the learned growth."""
        state = self._session.state
        left = tuple(item for item in state.scenarios if item.key != key)
        reference = None if state.reference == key else state.reference
        self._push(tr("Delete scenario"), scenarios=left, reference=reference)

    def rename(self, key: int, name: str) -> None:
        """Give a scenario another name; an empty one is not taken."""
        if name.strip():
            self._change(tr("Rename scenario"), key, name=name.strip())

    def show(self, key: int, visible: bool) -> None:
        """Draw the curve of a scenario, or not."""
        self._change(tr("Show or hide scenario"), key, visible=visible)

    def restore(self, scenarios: _Scenarios, reference: int | None, *, difference: bool) -> None:
        """Put what was saved in place of what is there; keys that were given here before are given anew.

        A new key is a whole round of looks away, so that the line of each scenario stays as it was.
        """
        taken = any(item.key <= self._last_key for item in scenarios)
        shift = math.ceil(self._last_key / LOOKS) * LOOKS if taken else 0
        after = tuple(replace(item, key=item.key + shift) for item in scenarios)
        self._last_key = max((item.key for item in after), default=self._last_key)
        shifted = None if reference is None else reference + shift
        fields = {"scenarios": after, "reference": shifted, "difference": difference}
        if self._session.state.scenarios:
            self._push(tr("Restore scenarios"), **fields)
        else:
            self._use(fields)

    def compare(self, key: int | None) -> None:
        """Compare with a scenario, or with the learned growth."""
        if key != self._session.state.reference:
            self._push(tr("Change what is compared with"), reference=key)

    def set_difference(self, on: bool) -> None:
        """Draw what is more and what is less than what is compared with."""
        if on != self._session.state.difference:
            self._push(tr("Show or hide difference"), difference=on)

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
            self._push(text, scenarios=after)

    def _push(self, text: str, **after: object) -> None:
        """Change fields of the state, as one step."""
        before = {name: getattr(self._session.state, name) for name in after}
        self._steps.push(text, self._use, before, after)

    def _use(self, fields: Mapping[str, Any]) -> None:
        state = self._session.state
        scenarios: _Scenarios = fields.get("scenarios", state.scenarios)
        self._session.update(**{**fields, "scenarios": stated(scenarios, state.learned)})
