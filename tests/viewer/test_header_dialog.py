"""The header of the slice on screen: searchable, copied as shown, with the patient hidden until asked for."""

import logging

import nibabel as nib
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from waiting import all_read

from physnet_core.imaging.header import HeaderField
from physnet_viewer.session import HeaderPage
from physnet_viewer.views.header_dialog import HIDDEN

SECRETS = ("Secret^Person", "SECRET-ID")


@pytest.fixture
def opened(make_stage, bundle, scan):
    stage = make_stage()
    stage.window.activateWindow()
    stage.window.open_path(scan / "one")
    stage.wait(all_read)
    QTest.keyClick(stage.window.image_view, Qt.Key.Key_H)
    stage.wait(lambda state: state.header is not None)
    return stage


def rows(dialog):
    model = dialog.tree.model()
    return {model.index(row, 1).data(): model.index(row, 3).data() for row in range(model.rowCount())}


def test_it_shows_the_header_without_the_patient(opened, caplog):
    caplog.set_level(logging.DEBUG)
    dialog = opened.window.header_dialog
    shown = rows(dialog)
    assert shown["Modality"] == "MR"
    assert shown["Slice Thickness"] == "4.0"
    assert shown["Patient's Name"] == shown["Patient ID"] == HIDDEN
    assert not dialog._badge.isVisible()
    tips = [dialog._model.item(row, 3).toolTip() for row in range(dialog._model.rowCount())]
    assert not [text for text in (*shown.values(), *tips) if any(secret in text for secret in SECRETS)]
    assert not any(secret in caplog.text for secret in SECRETS)


def test_the_patient_is_shown_on_request_with_a_red_badge_and_only_this_once(opened):
    dialog = opened.window.header_dialog
    dialog.privacy.click()
    assert rows(dialog)["Patient's Name"] == "Secret^Person"
    assert dialog._badge.isVisible()
    dialog.close()
    assert opened.state.header is None
    assert rows(dialog) == {}
    opened.window.actions_by_name["header"].trigger()
    opened.wait(lambda state: state.header is not None)
    assert rows(dialog)["Patient's Name"] == HIDDEN
    assert not dialog._badge.isVisible()


def test_the_title_does_not_name_the_scan_while_the_patient_is_hidden(opened, scan):
    window = opened.window
    dialog = window.header_dialog
    assert window.windowTitle() == "PhysNet Viewer"
    dialog.privacy.click()
    assert window.windowTitle() == "one – PhysNet Viewer"
    dialog.privacy.click()
    opened.controller.open_path(scan / "two")
    opened.wait(lambda state: state.path == scan / "two" and all_read(state))
    assert window.windowTitle() == "PhysNet Viewer"
    dialog.close()
    assert window.windowTitle() == "two – PhysNet Viewer"


def test_empty_cells_have_a_name(opened):
    item = HeaderField(name="Item 1", fields=(HeaderField(tag="(0018,0050)", name="Slice Thickness", vr="DS"),))
    opened.session.update(header=HeaderPage(source=opened.state.current_source, fields=(item,)))
    dialog = opened.window.header_dialog
    dialog.tree.expandAll()
    tree = QAccessible.queryAccessibleInterface(dialog.tree)
    said = [tree.child(number).text(QAccessible.Text.Name) for number in range(tree.childCount())]
    assert said[4:] == [
        *("Tag: empty", "Item 1", "VR: empty", "Value: empty"),
        *("(0018,0050)", "Slice Thickness", "DS", "Value: empty"),
    ]


@pytest.mark.parametrize("leave", ["reject", "close"])
def test_it_can_be_left_by_esc_and_by_the_cross(opened, leave):
    dialog = opened.window.header_dialog
    getattr(dialog, leave)()
    assert dialog.isHidden()
    assert opened.state.header is None


def test_it_is_searched_by_tag_name_and_value_but_not_by_what_is_hidden(opened):
    dialog = opened.window.header_dialog
    for text, name in (
        ("0018,0050", "Slice Thickness"),
        ("modal", "Modality"),
        ("monochrome", "Photometric Interpretation"),
    ):
        dialog.search.setText(text)
        assert name in rows(dialog)
        assert len(rows(dialog)) <= 2
    dialog.search.setText("Secret^Person")
    assert rows(dialog) == {}


def test_it_follows_the_slice_and_keeps_the_place(opened):
    dialog = opened.window.header_dialog
    dialog.search.setText("Instance Number")
    dialog.tree.setCurrentIndex(dialog.tree.model().index(0, 0))
    assert rows(dialog)["Instance Number"] == "4"
    opened.controller.show_slice(0)
    opened.qtbot.waitUntil(lambda: rows(dialog).get("Instance Number") == "1")
    dialog.copy.click()
    assert QApplication.clipboard().text() == "1"


def test_copying_copies_what_is_shown(opened):
    dialog = opened.window.header_dialog
    dialog.search.setText("Patient's Name")
    dialog.tree.setCurrentIndex(dialog.tree.model().index(0, 0))
    QTest.keyClick(dialog.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == HIDDEN


def test_a_nifti_header_and_one_that_is_gone(opened, tmp_path):
    dialog = opened.window.header_dialog
    image = nib.Nifti1Image(np.zeros((8, 9, 5), np.int16), np.diag([1, 1, 3, 1]))
    image.header["descrip"] = b"Secret^Person"
    nib.save(image, tmp_path / "a.nii")
    opened.window.open_path(tmp_path / "a.nii")
    opened.qtbot.waitUntil(lambda: rows(dialog).get("dim", "").startswith("3\\8\\9\\5"))
    assert rows(dialog)["descrip"] == HIDDEN
    (tmp_path / "a.nii").unlink()
    opened.controller.show_slice(0)
    opened.qtbot.waitUntil(lambda: "No such file" in dialog._source.text())
    assert rows(dialog) == {}
