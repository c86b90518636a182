"""What the model would say at other D and rho, in words; no widgets."""

from dataclasses import dataclass

from physnet_core.export.wording import significant
from physnet_viewer import theme
from physnet_viewer.session import ViewState
from physnet_viewer.translation import later, tr
from physnet_viewer.views.growth_text import units_of

CAVEAT = later("what the model would say, not a prognosis")


@dataclass(frozen=True, kw_only=True)
class WouldBe:
    """The answer at the values of the sliders.

    Attributes
    ----------
    probabilities
        One a class, in the order of the bars.
    text
        The values, the class, and what it is not.
    """

    probabilities: tuple[float, ...]
    text: str


def would_be(state: ViewState) -> WouldBe | None:
    """Return what the model would say, or None where D and rho are the learned ones or no class is answered."""
    answer, prediction, units = state.current_what_if, state.current_prediction, units_of(state)
    if answer is None or prediction is None or units is None or not prediction.in_distribution:
        return None
    diffusion = units.diffusion_mm2_per_day(answer.diffusion_number)
    if diffusion is None:
        values = f"D {significant(answer.diffusion_number)}, ρ {significant(answer.growth_number)}"
    else:
        rate = significant(units.proliferation_per_day(answer.growth_number))
        values = tr("D {diffusion} mm²/day, ρ {rate}/day").format(diffusion=significant(diffusion), rate=rate)
    text = tr("At {values}: {name}, {percent} – {caveat}.")
    if answer.label == prediction.label:
        text = tr("At {values}: still {name}, {percent} – {caveat}.")
    percent = f"{answer.confidence:.0%}".replace("%", " %")
    name = theme.class_word(answer.label)
    return WouldBe(
        probabilities=tuple(float(value) for value in answer.probabilities),
        text=text.format(values=values, name=name, percent=percent, caveat=tr(CAVEAT)),
    )
