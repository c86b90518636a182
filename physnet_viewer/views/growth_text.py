"""What the growth panel says in words and numbers; no widgets."""

import math
from dataclasses import dataclass
from types import MappingProxyType

from physnet_core.export.wording import significant
from physnet_core.network.prediction import Prediction
from physnet_core.physics.units import DAYS_PER_YEAR, LatentUnits, front_speed
from physnet_viewer.session import Parameters, ViewState
from physnet_viewer.translation import later, tr

LATENT_DESCRIPTORS = later("Latent descriptors: Fisher-KPP is a model of glioma.")
DIFFUSION_BAND = (0.013, 3.8)  # mm²/day, Lipkova et al. 2019 (GliomaSolver prior), white matter
PROLIFERATION_BAND = (0.0027, 0.19)  # 1/day, the same prior
LITERATURE = MappingProxyType(
    {
        "D": later(
            "Glioma, white matter: 0.013–3.8 mm²/day (gray bar; prior of Lipkova 2019, GliomaSolver);\n"
            "0.02–1.5 in Learn-Morph-Infer. About 10 times slower in grey matter."
        ),
        "ρ": later(
            "Glioma: 0.0027–0.19 per day (gray bar; prior of Lipkova 2019, GliomaSolver);\n"
            "0.002–0.2 in Learn-Morph-Infer."
        ),
    }
)
SPEED_HINT = later(
    "2√(Dρ), the speed that the front approaches after a long time in free space (asymptotic):\n"
    "a few steps on a coarse grid stay below it. A diameter grows at twice this speed.\n"
    "Reported diameters: low-grade glioma 4.1 mm/year (Mandonnet 2003), high-grade 51.6 (Fan 2020)."
)
DOUBLING_HINT = later("ln 2/ρ: time in which a thin density doubles. The area doubles more slowly.")
RATIO_HINT = later("D/ρ: its root is the width of the front. From one scan only such ratios can be identified.")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One derived number: caption, value with unit, what it means."""

    caption: str
    value: str
    hint: str


def units_of(state: ViewState) -> LatentUnits | None:
    """Return the units in force, with the user's days per step, or None without a prediction."""
    prediction = state.growth_prediction
    if prediction is None:
        return None
    days = prediction.days_per_step if state.days_per_step is None else state.days_per_step
    return LatentUnits(cell_mm=prediction.units.cell_mm, days_per_step=days)


def learned_parameters(state: ViewState) -> Parameters | None:
    """Return D^ and rho^ of the prediction on screen."""
    prediction = state.growth_prediction
    if prediction is None:
        return None
    return Parameters(diffusion_number=prediction.diffusion_number, growth_number=prediction.growth_number)


def measures(parameters: Parameters, units: LatentUnits) -> tuple[Measure, Measure, Measure]:
    """Return front speed, doubling time and D/rho in the units that may be shown."""
    diffusion, proliferation = parameters.diffusion_number, parameters.growth_number
    speed_unit, time_unit, ratio_unit, per_year = tr("cells/step"), tr("steps"), tr("cells²"), 1.0
    physical = units.diffusion_mm2_per_day(diffusion)
    if physical is not None:
        diffusion, proliferation = physical, units.proliferation_per_day(proliferation)
        speed_unit, time_unit, ratio_unit, per_year = tr("mm/year"), tr("days"), "mm²", DAYS_PER_YEAR
    speed = front_speed(diffusion, proliferation) * per_year
    return (
        Measure(
            caption=tr("2√(Dρ), asymptotic"),
            value=f"{significant(speed)} {speed_unit}",
            hint=tr(SPEED_HINT),
        ),
        Measure(
            caption="ln 2/ρ",
            value=f"{significant(math.log(2) / proliferation)} {time_unit}",
            hint=tr(DOUBLING_HINT),
        ),
        Measure(caption="D/ρ", value=f"{significant(diffusion / proliferation)} {ratio_unit}", hint=tr(RATIO_HINT)),
    )


def obstacle(state: ViewState) -> str | None:
    """Return why no D and rho can be shown for the slice on screen, or None."""
    prediction = state.growth_prediction
    if prediction is None:
        return _waiting(state)
    if not prediction.in_distribution:
        return tr("Out of range: what the network says of this image has no meaning, nor have D and ρ.")
    if prediction.label == "notumor":
        return _no_tumor(prediction)
    return None


def pending(state: ViewState) -> bool:
    """Return whether the result of the slice on screen is on its way."""
    at_work = state.model == "loading" or bool(state.tasks)
    return state.growth_prediction is None and state.current_slice is not None and at_work and state.model != "failed"


def caveat(state: ViewState) -> str | None:
    """Return what has to be known to read D and rho of the slice on screen, or None."""
    prediction = state.growth_prediction
    if prediction is None:
        return None
    if prediction.uncertain:
        return tr("The class is uncertain; D and ρ are no more certain than that.")
    return None if prediction.label == "glioma" else tr(LATENT_DESCRIPTORS)


def note_role(state: ViewState) -> str:
    """Return the style of `obstacle` or `caveat`: a warning where numbers could mislead, else a plain note."""
    prediction = state.growth_prediction
    calm = prediction is None or (prediction.label == "notumor" and prediction.in_distribution)
    return "note" if calm else "notice"


def _no_tumor(prediction: Prediction) -> str:
    if prediction.uncertain:
        return tr("No tumor is the most probable class of this slice, so D and ρ would have no meaning.")
    return tr("No tumor is seen on this slice, so there is no D, no ρ and no growth to show.")


def _waiting(state: ViewState) -> str:
    if state.series_uid is None:
        return tr("Open a scan to see how its tumor would grow.")
    if state.slice_index in state.unreadable:
        return tr("This slice cannot be read.")
    if state.model == "failed":
        return tr("No model, no growth.")
    if state.dimensions == "3d":
        return tr("Growth in 3-D begins when all slices of the series are predicted.")
    return tr("D, ρ and growth appear with the result of this slice.")
