"""What the result panel says, worked out from the state alone; no widgets."""

from dataclasses import dataclass
from typing import Literal

from physnet_core.export.wording import significant
from physnet_viewer import theme
from physnet_viewer.core_words import said
from physnet_viewer.session import ViewState
from physnet_viewer.translation import later, tr
from physnet_viewer.views.growth_text import LATENT_DESCRIPTORS, units_of

Kind = Literal["class", "uncertain", "out_of_range", "waiting", "failed", "empty"]
# Words for calibrated probabilities after the IPCC's guidance note on uncertainty (Mastrandrea et al., 2010); its
# strongest, "virtually certain", is more than one slice and one network can bear.
LIKELIHOODS = ((0.9, later("very likely")), (0.66, later("likely")), (0.5, later("more likely than not")))


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One class with its calibrated probability."""

    label: str
    name: str
    probability: float


@dataclass(frozen=True, kw_only=True)
class Result:
    """The panel in words.

    Attributes
    ----------
    kind
        Only a "class" may be presented as an answer, in bold.
    title, percent, subtitle
        The headline; `percent` is empty unless `kind` is "class".
    within
        The title of what is waited for as it stands within a sentence.
    range_ok, range_text
        Whether the slice looks like the training data, and how that is said; None where nothing was computed.
    parameters
        Learned D and rho with what they are worth, or why there are none; may be empty.
    provenance
        Slice, model, device and time.
    label
        Class for the color, None where no class is answered.
    """

    kind: Kind
    title: str
    subtitle: str = ""
    within: str = ""
    percent: str = ""
    bars: tuple[Bar, ...] = ()
    range_ok: bool | None = None
    range_text: str = ""
    parameters: str = ""
    provenance: str = ""
    label: str | None = None

    @property
    def spoken(self) -> str:
        """The result as a screen reader says it."""
        parts = (self.title, self.percent, self.subtitle, self.range_text, self.parameters, self.provenance)
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


def likelihood(probability: float) -> str:
    """Return a calibrated probability in words."""
    return tr(next((word for least, word in LIKELIHOODS if probability >= least), later("one of several")))


def percent(probability: float) -> str:
    """Return a probability in percent, never rounded to a certainty that it is not."""
    if 0 < probability < 0.01:
        return "< 1 %"
    if 0.99 < probability < 1:
        return "> 99 %"
    return f"{probability:.0%}".replace("%", " %")


def result_of(state: ViewState) -> Result:
    """Return the result of the slice on screen, or in its place why there is none."""
    prediction = state.current_prediction
    if prediction is None:
        return _absent(state)
    kind: Kind = "class"
    title, subtitle = theme.class_label(prediction.label), likelihood(prediction.confidence)
    if prediction.uncertain:
        kind, title = "uncertain", tr("Uncertain")
        first, second = _closest(state)
        subtitle = tr("No class is probable enough to be an answer; {first} and {second} come closest.").format(
            first=first, second=second
        )
    if not prediction.in_distribution:
        kind, title = "out_of_range", tr("Not a brain MRI / out of range")
        subtitle = tr("The network cannot judge such an image: do not rely on the scores.")
    answered = kind == "class"
    return Result(
        kind=kind,
        title=title,
        subtitle=subtitle,
        percent=percent(prediction.confidence) if answered else "",
        bars=_bars(state),
        range_ok=prediction.in_distribution,
        range_text=_range_text(prediction.in_distribution, prediction.reason),
        parameters=_parameters(state) if prediction.in_distribution else "",
        provenance=_provenance(state),
        label=prediction.label if answered else None,
    )


def _absent(state: ViewState) -> Result:
    if state.model == "failed":
        reason = state.model_error or tr("The weights could not be loaded.")
        return Result(kind="failed", title=tr("No model"), subtitle=reason)
    if state.series_uid is None:
        return Result(kind="empty", title=tr("No slice"), subtitle=tr("Open a scan to see what PhysNet makes of it."))
    if state.slice_index in state.unreadable:
        return Result(kind="empty", title=tr("No result"), subtitle=tr("This slice cannot be read."))
    if state.current_slice is None and not state.is_reading:
        return Result(kind="empty", title=tr("No result"), subtitle=tr("Choose the series again to read this slice."))
    if state.current_slice is None:
        return Result(kind="empty", title=tr("Reading the slice…"), subtitle=tr("What PhysNet makes of it follows."))
    if state.model == "loading":
        return Result(
            kind="waiting",
            title=tr("Network starting…"),
            within=tr("network starting…"),
            subtitle=tr("The first result follows by itself."),
        )
    if state.tasks:
        return Result(
            kind="waiting",
            title=tr("Computing…"),
            within=tr("computing…"),
            subtitle=tr("Slice {number} is next.").format(number=state.slice_index + 1),
        )
    return Result(kind="empty", title=tr("Not computed"), subtitle=tr("The computation was stopped before this slice."))


def _bars(state: ViewState) -> tuple[Bar, ...]:
    prediction = state.current_prediction
    if prediction is None:
        return ()
    pairs = zip(prediction.labels, prediction.probabilities, strict=True)
    return tuple(Bar(label=label, name=theme.class_label(label), probability=float(p)) for label, p in pairs)


def _closest(state: ViewState) -> tuple[str, str]:
    first, second, *_ = sorted(_bars(state), key=lambda bar: -bar.probability)
    return theme.class_word(first.label), theme.class_word(second.label)


def _range_text(in_distribution: bool, reason: str | None) -> str:
    if in_distribution:
        return tr("In range: resembles the training images")
    return said(reason) if reason else tr("Out of range")


def _parameters(state: ViewState) -> str:
    prediction, units = state.current_prediction, units_of(state)
    if prediction is None or units is None or prediction.label == "notumor":
        return ""
    diffusion = units.diffusion_mm2_per_day(prediction.diffusion_number)
    if diffusion is None:
        d, rho = significant(prediction.diffusion_number), significant(prediction.growth_number)
        text = tr("D {diffusion} cell²/step · ρ {rho}/step (latent)").format(diffusion=d, rho=rho)
    else:
        rho = significant(units.proliferation_per_day(prediction.growth_number))
        text = tr("D {diffusion} mm²/day · ρ {rho}/day (assumed)").format(diffusion=significant(diffusion), rho=rho)
    return text if prediction.label == "glioma" else f"{text}. {tr(LATENT_DESCRIPTORS)}"


def _provenance(state: ViewState) -> str:
    prediction = state.current_prediction
    if prediction is None:
        return ""
    model = f"{prediction.model.name} {prediction.model.version}"
    place = tr("Slice {number}").format(number=prediction.slice_index + 1)
    if len(state.slices) > 1:
        place = tr("Slice {number} of {count}").format(number=prediction.slice_index + 1, count=len(state.slices))
    return f"{place} · {model} · {prediction.device} · {significant(prediction.seconds, 2)} s"
