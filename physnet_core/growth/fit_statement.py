"""What a fit to two outlines tells and what it leaves open, in words: for the terminal, JSON and the window alike."""

from physnet_core.growth.calibrate import Calibration, Interval
from physnet_core.physics.units import DAYS_PER_YEAR

# Below this many widths across its radius a tumor has no front to speak of (see `physics.front`).
_LEAST_WIDTHS = 4.0
_LEAST_PIXELS = 2.0


def statement(fit: Calibration) -> tuple[str, ...]:
    """Return whole sentences: what is identified, what is assumed, what to beware of, and in which tissue."""
    if fit.front_speed == 0:
        return (_no_growth(fit), fit.ground)
    caution = _caution(fit)
    return (_speed(fit), _width(fit), *([caution] if caution else []), fit.ground)


def _no_growth(fit: Calibration) -> str:
    high = fit.speed_interval.high
    more = f" Up to {high:.2g} mm a year could not be told from none." if high > 0 else ""
    return f"No growth: the earlier outline as it is meets the later one best, so there is no D and no ρ.{more}"


def _speed(fit: Calibration) -> str:
    """Say what is identified: the speed, with its interval over all widths."""
    ends, widths = fit.speed_interval, fit.table.lengths
    beyond = ", and more than was tried," if ends.open else ""
    rough = "" if ends.known else " Here even that is only roughly known."
    return (
        f"Two outlines tell one number, the speed of the front: 2√(Dρ) = {fit.front_speed:.3g} mm a year. "
        f"{_span(ends)} mm a year{beyond} fit as well, with fronts {widths[0]:.2g} to {widths[-1]:.2g} mm wide: their "
        f"overlap differs by less than half a voxel of misregistration costs ({fit.tolerance:.3f} Dice).{rough}"
    )


def _width(fit: Calibration) -> str:
    """Say whether D and rho are identified one by one, and which of them is only assumed."""
    if fit.separable:
        return (
            "Identified: D and ρ one by one, each to a factor of two. Shape and tissue narrow down the width of the "
            f"front, √(D/ρ), too: {_span(fit.length_interval)} mm."
        )
    unknown = {
        name: f"{name} can be {_span(ends)} {unit}{' and beyond' if ends.open else ''}"
        for name, unit, ends in (
            ("D", "mm²/day", fit.diffusion_interval),
            ("ρ", "per day", fit.proliferation_interval),
        )
        if not ends.known
    }
    names = "D and ρ one by one" if len(unknown) == 2 else next(iter(unknown))
    beyond = " and beyond" if fit.length_interval.open else ""
    return (
        f"Not identified: {names}. D = {fit.diffusion:.2g} mm²/day and ρ = {fit.proliferation:.2g} per day are what "
        f"this speed makes of a front {fit.length:.2g} mm wide (√(D/ρ)), and that width is assumed: "
        f"{_span(fit.length_interval)} mm{beyond} fit as well. So {' and '.join(unknown.values())}; "
        "a larger D goes with a smaller ρ."
    )


def _caution(fit: Calibration) -> str | None:
    """Say where the speed itself stands on weak ground."""
    way = fit.front_speed / DAYS_PER_YEAR * fit.days
    if fit.radius < _LEAST_WIDTHS * fit.length:
        return (
            f"The tumor was small for a front so wide (radius {fit.radius:.2g} mm). How fast its outline goes "
            "then rests on how it began, so the speed may be off by more than its range."
        )
    if way < _LEAST_PIXELS * fit.pixel:
        return f"The front went {way:.2g} mm, with pixels of {fit.pixel:.2g} mm: take its speed as a rough one."
    return None


def _span(ends: Interval) -> str:
    return f"{ends.low:.2g} to {ends.high:.2g}"
