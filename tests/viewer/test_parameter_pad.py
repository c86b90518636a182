"""The map of D and rho: the mouse, the keys, the trail, and what the literature says."""

import math

import pytest
from panel_states import emitted, named, prediction, state, tweaked_state
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from physnet_core.growth.literature import PRESETS, REPORTED
from physnet_core.physics.units import DAYS_PER_YEAR, LatentUnits
from physnet_viewer.session import Parameters
from physnet_viewer.views.growth_measures import measured
from physnet_viewer.views.growth_panel import DIFFUSION_RANGE, GROWTH_RANGE, GrowthPanel
from physnet_viewer.views.parameter_pad import ParameterPad

LEARNED = Parameters(diffusion_number=0.15, growth_number=0.3)
UNITS = LatentUnits(cell_mm=9.0, days_per_step=15.0)


@pytest.fixture
def pad(qtbot):
    widget = ParameterPad(DIFFUSION_RANGE, GROWTH_RANGE)
    qtbot.addWidget(widget)
    widget.resize(300, 240)
    widget.show_values(LEARNED, LEARNED, UNITS)
    widget.show()
    return widget


def test_a_press_takes_the_point_there_and_a_release_ends_it(pad):
    moves, ends = emitted(pad.valuesChanged), emitted(pad.committed)
    target = Parameters(diffusion_number=0.6, growth_number=0.05)
    place = pad.position_of(target.diffusion_number, target.growth_number).toPoint()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=place)
    assert (len(moves), len(ends)) == (1, 0)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=place)
    assert len(ends) == 1
    assert moves[0][0] == pytest.approx(0.6, rel=0.05)
    assert moves[0][1] == pytest.approx(0.05, rel=0.05)


def test_arrow_keys_move_one_parameter(pad):
    moves, ends = emitted(pad.valuesChanged), emitted(pad.committed)
    QTest.keyClick(pad, Qt.Key.Key_Right)
    QTest.keyClick(pad, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert moves[0][0] > 0.15
    assert moves[0][1] == pytest.approx(0.3)
    assert moves[1][1] < 0.3
    assert len(ends) == 2


def test_the_point_stays_within_the_sliders(pad):
    moves = emitted(pad.valuesChanged)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=pad.rect().topRight())
    assert moves[-1] == pytest.approx((DIFFUSION_RANGE[1], GROWTH_RANGE[1]))


def test_tries_leave_a_trail_that_belongs_to_the_learned_point(pad):
    tries = [Parameters(diffusion_number=0.1 * n, growth_number=0.3) for n in (2, 3, 3)]
    for item in tries:
        pad.show_values(item, LEARNED, UNITS)
        pad.note_try()
    assert pad.trail == tuple(tries[:2])
    pad.show_values(LEARNED, Parameters(diffusion_number=0.2, growth_number=0.2), UNITS)
    assert pad.trail == ()


def test_what_is_drawn_of_the_literature_names_its_source(pad):
    assert all(item.source in pad.toolTip() for item in REPORTED)
    pad.show_values(LEARNED, LEARNED, LatentUnits(cell_mm=None, days_per_step=15.0))
    assert not any(item.source in pad.toolTip() for item in REPORTED)


def test_the_pad_is_told_in_words(pad):
    assert pad.accessibleName() == "Map of D and ρ"
    assert pad.accessibleDescription() == "D 0.810 mm²/day, ρ 0.0200/day"


@pytest.fixture
def panel(qtbot):
    widget = GrowthPanel()
    qtbot.addWidget(widget)
    widget.render(None, state())
    widget.resize(320, 900)
    widget.show()
    return widget


def test_pad_and_sliders_are_one_value(panel):
    changes, ends = emitted(panel.parametersChanged), emitted(panel.parametersCommitted)
    named(panel, QToolButton, "Show the map of D and ρ").click()
    pad = panel.findChild(ParameterPad)
    assert pad.isVisible()
    QTest.keyClick(pad, Qt.Key.Key_Up)
    assert changes[-1].growth_number > 0.3
    assert changes[-1].diffusion_number == pytest.approx(0.15)
    assert len(ends) == 1


@pytest.mark.parametrize("number", range(len(PRESETS)))
def test_presets_set_what_they_say(panel, number):
    changes, ends = emitted(panel.parametersChanged), emitted(panel.parametersCommitted)
    preset = PRESETS[number]
    assert preset.source
    panel._tools.use_preset(number)
    (change,), units = changes, prediction().units
    diffusion = units.diffusion_mm2_per_day(change.diffusion_number)
    rho = units.proliferation_per_day(change.growth_number)
    assert len(ends) == 1
    if preset.diffusion is not None:
        assert diffusion == pytest.approx(preset.diffusion)
    if preset.proliferation is not None:
        assert rho == pytest.approx(preset.proliferation)
    if preset.radial_speed is not None:
        assert 2 * math.sqrt(diffusion * rho) * DAYS_PER_YEAR == pytest.approx(preset.radial_speed)
        assert diffusion / rho == pytest.approx(0.81 / 0.02)


def test_without_spacing_there_are_no_presets(panel):
    panel.render(None, state(prediction(pixel_spacing=None)))
    assert not named(panel, QToolButton, "Values from the literature").isEnabled()


def test_measures_of_the_growth_on_screen(panel):
    shown = tweaked_state(frame=4)
    panel.render(None, shown)
    growth = shown.tweaked
    values = {item.caption: item.value for item in measured(shown, tweaked=True)}
    assert values["Area"] == f"{growth.smooth_area[4]:.0f} mm²"
    assert values["Radius"] == f"{growth.radius[4]:.1f} mm"
    assert values["Front, run"] == f"{growth.front_speed * DAYS_PER_YEAR:.0f} mm/year"
    assert values["Doubles in"].endswith(" days")
    spoken = {label.accessibleName() for label in panel.findChildren(QLabel)}
    assert {f"{name}: {value}" for name, value in values.items()} <= spoken
