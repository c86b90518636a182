"""One page to print or to attach: key images, curve, numbers with units, settings, and on what they rest."""

from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from physnet_core.export import report_text, wording
from physnet_core.export.annotations import marks
from physnet_core.export.colour import Rgb, blend, colour, lut
from physnet_core.export.content import Content, Options
from physnet_core.export.orientation import edge_letters, scale_bar
from physnet_core.export.panel import Panel, picture_raster
from physnet_core.export.provenance import PRODUCT, provenance_json
from physnet_core.export.wording import Said, in_english
from physnet_core.imaging.volume import Slice

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TITLE = "Tumor growth on one slice"
_TITLE_IN_SPACE = "Tumor growth in three dimensions"
_A4 = (8.27, 11.69)  # inches
_LEFT, _RIGHT = 0.07, 0.93
_INK, _QUIET, _FAINT, _RULE = "#16191e", "#5a6270", "#e9ebef", "#c9ced6"
_WARNING = "#a85400"
_COLORS = ("#1f6fb2", "#d1611f")  # learned, tweaked
_PICTURE_SIDE = 700
_MARK_TEXT = 0.036  # of the longer side of an image: seven points where three stand beside each other
_LINE = 130  # characters of small print
_HEAD, _SUBHEAD = 44, 112  # characters side by side in the head of the page
_LEAST_BELOW = 0.60  # height of what stands below the images, as a part of the page
_UNDER = 110  # grey below the color bar, so that its fading is seen as over anatomy


def report_pdf(content: Content, options: Options, said: Said = in_english) -> bytes:
    """Return the report as a PDF of one A4 page, in the language of `said`."""
    page = BytesIO()
    # no date: a report says nothing about when a patient was seen
    information = {"Title": said(_title(content)), "Creator": PRODUCT, "Producer": None, "CreationDate": None}
    report_page(content, options, said).savefig(
        page, format="pdf", dpi=200, metadata={**information, "Subject": provenance_json(content)}
    )
    return page.getvalue()


def report_page(content: Content, options: Options, said: Said = in_english) -> "Figure":
    """Return the page as a matplotlib figure, free of any window or global state."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=_A4)
    _write_head(figure, content, said)
    below = _place_images(figure, content, options, said)
    spare = max(0.0, below - _LEAST_BELOW)  # small images leave room: the curve takes it
    _heading(figure, _LEFT, below - 0.012, said("Volume over time" if content.volumes else "Area over time"))
    _draw_curve(figure.add_axes((0.125, below - 0.18 - spare, 0.40, 0.15 + spare)), content, said)
    _heading(figure, 0.60, below - 0.012, said("Calibrated probability"))
    _draw_probabilities(figure.add_axes((0.735, below - 0.165, 0.195, 0.135)), content, said)
    below -= 0.235 + spare
    _heading(figure, _LEFT, below, said("Numbers"))
    _write_table(figure, _LEFT, 0.55, below - 0.022, report_text.numbers(content, said))
    _heading(figure, 0.60, below, said("Model and settings"))
    _write_table(figure, 0.60, _RIGHT, below - 0.022, report_text.settings(content, options, said))
    _write_caveats(figure, content, said)
    return figure


def _title(content: Content) -> str:
    return _TITLE_IN_SPACE if content.volumes else _TITLE


def _write_head(figure: "Figure", content: Content, said: Said) -> None:
    prediction = content.prediction
    answer, remark = wording.class_title(prediction), wording.class_remark(prediction)
    title, result, notice = said(_title(content)), said(answer), said(wording.RESEARCH_USE)
    size = min(17.0, 17.0 * _HEAD / (len(title) + len(result)))
    ink = _WARNING if answer == "Uncertain" else _INK
    figure.text(_LEFT, 0.955, title, fontsize=size, weight="bold", color=_INK, va="top")
    figure.text(_RIGHT, 0.955, result, fontsize=size, weight="bold", color=ink, va="top", ha="right")
    figure.text(_LEFT, 0.929, notice, fontsize=9, color=_WARNING, weight="bold", va="top")
    lines = wrap(said(remark or "most probable class of this slice"), _SUBHEAD - round(1.2 * len(notice)))
    if len(lines) > 2:
        lines = [lines[0], report_text.shortened(" ".join(lines[1:]), len(lines[1]))]
    for number, line in enumerate(lines):
        top = 0.929 if len(lines) == 1 else 0.9315 - 0.0108 * number
        figure.text(_RIGHT, top, line, fontsize=8, color=_QUIET, va="top", ha="right")
    _rule(figure, 0.91)


def _place_images(figure: "Figure", content: Content, options: Options, said: Said) -> float:
    """Draw the slice alone, the start, and the end of each growth; return where they end."""
    raster = picture_raster(content.image, _PICTURE_SIDE)
    panels = [Panel(content.image, growth, options, raster) for growth in content.growths]
    first, last = content.growths[0], content.frames - 1
    views = [_slice_alone(content, panels[0], said)]
    views.append((panels[0].draw(0), said(wording.time(first, 0)), _size(content, 0, 0, said)))
    for number, panel in enumerate(panels):
        time, name = wording.time(panel.growth, last), wording.run_name(panel.growth, content.prediction)
        title = said(time) if len(panels) == 1 else f"{said(time)}, {said(name)}"
        views.append((panel.draw(last), title, _size(content, number, last, said)))
    gap = 0.012
    width = (_RIGHT - 0.055 - _LEFT - (len(views) - 1) * gap) / len(views)
    height = min(0.33, width * raster.shape[0] / raster.shape[1] * _A4[0] / _A4[1])
    bottom = 0.895 - height
    for number, (pixels, title, note) in enumerate(views):
        left = _LEFT + number * (width + gap)
        axes = figure.add_axes((left, bottom, width, height))
        axes.set_axis_off()
        axes.set_anchor("NW")
        axes.imshow(pixels, interpolation="lanczos")
        _annotate(axes, content.image, pixels.shape[:2])
        figure.text(left, bottom - 0.008, title, fontsize=9, weight="bold", color=_INK, va="top")
        figure.text(left, bottom - 0.022, note, fontsize=8, color=_QUIET, va="top")
    _draw_colorbar(figure.add_axes((_RIGHT - 0.037, bottom, 0.013, height)), options, said)
    return bottom - 0.05


def _size(content: Content, number: int, frame: int, said: Said) -> str:
    """Return how large growth `number` is in a frame."""
    area = said(wording.area(content.growths[number], frame))
    if not content.volumes:
        return area
    return said("{volume}, here {area}").format(volume=wording.volume(content.volumes[number], frame), area=area)


def _slice_alone(content: Content, panel: Panel, said: Said) -> tuple[Rgb, str, str]:
    """Return the slice with what was measured on it, its title, and what it shows."""
    drawn = marks(content.annotations, content.image, panel.raster, max(panel.raster.shape) * _MARK_TEXT)
    title = said("Slice {slice}").format(slice=content.image.index + 1)
    if drawn is None:
        return panel.anatomy, title, said("as in the scan")
    picture = Image.fromarray(panel.anatomy)
    picture.paste(drawn, (0, 0), drawn)
    return np.asarray(picture), title, said("as in the scan, measured")


def _annotate(axes: "Axes", image: Slice, shape: tuple[int, int]) -> None:
    rows, columns = shape
    style: dict[str, Any] = {"color": "#d5d9df", "fontsize": 7}
    if image.affine is not None:
        west, east, north, _ = edge_letters(image.affine)
        axes.text(columns * 0.02, rows / 2, west, va="center", **style)
        axes.text(columns * 0.98, rows / 2, east, va="center", ha="right", **style)
        axes.text(columns / 2, rows * 0.015, north, va="top", ha="center", **style)
    if image.pixel_spacing is not None:
        mm, pixels = scale_bar(image.pixel_spacing[1] * image.pixels.shape[1] / columns, columns // 4)
        foot = rows * 0.975
        axes.plot([columns * 0.03, columns * 0.03 + pixels], [foot, foot], color="white", linewidth=1.6)
        axes.text(columns * 0.05 + pixels, foot, f"{mm} mm", va="center", **style)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)


def _draw_colorbar(axes: "Axes", options: Options, said: Said) -> None:
    density = np.linspace(0.0, 1.0, 256, dtype=np.float32)[:, None]
    drawn = colour(density, lut(options.colormap), options.opacity, options.threshold)
    axes.imshow(
        blend(np.full((256, 1, 3), _UNDER, dtype=np.uint8), drawn), origin="lower", aspect="auto", extent=(0, 1, 0, 1)
    )
    axes.set_xticks([])
    axes.yaxis.tick_right()
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", ".25", ".5", ".75", "1"])
    axes.tick_params(labelsize=6.5, length=2, labelcolor=_QUIET, color=_QUIET, pad=1.5)
    axes.spines[:].set_visible(False)
    axes.set_title(said("density"), fontsize=6.5, color=_QUIET, pad=3)
    for level, width in ((options.contour, 1.2), (options.fine_contour, 0.7)):
        if level is not None:
            axes.axhline(level, color="white", linewidth=width)


def _draw_curve(axes: "Axes", content: Content, said: Said) -> None:
    first = content.growths[0]
    for number, growth in enumerate(content.growths):
        sizes = content.volumes[number].volume_ml if content.volumes else growth.smooth_area
        name = wording.run_name(growth, content.prediction)
        color = _COLORS[name != "learned"]
        marks = "o" if len(growth.times) <= 20 else ""
        axes.plot(growth.times, sizes, marks + "-", color=color, label=said(name), markersize=3.2, linewidth=1.6)
    unit = said(first.time_unit)
    axes.set_xlabel(said("{unit} (assumed)").format(unit=unit) if first.physical else unit, fontsize=8, color=_QUIET)
    size_unit = "mL" if content.volumes else said(first.area_unit)
    counted = said("density ≥ {threshold}, in {unit}").format(threshold=f"{first.threshold:g}", unit=size_unit)
    axes.set_ylabel(counted, fontsize=8, color=_QUIET)
    axes.set_ylim(bottom=0)
    axes.set_xlim(left=0)
    axes.tick_params(labelsize=7.5, color=_RULE, labelcolor=_INK)
    axes.grid(color=_FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(_RULE)
    if len(content.growths) > 1:
        axes.legend(fontsize=8, frameon=False, loc="upper left", borderaxespad=0.1)


def _draw_probabilities(axes: "Axes", content: Content, said: Said) -> None:
    prediction = content.prediction
    names = [said(wording.class_name(label)) for label in prediction.labels]
    axes.barh(names, np.ones(len(names)), color=_FAINT, height=0.5)
    sure = prediction.in_distribution and not prediction.uncertain
    shades = [_COLORS[0] if sure and label == prediction.label else "#9aa3b0" for label in prediction.labels]
    axes.barh(names, prediction.probabilities, color=shades, height=0.5)
    for row, value in enumerate(prediction.probabilities):
        axes.text(1.36, row, f"{value:.1%}", fontsize=8, va="center", ha="right", color=_INK)
    axes.set_xlim(0, 1.36)
    axes.set_xticks([])
    axes.invert_yaxis()
    axes.tick_params(labelsize=8, length=0, labelcolor=_INK)
    axes.spines[:].set_visible(False)


def _heading(figure: "Figure", left: float, top: float, text: str) -> None:
    figure.text(left, top, text, fontsize=10, weight="bold", color=_INK, va="top")


def _rule(figure: "Figure", height: float) -> None:
    from matplotlib.lines import Line2D

    figure.add_artist(Line2D((_LEFT, _RIGHT), (height, height), color=_RULE, linewidth=0.8))


def _write_table(figure: "Figure", left: float, right: float, top: float, rows: list[tuple[str, ...]]) -> None:
    """Write rows of a name and one or two values, values flush right, a faint line under each."""
    from matplotlib.lines import Line2D

    for number, (name, *values) in enumerate(rows):
        height = top - number * 0.0172
        line = height - 0.0072  # a baseline: aligned by their tops, words with an umlaut would stand lower
        figure.text(left, line, name, fontsize=8, color=_QUIET, va="baseline")
        for column, value in enumerate(reversed(values)):
            weight = "bold" if not name else "normal"
            place = right - column * 0.125
            figure.text(place, line, value, fontsize=8, color=_INK, va="baseline", ha="right", weight=weight)
        figure.add_artist(Line2D((left, right), (height - 0.0135,) * 2, color=_FAINT, linewidth=0.6))


def _write_caveats(figure: "Figure", content: Content, said: Said) -> None:
    lines = [line for text in report_text.caveats(content, said) for line in wrap(text, _LINE)]
    top = 0.062 + 0.0138 * len(lines)
    _rule(figure, top + 0.012)
    for number, line in enumerate(lines):
        figure.text(_LEFT, top - number * 0.0138, line, fontsize=7.4, color=_QUIET, va="top")
    figure.text(_LEFT, 0.038, said(wording.RESEARCH_USE), fontsize=7.4, color=_WARNING, weight="bold", va="top")
    figure.text(_RIGHT, 0.038, wording.model(content.prediction), fontsize=7.4, color=_QUIET, va="top", ha="right")
