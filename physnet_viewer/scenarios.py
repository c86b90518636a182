"""Growth that the user pinned to compare with: what it is, and how it came about."""

from dataclasses import dataclass, replace

from physnet_core.growth.scenario import Growth, GrowthSource
from physnet_viewer.series_growth import SeriesGrowth
from physnet_viewer.view_parts import GridName, Parameters

# After Okabe and Ito (2008), without the two colors of learned and tweaked.
COLORS = ("#009e73", "#cc79a7", "#d55e00", "#8a7bd8", "#a39300")
Dashes = tuple[float, ...]  # lengths of strokes and gaps by turns, in widths of the line; empty for a solid one
# Unlike learned and tweaked; six, so that with five colors no pair comes twice in thirty.
DASHES: tuple[Dashes, ...] = (
    (1.0, 2.0),
    (7.0, 2.0, 1.0, 2.0),
    (2.0, 4.0),
    (10.0, 2.0, 3.0, 2.0),
    (12.0, 4.0),
    (6.0, 2.0, 1.0, 2.0, 1.0, 2.0),
)
LOOKS = len(COLORS) * len(DASHES)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a growth was computed with: the same scan and weights give it again.

    Attributes
    ----------
    in_space
        Whether it is of the series, not of a slice: a volume and an area are not held against one another.
    source
        Whether it is what the classifier consumed, or was computed afterwards.
    grid
        Of a growth of a slice.
    white_to_grey
        In 3-D and on the image grid.
    """

    parameters: Parameters
    in_space: bool
    source: GrowthSource
    grid: GridName
    white_to_grey: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Pinned:
    """One growth that stays while the sliders move on.

    Attributes
    ----------
    key
        Counts up, and is never used again; each has color and dashes that its neighbours have not.
    series_uid, time_index, slice_index
        Where it belongs; a volume belongs to every slice of its series.
    growth
        Of the slice; None while a restored one is not grown again yet.
    volume
        In 3-D, the growth of the series; else None.
    """

    key: int
    name: str
    color: str
    series_uid: str | None
    time_index: int
    slice_index: int
    run: Run
    growth: Growth | None = None
    volume: SeriesGrowth | None = None
    visible: bool = True

    @property
    def in_space(self) -> bool:
        """Whether it is of the series, not of a slice."""
        return self.run.in_space

    @property
    def dashes(self) -> Dashes:
        """How its lines are broken, so that they are known without their color."""
        return DASHES[(self.key - 1) % len(DASHES)]

    def on_slice(self, index: int) -> Growth | None:
        """Return what there is of it on a slice, or None."""
        if self.volume is not None:
            return self.volume.plane(index)
        return self.growth if index == self.slice_index else None

    def in_days(self, days_per_step: float) -> "Pinned":
        """Return the same growth under another assumption on the duration of a step."""
        if self.growth is None or self.growth.units.days_per_step == days_per_step:
            return self
        units = replace(self.growth.units, days_per_step=days_per_step)
        volume = None if self.volume is None else self.volume.in_days(days_per_step)
        return replace(self, growth=replace(self.growth, units=units), volume=volume)


def color_of(key: int) -> str:
    """Return the color of the scenario with a key."""
    return COLORS[(key - 1) % len(COLORS)]


def run_of(growth: Growth, volume: SeriesGrowth | None, white_to_grey: float) -> Run:
    """Return how a growth on screen came about; `white_to_grey` is that of the window, for a slice."""
    return Run(
        parameters=Parameters(diffusion_number=growth.diffusion_number, growth_number=growth.growth_number),
        in_space=volume is not None,
        source=growth.source,
        grid=growth.grid_name,
        white_to_grey=white_to_grey if volume is None else volume.volume.scenario.white_to_grey,
    )


def stated(scenarios: tuple[Pinned, ...], learned: Growth | None) -> tuple[Pinned, ...]:
    """Return scenarios in the days that all else is stated in; the same ones where nothing changes."""
    if learned is None:
        return scenarios
    restated = tuple(item.in_days(learned.units.days_per_step) for item in scenarios)
    return scenarios if all(one is other for one, other in zip(restated, scenarios, strict=True)) else restated


def default_name(growth: Growth, key: int) -> str:
    """Return a short name that tells D and rho."""
    diffusion, proliferation = growth.diffusion_mm2_per_day, growth.proliferation_per_day
    if diffusion is None or proliferation is None:
        diffusion, proliferation = growth.diffusion_number, growth.growth_number
    return f"{_LETTERS[(key - 1) % len(_LETTERS)]}: D {diffusion:.2g}, ρ {proliferation:.2g}"
