"""The sheet of keys."""

from panel_states import texts
from PySide6.QtWidgets import QLabel, QScrollArea

from physnet_viewer.views.shortcuts_dialog import ShortcutsDialog

ROWS = [("", "IMAGE"), ("Home", "first slice"), ("", "GROWTH"), ("Space", "play and pause")]


def test_keys_stand_beside_their_meaning(qtbot):
    dialog = ShortcutsDialog(ROWS)
    qtbot.addWidget(dialog)
    assert texts(dialog) == ["IMAGE", "Home", "first slice", "GROWTH", "Space", "play and pause"]
    keys = [label for label in dialog.findChildren(QLabel) if label.property("role") == "key"]
    assert [key.accessibleName() for key in keys] == ["Home: first slice", "Space: play and pause"]


def test_many_keys_scroll_instead_of_leaving_the_screen(qtbot):
    dialog = ShortcutsDialog([(f"F{number}", "something") for number in range(80)])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() < 768
    assert dialog.findChild(QScrollArea).verticalScrollBar().maximum() > 0
