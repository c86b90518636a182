"""The sheet of keys."""

import json
import os
import subprocess
import sys

import pytest
from panel_states import texts
from PySide6.QtWidgets import QLabel, QScrollArea

from physnet_viewer.languages import LANGUAGES
from physnet_viewer.views.shortcuts_dialog import ShortcutsDialog

# A process of its own, for the screen of a process has one size.
PROGRAM = """
import json, sys
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from physnet_viewer import theme
from physnet_viewer.actions import key_rows
from physnet_viewer.translation import use_language
from physnet_viewer.views.shortcuts_dialog import ShortcutsDialog

application = QApplication(sys.argv[:1])
use_language(sys.argv[1], application)
theme.apply(application, "dark")
dialog = ShortcutsDialog(key_rows())
dialog.show()
application.processEvents()
area = dialog.findChild(QScrollArea)
heads = [label for label in dialog.findChildren(QLabel) if label.property("role") == "heading"]
columns = {head.mapTo(dialog, QPoint()).x() for head in heads}
hidden = [bar.maximum() for bar in (area.verticalScrollBar(), area.horizontalScrollBar())]
print(json.dumps([*hidden, len(columns), dialog.height()]))
"""
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


@pytest.mark.parametrize("name", LANGUAGES)
def test_all_keys_are_seen_at_once_on_a_small_screen(tmp_path, name):
    screen = {"name": "one", "x": 0, "y": 0, "width": 1366, "height": 728}  # less a task bar
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    (tmp_path / "screen.json").write_text(json.dumps({"screens": [screen | dots]}))
    platform = f"offscreen:configfile={tmp_path / 'screen.json'}"
    command = [sys.executable, "-c", PROGRAM, name]
    done = subprocess.run(command, env={**os.environ, "QT_QPA_PLATFORM": platform}, capture_output=True, check=True)
    down, across, columns, height = json.loads(done.stdout)
    assert (down, across, columns) == (0, 0, 3)
    assert height <= 728 - 48


def test_many_keys_scroll_instead_of_leaving_the_screen(qtbot):
    dialog = ShortcutsDialog([(f"F{number}", "something") for number in range(80)])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() < 768
    assert dialog.findChild(QScrollArea).verticalScrollBar().maximum() > 0
