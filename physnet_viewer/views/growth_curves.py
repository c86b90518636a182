"""What is drawn over time: the area of a slice or the volume of a series, for each growth in view."""

from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth.scenario import Growth
from physnet_viewer import theme
from physnet_viewer.scenarios import Dashes
from physnet_viewer.series_growth import SeriesGrowth
from physnet_viewer.session import ViewState
from physnet_viewer.translation import later, tr
from physnet_viewer.views.behind_text import OLD_VALUES, values_behind
from physnet_viewer.views.strokes import DASHED, SOLID

LEARNED, TWEAKED = later("learned"), later("tweaked")
LOOKS = MappingProxyType(
    {
        LEARNED: ("curve_learned", SOLID),
        TWEAKED: ("curve_tweaked", DASHED),
    }
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Curve:
    """One line of the plot.

    Attributes
    ----------
    color
        A token of the theme, or ``#rrggbb``.
    quantity, unit, time_unit
        ``"area"`` or ``"volume"``, and the units of `values` and `times`.
    band
        Least and largest `values` when the slice is taken again, or None where that is not known.
    old
        Whether other values are set than those that it was computed for.
    """

    name: str
    color: str
    dashes: Dashes
    times: NDArray[np.float64]
    values: NDArray[np.float64]
    quantity: str
    unit: str
    time_unit: str
    band: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None
    old: bool = False

    @property
    def title(self) -> str:
        """The name as it is shown; what the user has named stays as it is."""
        name = tr(self.name) if self.name in LOOKS else self.name
        return f"{name}, {tr(OLD_VALUES)}" if self.old else name

    @property
    def top(self) -> float:
        """The largest value, of the band too."""
        return float((self.values if self.band is None else self.band[1]).max())

    @property
    def shade(self) -> str:
        """The color in the theme on screen: that of muted text for what is old."""
        if self.old:
            return theme.current().muted
        return self.color if self.color.startswith("#") else str(getattr(theme.current(), self.color))


def curves_of(state: ViewState) -> tuple[Curve, ...]:
    """Return learned and tweaked, as far as they are there, and the visible scenarios that belong beside them."""
    found = (
        _with_band(_marked(curve_of(LEARNED, *LOOKS[LEARNED], state.learned, state.volume), state), state),
        _marked(curve_of(TWEAKED, *LOOKS[TWEAKED], state.tweaked, state.tweaked_volume), state),
    )
    pinned = (
        curve_of(item.name, item.color, item.dashes, item.growth, item.volume)
        for item in state.scenarios_here
        if item.visible
    )
    return tuple(curve for curve in (*found, *pinned) if curve is not None)


def _marked(curve: Curve | None, state: ViewState) -> Curve | None:
    if curve is None or not values_behind(state, tweaked=curve.name == TWEAKED):
        return curve
    return replace(curve, old=True)


def _with_band(curve: Curve | None, state: ViewState) -> Curve | None:
    band, growth = state.current_band, state.learned
    if curve is None or band is None or growth is None or len(band.low) != len(curve.times):
        return curve
    return replace(curve, band=(band.low * growth.cell_area, band.high * growth.cell_area))


def curve_of(name: str, color: str, dashes: Dashes, growth: Growth | None, volume: SeriesGrowth | None) -> Curve | None:
    """Return the volume over time where there is one, else the area, or None without growth."""
    if growth is None:
        return None
    return Curve(
        name=name,
        color=color,
        dashes=dashes,
        times=growth.times,
        values=growth.smooth_area if volume is None else volume.volume_ml,
        quantity=later("area") if volume is None else later("volume"),
        unit=growth.area_unit if volume is None else "mL",
        time_unit=growth.time_unit,
    )
