"""The images of two scans side by side: the mouse and the keys that they obey, and nothing offered beyond those."""

import pytest
from comparing import compare
from made_scans import write_series
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from waiting import settled

SLICES = 25  # of each scan, in the same places


@pytest.fixture
def stage(make_stage, tmp_path):
    """A window without a network: nothing comes later that could move what is under the mouse."""
    write_series(tmp_path / "first", slices=SLICES)
    write_series(tmp_path / "second", slices=SLICES, seed=5)
    made = make_stage()
    made.window.open_path(tmp_path / "first")
    made.idle()
    return made


@pytest.fixture
def beside(stage, tmp_path):
    """Open the second scan, as it may be opened whatever the main window does."""
    opened = []

    def beside():
        window, second = compare(stage, tmp_path / "second")
        opened.append(window)
        window.activateWindow()
        stage.qtbot.waitUntil(window.isActiveWindow)
        for column in (window.left, window.right):
            settled(column.image.panes[0])
        return window, second

    yield beside
    for window in opened:
        window.close()


def drag(pane, start, by):
    viewport = pane.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.5, 1.0):
        QTest.mouseMove(viewport, start + QPoint(round(by[0] * share), round(by[1] * share)))
        QTest.qWait(15)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(*by))


def on_screen(pane, row, column):
    down, right = pane.content.image.pixel_spacing
    return pane.mapFromScene(pane.box.mapViewToScene(QPointF(column * right, row * down)))


@pytest.mark.parametrize("brightens", [True, False])
def test_a_drag_up_brightens_or_darkens_as_in_the_main_window(stage, beside, brightens):
    stage.window.preferences.set_up_brightens(brightens)
    window, second = beside()
    for column, session in ((window.left, stage.session), (window.right, second)):
        before = session.state.window.center
        drag(column.image.panes[0], column.image.panes[0].viewport().rect().center(), (0, -40))
        stage.qtbot.waitUntil(lambda session=session, before=before: session.state.window.center != before)
        assert (session.state.window.center < before) is brightens


@pytest.mark.parametrize("tool", ["ruler", "angle", "ellipse"])
def test_a_tool_of_the_main_window_is_not_in_hand(stage, beside, tool):
    stage.window.actions_by_name[tool].trigger()
    window, second = beside()
    for column, session in ((window.left, stage.session), (window.right, second)):
        pane, before = column.image.panes[0], session.state.window
        assert pane.content.words.guide == ""
        drag(pane, pane.rect().center(), (60, 0))
        assert session.state.window.width > before.width
        assert not pane.measures.texts
    stage.window.actions_by_name["invert"].trigger()  # the next state has it in hand as little
    assert window.left.image.panes[0].content.words.guide == ""
    assert stage.state.tool == tool


def test_what_was_measured_is_seen_and_stays_where_it_is(stage, beside):
    layer = stage.window.image_view.panes[0].measures
    layer.keep(layer.drawn("ruler", ((20, 10), (50, 40))))
    (made,) = stage.state.annotations
    assert stage.state.selected == made.number
    window, _ = beside()
    pane, before = window.left.image.panes[0], stage.state.window
    assert pane.measures.texts == layer.texts != []
    drag(pane, on_screen(pane, 20, 10), (60, 0))
    assert stage.state.window.width > before.width
    assert stage.state.annotations == (made,)
    QTest.keyClick(window.left.image, Qt.Key.Key_Return)  # does not take it
    QTest.keyClick(window.left.image, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize("layout", ["planes", "side_by_side"])
def test_there_is_one_image_of_each_scan(stage, beside, layout):
    stage.window.actions_by_name[layout].trigger()
    stage.idle()
    window, _ = beside()
    for column in (window.left, window.right):
        seen = [pane for pane in (*column.image.panes, *column.image.planes.panes) if pane.isVisible()]
        assert seen == [column.image.panes[0]]
        assert seen[0].content.cross is None
        assert seen[0].content.words.top_left == (f"Slice {SLICES // 2 + 1} / {SLICES}",)
    assert stage.state.layout == layout


NO, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
PAGES = (
    (Qt.Key.Key_Home, NO, 0),
    (Qt.Key.Key_Down, NO, 1),
    (Qt.Key.Key_PageDown, NO, 11),
    (Qt.Key.Key_Up, NO, 10),
    (Qt.Key.Key_Down, SHIFT, 20),
    (Qt.Key.Key_PageUp, NO, 10),
    (Qt.Key.Key_Up, SHIFT, 0),
    (Qt.Key.Key_End, NO, SLICES - 1),
    (Qt.Key.Key_PageDown, NO, SLICES - 1),
)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("linked", [True, False])
def test_keys_page_the_scan_whose_image_has_the_focus(stage, beside, side, linked):
    window, second = beside()
    window.findChild(QCheckBox).setChecked(linked)
    own, other = (stage.session, second) if side == "left" else (second, stage.session)
    image = getattr(window, side).image
    image.setFocus()
    stayed = other.state.slice_index
    for key, modifiers, place in PAGES:
        QTest.keyClick(image, key, modifiers)
        assert own.state.slice_index == place, key
        assert other.state.slice_index == (place if linked else stayed), key


def test_keys_that_page_nothing_in_the_main_window_page_nothing_here(stage, beside):
    window, second = beside()
    for key, modifiers in (
        (Qt.Key.Key_Left, NO),
        (Qt.Key.Key_Right, NO),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Home, SHIFT),
    ):
        QTest.keyClick(window.left.image, key, modifiers)
    assert stage.state.slice_index == second.state.slice_index == SLICES // 2


@pytest.mark.parametrize("side", ["left", "right"])
def test_both_scans_are_inverted_and_bared_of_density_by_key(stage, beside, side):
    window, second = beside()
    image = getattr(window, side).image
    image.setFocus()
    for inverted, visible in ((True, False), (False, True)):
        QTest.keyClick(image, Qt.Key.Key_I)
        QTest.keyClick(image, Qt.Key.Key_O)
        for column, session in ((window.left, stage.session), (window.right, second)):
            assert session.state.inverted == column.image.panes[0].content.inverted == inverted
            assert session.state.overlay.visible == column.image.panes[0].content.overlay.visible == visible


@pytest.mark.parametrize("side", ["left", "right"])
def test_escape_on_an_image_closes_the_window(stage, beside, side):
    stage.window.actions_by_name["ellipse"].trigger()
    window, _ = beside()
    image = getattr(window, side).image
    image.setFocus()
    QTest.keyClick(image, Qt.Key.Key_Return)  # begins no ellipse, which Esc would have to end first
    QTest.keyClick(image, Qt.Key.Key_Escape)
    assert not window.isVisible()
