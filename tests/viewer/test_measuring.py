"""Measuring in the real window: drawn with the mouse, kept by slice, moved, deleted, undone."""

import math

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from waiting import all_read, settled

from physnet_core.imaging.measure import describe, length

DOWN, RIGHT = 2.0, 2.5  # mm of a pixel of the scan


@pytest.fixture
def stage(make_stage, bundle, scan):
    """A window in which nothing changes any more: places on screen must not move under the mouse."""
    made = make_stage()
    made.window.activateWindow()
    made.window.open_path(scan / "one")
    made.idle()
    settled(made.window.image_view.panes[0])
    return made


def at(stage, row, column):
    pane = stage.window.image_view.panes[0]
    down, right = pane.content.image.pixel_spacing or (1.0, 1.0)
    return pane.mapFromScene(pane.box.mapViewToScene(QPointF(column * right, row * down)))


def drag(stage, start, end, steps=4):
    viewport = stage.window.image_view.panes[0].viewport()
    one, other = at(stage, *start), at(stage, *end)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=one)
    for step in range(1, steps + 1):
        QTest.mouseMove(viewport, one + (other - one) * step / steps)
        QTest.qWait(15)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=other)


def click(stage, row, column):
    QTest.mouseClick(stage.window.image_view.panes[0].viewport(), Qt.MouseButton.LeftButton, pos=at(stage, row, column))


def key(stage, which, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(stage.window.image_view, which, modifiers)


def texts(stage):
    return stage.window.image_view.panes[0].measures.texts


def near(points, expected):
    for point, wanted in zip(points, expected, strict=True):
        assert point == pytest.approx(wanted, abs=0.6)


def test_a_ruler_is_as_long_as_what_it_lies_on(stage):
    window = stage.state.window
    key(stage, Qt.Key.Key_M)
    assert stage.state.tool == "ruler"
    assert stage.window.actions_by_name["ruler"].isChecked()
    drag(stage, (20, 10), (50, 40))
    (made,) = stage.state.annotations
    near(made.points, [(20, 10), (50, 40)])
    (text,) = texts(stage)
    assert text == f"{length(*made.points, (DOWN, RIGHT)):.1f} mm"
    assert float(text.split()[0]) == pytest.approx(math.hypot(30 * DOWN, 30 * RIGHT), rel=0.03)
    assert stage.state.window == window
    key(stage, Qt.Key.Key_M)
    assert stage.state.tool is None
    drag(stage, (60, 5), (60, 25))  # the button changes brightness again
    assert stage.state.window != window
    assert len(stage.state.annotations) == 1


def test_an_angle_is_one_drag_and_one_click(stage):
    key(stage, Qt.Key.Key_G)
    drag(stage, (20, 32), (40, 32))
    assert stage.state.annotations == ()
    click(stage, 40, 52)
    (made,) = stage.state.annotations
    near(made.points, [(20, 32), (40, 32), (40, 52)])
    assert float(texts(stage)[0].removesuffix("°")) == pytest.approx(90, abs=3)


def test_an_ellipse_knows_what_it_holds(stage):
    key(stage, Qt.Key.Key_E)
    drag(stage, (30, 20), (45, 35))
    (made,) = stage.state.annotations
    assert texts(stage) == [describe(made, stage.state.current_slice)]
    assert texts(stage)[0].startswith("mean 4")
    assert "mm²" in texts(stage)[0]


def test_it_belongs_to_its_slice_and_is_found_again_by_keyboard(stage):
    key(stage, Qt.Key.Key_M)
    drag(stage, (20, 10), (50, 40))
    key(stage, Qt.Key.Key_Home)
    assert texts(stage) == []
    drag(stage, (20, 10), (20, 40))
    assert len(texts(stage)) == 1
    assert "1 of 2 measurements here" in stage.window.image_view.panes[0].content.words.bottom_left
    key(stage, Qt.Key.Key_N)
    assert (stage.state.slice_index, stage.state.selected) == (3, 1)
    key(stage, Qt.Key.Key_N)
    assert (stage.state.slice_index, stage.state.selected) == (0, 2)


def test_it_can_be_moved_whole_and_by_an_end(stage):
    key(stage, Qt.Key.Key_M)
    drag(stage, (20, 10), (20, 40))
    key(stage, Qt.Key.Key_M)
    drag(stage, (20, 25), (30, 27))
    near(stage.state.annotations[0].points, [(30, 12), (30, 42)])
    drag(stage, (30, 42), (50, 42))
    near(stage.state.annotations[0].points, [(30, 12), (50, 42)])
    assert len(stage.state.annotations) == 1
    for expected in ([(30, 12), (30, 42)], [(20, 10), (20, 40)]):
        key(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        near(stage.state.annotations[0].points, expected)
    key(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.state.annotations == ()


def test_delete_undo_and_redo(stage):
    key(stage, Qt.Key.Key_M)
    drag(stage, (20, 10), (20, 40))
    drag(stage, (50, 10), (50, 40))
    key(stage, Qt.Key.Key_M)
    click(stage, 20, 30)
    assert stage.state.selected == 1
    key(stage, Qt.Key.Key_Delete)
    assert [item.number for item in stage.state.annotations] == [2]
    assert not stage.window.actions_by_name["delete"].isEnabled()
    key(stage, Qt.Key.Key_Home)
    key(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [item.number for item in stage.state.annotations] == [1, 2]
    assert stage.state.slice_index == 3  # what changes is seen
    key(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [item.number for item in stage.state.annotations] == [2]
    key(stage, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert stage.state.annotations == ()


def test_a_mere_click_draws_nothing_and_beside_everything_unmarks(stage):
    key(stage, Qt.Key.Key_M)
    click(stage, 20, 30)
    assert stage.state.annotations == ()
    drag(stage, (20, 10), (20, 40))
    assert stage.state.selected == 1
    click(stage, 60, 30)
    assert stage.state.selected is None


def test_another_scan_has_none(stage, scan):
    key(stage, Qt.Key.Key_M)
    drag(stage, (20, 10), (20, 40))
    stage.window.open_path(scan / "two")
    stage.wait(all_read)
    assert stage.state.annotations == ()
    assert texts(stage) == []


def test_without_a_pixel_size_it_is_pixels(stage, tmp_path):
    Image.linear_gradient("L").save(tmp_path / "a.png")
    stage.window.open_path(tmp_path / "a.png")
    stage.wait(all_read)
    key(stage, Qt.Key.Key_M)
    drag(stage, (20, 20), (20, 120))
    assert texts(stage)[0].endswith(" px")
    assert float(texts(stage)[0].split()[0]) == pytest.approx(100, rel=0.02)
