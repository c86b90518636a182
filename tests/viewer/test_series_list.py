"""The list of series: a correct model, a selection that follows the state, and what was skipped."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from physnet_core.imaging import SeriesInfo, Skipped, SliceSource
from physnet_viewer.session import ViewState
from physnet_viewer.views import series_list
from physnet_viewer.views.series_list import SeriesList, SeriesModel, detail, title
from physnet_viewer.views.unbroken import unbroken


def series(uid, **changes):
    values = {
        "uid": uid,
        "format": "dicom",
        "description": f"series {uid}",
        "modality": "MR",
        "plane": "axial",
        "slices": 24,
        "rows": 10,
        "columns": 10,
        "sources": (SliceSource(path=Path("x")),) * 24,
    }
    return SeriesInfo(**(values | changes))


@pytest.fixture
def panel(qtbot):
    widget = SeriesList()
    qtbot.addWidget(widget)
    widget.resize(200, 500)
    widget.show()
    return widget


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, qtbot):
    model = SeriesModel()
    qtmodeltester.check(model)
    model.show(ViewState(series=(series("a"),)))
    model.show(ViewState(series=(series("a"), series("b"), series("c"))))
    picture = np.zeros((10, 8), np.uint8)
    model.show(ViewState(series=(series("a"), series("b"), series("c")), thumbnails={"b": picture}))
    model.show(ViewState(series=(series("d"),)))
    model.show(ViewState())
    assert model.rowCount() == 0
    model.deleteLater()


def test_rows_are_added_without_losing_the_others(panel, qtbot):
    one = ViewState(series=(series("a"),), series_uid="a")
    panel.render(None, one)
    with qtbot.assertNotEmitted(panel.model.modelReset), qtbot.waitSignal(panel.model.rowsInserted):
        panel.render(one, ViewState(series=(*one.series, series("b")), series_uid="a"))
    assert panel.view.currentIndex().row() == 0


def test_the_selection_follows_the_state_and_tells_nobody(panel, qtbot):
    both = (series("a"), series("b"))
    first = ViewState(series=both, series_uid="a")
    panel.render(None, first)
    with qtbot.assertNotEmitted(panel.seriesSelected):
        panel.render(first, ViewState(series=both, series_uid="b"))
    assert panel.view.currentIndex().row() == 1
    assert panel.view.selectionModel().isSelected(panel.model.index(1))


def test_click_and_keys_choose(panel, qtbot):
    panel.render(None, ViewState(series=(series("a"), series("b")), series_uid="a"))
    with qtbot.waitSignal(panel.seriesSelected) as chosen:
        place = panel.view.visualRect(panel.model.index(1)).center()
        QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["b"]
    with qtbot.waitSignal(panel.seriesSelected) as chosen:
        QTest.keyClick(panel.view, Qt.Key.Key_Up)
    assert chosen.args == ["a"]


def test_a_thumbnail_comes_later(panel):
    state = ViewState(series=(series("a"),), series_uid="a")
    panel.render(None, state)
    index = panel.model.index(0)
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    picture = np.arange(12, dtype=np.uint8).reshape(3, 4)  # rows of four bytes, and odd ones below
    panel.render(state, ViewState(series=state.series, series_uid="a", thumbnails={"a": picture}))
    image = index.data(Qt.ItemDataRole.DecorationRole).toImage()
    assert (image.width(), image.height()) == (4, 3)
    assert image.pixelColor(3, 2).red() == 11
    narrow = np.arange(9, dtype=np.uint8).reshape(3, 3)
    panel.render(None, ViewState(series=state.series, series_uid="a", thumbnails={"a": narrow}))
    assert index.data(Qt.ItemDataRole.DecorationRole).toImage().pixelColor(2, 2).red() == 8


def test_skipped_files_are_counted_and_asked_for(panel, qtbot):
    panel.render(None, ViewState())
    assert panel._skipped.isHidden()
    rows = (Skipped(path=Path("a"), reason="r"),)
    panel.render(None, ViewState(skipped=rows))
    assert panel._skipped.text() == "1 file skipped"
    panel.render(None, ViewState(skipped=rows * 3))
    assert panel._skipped.text() == "3 files skipped"
    with qtbot.waitSignal(panel.skippedRequested):
        panel._skipped.click()


def test_words():
    assert detail(series("a")) == "24 slices · MR axial"
    assert detail(series("a", slices=1, frames_of_time=5, modality="", plane="unknown", format="nifti")) == (
        "1 slice × 5 · NIfTI"
    )
    assert detail(series("a", synthetic=True)) == "24 slices · synthetic · MR axial"
    assert title(series("a", description="")) == "No description"
    assert title(series("a", description="", localizer=True)) == "Localizer"


def test_notes_are_told_to_mouse_and_screen_reader(panel):
    panel.render(None, ViewState(series=(series("a", notes=("A gap of 3 mm.",)),), series_uid="a"))
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "A gap of 3 mm." in panel.model.index(0).data(role)


def test_long_names_and_narrow_lists_are_painted(panel):
    long = series("a", description="T1_MPRAGE_sagittal_iso_0.9mm_post_contrast_repeat", notes=("x",))
    panel.resize(120, 300)
    panel.render(None, ViewState(series=(long, series("b", description="")), series_uid="a"))
    assert not panel.grab().isNull()


@pytest.fixture
def large(panel):
    """The panel in text of twice the size."""
    font = panel.font()
    font.setPointSizeF(18.0)
    for part in (panel, panel.view):
        part.setFont(font)
    return panel


def test_the_number_of_slices_is_not_cut_off_in_large_text(large):
    info = series("a", notes=("x",))
    large.render(None, ViewState(series=(info,), series_uid="a"))
    metrics = large.fontMetrics()
    assert large.minimumSizeHint().width() > metrics.horizontalAdvance("100 slices")
    assert series_list._shortened(unbroken(detail(info)), metrics, 10) == "24\u00a0slices"


def test_a_thumbnail_gives_way_to_the_number_of_slices(large):
    grey = np.full((56, 56), 128, dtype=np.uint8)
    large.render(None, ViewState(series=(series("a"),), series_uid="a", thumbnails={"a": grey}))
    for width, there in ((large.minimumSizeHint().width(), False), (400, True)):
        large.resize(width, 300)
        image = large.view.grab().toImage()
        seen = sum(image.pixelColor(x, y).getRgb()[:3] == (128, 128, 128) for x in range(60) for y in range(80))
        assert (seen > 500) == there
