"""Two scans side by side: one network, linked slices, both results, and nothing left behind."""

from types import SimpleNamespace

import nibabel
import numpy as np
import pytest
from comparing import await_series, compare
from drops import drop
from made_scans import head, write_series
from panel_states import growth, prediction, state
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QWidget

from physnet_viewer import dialogs
from physnet_viewer.compare_window import CompareWindow
from physnet_viewer.slice_matching import counterpart
from physnet_viewer.views.compare_text import NOT_REGISTERED, change, link_note


@pytest.fixture
def compared(stage, scan, tmp_path):
    write_series(tmp_path / "later", slices=9, description="T1 later", seed=5)
    stage.open(scan)
    stage.controller.show_frame(4)
    stage.controller.toggle_invert()
    window = stage.window.files.compare_with(tmp_path / "later")
    second = window._second
    stage.qtbot.waitUntil(
        lambda: all(second.session.state.predictions) and bool(second.session.state.slices), timeout=120_000
    )
    return stage, window, second.session


def test_both_scans_are_seen_with_their_results(compared):
    stage, window, second = compared
    assert (stage.state.slice_index, second.state.slice_index) == (3, 3), (
        "the first scan leads while the second is read"
    )
    for column, shown in ((window.left, stage.state), (window.right, second.state)):
        assert column.image.panes[0].content.image is shown.current_slice
        assert column.image.panes[0].content.growth is shown.learned
        assert column.image.panes[0].content.inverted
        assert column.image.panes[0].content.frame == 4, "the same day on both sides"
    assert second.state.model_identity == stage.state.model_identity
    assert "Glioma" in window._change.text()
    assert NOT_REGISTERED in window._note.text()
    window.close()


def test_slices_are_linked_both_ways_and_can_be_let_go(compared):
    stage, window, second = compared
    stage.controller.show_slice(1)
    assert second.state.slice_index == 1  # both series have 4 mm from the same origin
    window.right.strip.sliceChosen.emit(4)
    assert (stage.state.slice_index, second.state.slice_index) == (4, 4)
    window.right.strip.sliceChosen.emit(8)  # beyond the end of the first scan
    assert (stage.state.slice_index, second.state.slice_index) == (5, 8)
    window.findChild(QCheckBox).setChecked(False)
    stage.controller.show_slice(0)
    assert second.state.slice_index == 8
    window.close()


@pytest.fixture
def later(tmp_path):
    """A later scan of the same patient: the series that the first one begins with was found last."""
    write_series(tmp_path / "later" / "a", slices=5, description="t2_tse_tra", seed=6)
    write_series(tmp_path / "later" / "b", slices=6, description="t1_se_tra", seed=5)
    return tmp_path / "later"


def named(state):
    return state.current_series.description


def choose(choice, name):
    """Choose a series as the keyboard does: by the keys up and down."""
    wanted = choice.findText(name)
    while choice.currentIndex() != wanted:
        QTest.keyClick(choice, Qt.Key.Key_Down if choice.currentIndex() < wanted else Qt.Key.Key_Up)


def test_the_second_scan_opens_at_the_series_most_like_the_first(stage, scan, later):
    stage.open(scan)
    window, second = compare(stage, later)
    assert (named(stage.state), named(second.state)) == ("T1 axial", "t1_se_tra")
    assert window.right.heading.series.currentText() == "t1_se_tra"
    window.close()


def test_each_column_offers_the_series_of_its_scan(stage, scan, later):
    stage.open(scan)
    window, second = compare(stage, later)
    for column, shown in ((window.left, stage.state), (window.right, second.state)):
        choice = column.heading.series
        assert {choice.itemText(row) for row in range(choice.count())} == {item.description for item in shown.series}
        assert choice.currentText() == named(shown)
    assert window.left.heading.series.accessibleName() == "First scan: series"
    assert window.right.heading.series.accessibleName() == "Second scan: series"
    window.close()


def test_the_second_scan_follows_to_another_series_of_the_first(stage, scan, later):
    stage.open(scan)
    window, second = compare(stage, later)
    choose(window.left.heading.series, "T2 axial")
    assert (named(stage.state), named(second.state)) == ("T2 axial", "t2_tse_tra")  # of the window too
    stage.idle()
    stage.controller.select_series(stage.state.series[0].uid)  # as its list of series does
    assert (window.left.heading.series.currentText(), named(second.state)) == ("T1 axial", "t1_se_tra")
    await_series(stage, second)
    assert window.right.image.panes[0].content.image is second.state.current_slice
    assert second.state.slice_index == stage.state.slice_index
    window.close()


def test_let_go_the_second_scan_keeps_its_series(stage, scan, later):
    stage.open(scan)
    window, second = compare(stage, later)
    window.findChild(QCheckBox).setChecked(False)
    choose(window.left.heading.series, "T2 axial")
    assert named(second.state) == "t1_se_tra"
    window.close()


def test_another_series_of_the_second_scan_moves_nothing_else(stage, scan, later):
    stage.open(scan)
    window, second = compare(stage, later)
    choose(window.right.heading.series, "t2_tse_tra")
    assert (named(stage.state), named(second.state)) == ("T1 axial", "t2_tse_tra")
    stage.controller.show_slice(1)
    assert (named(second.state), second.state.slice_index) == ("t2_tse_tra", 1)
    window.close()


def test_what_the_user_chose_stays_when_more_series_are_found(stage, scan, later):
    stage.open(scan)
    window = stage.window.files.compare_with(later)
    second = window._second.session
    second.changed.connect(lambda old, new: old.series_uid or window._second.show_series(new.series_uid))
    await_series(stage, second)
    assert named(second.state) == "t2_tse_tra"
    window.close()


@pytest.fixture
def single_files(tmp_path):
    """The same head in one file of each kind."""
    volume = head(3, 72, 64)
    nibabel.save(nibabel.Nifti1Image(volume.T.astype(np.int16), np.diag((2.5, 2.0, 4.0, 1.0))), tmp_path / "t1.nii.gz")
    Image.fromarray((volume[1] // 4).astype(np.uint8)).save(tmp_path / "t1.png")
    write_series(tmp_path / "one", slices=2, description="t1")
    return {"NIfTI": tmp_path / "t1.nii.gz", "picture": tmp_path / "t1.png", "DICOM": tmp_path / "one" / "001.dcm"}


@pytest.mark.parametrize(("kind", "slices"), [("NIfTI", 3), ("picture", 1), ("DICOM", 1)])
def test_a_scan_in_one_file_is_compared(stage, scan, single_files, monkeypatch, kind, slices):
    stage.open(scan)
    monkeypatch.setattr(dialogs, "choose_scan_file", lambda *_: single_files[kind])
    stage.window.actions_by_name["compare_file"].trigger()
    window = stage.window.findChild(CompareWindow)
    second = window._second.session
    await_series(stage, second)
    assert (second.state.path, len(second.state.slices)) == (single_files[kind], slices)
    assert stage.settings.folder("open") == single_files[kind].parent
    window.close()


def test_another_folder_or_file_takes_the_place_of_the_second_scan(stage, scan, later, single_files, monkeypatch):
    stage.open(scan)
    window, second = compare(stage, later)
    monkeypatch.setattr(dialogs, "choose_scan_file", lambda *_: single_files["NIfTI"])
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: later)
    folder, file = window._open.menu().actions()
    file.trigger()
    await_series(stage, second)
    assert [item.description for item in second.state.series] == ["t1"]
    folder.trigger()
    await_series(stage, second)
    assert named(second.state) == "t1_se_tra"
    window.close()


def test_what_is_dropped_on_the_window_is_the_second_scan(stage, scan, later, single_files):
    stage.open(scan)
    window, second = compare(stage, later)
    for target in (window, window.left.image.panes[0].viewport()):
        assert drop(target, single_files["NIfTI"]) == (True, True)
        await_series(stage, second)
        assert (stage.state.path, second.state.path) == (scan, single_files["NIfTI"])
        window._second.open(later)
    window.close()


def test_a_file_that_is_no_scan_is_said_beside_its_name(stage, scan):
    stage.open(scan)
    window = stage.window.files.compare_with(scan / "notes.txt")
    heading = window.right.heading
    stage.qtbot.waitUntil(lambda: "notes.txt cannot be shown" in heading.said.text(), timeout=120_000)
    assert heading.said.isVisible()
    assert not heading.series.isVisible()
    assert heading.name.text() == "Second: notes.txt"
    window.close()


def test_text_of_twice_the_size_is_not_cut(twice_the_size, stage, scan, later):
    stage.open(scan)
    window, _ = compare(stage, later)
    window.resize(1342, 720)  # a screen of 1366 × 768, less the frame
    for _ in range(3):
        QApplication.processEvents()
    assert (window.width(), window.height()) == (1342, 720)
    for part in window.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, QLabel | QAbstractButton) or not part.text():
            continue
        wrapped = isinstance(part, QLabel) and part.wordWrap()
        assert part.height() >= (part.heightForWidth(part.width()) if wrapped else part.sizeHint().height()) - 1
        assert wrapped or part.width() >= part.minimumSizeHint().width() - 1, part.text()
    for column in (window.left, window.right):
        assert column.image.height() >= 200
    window.close()


def test_everything_that_takes_focus_has_a_name_and_the_image_has_it_first(stage, scan, later):
    stage.open(scan)
    window, _ = compare(stage, later)
    assert window.focusWidget() is window.left.image
    taking = [part for part in window.findChildren(QWidget) if part.focusPolicy() != Qt.FocusPolicy.NoFocus]
    for part in (part for part in taking if part.isVisible() and part.focusProxy() is None):
        name = QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        assert name or part.objectName().startswith("qt_"), type(part).__name__
    window.close()


def test_closing_the_main_window_closes_it_while_it_works(stage, scan, tmp_path):
    write_series(tmp_path / "later", slices=30, seed=5)
    stage.open(scan)
    window = stage.window.files.compare_with(tmp_path / "later")
    stage.window.close()
    assert not window.isVisible()  # and no thread is left, which the fixtures check


def place(slices, step, start, *, flipped=False):
    affine = np.eye(4)
    affine[:3, :3] = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [-step if flipped else step, 0.0, 0.0]])
    affine[:3, 3] = (0.0, 0.0, start)
    return SimpleNamespace(slices=slices, rows=64, columns=64, affine=affine)


def test_the_counterpart_lies_nearest():
    thick, thin = place(10, 5.0, 0.0), place(50, 1.0, 0.0)
    assert [counterpart(thick, index, thin) for index in (0, 3, 9)] == [0, 15, 45]
    assert [counterpart(thin, index, thick) for index in (0, 16, 49)] == [0, 3, 9]
    downward = place(50, 1.0, 49.0, flipped=True)
    assert counterpart(thick, 3, downward) == 34


def test_without_a_common_place_it_is_the_share_of_the_way():
    here, elsewhere = place(11, 5.0, 0.0), place(21, 1.0, 500.0)
    assert [counterpart(here, index, elsewhere) for index in (0, 5, 10)] == [0, 10, 20]
    nowhere = SimpleNamespace(slices=5, rows=64, columns=64, affine=None)
    assert counterpart(here, 10, nowhere) == 4
    assert counterpart(SimpleNamespace(slices=1, rows=64, columns=64, affine=None), 0, here) == 0


def test_the_line_of_change_names_no_class_that_is_not_answered():
    sure, unsure = state(), state(prediction((0.44, 0.38, 0.1, 0.08), uncertain=True))
    odd = state(prediction(in_distribution=False, reason="no brain"))
    assert change(sure, unsure).startswith("Glioma 81 % → Uncertain")
    assert change(odd, sure).startswith("Out of range → Glioma")
    assert "mm²" in change(sure, sure)
    assert "(+0 %)" in change(sure, sure)
    assert "mm²" not in change(sure, state(prediction(pixel_spacing=None), learned=growth(spacing=None)))
    assert "needed" in change(sure, state(predictions=(None,) * 24))
    assert link_note(sure, sure, linked=True) == ""
