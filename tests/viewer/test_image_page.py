"""Nothing under the image lies over it, however small the window is."""

import itertools

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea

from physnet_viewer import theme

SMALL = [(760, 480), (1024, 600), (1366, 768)]


@pytest.fixture(params=[9.0, 18.0], ids=["usual text", "text of twice the size"])
def text(request, qapp):
    before, other = qapp.font(), qapp.font()
    other.setPointSizeF(request.param)
    qapp.setFont(other)
    yield request.param
    qapp.setFont(before)
    theme.apply(qapp, "dark")


def settle():
    for _ in range(5):
        QApplication.processEvents()


def resized(stage, size):
    stage.window.resize(*size)
    settle()
    return stage.window


def parts(window):
    return [window.image_view, window.slice_strip, drawer(window), window.time_bar]


def drawer(window):
    return next(area for area in window.findChildren(QScrollArea) if area.widget() is window.overlay_controls)


@pytest.mark.parametrize("size", SMALL)
@pytest.mark.parametrize("message", [None, "A sentence that is too long for one line of a small window. " * 2])
def test_the_parts_lie_below_each_other(text, stage, scan, size, message):
    stage.open(scan)
    stage.session.update(message=message)
    window = resized(stage, size)
    page = window.image_view.parentWidget()
    placed = [part.geometry() for part in parts(window)]
    for above, below in itertools.pairwise(placed):
        assert below.top() == above.bottom() + 1
    assert placed[-1].bottom() < page.height()
    assert placed[0].height() >= (140 if message is None else 60)
    if message is None:
        assert page.height() >= page.minimumSizeHint().height()
    assert window.time_bar.height() >= window.time_bar.heightForWidth(window.time_bar.width())


def test_in_a_low_window_the_controls_scroll(stage, scan):
    stage.open(scan)
    window = resized(stage, (760, 480))
    assert window.image_view.height() == 200
    bar = drawer(window).verticalScrollBar()
    assert bar.maximum() > 0
    smooth = window.overlay_controls._smooth
    drawer(window).ensureWidgetVisible(smooth)
    place = smooth.mapTo(drawer(window), QPoint(0, 0))
    assert 0 <= place.y() <= drawer(window).height() - smooth.height()


@pytest.mark.parametrize("size", SMALL[1:])
def test_with_room_nothing_scrolls(stage, scan, size):
    stage.open(scan)
    window = resized(stage, size)
    assert drawer(window).verticalScrollBar().maximum() == 0
    assert drawer(window).height() == window.overlay_controls.heightForWidth(window.image_view.width())


def test_controls_that_need_another_line_get_it(stage, scan):
    stage.open(scan)
    window = resized(stage, (1024, 600))
    before = drawer(window).height()
    window.overlay_controls._smooth.setText("Smooth, with many more words than there is room for in this line")
    stage.qtbot.waitUntil(lambda: drawer(window).height() > before)
    assert window.image_view.geometry().bottom() + 1 == window.slice_strip.y()
