"""The window: wired through, reachable by keyboard and screen reader, and the same after a restart."""

from pathlib import Path

import pytest
from drops import drop
from made_scans import write_series
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QKeySequence, QStatusTipEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QSlider, QToolBar, QToolButton

from physnet_core.export.wording import RESEARCH_USE
from physnet_viewer import dialogs
from physnet_viewer.actions import COMMANDS, key_rows
from physnet_viewer.hints import HINTS
from physnet_viewer.session import Overlay, Parameters
from physnet_viewer.view_parts import Offer
from physnet_viewer.views.export_dialog import ExportRequest
from physnet_viewer.views.inputs import NumberBox
from physnet_viewer.views.log_track import LogTrack


def press(stage, key, modifiers=Qt.KeyboardModifier.NoModifier, on=None):
    QTest.keyClick(on or QApplication.focusWidget() or stage.window, key, modifiers)


def ready(stage, path):
    stage.window.activateWindow()
    stage.window.open_path(path)
    state = stage.wait(lambda state: state.slices and all(state.predictions) and not state.tasks)
    stage.qtbot.waitUntil(stage.window.isActiveWindow)
    return state


def text_of(widget):
    return " ".join(child.text() for child in widget.findChildren(QLabel))


def test_a_scan_is_seen_with_its_result(stage, scan):
    state = ready(stage, scan)
    assert stage.window.image_view.panes[0].content.image is state.current_slice
    assert stage.window.image_view.panes[0].content.growth is state.learned
    assert stage.window.series_list.model.rowCount() == 2
    assert stage.window.windowTitle().startswith(scan.name)
    assert "6/6 loaded" in text_of(stage.window.status_line)
    assert "CPU" in text_of(stage.window.status_line)


def test_the_research_line_is_always_there(stage, scan):
    assert RESEARCH_USE in text_of(stage.window)
    ready(stage, scan)
    labels = stage.window.findChildren(QLabel)
    assert any(label.isVisible() and label.text() == RESEARCH_USE for label in labels)


def test_the_demo_scan_has_a_name_and_the_keyboard(stage):
    stage.window.empty_state._demo.setFocus()
    stage.window.empty_state._demo.click()
    stage.wait(lambda state: state.current_slice is not None)
    assert stage.window.windowTitle() == "Demo scan – PhysNet Viewer"
    assert stage.window.focusWidget() is stage.window.image_view
    assert stage.settings.recents == ()  # it has a button of its own


def test_where_nothing_could_be_opened_the_keyboard_is_on_another_try(stage, tmp_path):
    stage.window.open_path(tmp_path / "gone")
    stage.wait(lambda state: state.message is not None and not state.tasks)
    assert stage.window.focusWidget().text() == "Open folder…"


def test_a_scan_that_is_opened_at_the_start_has_the_keyboard(make_stage, scan):
    stage = make_stage()
    stage.window.activateWindow()
    stage.controller.open_path(scan)  # as from the command line, where nothing has been clicked
    stage.wait(lambda state: state.current_slice is not None)
    assert stage.window.focusWidget() is stage.window.image_view


def test_sliders_stay_under_the_mouse_when_the_model_answers(stage, scan):
    ready(stage, scan)
    panel, answer = stage.window.growth_panel, stage.window.result_panel.what_if

    def places():
        return [slider.mapTo(stage.window, QPoint(0, 0)) for slider in (panel._diffusion, panel._growth)]

    before = places()
    assert not answer.isVisible()
    stage.controller.set_parameters(Parameters(diffusion_number=0.4, growth_number=1.0))
    stage.qtbot.waitUntil(answer.isVisible)
    stage.qtbot.wait(50)
    assert answer.text()
    assert places() == before


def test_what_the_page_says_is_not_said_twice(stage, tmp_path):
    (tmp_path / "letter.txt").write_text("not a scan")
    stage.window.open_path(tmp_path / "letter.txt")
    stage.wait(lambda state: state.message is not None and not state.tasks)
    assert stage.state.message in text_of(stage.window.empty_state)
    assert stage.window.message_bar.isHidden()


def test_keys_page_and_move_through_time(stage, scan):
    ready(stage, scan)
    for key, index in (
        (Qt.Key.Key_Down, 4),
        (Qt.Key.Key_Up, 3),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 5),
        (Qt.Key.Key_Down, 5),
    ):
        press(stage, key)
        assert stage.state.slice_index == index
    press(stage, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert stage.state.slice_index == 0
    press(stage, Qt.Key.Key_Right)
    press(stage, Qt.Key.Key_Right)
    press(stage, Qt.Key.Key_Left)
    assert stage.state.frame == 1


def test_keys_play_show_and_invert(stage, scan):
    ready(stage, scan)
    press(stage, Qt.Key.Key_Space)
    assert stage.state.playback.playing
    press(stage, Qt.Key.Key_Space)
    assert not stage.state.playback.playing
    press(stage, Qt.Key.Key_O)
    assert not stage.state.overlay.visible
    press(stage, Qt.Key.Key_I)
    assert stage.state.inverted
    opacity = stage.state.overlay.opacity
    press(stage, Qt.Key.Key_BracketLeft)
    assert stage.state.overlay.opacity < opacity
    press(stage, Qt.Key.Key_L)
    assert stage.state.layout == "side_by_side"


def test_keys_choose_brightness(stage, scan):
    ready(stage, scan)
    windows = set()
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):
        press(stage, key)
        windows.add(stage.state.window)
    assert len(windows) == 4
    press(stage, Qt.Key.Key_2)
    values = [image.pixels for image in stage.state.slices]
    lowest, highest = min(float(part.min()) for part in values), max(float(part.max()) for part in values)
    assert stage.state.window.levels == pytest.approx((lowest, highest))


def test_a_slider_keeps_its_arrow_keys(stage, scan):
    """The same keys page through slices when the image has the focus."""
    ready(stage, scan)
    slider = stage.window.growth_panel.findChildren(LogTrack)[0]
    slider.setFocus()
    press(stage, Qt.Key.Key_Right, on=slider)
    assert stage.state.frame == 0
    assert stage.state.slice_index == 3
    assert stage.state.tweak is not None
    assert stage.state.tweak.diffusion_number > stage.state.current_prediction.diffusion_number


def test_a_number_field_keeps_its_keys(stage, scan):
    state = ready(stage, scan)
    field = next(box for box in stage.window.time_bar.findChildren(NumberBox))
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "25")
    press(stage, Qt.Key.Key_Return, on=field)
    assert stage.state.window == state.window
    assert stage.state.playback.frames_per_second == 25.0


def test_a_button_keeps_the_space_bar(stage, scan):
    ready(stage, scan)
    button = next(b for b in stage.window.time_bar.findChildren(QToolButton) if b.accessibleName() == "Last frame")
    button.setFocus()
    press(stage, Qt.Key.Key_Space, on=button)
    assert stage.state.frame == len(stage.state.learned.frames) - 1
    assert not stage.state.playback.playing


def test_sliders_move_the_growth_and_undo_takes_it_back(stage, scan):
    ready(stage, scan)
    slider = stage.window.growth_panel.findChildren(LogTrack)[0]
    before = stage.state.learned
    slider.setSliderDown(True)
    for tick in (520, 640, 800):
        slider.setSliderPosition(tick)
    slider.setSliderDown(False)
    stage.wait(
        lambda state: state.tweaked is not None and state.tweaked.diffusion_number == state.tweak.diffusion_number
    )
    assert stage.controller.undo_stack.count() == 1
    assert stage.window.actions_by_name["undo"].isEnabled()
    press(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.state.tweak is None
    assert stage.state.learned is before
    assert not stage.window.actions_by_name["undo"].isEnabled()


def test_the_strip_goes_to_a_slice(stage, scan):
    ready(stage, scan)
    stage.window.slice_strip.setFocus()
    press(stage, Qt.Key.Key_Right, on=stage.window.slice_strip)
    assert stage.state.slice_index == 4
    assert stage.state.frame == 0


def test_no_key_means_two_things():
    keys = [QKeySequence(key).toString() for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert all(keys)


def test_the_key_sheet_names_every_key():
    sheet = " ".join(keys for keys, _ in key_rows())
    assert all(command.keys[0] in sheet for command in COMMANDS if command.keys)


def test_every_command_has_words_and_a_slot(stage):
    assert {command.name for command in COMMANDS} == set(stage.window.actions_by_name)
    for action in stage.window.actions_by_name.values():
        assert action.text()
        assert action.toolTip()
    assert set(HINTS) <= set(stage.window.actions_by_name)


def test_the_tips_of_tools_say_more_than_name_and_key(stage, scan):
    ready(stage, scan)
    tools = [button for button in stage.window.findChild(QToolBar).findChildren(QToolButton) if button.defaultAction()]
    assert len(tools) > 10
    for button in tools:
        action = button.defaultAction()
        head, _, hint = button.toolTip().partition("\n")
        assert head == f"{action.text().replace('&', '')} ({action.shortcut().toString()})"
        assert len(hint) > 20
        assert action.statusTip() == hint


def test_a_status_tip_leaves_in_sight_what_is_under_way(stage, scan):
    ready(stage, scan)
    line, action = stage.window.status_line, stage.window.actions_by_name["ruler"]
    resting = line.cursor_text
    action.showStatusText()
    assert line.cursor_text == action.statusTip()
    assert line.isVisible()
    QApplication.sendEvent(stage.window, QStatusTipEvent(""))
    assert line.cursor_text == resting


def test_every_menu_shows_its_tips(stage):
    menus = [action.menu() for action in stage.window.menuBar().actions()]
    assert all(menu.toolTipsVisible() for menu in menus)
    assert "same answers" in stage.window.actions_by_name["gpu"].toolTip()


def test_a_tip_names_the_key_that_was_chosen(stage):
    stage.window.preferences._keys.clear("ruler")
    stage.window.preferences._keys.add("ruler", "J")
    stage.window.preferences._use_keys()
    assert stage.window.actions_by_name["ruler"].toolTip().startswith("Ruler (J)\n")


def unnamed(interface, path=""):
    """Return where in the tree of accessibility a part that takes the focus has no name."""
    found = []
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is None or not child.isValid():
            continue
        here = f"{path}/{child.role().name}"
        name = child.text(QAccessible.Text.Name)
        if child.state().focusable and not child.state().invisible and not name.strip():
            widget = child.object()
            found.append(f"{here} {type(widget).__name__} {widget.objectName() if widget else ''}")
        found += unnamed(child, f"{here}[{name}]")
    return found


def test_everything_that_takes_the_focus_has_a_name(stage, scan):
    ready(stage, scan)
    root = QAccessible.queryAccessibleInterface(stage.window)
    assert unnamed(root) == []


def _is_other_choice(widget):
    """Whether arrow keys lead there from the choice that is made, as they do in any group of radio buttons."""
    return isinstance(widget, QToolButton) and widget.group() is not None and not widget.isChecked()


def test_the_tab_key_reaches_everything(stage, scan):
    ready(stage, scan)
    wanted = {
        widget
        for kind in (QSlider, QComboBox, QToolButton)
        for widget in stage.window.findChildren(kind)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not _is_other_choice(widget)
    }
    stage.window.image_view.setFocus()
    reached = set()
    for _ in range(120):
        press(stage, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    missed = [widget.accessibleName() or widget.text() for widget in wanted - reached]
    assert missed == []
    assert stage.window.image_view in reached
    assert stage.window.slice_strip in reached


def test_a_dropped_folder_is_opened(stage, scan):
    assert drop(stage.window, scan) == (True, True)
    assert stage.wait(lambda state: state.slices).path == scan


def test_several_dropped_files_open_their_folder(stage, scan):
    drop(stage.window, scan / "one" / "000.dcm", scan / "one" / "001.dcm")
    state = stage.wait(lambda state: len(state.slices) == 6)
    assert state.path == scan / "one"


def test_what_is_not_a_file_is_not_taken(stage):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/scan")])
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(stage.window, event)
    assert not event.isAccepted()


def test_bad_input_is_one_sentence_and_no_dialog(stage, tmp_path):
    (tmp_path / "empty").mkdir()
    stage.window.open_path(tmp_path / "empty")
    stage.wait(lambda state: state.message is not None)
    assert stage.window.message_bar.isVisible()
    assert stage.window.message_bar.text == stage.state.message
    assert QApplication.activeModalWidget() is None
    stage.window.message_bar.findChildren(QToolButton)[0].click()
    assert not stage.window.message_bar.isVisible()
    assert stage.state.message is None


def test_escape_cancels(stage, tmp_path):
    write_series(tmp_path / "many", slices=60)
    stage.wait(lambda state: state.model == "ready")
    stage.window.open_path(tmp_path / "many")
    stage.wait(lambda state: state.current_slice is not None and state.tasks)
    press(stage, Qt.Key.Key_Escape, on=stage.window.image_view)
    assert stage.state.tasks == ()
    assert stage.state.current_slice is not None
    assert stage.window.status_line.task_text == ""


def test_two_windows_in_turn_look_alike(make_stage, bundle, scan):
    first = make_stage(weights=bundle, size=(1200, 800))
    ready(first, scan)
    first.controller.set_overlay(Overlay(opacity=0.3, colormap="viridis", contour=None, smooth=True))
    press(first, Qt.Key.Key_L)
    first.window.actions_by_name["up_brightens"].trigger()
    first.window.actions_by_name["light"].trigger()
    first.window.close()
    second = make_stage(weights=bundle, size=(1200, 800))
    assert second.state.overlay == first.state.overlay
    assert second.state.layout == "side_by_side"
    assert second.settings.theme == "light"
    assert not second.window.actions_by_name["up_brightens"].isChecked()
    assert second.settings.recents == (scan,)
    second.window.empty_state.recentRequested.emit(str(scan))
    assert second.wait(lambda state: state.slices).path == scan


def test_what_could_not_be_opened_is_not_remembered(stage, tmp_path):
    (tmp_path / "empty").mkdir()
    stage.window.open_path(tmp_path / "empty")
    stage.wait(lambda state: state.message is not None)
    assert stage.settings.recents == ()


def test_recent_scans_can_be_forgotten(stage, scan):
    ready(stage, scan)
    menu = stage.window.recents
    assert menu.actions()[0].text() == scan.name
    stage.controller.open_path(scan / "two")
    menu.actions()[0].trigger()
    assert stage.state.path == scan
    menu.actions()[-1].trigger()
    assert stage.settings.recents == ()
    assert not menu.isEnabled()


def test_export_writes_what_is_on_screen(stage, scan, tmp_path, monkeypatch):
    from PIL import Image

    from physnet_core.export.content import Options

    state = ready(stage, scan)
    prediction = state.current_prediction
    tweak = Parameters(diffusion_number=prediction.diffusion_number * 2, growth_number=prediction.growth_number)
    stage.controller.set_parameters(tweak)
    stage.wait(lambda state: state.tweaked is not None)
    request = ExportRequest(
        path=tmp_path / "growth.gif", kind="gif", which="both", options=Options(frames_per_second=8.0)
    )
    monkeypatch.setattr(dialogs, "choose_export", lambda *_: request)
    press(stage, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    stage.wait(lambda state: state.notice is not None and not state.tasks)
    assert "growth.gif" in stage.state.notice
    assert stage.window.message_bar.text == stage.state.notice
    with Image.open(tmp_path / "growth.gif") as made:
        assert made.n_frames == 9
    assert b"SECRET" not in (tmp_path / "growth.gif").read_bytes().upper()


def test_an_export_that_fails_is_said(stage, scan, tmp_path):
    from physnet_core.export.content import Options

    ready(stage, scan)
    request = ExportRequest(path=tmp_path / "no folder" / "a.png", kind="png", which="learned", options=Options())
    stage.controller.start_export(request)
    state = stage.wait(lambda state: state.message is not None)
    assert "no folder" in state.message
    assert not state.tasks


def test_a_cancelled_export_leaves_no_file(stage, scan, tmp_path):
    from physnet_core.export.content import Options

    ready(stage, scan)
    request = ExportRequest(path=tmp_path / "a.gif", kind="gif", which="learned", options=Options())
    stage.controller.start_export(request)
    stage.controller.cancel()
    assert stage.state.tasks == ()
    assert "cancelled" in stage.state.notice
    assert stage.controller.shutdown()
    assert list(tmp_path.glob("*.gif*")) == []


@pytest.mark.parametrize("phase", ["at once", "scanning", "reading", "predicting", "simulating"])
def test_it_can_be_closed_at_any_time(make_stage, bundle, tmp_path, phase):
    """The fixtures fail this if a thread, timer or window is left."""
    write_series(tmp_path / "many", slices=60)
    stage = make_stage(weights=bundle)
    if phase != "at once":
        stage.window.open_path(tmp_path / "many")
    if phase == "reading":
        stage.wait(lambda state: state.current_slice is not None)
    if phase in ("predicting", "simulating"):
        stage.wait(lambda state: state.current_prediction is not None)
    if phase == "simulating":
        stage.controller.set_grid("image")
    stage.window.close()
    assert not stage.window.isVisible()


def test_it_fits_a_small_screen(make_stage, bundle):
    stage = make_stage(weights=bundle)
    minimum = stage.window.minimumSizeHint()
    assert minimum.width() <= 1024
    assert minimum.height() <= 768


def test_the_window_needs_no_torch():
    import subprocess
    import sys

    code = (
        "import sys, argparse; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from physnet_viewer import launch;"
        "assert 'torch' not in sys.modules and 'matplotlib' not in sys.modules, 'heavy import';"
        "from physnet_viewer import theme; theme.apply(app, 'dark');"
        "from physnet_viewer.session import Session; from physnet_viewer.controller import Controller;"
        "from physnet_viewer.main_window import MainWindow; from physnet_viewer.settings import Settings;"
        "from pathlib import Path; s = Session(); c = Controller(s);"
        "w = MainWindow(s, c, Settings(Path(sys.argv[1]))); w.show();"
        "assert 'torch' not in sys.modules, 'torch before the window'; w.close()"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code, str(Path(folder) / "s.ini")], capture_output=True, text=True, timeout=300
        )
    assert done.returncode == 0, done.stderr


def test_a_sentence_takes_one_line_and_the_color_of_what_it_is(stage, scan, qapp):
    stage.open(scan)
    bar = stage.window.message_bar
    one_line = bar.minimumSizeHint().height()
    for changes, role in (
        ({"message": "Something is wrong."}, "notice"),
        ({"message": None, "notice": "a.physnet.json is restored, on slice 21."}, "done"),
        ({"notice": None, "offer": Offer(text="Go on?", session=True)}, "question"),
    ):
        stage.session.update(**changes)
        for _ in range(5):
            qapp.processEvents()
        assert bar.property("role") == role
        assert bar.height() <= max(one_line, bar.heightForWidth(bar.width()))
