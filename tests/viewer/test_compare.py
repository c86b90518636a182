"""Two scans side by side: one network, linked slices, both results, and nothing left behind."""

from types import SimpleNamespace

import numpy as np
import pytest
from made_scans import write_series
from panel_states import growth, prediction, state
from PySide6.QtWidgets import QCheckBox

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
