"""What two scans beside each other say together, in words; no widgets."""

from physnet_core.export.wording import significant
from physnet_core.growth.scenario import Growth
from physnet_viewer import theme
from physnet_viewer.scan_names import scan_name
from physnet_viewer.session import ViewState
from physnet_viewer.slice_matching import linked_by_place
from physnet_viewer.translation import later, tr
from physnet_viewer.views.result_text import percent

ALONE = later("Each scan is paged alone.")
BY_PLACE = later("Slices are matched by nearest scanner position.")
BY_SHARE = later("Slices are matched by their share of the way through the series.")
NOT_REGISTERED = later("The scans are not registered to each other.")


def scan_title(role: str, state: ViewState) -> str:
    """Return which scan a column shows."""
    return tr("{role}: no scan").format(role=role) if state.path is None else f"{role}: {scan_name(state.path)}"


def change(one: ViewState, other: ViewState) -> str:
    """Return in one line what the network says of the two slices on screen."""
    answers = [verdict(state) for state in (one, other)]
    if not all(answers):
        return tr("Both results are needed for a comparison.")
    before, after = area_of(one.learned), area_of(other.learned)
    text = f"{answers[0]} → {answers[1]}"
    if before is None or after is None:
        return text
    return tr("{text} · area of density ≥ 0.5 in the slice: {sizes}").format(text=text, sizes=_sizes(before, after))


def verdict(state: ViewState) -> str:
    """Return the class with its probability, or that none is answered; "" without a result."""
    prediction = state.current_prediction
    if prediction is None:
        return ""
    if not prediction.in_distribution:
        return tr("Out of range")
    if prediction.uncertain:
        return tr("Uncertain")
    return f"{theme.class_label(prediction.label)} {percent(prediction.confidence)}"


def area_of(growth: Growth | None) -> float | None:
    """Return the area in mm² before growth, as far as the scan says how large a pixel is."""
    return float(growth.smooth_area[0]) if growth is not None and growth.physical else None


def link_note(one: ViewState, other: ViewState, *, linked: bool) -> str:
    """Return how slices are matched."""
    first, second = one.current_series, other.current_series
    if first is None or second is None:
        return ""
    if not linked:
        return f"{tr(ALONE)} {tr(NOT_REGISTERED)}"
    return f"{tr(BY_PLACE if linked_by_place(first, second) else BY_SHARE)} {tr(NOT_REGISTERED)}"


def _sizes(before: float, after: float) -> str:
    if before < 1 and after < 1:
        return tr("none in either")
    text = f"{significant(before)} → {significant(after)} mm²"
    return text if before < 1 else f"{text} ({(after - before) / before:+.0%})".replace("%", " %")
