"""Growth that the user pinned to compare with: what it is, and how the list changes."""

from dataclasses import dataclass, replace

from physnet_core.growth.scenario import Growth
from physnet_viewer.series_growth import SeriesGrowth

# After Okabe and Ito (2008), without the two colors of learned and tweaked.
COLORS = ("#009e73", "#cc79a7", "#d55e00", "#8a7bd8", "#a39300")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True, eq=False)
class Pinned:
    """One growth that stays while the sliders move on.

    Attributes
    ----------
    key
        Counts up, and is never used again.
    series_uid, time_index, slice_index
        Where it belongs; a volume belongs to every slice of its series.
    growth
        Of the slice.
    volume
        In 3-D, the growth of the series; else None.
    """

    key: int
    name: str
    color: str
    series_uid: str | None
    time_index: int
    slice_index: int
    growth: Growth
    volume: SeriesGrowth | None = None
    visible: bool = True

    @property
    def in_space(self) -> bool:
        """Whether it is of the series, not of a slice: a volume and an area are not held against one another."""
        return self.volume is not None

    def on_slice(self, index: int) -> Growth | None:
        """Return what there is of it on a slice, or None."""
        if self.volume is not None:
            return self.volume.plane(index)
        return self.growth if index == self.slice_index else None

    def in_days(self, days_per_step: float) -> "Pinned":
        """Return the same growth under another assumption on the duration of a step."""
        units = replace(self.growth.units, days_per_step=days_per_step)
        volume = None if self.volume is None else self.volume.in_days(days_per_step)
        return replace(self, growth=replace(self.growth, units=units), volume=volume)


def default_name(growth: Growth, key: int) -> str:
    """Return a short name that tells D and rho."""
    diffusion, proliferation = growth.diffusion_mm2_per_day, growth.proliferation_per_day
    if diffusion is None or proliferation is None:
        diffusion, proliferation = growth.diffusion_number, growth.growth_number
    return f"{_LETTERS[(key - 1) % len(_LETTERS)]}: D {diffusion:.2g}, ρ {proliferation:.2g}"
