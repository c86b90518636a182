"""Panels and plot take their share of a large screen, and keep a width that somebody gave them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider


def resized(stage, width, height=1000):
    stage.window.resize(width, height)
    stage.qtbot.waitUntil(lambda: stage.window.size().toTuple() == (width, height))
    return stage.window._left.width(), stage.window._right.width()


def test_panels_grow_with_the_window_and_shrink_with_it(stage):
    small = resized(stage, 1366)
    middle, large = resized(stage, 1920), resized(stage, 2560)
    assert all(one < other for one, other in zip(small, middle, strict=True))
    assert all(one <= other for one, other in zip(middle, large, strict=True))
    assert sum(large) < 0.3 * 2560, "the image has the rest"
    assert resized(stage, 1366) == small


def dragged(stage, width):
    """Drag the left edge of the right panel until it is so wide."""
    window, panel = stage.window, stage.window._right
    edge = QPoint(panel.x() - 1, panel.geometry().center().y())
    there = edge + QPoint(panel.width() - width, 0)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge)
    QTest.mouseMove(window, there)
    stage.qtbot.waitUntil(lambda: panel.width() == width)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, there)


def test_a_width_that_was_dragged_stays(stage):
    left, _ = resized(stage, 1366)
    dragged(stage, 500)
    assert resized(stage, 2560)[1] == 500
    assert resized(stage, 1366) == (left, 500)
    assert resized(stage, 900)[1] < 500
    assert resized(stage, 1366) == (left, 500), "a small window in between changes nothing"


def test_a_small_window_in_between_changes_nothing(stage, scan):
    stage.open(scan)
    before = resized(stage, 1366, 768)
    small = resized(stage, 760, 520)
    assert all(one < other for one, other in zip(small, before, strict=True)), "there is no room for both"
    assert resized(stage, 1366, 768) == before


def test_a_window_that_was_closed_small_opens_wide_as_ever(make_stage, bundle):
    stage = make_stage(weights=bundle)
    before = resized(stage, 1366, 768)
    resized(stage, 760, 520)
    stage.window.close()
    again = make_stage(weights=bundle)
    stage.qtbot.waitUntil(lambda: (again.window._left.width(), again.window._right.width()) == before)


def test_a_dragged_width_is_there_after_a_restart(make_stage, bundle):
    stage = make_stage(weights=bundle)
    resized(stage, 1920)
    dragged(stage, 500)
    stage.window.close()
    again = make_stage(weights=bundle, size=(1920, 1000))
    stage.qtbot.waitUntil(lambda: again.window._right.width() == 500)


def test_a_wide_window_opens_as_it_was_left(make_stage, bundle):
    stage = make_stage(weights=bundle)
    before = resized(stage, 1920)
    stage.window.close()
    again = make_stage(weights=bundle, size=(1920, 1000))
    assert (again.window._left.width(), again.window._right.width()) == before


@pytest.mark.parametrize(("height", "taller"), [(768, False), (1440, True)])
def test_the_plot_takes_the_height_that_is_left(stage, scan, height, taller):
    stage.open(scan)
    resized(stage, 1920, height)
    plot = stage.window.growth_panel._plot
    assert (plot.height() > 1.5 * plot.minimumSizeHint().height()) == taller
    assert plot.height() < plot.width()
    gap = stage.window.growth_panel._settings.geometry().top() - plot.geometry().bottom()
    assert gap < 200, "what belongs to the plot stays below it"


def test_no_slider_of_percents_is_as_long_as_the_screen(stage, scan):
    stage.open(scan)
    resized(stage, 2560)
    slider = next(item for item in stage.window.findChildren(QSlider) if item.accessibleName() == "Overlay opacity")
    assert slider.width() == slider.maximumWidth() < 500
