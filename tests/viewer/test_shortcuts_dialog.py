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


def test_groups_stay_whole_and_fill_columns_evenly(qtbot):
    groups = [[("", name), *((f"{name}{number}", "something") for number in range(9))] for name in "ABCDEF"]
    dialog = ShortcutsDialog([row for group in groups for row in group])
    qtbot.addWidget(dialog)
    dialog.show()
    heads = [label for label in dialog.findChildren(QLabel) if label.property("role") == "heading"]
    columns = [head.mapTo(dialog, head.rect().topLeft()).x() for head in heads]
    assert columns == sorted(columns)
    assert len({columns.count(column) for column in columns}) == 1


def test_many_keys_scroll_instead_of_leaving_the_screen(qtbot):
    dialog = ShortcutsDialog([(f"F{number}", "something") for number in range(80)])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() < 768
    assert dialog.findChild(QScrollArea).verticalScrollBar().maximum() > 0
