"""The choice of a series in one line: what it says, and what changes it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox

from physnet_core.imaging import SeriesInfo, SliceSource
from physnet_viewer.session import ViewState
from physnet_viewer.views.series_choice import SeriesChoice
from physnet_viewer.views.series_list import detail, title


def series(uid, description):
    sources = (SliceSource(path=Path("x")),) * 24
    kind = {"format": "dicom", "modality": "MR", "plane": "axial", "rows": 8, "columns": 8}
    return SeriesInfo(uid=uid, description=description, slices=24, sources=sources, **kind)


BOTH = (series("a", "T1"), series("b", "t1_mprage_tra_p2_iso_KM"))


@pytest.fixture
def choice(qtbot):
    widget = SeriesChoice()
    qtbot.addWidget(widget)
    widget.resize(500, 30)
    widget.show()
    widget.render(None, ViewState(series=BOTH, series_uid="a"))
    return widget


def seen(choice):
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    return option.currentText


def test_it_says_what_the_list_of_series_says(choice):
    assert seen(choice) == "T1 · 24 slices · MR axial"
    assert [choice.itemText(row) for row in range(choice.count())] == [title(item) for item in BOTH]
    assert choice.accessibleDescription() == detail(BOTH[0])


def test_the_end_of_a_long_name_is_seen_where_room_is_scarce(choice):
    choice.render(None, ViewState(series=BOTH, series_uid="b"))
    room = choice.fontMetrics().horizontalAdvance(f"{title(BOTH[1])} · 24 slices")
    choice.resize(room + 60, 30)
    assert seen(choice) == "t1_mprage_tra_p2_iso_KM · 24 slices"
    choice.resize(room // 2, 30)
    assert seen(choice).startswith("t1")
    assert seen(choice).endswith("KM")


def test_it_follows_the_state_and_tells_nobody(choice, qtbot):
    with qtbot.assertNotEmitted(choice.seriesSelected):
        choice.render(ViewState(series=BOTH, series_uid="a"), ViewState(series=BOTH, series_uid="b"))
        assert choice.currentText() == "t1_mprage_tra_p2_iso_KM"
        choice.render(ViewState(series=BOTH, series_uid="b"), ViewState())
    assert (choice.count(), seen(choice)) == (0, "")


def test_keys_choose_and_the_wheel_does_not(choice, qtbot):
    middle = QPointF(choice.rect().center())
    wheel = QWheelEvent(
        middle,
        choice.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.assertNotEmitted(choice.seriesSelected):
        QApplication.sendEvent(choice, wheel)
    with qtbot.waitSignal(choice.seriesSelected) as chosen:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert chosen.args == ["b"]
