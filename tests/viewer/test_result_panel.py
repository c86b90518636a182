"""The result panel: classes, refusals to answer, what is stale, and what a screen reader hears."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_states import emitted, named, prediction, state, texts
from PySide6.QtWidgets import QLabel, QPushButton

from physnet_viewer import theme
from physnet_viewer.session import Task, ViewState
from physnet_viewer.views.result_panel import ProbabilityBar, ResultPanel
from physnet_viewer.views.result_text import likelihood, percent, result_of

CLASSES = tuple(theme.CLASS_LABELS.values())
WORKING = (Task(name="Predicting", done=1, total=24),)


@pytest.fixture
def panel(qtbot):
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


@given(st.floats(0.0, 1.0))
def test_a_higher_probability_is_never_put_weaker(value):
    order = ["one of several", "more likely than not", "likely", "very likely"]
    assert order.index(likelihood(value)) <= order.index(likelihood(min(value + 0.1, 1.0)))


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
        ({"model": "loading"}, "Model loading…"),
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
