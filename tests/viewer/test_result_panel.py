"""The result panel: classes, refusals to answer, what is stale, and what a screen reader hears."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_states import (
    emitted,
    explained_state,
    named,
    prediction,
    state,
    texts,
    tweaked_state,
    what_if_state,
)
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from physnet_viewer import theme
from physnet_viewer.session import Task, ViewState
from physnet_viewer.view_parts import READING
from physnet_viewer.views.heat_picture import HeatPicture
from physnet_viewer.views.result_panel import ProbabilityBar, ResultPanel
from physnet_viewer.views.result_text import likelihood, percent, result_of
from physnet_viewer.views.what_if_text import CAVEAT

CLASSES = tuple(theme.CLASS_LABELS.values())
WORKING = (Task(name="Predicting", done=1, total=24),)


@pytest.fixture
def panel(qapp, qtbot):
    theme.apply(qapp, "dark")
    widget = ResultPanel()
    qtbot.addWidget(widget)
    return widget


def shown(panel, new):
    panel.render(None, new)
    return texts(panel)


def bold(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.font().bold() and label.text()]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.81, "81 %"), (0.999, "> 99 %"), (1.0, "100 %"), (0.003, "< 1 %"), (0.0, "0 %"), (0.99, "99 %")],
)
def test_percent_never_claims_a_certainty(value, text):
    assert percent(value) == text


@pytest.mark.parametrize("probabilities", [(0.81, 0.11, 0.05, 0.03), (0.814, 0.114, 0.054, 0.018)])
def test_each_percentage_is_the_nearest_to_its_own_probability(panel, probabilities):
    """Even where they are then 99 or 101 together: a number that is moved to please a sum would differ from exports."""
    panel.render(None, state(prediction(probabilities)))
    written = [float(label.text().removesuffix(" %")) for label in panel._values]
    assert written == [round(100 * probability) for probability in probabilities]


@given(st.lists(st.floats(1e-3, 1.0), min_size=4, max_size=4))
def test_bars_sum_to_a_hundred_as_they_are_drawn(qapp, parts):
    panel = ResultPanel()
    panel.render(None, state(prediction(tuple(part / sum(parts) for part in parts))))
    assert 100 * sum(bar._value for bar in panel._bars) == pytest.approx(100, abs=0.1)
    panel.deleteLater()


@given(st.floats(0.0, 1.0))
def test_a_higher_probability_is_never_put_weaker(value):
    order = ["one of several", "more likely than not", "likely", "very likely"]
    assert order.index(likelihood(value)) <= order.index(likelihood(min(value + 0.1, 1.0)))


def test_a_value_stays_on_one_line_with_its_unit(panel):
    panel.render(None, state())
    said = [label.text() for label in panel.findChildren(QLabel)]
    assert any(text.endswith("0.21\u00a0s") for text in said)
    assert any("\u00a0mm²/\u2060day" in text for text in said)


def test_a_class_is_answered_whole(panel):
    words = shown(panel, state())
    assert bold(panel) == ["Glioma", "81 %"]
    assert "likely" in words
    assert "Slice 12 of 24 · physnet18 1.0 · CPU · 0.21 s" in words
    assert [word for word in words if word.startswith("In range")]
    bars = [bar.accessibleName() for bar in panel.findChildren(ProbabilityBar)]
    assert bars == ["Glioma: 81 %", "Meningioma: 11 %", "No tumor: 5 %", "Pituitary: 3 %"]


@pytest.mark.parametrize("probabilities", [(0.44, 0.38, 0.1, 0.08), (0.08, 0.1, 0.38, 0.44)])
def test_uncertain_presents_no_class(panel, probabilities):
    words = shown(panel, state(prediction(probabilities, uncertain=True)))
    assert "Uncertain" in words
    assert bold(panel) == []
    assert result_of(state(prediction(probabilities, uncertain=True))).label is None


def test_out_of_range_comes_before_any_class_and_gives_its_reason(panel):
    odd = prediction((0.93, 0.03, 0.03, 0.01), in_distribution=False, reason="This looks like a photograph.")
    words = shown(panel, state(odd))
    assert words.index("Not a brain MRI / out of range") < min(words.index(name) for name in CLASSES)
    assert "This looks like a photograph." in words
    assert bold(panel) == []
    assert not any(word.startswith("D ") for word in words)
    assert panel.accessibleDescription().startswith("Not a brain MRI")


def test_out_of_range_wins_over_uncertain(panel):
    both = prediction((0.4, 0.3, 0.2, 0.1), uncertain=True, in_distribution=False, reason="no brain")
    assert result_of(state(both)).kind == "out_of_range"


def test_no_tumor_has_no_parameters(panel):
    words = shown(panel, state(prediction((0.01, 0.01, 0.97, 0.01))))
    assert bold(panel)[0] == "No tumor"
    assert not any("mm²/day" in word for word in words)


@pytest.mark.parametrize(
    ("probabilities", "caveat"), [((0, 1, 0, 0), True), ((0, 0, 0, 1), True), ((1, 0, 0, 0), False)]
)
def test_only_glioma_comes_without_the_caveat(panel, probabilities, caveat):
    words = shown(panel, state(prediction(probabilities)))
    assert any("Latent descriptors" in word for word in words) == caveat


def test_units_follow_the_pixel_spacing_and_the_assumption(panel):
    assert "D 0.810 mm²/day · ρ 0.0200/day (assumed)" in shown(panel, state())
    assert "D 0.405 mm²/day · ρ 0.0100/day (assumed)" in shown(panel, state(days_per_step=30.0))
    assert "D 0.150 cell²/step · ρ 0.300/step (latent)" in shown(panel, state(prediction(pixel_spacing=None)))


def test_the_result_before_is_dimmed_and_named(panel):
    first = state()
    panel.render(None, first)
    panel.render(first, replace(first, slice_index=12, tasks=WORKING))
    words = texts(panel)
    assert "Computed for slice 12. Slice 13: computing…" in words
    assert "Glioma" in words
    assert bold(panel) == []
    assert panel.accessibleDescription().startswith("Computed for slice 12")


def test_a_result_of_another_series_is_not_kept(panel):
    first = state()
    panel.render(None, first)
    panel.render(first, replace(first, series_uid="9.9", predictions=(None,) * 24, tasks=WORKING))
    words = texts(panel)
    assert "Computing…" in words
    assert not set(words) & set(CLASSES)


def test_a_new_result_ends_the_dimming(panel):
    first = state()
    moved = replace(first, slice_index=12, tasks=WORKING)
    answers = list(first.predictions)
    answers[12] = prediction((0.02, 0.02, 0.02, 0.94), slice_index=12)
    done = replace(moved, predictions=tuple(answers))
    for old, new in ((None, first), (first, moved), (moved, done)):
        panel.render(old, new)
    assert bold(panel) == ["Pituitary", "94 %"]
    assert not any("Computed for" in word for word in texts(panel))


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"model": "loading"}, "Network starting…"),
        ({"tasks": WORKING}, "Computing…"),
        ({}, "Not computed"),
        ({"model": "failed", "model_error": "The file is cut off."}, "No model"),
    ],
)
def test_without_a_prediction_it_says_why(panel, changes, title):
    words = shown(panel, replace(state(), predictions=(None,) * 24, **changes))
    assert title in words
    assert changes.get("model_error", title) in words
    assert not set(words) & set(CLASSES)


def test_before_anything_is_open(panel):
    assert "No slice" in shown(panel, ViewState())


def test_while_a_slice_is_read_nobody_is_asked_to_open_one(panel):
    reading = replace(state(), predictions=(None,) * 24, slices=(None,) * 24, tasks=(Task(name=READING),))
    words = shown(panel, reading)
    assert "Reading the slice…" in words
    assert not any("Open a scan" in text for text in words)
    assert "Choose the series again to read this slice." in shown(panel, replace(reading, tasks=()))
    assert "No result" in shown(panel, replace(reading, unreadable={reading.slice_index: "It is cut off."}))


def test_a_longer_number_is_whole_in_the_next_picture(panel):
    before, after = state(prediction((0.4, 0.3, 0.2, 0.1))), state(prediction((0.997, 0.001, 0.001, 0.001)))
    panel.resize(320, 240)
    panel.show()
    panel.render(None, before)
    QApplication.processEvents()
    panel.render(before, after)
    labels = [item for item in panel.findChildren(QLabel) if item.isVisible() and "99 %" in item.text()]
    assert len(labels) == 2
    assert all(label.width() >= label.minimumSizeHint().width() for label in labels)


def test_words_under_the_mouse_can_be_copied(panel, qtbot):
    panel.render(None, state())
    panel.resize(320, 240)
    panel.show()
    label = next(item for item in panel.findChildren(QLabel) if "mm²" in item.text())
    before = label.sizeHint()
    at = QPointF(label.rect().center())
    QApplication.sendEvent(label, QEnterEvent(at, at, at))
    assert label.sizeHint() == before  # nothing moves under the mouse
    QTest.mouseDClick(label, Qt.MouseButton.LeftButton, pos=QPoint(8, label.height() // 2))
    assert label.hasSelectedText()
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))
    assert label.hasSelectedText()
    label.setSelection(0, 0)
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))
    assert label.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction


def test_a_theme_change_repaints(panel, qapp):
    panel.render(None, state())
    panel.resize(320, 240)
    theme.apply(qapp, "dark")
    dark = panel.grab().toImage()
    theme.apply(qapp, "light")
    light = panel.grab().toImage()
    theme.apply(qapp, "dark")
    assert light.pixelColor(3, 3).name() == theme.LIGHT.surface
    assert dark.pixelColor(3, 3).name() == theme.DARK.surface
    assert bold(panel) == ["Glioma", "81 %"]


def test_the_card_is_asked_for(panel, qtbot):
    log = emitted(panel.cardRequested)
    named(panel, QPushButton, "Model card").click()
    assert len(log) == 1


def test_what_the_model_would_say_comes_with_its_caveat(panel):
    words = shown(panel, what_if_state())
    assert "81 % → 30 %" in words
    assert "11 % → 60 %" in words
    said = [word for word in words if CAVEAT in word]
    assert said == [f"At D 2.16 mm²/day, ρ 0.0333/day: meningioma, 60 % – {CAVEAT}."]
    assert bold(panel) == ["Glioma", "81 %"], "the answer is still the learned one"


def test_the_bars_are_marked_where_they_would_be(panel):
    panel.resize(320, 400)
    panel.render(None, tweaked_state())
    plain = panel.grab().toImage()
    panel.render(tweaked_state(), what_if_state())
    bar = panel.findChildren(ProbabilityBar)[1]
    marked = bar.grab().toImage()
    x = round(marked.width() * 0.6)
    colors = {marked.pixelColor(x + shift, 1).name() for shift in (-1, 0, 1)}
    assert theme.current().curve_tweaked in colors
    assert plain != panel.grab().toImage()


@pytest.mark.parametrize("changes", [{"tweak": None}, {"slice_index": 10}, {"what_if": None}])
def test_it_is_gone_with_the_tweak_and_with_the_slice(panel, changes):
    before = what_if_state()
    panel.render(None, before)
    panel.render(before, replace(before, **changes))
    assert not any(CAVEAT in word or "→" in word for word in texts(panel))


def test_an_out_of_range_slice_has_no_other_answer(panel):
    odd = prediction(in_distribution=False, reason="no brain")
    base = what_if_state()
    answers = tuple(odd if item is not None else None for item in base.predictions)
    words = shown(panel, replace(base, predictions=answers, what_if=replace(base.what_if, prediction=odd)))
    assert not any(CAVEAT in word for word in words)


def test_reasons_are_shown_on_demand_with_their_limits(panel):
    log = emitted(panel.whyRequested)
    assert not any("Grad-CAM" in word for word in shown(panel, state()))
    named(panel, QPushButton, "Why this class").click()
    assert log == [True]
    words = shown(panel, explained_state())
    assert {"Density u₀", "Grad-CAM"} <= set(words)
    assert any("Saporta et al. 2022" in word for word in words)
    assert any("what spoke for glioma" in word for word in words)
    assert named(panel, QPushButton, "Why this class").isChecked()
    assert all(picture.has_map for picture in panel.findChildren(HeatPicture))


def test_reasons_of_another_slice_are_not_shown(panel):
    before = explained_state()
    other = replace(before.current_prediction, slice_index=12)
    answers = (*before.predictions[:12], other, *before.predictions[13:])
    panel.render(None, before)
    panel.render(before, replace(before, slice_index=12, predictions=answers))
    density, activation = panel.findChildren(HeatPicture)
    assert density.has_map
    assert not activation.has_map
    assert "Asking the network…" in texts(panel)


def test_there_are_no_reasons_for_what_is_no_answer(panel):
    words = shown(panel, explained_state(prediction(in_distribution=False, reason="no brain")))
    assert any("no class is answered" in word for word in words)
    assert not any("Saporta" in word for word in words)
    unsure = shown(panel, explained_state(prediction((0.44, 0.38, 0.1, 0.08), uncertain=True)))
    assert any("the most probable class, glioma" in word for word in unsure)
