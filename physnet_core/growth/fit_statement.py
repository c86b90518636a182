"""What a fit to two outlines tells and what it leaves open, in words: for the terminal, JSON and the window alike."""

from physnet_core.growth.calibrate import Calibration
from physnet_core.physics.units import DAYS_PER_YEAR

# Below this many widths across its radius a tumor has no front to speak of (see `physics.front`).
_LEAST_WIDTHS = 4.0
_LEAST_PIXELS = 2.0


Paragraph = tuple[str, ...]


def statement(fit: Calibration) -> tuple[Paragraph, ...]:
    """Return paragraphs of whole sentences: what is identified, what is assumed, what to beware of, in which tissue.

    Sentences have a fixed wording but for their numbers, so that the window can translate them.
    """
    parts = (_no_growth(fit),) if fit.front_speed == 0 else (_speed(fit), _width(fit), _caution(fit))
    return (*(part for part in parts if part), fit.ground)


def _no_growth(fit: Calibration) -> Paragraph:
    high = fit.speed_interval.high
    none = "No growth: the earlier outline as it is meets the later one best, so there is no D and no ρ."
    return (none, f"Up to {high:.2g} mm a year could not be told from none.") if high > 0 else (none,)


def _speed(fit: Calibration) -> Paragraph:
    """Say what is identified: the speed, with its interval over all widths."""
    ends, widths = fit.speed_interval, fit.table.lengths
    said = [
        f"Two outlines tell one number, the speed of the front: 2√(Dρ) = {fit.front_speed:.3g} mm a year.",
        f"{ends.low:.2g} to {ends.high:.2g} mm a year fit as well, with fronts {widths[0]:.2g} to {widths[-1]:.2g} mm "
        f"wide: their overlap differs by less than half a voxel of misregistration costs ({fit.tolerance:.3f} Dice).",
    ]
    if ends.open:
        said.append("Faster fronts than were tried may fit too.")
    if not ends.known:
        said.append("Here even the speed is only roughly known.")
    return tuple(said)


def _width(fit: Calibration) -> Paragraph:
    """Say whether D and rho are identified one by one, and which of them is only assumed."""
    width, diffusion, proliferation = fit.length_interval, fit.diffusion_interval, fit.proliferation_interval
    if fit.separable:
        return (
            "Identified: D and ρ one by one, each to a factor of two.",
            f"Shape and tissue narrow down the width of the front, √(D/ρ), to {width.low:.2g} to {width.high:.2g} mm.",
        )
    said = [
        _not_identified(fit),
        f"D = {fit.diffusion:.2g} mm²/day and ρ = {fit.proliferation:.2g} per day are what this speed makes of a front "
        f"{fit.length:.2g} mm wide (√(D/ρ)), and that width is assumed: {width.low:.2g} to {width.high:.2g} mm fit as "
        "well.",
    ]
    if width.open:
        said.append("So may widths that were not tried.")
    if not diffusion.known:
        said.append(f"D can be {diffusion.low:.2g} to {diffusion.high:.2g} mm²/day{_MORE[diffusion.open]}")
    if not proliferation.known:
        said.append(f"ρ can be {proliferation.low:.2g} to {proliferation.high:.2g} per day{_MORE[proliferation.open]}")
    return (*said, "A larger D goes with a smaller ρ.")


_MORE = {False: ".", True: " and beyond."}


def _not_identified(fit: Calibration) -> str:
    if fit.diffusion_interval.known:
        return "Not identified: ρ."
    if fit.proliferation_interval.known:
        return "Not identified: D."
    return "Not identified: D and ρ one by one."


def _caution(fit: Calibration) -> Paragraph:
    """Say where the speed itself stands on weak ground; nothing where it does not."""
    way = fit.front_speed / DAYS_PER_YEAR * fit.days
    if fit.radius < _LEAST_WIDTHS * fit.length:
        return (
            f"The tumor was small for a front so wide (radius {fit.radius:.2g} mm).",
            "How fast its outline goes then rests on how it began: the speed may be off by more than its range.",
        )
    if way < _LEAST_PIXELS * fit.pixel:
        return (f"The front went {way:.2g} mm, with pixels of {fit.pixel:.2g} mm: take its speed as a rough one.",)
    return ()
