"""The row that breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from physnet_viewer.views.flow_layout import FlowLayout


class Box(QWidget):
    def __init__(self, parent, width, *, grows=False):
        super().__init__(parent)
        self._width = width
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding if grows else policy.Fixed, policy.Fixed)

    def sizeHint(self):
        return QSize(self._width, 10)

    def minimumSizeHint(self):
        return QSize(1, 10)


def arrange(qtbot, widths, total, *, grows=(), even=False):
    parent = QWidget()
    qtbot.addWidget(parent)
    layout = FlowLayout(parent, spacing=4, even=even)
    boxes = [Box(parent, width, grows=index in grows) for index, width in enumerate(widths)]
    for box in boxes:
        layout.addWidget(box)
    layout.setGeometry(QRect(0, 0, total, 500))
    return parent, [box.geometry() for box in boxes]


def test_one_line_where_there_is_room(qtbot):
    parent, (one, two) = arrange(qtbot, [50, 40], 94)
    assert (one, two) == (QRect(0, 0, 50, 10), QRect(54, 0, 40, 10))
    assert parent.layout().heightForWidth(94) == 10


def test_it_breaks_one_pixel_earlier(qtbot):
    parent, (_, two) = arrange(qtbot, [50, 40], 93)
    assert two == QRect(0, 14, 40, 10)
    assert parent.layout().heightForWidth(93) == 24


def test_what_may_grow_shares_the_rest(qtbot):
    _, (one, two, three) = arrange(qtbot, [20, 20, 20], 108, grows=(1, 2))
    assert (one.width(), two.width(), three.width()) == (20, 40, 40)
    assert three.right() == 107


def test_hidden_widgets_take_no_room(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    layout = FlowLayout(parent, spacing=4)
    boxes = [Box(parent, 50), Box(parent, 50)]
    for box in boxes:
        layout.addWidget(box)
    boxes[0].hide()
    layout.setGeometry(QRect(0, 0, 200, 20))
    assert boxes[1].x() == 0
    assert layout.sizeHint().width() == 50


@given(widths=st.lists(st.integers(1, 120), min_size=1, max_size=8), total=st.integers(20, 400))
@pytest.mark.filterwarnings("error")
def test_nothing_overlaps_or_leaves_the_row(qapp, widths, total):
    parent = QWidget()
    layout = FlowLayout(parent, spacing=4)
    boxes = [Box(parent, width) for width in widths]
    for box in boxes:
        layout.addWidget(box)
    layout.setGeometry(QRect(0, 0, total, 5000))
    rects = [box.geometry() for box in boxes]
    assert all(rect.left() >= 0 and rect.right() < total for rect in rects)
    assert not any(one.intersects(two) for i, one in enumerate(rects) for two in rects[i + 1 :])
    assert max(rect.bottom() for rect in rects) + 1 == layout.heightForWidth(total)


def test_what_may_grow_is_of_one_width_where_it_can(qtbot):
    _, (short, long) = arrange(qtbot, [20, 60], 164, grows=(0, 1))
    assert (short.width(), long.width()) == (80, 80)
    _, (short, long) = arrange(qtbot, [20, 120], 164, grows=(0, 1))
    assert (short.width(), long.width()) == (40, 120)


@pytest.mark.parametrize(("even", "columns"), [(False, [3, 1]), (True, [2, 2])])
def test_lines_are_as_long_as_each_other_on_request(qtbot, even, columns):
    _, boxes = arrange(qtbot, [30] * 4, 100, even=even)
    lines = [box.y() for box in boxes]
    assert [lines.count(y) for y in sorted(set(lines))] == columns


def test_even_lines_are_not_one_more(qtbot):
    _, boxes = arrange(qtbot, [10, 80, 80, 10], 100, even=True)
    assert len({box.y() for box in boxes}) == 2
    _, boxes = arrange(qtbot, [20, 20, 20, 90], 100, even=True)
    assert [box.y() for box in boxes] == [0, 0, 0, 14], "two and two do not fit"
