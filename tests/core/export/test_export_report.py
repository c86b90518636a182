"""The report: one page, nothing cut off, numbers with units, and what they rest on."""

import re
from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from physnet_core.export import wording
from physnet_core.export.content import Content, Options
from physnet_core.export.report import report_page, report_pdf
from physnet_core.export.report_text import caveats, numbers, settings
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.growth.simulate import simulate
from physnet_core.imaging import Slice
from physnet_core.network.prediction import Prediction


@pytest.fixture
def content(phantom: Slice, prediction: Prediction, growth: Growth) -> Content:
    return Content(prediction=prediction, image=phantom, growths=(growth,))


@pytest.fixture
def pair(phantom: Slice, prediction: Prediction, growth: Growth) -> Content:
    faster = replace(Scenario.learned(prediction), diffusion_number=0.4, growth_number=0.35)
    return Content(prediction=prediction, image=phantom, growths=(growth, simulate(prediction, phantom, faster)))


def blind(content: Content) -> Content:
    """Return the same from a file that gives no pixel spacing, as an answer that must not stand."""
    units = replace(content.growths[0].units, cell_mm=None)
    return Content(
        prediction=replace(content.prediction, in_distribution=False, reason="it is unlike a brain in every way " * 6),
        image=replace(content.image, affine=None, pixel_spacing=None),
        growths=tuple(replace(growth, units=units) for growth in content.growths),
        synthetic=True,
    )


def words(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


@pytest.mark.parametrize("unusual", [False, True])
@pytest.mark.parametrize("name", ["content", "pair"])
def test_nothing_is_cut_off_and_no_two_texts_overlap(name: str, unusual: bool, request: pytest.FixtureRequest) -> None:
    shown = request.getfixturevalue(name)
    figure = report_page(blind(shown) if unusual else shown, Options())
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    page = figure.bbox
    boxes = [(text, text.get_window_extent()) for text in figure.findobj(Text) if text.get_text().strip()]
    for text, box in boxes:
        assert page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1, text
    free = [(text, text.get_window_extent()) for text in figure.texts]
    for number, (one, first) in enumerate(free):
        for two, second in free[number + 1 :]:
            assert not first.padded(-0.5).overlaps(second.padded(-0.5)), (one, two)


def test_numbers_carry_units_and_are_those_of_the_growth(pair: Content) -> None:
    rows = {name: values for name, *values in numbers(pair)}
    assert rows[""] == ["learned", "tweaked"]
    assert rows["Diffusion D, mm²/day"] == ["0.893", "1.43"]
    assert rows["Area at the start, mm²"][0] == rows["Area at the start, mm²"][1]
    assert rows["Area at day 56, mm²"][1] == f"{pair.growths[1].smooth_area[-1]:.0f}"
    assert rows["2√(Dρ), mm/year"][0] == wording.number(pair.growths[0].asymptotic_front_speed * 365.25)


def test_without_spacing_no_millimeter_is_printed(content: Content) -> None:
    lost = blind(content)
    said = [*(name for name, *_ in numbers(lost)), *(value for _, value in settings(lost, Options())), *caveats(lost)]
    assert not [text for text in said if "mm" in text]
    assert "Uncertain" in words(report_page(lost, Options()))
    assert any("unlike a brain" in text for text in caveats(lost))


def test_it_says_what_it_is_and_what_made_it(content: Content) -> None:
    said = words(report_page(content, Options(colormap="viridis", smooth=False)))
    for text in (
        "Research use only. Not a medical device.",
        "Glioma · 83%",
        "Slice 8",
        "Day 56",
        "physnet 1",
        "viridis, 60%, from 0.05",
        "cells as computed",
    ):
        assert text in said, text
    assert any("neither a forecast nor a prognosis" in text for text in said)


def test_it_is_one_page(pair: Content) -> None:
    assert report_pdf(pair, Options()).count(b"/Type /Page ") == 1


@pytest.mark.parametrize("name", ["content", "pair"])
def test_every_word_goes_through_the_translation_that_is_passed_in(name: str, request: pytest.FixtureRequest) -> None:
    shown = request.getfixturevalue(name)

    def shouted(text: str) -> str:
        return re.sub(r"(\{\w+\})|([^{]+)", lambda found: found[1] or found[2].upper(), text)

    names = re.compile(r"\b\d+ mm\b|PhysNet Viewer|physnet|inferno|[0-9a-f]{16}…")
    for item in (shown, blind(shown)):
        for text in words(report_page(item, Options(), shouted)):
            assert not re.search("[a-z]{2}", names.sub("", text)), text


def test_without_a_translation_it_is_english(pair: Content) -> None:
    assert words(report_page(pair, Options())) == words(report_page(pair, Options(), lambda text: text))


def test_a_long_sentence_is_wrapped_and_not_cut(content: Content) -> None:
    long = replace(content, growths=(replace(content.growths[0], note="word " * 60 + "end."),))
    figure = report_page(long, Options())
    assert "".join(words(figure)).count("word") == 60
