"""What the growth in force is compared with: each of the two named and drawn as what it is."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from physnet_core.growth.scenario import Growth
from physnet_viewer.series_growth import SeriesGrowth
from physnet_viewer.session import ViewState
from physnet_viewer.translation import later, tr
from physnet_viewer.views.pane_items import LEARNED_INK, TWEAKED_INK, Ink, pinned_ink

GrowthT = TypeVar("GrowthT", Growth, SeriesGrowth)
LEARNED, TWEAKED = later("Learned"), later("Tweaked")


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison(Generic[GrowthT]):
    """Two growths, of a slice or of a series, that may be one and the same.

    Attributes
    ----------
    reference, name, ink
        What is compared with: learned, or a pinned scenario.
    current, title, current_ink
        What is in force: tweaked where D or rho was moved, else learned.
    """

    reference: GrowthT | None
    name: str
    ink: Ink
    current: GrowthT | None
    title: str
    current_ink: Ink

    @property
    def differs(self) -> bool:
        """Whether there is something to compare."""
        return self.current is not None and self.current is not self.reference

    @property
    def minus(self) -> str:
        """What the difference of the two is called."""
        return tr("{title} minus {reference}").format(title=self.title, reference=self.name)


def on_slice(state: ViewState) -> Comparison[Growth]:
    """Return the growths of the slice on screen, in 3-D as it is cut from the series."""
    scenario, tweaked = state.compared_scenario, state.shown_tweaked
    pinned = None if scenario is None else scenario.on_slice(state.slice_index)
    return _compare(state, state.learned, tweaked, pinned)


def in_space(state: ViewState) -> Comparison[SeriesGrowth]:
    """Return the growths of the series."""
    scenario, tweaked = state.compared_scenario, None if state.tweak is None else state.tweaked_volume
    return _compare(state, state.volume, tweaked, None if scenario is None else scenario.volume)


def _compare(
    state: ViewState, learned: GrowthT | None, tweaked: GrowthT | None, pinned: GrowthT | None
) -> Comparison[GrowthT]:
    scenario, current = state.compared_scenario, tweaked or learned
    against_pinned = scenario is not None and pinned is not None and current is not None
    return Comparison(
        reference=pinned if against_pinned else learned,
        name=scenario.name if scenario is not None and against_pinned else tr(LEARNED),
        ink=pinned_ink(scenario) if scenario is not None and against_pinned else LEARNED_INK,
        current=current,
        title=tr(LEARNED) if tweaked is None else tr(TWEAKED),
        current_ink=LEARNED_INK if tweaked is None else TWEAKED_INK,
    )
