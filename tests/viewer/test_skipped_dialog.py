"""The list of files that were not used."""

from dataclasses import replace
from pathlib import Path

import pytest
from panel_states import named, texts
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView

from physnet_core.imaging import Skipped
from physnet_viewer.views.skipped_dialog import SkippedDialog, SkippedModel

SKIPPED = (
    Skipped(path=Path("/scan/b.txt"), reason="not an image: plain text"),
    Skipped(path=Path("/scan/a.dcm"), reason="the file is cut off"),
    Skipped(path=Path("/scan/deep/c.dcm"), reason="an empty file"),
)


@pytest.fixture
def dialog(qtbot):
    widget = SkippedDialog(SKIPPED)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def shown(dialog):
    model = named(dialog, QTableView, "Files that were not used, and why").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def search(dialog, text):
    named(dialog, QLineEdit, "Search the files that were not used").setText(text)


def copied(dialog):
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy list").click()
    return QGuiApplication.clipboard().text()


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    qtmodeltester.check(SkippedModel(SKIPPED))


def test_the_model_answers_both_columns():
    model = SkippedModel(SKIPPED)
    index = model.index(2, 0, QModelIndex())
    assert (index.data(), index.data(Qt.ItemDataRole.ToolTipRole)) == ("c.dcm", str(SKIPPED[2].path))
    assert model.index(2, 1).data() == "an empty file"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Why it was not used"


def test_all_files_by_name(dialog):
    assert shown(dialog) == ["a.dcm", "b.txt", "c.dcm"]
    assert "3 files were not used" in texts(dialog)


@pytest.mark.parametrize(("text", "files"), [("dcm", ["a.dcm", "c.dcm"]), ("CUT OFF", ["a.dcm"]), ("(", [])])
def test_search_looks_at_files_and_reasons(dialog, text, files):
    search(dialog, text)
    assert shown(dialog) == files
    assert f"{len(files)} of 3 files" in texts(dialog)


def test_copy_takes_what_is_shown_with_paths(dialog):
    search(dialog, "dcm")
    assert copied(dialog) == f"{SKIPPED[1].path}\tthe file is cut off\n{SKIPPED[2].path}\tan empty file"


def test_copy_takes_the_selection(dialog):
    table = named(dialog, QTableView, "Files that were not used, and why")
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(table.model().index(1, 0), flags)
    assert copied(dialog) == f"{SKIPPED[0].path}\tnot an image: plain text"


def test_one_file_is_one_file(qtbot):
    dialog = SkippedDialog(SKIPPED[:1])
    qtbot.addWidget(dialog)
    assert "1 file was not used" in texts(dialog)


def test_a_long_name_takes_the_room_that_the_reasons_leave(qtbot):
    long = Skipped(path=Path("/scan/a_letter_to_the_doctor_with_a_long_name.docx"), reason="it is a Word document")
    widths = []
    for reason in ("it is a Word document", "the reason is longer " * 6):
        widget = SkippedDialog((replace(long, reason=reason),))
        qtbot.addWidget(widget)
        widget.show()
        table = named(widget, QTableView, "Files that were not used, and why")
        widths.append(table.columnWidth(0))
        needed = table.sizeHintForColumn(0)
    assert widths[0] == needed > widths[1]
