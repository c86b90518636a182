"""One page to print or to attach: pictures, curve, numbers, and on what they rest."""

from io import BytesIO
from typing import TYPE_CHECKING

from physnet_core.export import wording
from physnet_core.export.content import Content, Options
from physnet_core.export.picture import Picture
from physnet_core.export.provenance import PRODUCT, provenance_json
from physnet_core.growth.scenario import Growth

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TITLE = "Tumor growth on one slice"
_A4 = (8.27, 11.69)  # inches
_COLORS = ("#1f6fb4", "#d1662a")
_QUIET = "#5b626d"


def report_pdf(content: Content, options: Options) -> bytes:
    """Return the report as a PDF of one A4 page."""
    page = BytesIO()
    # no date: a report says nothing about when a patient was seen
    information = {"Title": _TITLE, "Creator": PRODUCT, "Producer": None, "CreationDate": None}
    report_page(content, options).savefig(
        page, format="pdf", dpi=200, metadata={**information, "Subject": provenance_json(content)}
    )
    return page.getvalue()


def report_page(content: Content, options: Options) -> "Figure":
    """Return the page as a matplotlib figure, free of any window or global state."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=_A4)
    figure.text(0.08, 0.955, _TITLE, fontsize=18, weight="bold")
    figure.text(0.08, 0.934, wording.RESEARCH_USE, fontsize=10, color="#b35c00", weight="bold")
    _draw_pictures(figure.add_axes((0.08, 0.50, 0.84, 0.42)), content, options)
    _draw_curve(figure.add_axes((0.14, 0.31, 0.34, 0.16)), content)
    _draw_probabilities(figure.add_axes((0.64, 0.31, 0.28, 0.16)), content)
    _write_numbers(figure.add_axes((0.08, 0.06, 0.84, 0.20)), content)
    figure.text(0.08, 0.025, wording.model(content.prediction), fontsize=8, color=_QUIET)
    return figure


def _draw_pictures(axes: "Axes", content: Content, options: Options) -> None:
    axes.set_axis_off()
    single = len(content.growths) == 1
    picture = Picture(content, options, before_after=single)
    axes.imshow(picture.before_after() if single else picture.at(content.frames - 1), interpolation="lanczos")
    axes.set_anchor("N")


def _draw_curve(axes: "Axes", content: Content) -> None:
    first = content.growths[0]
    for growth, color in zip(content.growths, _COLORS, strict=False):
        label = wording.run_name(growth, content.prediction)
        axes.plot(growth.times, growth.area, "o-", color=color, label=label, markersize=3, linewidth=1.5)
    axes.set_xlabel(f"{first.time_unit}{' (assumed)' if first.physical else ''}", fontsize=8)
    axes.set_ylabel(f"area of density ≥ {first.threshold:g} ({first.area_unit})", fontsize=8)
    axes.set_ylim(bottom=0)
    axes.tick_params(labelsize=8)
    axes.grid(alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(fontsize=8, frameon=False)


def _draw_probabilities(axes: "Axes", content: Content) -> None:
    prediction = content.prediction
    names = [wording.class_name(label) for label in prediction.labels]
    bars = axes.barh(names, prediction.probabilities, color="#8a93a0")
    axes.bar_label(bars, [f"{value:.1%}" for value in prediction.probabilities], fontsize=8, padding=3)
    axes.set_xlim(0, 1.25)
    axes.set_xticks([])
    axes.invert_yaxis()
    axes.tick_params(labelsize=8, length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.set_title("calibrated probability", fontsize=8, color=_QUIET)


def _write_numbers(axes: "Axes", content: Content) -> None:
    axes.set_axis_off()
    remark = wording.class_remark(content.prediction)
    lines = [f"{wording.class_title(content.prediction)}{f' ({remark})' if remark else ''}"]
    for growth in content.growths:
        lines.append(f"{wording.run_name(growth, content.prediction)}: {wording.parameters(growth)}")
        lines.append(f"    {_speeds(growth)}")
    lines.append(f"{wording.raster(content.growths[0])}; {wording.assumption(content.growths[0])}.")
    lines += [
        "D and ρ per day rest on the assumed duration of a network step: a single scan determines their ratio only.",
        "2√(Dρ) is the speed that a front approaches after a long time; over few steps the measured one differs.",
    ]
    if content.synthetic:
        lines.append("The scan is synthetic: it shows no patient.")
    for index, line in enumerate(lines):
        axes.text(0, 1 - index * 0.105, line, fontsize=8.5, va="top", transform=axes.transAxes)


def _speeds(growth: Growth) -> str:
    unit = f"{growth.length_unit}/{'day' if growth.physical else 'step'}"
    measured = "not measurable" if growth.front_speed is None else f"{wording.number(growth.front_speed)} {unit}"
    doubling = growth.doubling_time
    doubled = "does not grow" if doubling is None else f"doubles in {wording.number(doubling)} {growth.time_unit}"
    asymptotic = f"{wording.number(growth.asymptotic_front_speed)} {unit}"
    return f"front speed {measured} (2√(Dρ) = {asymptotic}); area {doubled}"
