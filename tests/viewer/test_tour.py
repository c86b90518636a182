"""The tour: by keyboard to its end, skipped, once only, and never in the way of what it shows."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from physnet_viewer.touring import stops
from physnet_viewer.views.tour import Tour, _beside


@pytest.fixture
def tour(stage):
    stage.window.activateWindow()
    made = stage.window.show_tour()
    stage.qtbot.waitUntil(lambda: made.isAncestorOf(QApplication.focusWidget()))
    return made


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def test_it_is_walked_by_keyboard_to_its_end(stage, tour):
    ended = []
    tour.ended.connect(lambda: ended.append(True))
    titles = []
    for _ in stops(stage.window):
        titles.append(tour._title.text())
        assert tour.accessibleDescription().startswith(tour._title.text())
        press(Qt.Key.Key_Right)
    assert titles == [stop.title for stop in stops(stage.window)]
    assert ended == [True]
    assert stage.settings.tour_seen
    assert stage.window.image_view.hasFocus() or not stage.window.image_view.isVisible()


def test_it_goes_back_and_is_skipped(stage, tour):
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert tour._count.text() == "1 of 6"
    press(Qt.Key.Key_Escape)
    assert not tour.isVisible()
    assert stage.settings.tour_seen


def test_asked_for_again_there_is_one(stage, tour):
    stage.window.actions_by_name["tour"].trigger()
    shown = [item for item in stage.window.findChildren(Tour) if item.isVisible()]
    assert len(shown) == 1
    shown[0].end()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_card_and_ring_stay_in_the_window(stage, scan, size):
    stage.open(scan)
    stage.window.resize(*size)
    tour = stage.window.show_tour()
    for _ in range(6):
        QApplication.processEvents()
        assert stage.window.rect().contains(tour.geometry())
        assert stage.window.rect().contains(tour._ring.geometry())
        assert tour.height() >= tour.heightForWidth(tour.width())
        tour._next.click()


def test_the_card_stands_beside_what_it_is_about_where_there_is_room():
    window, card = QRect(0, 0, 1000, 700), QRect(0, 0, 300, 200)
    for target in (QRect(0, 0, 200, 700), QRect(700, 0, 300, 700), QRect(200, 600, 500, 100)):
        placed = QRect(_beside(target, card, window), card.size())
        assert window.contains(placed)
        assert not placed.intersects(target)
    assert window.contains(QRect(_beside(window, card, window), card.size()))
