"""Measuring in the real window: drawn with the mouse, kept by slice, moved, deleted, undone."""

import csv
import math

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from waiting import all_read, settled

from physnet_core.export.content import Options
from physnet_core.imaging.measure import describe, length, measured
from physnet_viewer import dialogs
from physnet_viewer.views.export_dialog import ExportDialog, ExportRequest

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


@pytest.fixture
def predicted(make_stage, bundle, scan):
    """The same with a network, so that there is growth to export."""
    made = make_stage(weights=bundle)
    made.window.activateWindow()
    made.open(scan / "one")
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


def test_deleted_measurements_come_back_after_a_look_at_another_series(stage, scan):
    stage.window.open_path(scan)
    first = stage.idle().series_uid
    other = next(item.uid for item in stage.state.series if item.uid != first)
    three_drawn(stage).close()
    drawn = stage.state.annotations
    stage.window.actions_by_name["delete_all"].trigger()
    for shown in (first, other):
        stage.controller.select_series(other)
        stage.controller.select_series(shown)
        assert stage.window.actions_by_name["undo"].isEnabled()
        stage.window.actions_by_name["undo"].trigger()
        assert (stage.state.annotations, stage.state.series_uid) == (drawn, first)
        stage.wait(lambda state: texts(stage))  # drawn as soon as its slice is read again
        stage.window.actions_by_name["redo"].trigger()
        assert stage.state.annotations == ()
    stage.idle()


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


SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


def keys(stage, *pressed):
    """Press keys in turn: each a key, or (key, times), or (key, times, modifier)."""
    for item in pressed:
        which, *rest = item if isinstance(item, tuple) else (item,)
        times, modifier = rest[0] if rest else 1, rest[1] if len(rest) > 1 else Qt.KeyboardModifier.NoModifier
        for _ in range(times):
            key(stage, which, modifier)


DRAWN = {
    Qt.Key.Key_M: ([ENTER, (Qt.Key.Key_Right, 2, SHIFT), (Qt.Key.Key_Down, 3), ENTER], [(0, 0), (3, 20)]),
    Qt.Key.Key_E: ([ENTER, (Qt.Key.Key_Right, 8), (Qt.Key.Key_Up, 1, SHIFT), ENTER], [(0, 0), (-10, 8)]),
    Qt.Key.Key_G: (
        [ENTER, (Qt.Key.Key_Down, 2, SHIFT), ENTER, (Qt.Key.Key_Left, 1, SHIFT), ENTER],
        [(0, 0), (20, 0), (20, -10)],
    ),
}


@pytest.mark.parametrize("tool", DRAWN)
def test_each_kind_is_drawn_by_keyboard_alone(stage, tool):
    pressed, steps = DRAWN[tool]
    before = stage.state.slice_index, stage.state.frame
    middle = stage.window.image_view.panes[0].measures.middle()
    keys(stage, tool, ENTER, *pressed, tool)
    (made,) = stage.state.annotations
    assert made.points == tuple((middle[0] + row, middle[1] + column) for row, column in steps)
    assert stage.state.selected == made.number
    assert texts(stage) == [describe(made, stage.state.current_slice)]
    assert (stage.state.slice_index, stage.state.frame) == before
    key(stage, Qt.Key.Key_Up)
    assert stage.state.slice_index == before[0] - 1  # the arrow keys page again
    key(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.state.annotations == ()


def test_what_the_keys_do_is_said_and_a_screen_reader_hears_it(stage):
    pane = stage.window.image_view.panes[0]
    key(stage, Qt.Key.Key_M)
    assert pane.content.words.guide == "Ruler: drag a line, or press Enter"
    key(stage, ENTER)
    assert stage.window.image_view.accessibleDescription().startswith("Ruler, point 1 of 2: arrow keys move it")
    keys(stage, ENTER, ENTER)
    assert "point 2 of 2" in stage.window.image_view.accessibleDescription()  # two points in one place are not taken
    keys(stage, (Qt.Key.Key_Right, 6), ENTER)
    assert "15.0 mm" in stage.window.image_view.accessibleDescription()


def test_escape_and_other_slices_end_drawing_without_a_trace(stage):
    keys(stage, Qt.Key.Key_M, ENTER, ENTER, (Qt.Key.Key_Right, 9))
    pane = stage.window.image_view.panes[0]
    assert pane.keys.active
    key(stage, ESCAPE)
    assert not pane.keys.active
    assert stage.state.tool == "ruler"
    keys(stage, ENTER, ENTER)
    stage.controller.step_slice(1)
    assert not pane.keys.active
    assert (stage.state.annotations, texts(stage)) == ((), [])
    assert not stage.controller.undo_stack.canUndo()


def test_the_cross_stays_on_the_picture(stage):
    keys(stage, Qt.Key.Key_M, ENTER, (Qt.Key.Key_Up, 30, SHIFT), ENTER, (Qt.Key.Key_Right, 30, SHIFT), ENTER)
    (made,) = stage.state.annotations
    assert [made.points[0][0], made.points[1]] == [0.0, (0.0, 63.0)]


def test_a_measurement_is_moved_whole_and_by_a_point_with_keys(stage):
    keys(stage, Qt.Key.Key_M, ENTER, ENTER, (Qt.Key.Key_Right, 10), ENTER, Qt.Key.Key_M)
    (start, end) = stage.state.annotations[0].points
    keys(stage, ENTER, (Qt.Key.Key_Down, 4), ENTER)
    assert stage.state.annotations[0].points == ((start[0] + 4, start[1]), (end[0] + 4, end[1]))
    stage.window.image_view.setFocus()
    stage.wait(lambda state: stage.window.focusWidget() is stage.window.image_view)
    keys(stage, ENTER, TAB, TAB, (Qt.Key.Key_Left, 3), ENTER)
    assert stage.state.annotations[0].points == ((start[0] + 4, start[1]), (end[0] + 4, end[1] - 3))
    assert stage.window.focusWidget() is stage.window.image_view  # Tab did not leave it
    keys(stage, ENTER, (Qt.Key.Key_Down, 4), ESCAPE)
    assert stage.state.annotations[0].points[0] == (start[0] + 4, start[1])
    for expected in ((4, 10), (0, 10)):
        key(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        first, second = stage.state.annotations[0].points
        assert (first[0] - start[0], second[1] - start[1]) == expected


def test_deleting_what_the_keys_move_ends_moving(stage):
    keys(stage, Qt.Key.Key_M, ENTER, ENTER, (Qt.Key.Key_Right, 10), ENTER, Qt.Key.Key_M, ENTER, Qt.Key.Key_Right)
    key(stage, Qt.Key.Key_Delete)
    assert not stage.window.image_view.panes[0].keys.active
    assert texts(stage) == []


def cells(stage):
    model = stage.window.measure_list.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def three_drawn(stage):
    """Measure a ruler and an ellipse on the slice on screen and an angle on the first, by keyboard."""
    keys(stage, Qt.Key.Key_M, ENTER, *DRAWN[Qt.Key.Key_M][0], Qt.Key.Key_M)
    keys(stage, Qt.Key.Key_E, ENTER, *DRAWN[Qt.Key.Key_E][0], Qt.Key.Key_E)
    keys(stage, Qt.Key.Key_Home, Qt.Key.Key_G, ENTER, *DRAWN[Qt.Key.Key_G][0], Qt.Key.Key_G)
    assert len(stage.state.annotations) == 3
    key(stage, Qt.Key.Key_T)
    listed = stage.window.measure_list
    stage.wait(lambda state: listed.isActiveWindow())  # keys would still be the window's before
    return listed


def test_the_list_tells_jumps_deletes_and_undoes_by_keyboard(stage):
    listed = three_drawn(stage)
    assert listed.isVisible()
    assert [row[:2] + row[3:4] for row in cells(stage)] == [
        ["Angle", "1", "°"],
        ["Ruler", "4", "mm"],
        ["Ellipse", "4", "mm²"],
    ]
    ruler = next(item for item in stage.state.annotations if item.kind == "ruler")
    assert cells(stage)[1][2] == f"{length(*ruler.points, (DOWN, RIGHT)):.1f}"
    ellipse = next(item for item in stage.state.annotations if item.kind == "ellipse")
    held = measured(ellipse, (DOWN, RIGHT), stage.state.slices[3].pixels).region
    assert cells(stage)[2][4:] == [f"{held.mean:.4g}", f"{held.deviation:.3g}"]
    assert listed.table.currentIndex().row() == 0  # the one that was marked
    QTest.keyClick(listed.table, Qt.Key.Key_Down)
    assert (stage.state.slice_index, stage.state.selected) == (3, ruler.number)
    QTest.keyClick(listed.table, Qt.Key.Key_Delete)
    assert [row[0] for row in cells(stage)] == ["Angle", "Ellipse"]
    QTest.keyClick(listed.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row[0] for row in cells(stage)] == ["Angle", "Ruler", "Ellipse"]
    listed.close()


def test_the_list_is_of_the_series_on_screen(stage, scan):
    stage.window.open_path(scan)
    stage.idle()
    other = next(item.uid for item in stage.state.series if item.uid != stage.state.series_uid)
    three_drawn(stage)
    stage.controller.select_series(other)
    stage.idle()
    listed = stage.window.measure_list
    assert cells(stage) == []
    assert listed._empty.isVisible()
    assert listed._note.text() == "3 more in other series of this scan"
    assert not listed.save.isEnabled()
    listed.close()


def test_the_table_is_saved(stage, tmp_path, monkeypatch):
    listed = three_drawn(stage)
    monkeypatch.setattr(dialogs, "choose_measures_file", lambda *_: tmp_path / "m.csv")
    listed.save.click()
    rows = list(csv.DictReader((tmp_path / "m.csv").read_text().splitlines()))
    assert [row["kind"] for row in rows] == ["angle", "ruler", "ellipse"]
    assert [f"{float(row['value']):.1f}" for row in rows] == [row[2] for row in cells(stage)]
    assert "Secret" not in (tmp_path / "m.csv").read_text()
    assert stage.state.notice.startswith("Saved m.csv")
    stage.controller.measuring.save(tmp_path / "nowhere" / "m.csv")
    assert "m.csv" in stage.state.message
    listed.close()


def test_exports_carry_them_where_it_was_asked_for(predicted, tmp_path):
    three_drawn(predicted).close()
    predicted.controller.show_slice(3)
    predicted.wait(lambda state: state.learned is not None)
    made = {}
    for wanted in (False, True):
        for kind in ("png", "pdf"):
            file = tmp_path / f"{wanted}.{kind}"
            predicted.controller.start_export(
                ExportRequest(path=file, kind=kind, which="learned", options=Options(), measurements=wanted)
            )
            predicted.wait(lambda state, file=file: state.notice and file.name in state.notice)
            made[kind, wanted] = file.read_bytes()
    assert all(made[kind, True] != made[kind, False] for kind in ("png", "pdf"))


def test_the_export_dialog_offers_them_where_they_can_be_drawn(predicted, tmp_path):
    three_drawn(predicted).close()
    for place, count in ((3, 2), (0, 1), (1, 0)):
        predicted.controller.show_slice(place)
        predicted.wait(lambda state: state.learned is not None)
        dialog = ExportDialog(predicted.state, tmp_path, predicted.window)
        box = dialog._measurements
        assert box.isChecked() == box.isEnabled() == (count > 0)
        assert not count or f"({count})" in box.text()
        dialog._kind.setCurrentIndex(dialog._kind.findData("csv"))
        assert not box.isEnabled()
        dialog.accept()
        assert not dialog.request().measurements
        dialog._kind.setCurrentIndex(dialog._kind.findData("pdf"))
        dialog.accept()
        assert dialog.request().measurements == (count > 0)
        dialog.deleteLater()
