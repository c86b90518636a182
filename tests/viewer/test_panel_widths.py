"""Panels and plot take their share of a large screen, and keep a width that somebody gave them."""

import pytest
from PySide6.QtCore import Qt
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


def test_a_width_that_was_dragged_stays(stage):
    left, _ = resized(stage, 1366)
    stage.window.resizeDocks([stage.window._right], [500], Qt.Orientation.Horizontal)
    stage.qtbot.waitUntil(lambda: stage.window._right.width() == 500)
    assert resized(stage, 2560)[1] == 500
    assert resized(stage, 1366) == (left, 500)


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
