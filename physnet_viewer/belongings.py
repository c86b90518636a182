"""What belongs to slices of a scan and not to the view of one: brought back from a session file as a whole."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from physnet_core.imaging import SliceSource
from physnet_viewer.growth_control import GrowthControl
from physnet_viewer.measuring import Measuring
from physnet_viewer.saved_measures import annotations_of
from physnet_viewer.saved_scenarios import source_at
from physnet_viewer.scan_cache import ScanCache
from physnet_viewer.scenario_control import ScenarioControl
from physnet_viewer.session import Parameters, Session
from physnet_viewer.translation import tr
from physnet_viewer.undo_steps import UndoSteps
from physnet_viewer.wish import SavedPlace, Wish


class Belongings:
    """Measurements, pinned scenarios, and D and rho of all slices of the open scan."""

    def __init__(
        self,
        session: Session,
        cache: ScanCache,
        growth: GrowthControl,
        measuring: Measuring,
        scenarios: ScenarioControl,
        steps: UndoSteps,
    ) -> None:
        self._session, self._cache, self._steps = session, cache, steps
        self._growth, self._measuring, self._scenarios = growth, measuring, scenarios

    def restore(self, wish: Wish) -> list[str]:
        """Put what was saved in place of what is there; return what is to be said of what could not be."""
        parts: tuple[Callable[[Wish], list[str]], ...] = (self._measure, self._retweak, self._pin)
        return [doubt for part in parts for doubt in part(wish)]

    def _measure(self, wish: Wish) -> list[str]:
        if wish.measures is None:
            return []
        annotations, lost = annotations_of(wish.measures, self._session.state.series)
        self._measuring.restore(annotations)
        said = tr("{lost} of {count} measurements lie on slices that are not there")
        return _doubts((said, lost), count=len(wish.measures))

    def _retweak(self, wish: Wish) -> list[str]:
        """D and rho of what is on screen are set at the end, as by a user, and stay here as they are."""
        if wish.tweaks is None:
            return []
        saved, damaged = wish.tweaks
        series = self._session.state.series
        index = None if wish.dimensions == "3d" else wish.slice_index
        shown = source_at(SavedPlace(series=wish.series or "", time_index=wish.time_index, slice_index=index), series)
        found = [(source_at(item.place, series), item.parameters) for item in saved]
        there = {place[1]: parameters for place, parameters in found if place is not None}
        before = self._cache.tweaks
        own = {source: tweak for source, tweak in before.items() if shown is not None and source == shown[1]}
        after = {source: tweak for source, tweak in there.items() if shown is None or source != shown[1]} | own
        if before and before != after:
            self._steps.push(tr("Restore D and ρ"), self._use_tweaks, dict(before), after)
        else:
            self._cache.tweaks = after
        return _doubts(
            (tr("{lost} of {count} changes of D and ρ lie on slices that are not there"), len(saved) - len(there)),
            (tr("{lost} of {count} changes of D and ρ in the file are damaged"), damaged),
            count=len(saved) + damaged,
        )

    def _use_tweaks(self, tweaks: Mapping[SliceSource, Parameters]) -> None:
        self._cache.tweaks = dict(tweaks)
        self._growth.show_kept()

    def _pin(self, wish: Wish) -> list[str]:
        if wish.scenarios is None:
            return []
        saved, damaged = wish.scenarios
        series = self._session.state.series
        found = [(source_at(item.place, series), item.pinned) for item in saved]
        there = tuple(replace(pinned, series_uid=place[0].uid) for place, pinned in found if place is not None)
        kept = wish.reference if any(item.key == wish.reference for item in there) else None
        self._scenarios.restore(there, kept, difference=wish.difference)
        return _doubts(
            (tr("{lost} of {count} pinned scenarios lie on slices that are not there"), len(saved) - len(there)),
            (tr("{lost} of {count} pinned scenarios in the file are damaged"), damaged),
            count=len(saved) + damaged,
        )


def _doubts(*lost: tuple[str, int], count: int) -> list[str]:
    return [said.format(lost=number, count=count) for said, number in lost if number]
