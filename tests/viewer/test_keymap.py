"""Keys: changed, refused where they are taken, remembered, and never with two meanings."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from waiting import all_read

from physnet_viewer.actions import COMMANDS
from physnet_viewer.keymap import KeyMap
from physnet_viewer.views.key_editor import KeyEditor


def held(keys):
    return Counter(key for command in COMMANDS for key in keys.of(command.name))


def test_at_first_no_key_means_two_things_and_all_are_keys():
    keys = KeyMap()
    assert max(held(keys).values()) == 1
    assert keys.changes() == {}
    assert keys.of("ruler") == ("M",)


def test_a_taken_key_is_refused_in_words():
    keys = KeyMap()
    assert keys.add("angle", "M") == "M is the key of “Ruler” already; choose another, or remove it there first."
    assert keys.add("ruler", "m") == "M is its key already."
    assert "kept for" in keys.add("ruler", "B")
    assert keys.add("ruler", "") == "Press a key first."
    assert keys.changes() == {}


def test_a_free_key_is_added_and_reset_gives_it_up():
    keys = KeyMap()
    assert keys.add("ruler", "Ctrl+M") == ""
    assert keys.of("ruler") == ("M", "Ctrl+M")
    keys.clear("angle")
    assert keys.changes() == {"ruler": ("M", "Ctrl+M"), "angle": ()}
    assert keys.reset("ruler") == ""
    assert keys.changes() == {"angle": ()}
    keys.reset_all()
    assert keys.changes() == {}


def test_resetting_does_not_take_a_key_from_another():
    keys = KeyMap()
    keys.clear("ruler")
    assert keys.add("angle", "M") == ""
    assert "“Angle”" in keys.reset("ruler")
    assert keys.of("ruler") == ()
    assert max(held(keys).values()) == 1


@pytest.mark.parametrize(
    "stored",
    [
        {"ruler": ("G",), "angle": ("M",)},
        {"ruler": ("A", "A", "nonsense+", ""), "gone": ("X",)},
        {"cine": ("B",), "planes": ("Tab",)},
    ],
)
def test_whatever_was_stored_no_key_means_two_things(stored):
    keys = KeyMap(stored)
    assert max(held(keys).values()) == 1
    assert not {"B", "Tab", ""} & set(held(keys))
    assert KeyMap(keys.changes()).changes() == keys.changes()


def test_exchanged_keys_come_back_exchanged():
    assert KeyMap({"ruler": ("G",), "angle": ("M",)}).changes() == {"ruler": ("G",), "angle": ("M",)}


@pytest.fixture
def editor(qtbot):
    keys = KeyMap()
    dialog = KeyEditor(keys, [("ruler", "Measure", "Ruler"), ("angle", "Measure", "Angle"), ("cine", "Go", "Cine")])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, keys


def name_of(tree, row):
    """Return what a screen reader says of the keys of a command."""
    rows, columns = QAccessible.queryAccessibleInterface(tree), 3
    return rows.child((row + 1) * columns + 2).text(QAccessible.Text.Name)  # the headings come first


def test_the_editor_changes_refuses_and_says_so(editor, qtbot):
    dialog, keys = editor
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    dialog.key.setKeySequence(QKeySequence("M"))
    dialog.add.click()
    assert "“Ruler”" in dialog.said.text()
    dialog.key.setKeySequence(QKeySequence("Ctrl+J"))
    with qtbot.waitSignal(dialog.keysChanged):
        dialog.add.click()
    assert dialog.said.text() == ""
    assert dialog.list.topLevelItem(1).text(2) == "G or Ctrl+J"
    dialog.clear.click()
    assert keys.of("angle") == ()
    assert name_of(dialog.list, 1) == "No key"
    dialog.reset.click()
    assert name_of(dialog.list, 1) == "G"
    assert keys.of("angle") == ("G",)
    dialog.search.setText("cine")
    assert [dialog.list.topLevelItem(row).isHidden() for row in range(3)] == [True, True, False]


def test_tab_is_not_caught_by_the_field_for_the_key(editor, qtbot):
    dialog, _ = editor
    dialog.key.setFocus()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.key.keySequence().isEmpty()
    assert dialog.focusWidget() is dialog.add


def test_a_changed_key_works_at_once_and_after_a_restart(make_stage, bundle, scan):
    first = make_stage()
    first.window.preferences._keys.add("ruler", "J")
    first.window.preferences._use_keys()
    first.window.close()
    second = make_stage()
    second.window.activateWindow()
    second.window.open_path(scan / "one")
    second.wait(all_read)
    for stage in (first, second):
        shortcuts = [key.toString() for key in stage.window.actions_by_name["ruler"].shortcuts()]
        assert shortcuts == ["M", "J"]
    QTest.keyClick(second.window.image_view, Qt.Key.Key_J)
    assert second.state.tool == "ruler"


def test_damaged_settings_are_no_keys(make_stage, tmp_path):
    (tmp_path / "bad.ini").write_text("[General]\nkeys={not json\n")
    stage = make_stage(name="bad.ini")
    assert stage.settings.keys == {}
