"""The logarithmic slider: scale, gestures, numeric entry, the learned value."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_states import emitted, named
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from physnet_core.export.wording import significant
from physnet_viewer.views.log_slider import LogSlider
from physnet_viewer.views.log_track import TICKS, LogTrack

LOW, HIGH = 3e-4, 5.0


@pytest.fixture
def slider(qtbot):
    widget = LogSlider("D", "diffusion", LOW, HIGH)
    qtbot.addWidget(widget)
    widget.set_unit("mm²/day", 5.4)
    widget.set_learned(0.1)
    widget.set_value(0.1)
    widget.resize(300, 70)
    widget.show()
    return widget


def track_of(slider):
    return slider.findChild(LogTrack)


def entry_of(slider):
    return named(slider, QLineEdit, "Diffusion D, number")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.81, "0.810"),
        (196.3, "196"),
        (0.0333333, "0.0333"),
        (9.999, "10.0"),
        (12345, "12345"),
        (0.00012, "0.000120"),
        (1.2e-5, "1.20e-05"),
        (math.inf, "–"),
        (-0.5, "-0.500"),
    ],
)
def test_significant(value, text):
    assert significant(value) == text


@given(st.floats(1e-9, 1e9))
def test_significant_keeps_three_digits(value):
    assert float(significant(value)) == pytest.approx(value, rel=0.0051)


def test_ticks_and_values_are_inverse(qtbot):
    track = LogTrack(LOW, HIGH)
    qtbot.addWidget(track)
    assert [track.tick_at(track.value_at(tick)) for tick in range(TICKS + 1)] == list(range(TICKS + 1))
    assert track.value_at(0) == pytest.approx(LOW)
    assert track.value_at(TICKS) == pytest.approx(HIGH)
    assert track.value_at(TICKS // 2) == pytest.approx(math.sqrt(LOW * HIGH))


def test_showing_a_value_tells_nobody(slider):
    log = emitted(slider.valueChanged)
    slider.set_value(0.4)
    assert log == []
    assert slider.value == 0.4, "not rounded to a tick"
    assert entry_of(slider).text() == "2.16"


def test_a_drag_is_live_and_commits_once(slider):
    values, commits = emitted(slider.valueChanged), emitted(slider.committed)
    track = track_of(slider)
    middle = track.height() // 2
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(150, middle))
    for x in (170, 190, 210):
        QTest.mouseMove(track, QPoint(x, middle))
    assert len(values) >= 2
    assert commits == []
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(210, middle))
    assert len(commits) == 1
    assert values == sorted(values)
    assert slider.value == values[-1]


def test_a_handle_under_the_mouse_is_not_moved_by_an_echo(slider):
    track = track_of(slider)
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(220, track.height() // 2))
    held = track.value()
    slider.set_value(0.001)
    assert track.value() == held
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(220, track.height() // 2))


def test_keys_change_and_commit_on_release(slider):
    values, commits = emitted(slider.valueChanged), emitted(slider.committed)
    track = track_of(slider)
    track.setFocus()
    QTest.keyPress(track, Qt.Key.Key_Right)
    QTest.keyPress(track, Qt.Key.Key_Right)
    assert (len(values), commits) == (2, [])
    QTest.keyRelease(track, Qt.Key.Key_Right)
    assert len(commits) == 1
    assert slider.value > 0.1


def test_near_the_learned_value_the_slider_settles_on_it(slider):
    track = track_of(slider)
    track.setValue(track.tick_at(0.1) + 200)
    track.setValue(track.tick_at(0.1) + 2)
    assert slider.value == 0.1


def test_the_wheel_is_left_to_the_panel(slider):
    log = emitted(slider.valueChanged)
    event = QWheelEvent(
        QPointF(50, 10),
        QPointF(50, 10),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(track_of(slider), event)
    assert log == []
    assert not event.isAccepted()


@pytest.mark.parametrize("typed", ["2.7", "2,7", " 2.70 "])
def test_a_number_is_in_the_shown_unit(slider, typed):
    values, commits = emitted(slider.valueChanged), emitted(slider.committed)
    entry = entry_of(slider)
    entry.selectAll()
    QTest.keyClicks(entry, typed)
    assert values == [], "only a finished number counts"
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert values == [pytest.approx(0.5)]
    assert len(commits) == 1
    assert track_of(slider).value() == track_of(slider).tick_at(0.5)


@pytest.mark.parametrize("typed", ["abc", "0", "-1", "1000", "nan", ""])
def test_what_is_no_number_in_range_is_marked_and_not_used(slider, typed):
    values = emitted(slider.valueChanged)
    entry = entry_of(slider)
    entry.setFocus()
    entry.selectAll()
    QTest.keyClick(entry, Qt.Key.Key_Delete)
    QTest.keyClicks(entry, typed)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert entry.property("invalid") is True
    assert values == []
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert entry.text() == "0.540"
    assert entry.property("invalid") is False


def test_the_limits_that_are_shown_can_be_typed(slider):
    for shown, value in ((significant(LOW * 5.4), LOW), (significant(HIGH * 5.4), HIGH)):
        entry = entry_of(slider)
        entry.selectAll()
        QTest.keyClicks(entry, shown)
        QTest.keyClick(entry, Qt.Key.Key_Return)
        assert slider.value == pytest.approx(value, rel=5e-3)


def test_reset_is_offered_only_away_from_the_learned_value(slider):
    reset = named(slider, QToolButton, "Reset diffusion to the learned value")
    log = emitted(slider.resetRequested)
    assert not reset.isEnabled()
    slider.set_value(0.3)
    QTest.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert len(log) == 1


def test_the_learned_value_is_told_and_drawn(slider):
    track = track_of(slider)
    assert "learned: 0.540 mm²/day" in track.toolTip()
    assert "learned" in track.accessibleDescription()
    marked = track.grab().toImage()
    slider.set_learned(None)
    assert track.grab().toImage() != marked
