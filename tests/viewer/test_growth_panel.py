"""The growth panel: units, ranges, what moves what, and when there is nothing to move."""

import itertools
import math
from dataclasses import replace

import pytest
from panel_states import TWEAK, emitted, growth, named, prediction, state, texts, tweaked_state
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from physnet_core.physics.units import LatentUnits
from physnet_viewer.session import Parameters, Task, ViewState
from physnet_viewer.views.growth_panel import GrowthPanel
from physnet_viewer.views.growth_text import measures
from physnet_viewer.views.inputs import NumberBox
from physnet_viewer.views.log_track import LogTrack

LEARNED = Parameters(diffusion_number=0.15, growth_number=0.3)


@pytest.fixture
def panel(qtbot):
    widget = GrowthPanel()
    qtbot.addWidget(widget)
    widget.resize(320, 600)
    widget.show()
    return widget


def entries(panel):
    names = ("Diffusion D, number", "Proliferation ρ, number")
    return [named(panel, QLineEdit, name).text() for name in names]


def tracks(panel):
    return panel.findChildren(LogTrack)


def test_physical_units_need_a_spacing(panel):
    panel.render(None, state())
    assert entries(panel) == ["0.810", "0.0200"]
    assert {"mm²/day", "1/day", "assumed: 1 step ="} <= set(texts(panel))
    panel.render(None, state(prediction(pixel_spacing=None)))
    assert entries(panel) == ["0.150", "0.300"]
    assert {"cell²/step", "1/step"} <= set(texts(panel))
    assert not any("assumed" in text or "day" in text for text in texts(panel))


def test_measures_follow_their_formulas():
    units = LatentUnits(cell_mm=9.0, days_per_step=15.0)
    speed, doubling, ratio = (measure.value for measure in measures(LEARNED, units))
    assert speed == f"{2 * math.sqrt(0.81 * 0.02) * 365.25:.1f} mm/year"
    assert doubling == f"{math.log(2) / 0.02:.1f} days"
    assert ratio == "40.5 mm²"
    latent = [measure.value for measure in measures(LEARNED, LatentUnits(cell_mm=None, days_per_step=15.0))]
    assert latent == ["0.424 cells/step", "2.31 steps", "0.500 cells²"]


def test_the_front_speed_says_that_it_is_asymptotic(panel):
    panel.render(None, tweaked_state())
    speed = next(label for label in panel.findChildren(QLabel) if label.accessibleName().startswith("2√(Dρ)"))
    assert "asymptotic" in speed.toolTip()
    assert "Learned: 93.0 mm/year" in speed.toolTip()


def test_literature_is_named_with_its_source(panel):
    panel.render(None, state())
    assert all("Lipkova 2019" in track.toolTip() for track in tracks(panel))
    panel.render(None, state(prediction(pixel_spacing=None)))
    assert not any("Lipkova" in track.toolTip() for track in tracks(panel))


def test_moving_d_keeps_rho(panel):
    panel.render(None, state())
    changes, commits = emitted(panel.parametersChanged), emitted(panel.parametersCommitted)
    diffusion, _ = tracks(panel)
    QTest.keyClick(diffusion, Qt.Key.Key_PageUp)
    assert len(changes) == len(commits) == 1
    assert changes[0].diffusion_number > 0.15
    assert changes[0].growth_number == 0.3


def test_two_moves_add_up_before_the_state_comes_back(panel):
    panel.render(None, state())
    changes = emitted(panel.parametersChanged)
    for track in tracks(panel):
        QTest.keyClick(track, Qt.Key.Key_PageUp)
    assert changes[-1].diffusion_number > 0.15
    assert changes[-1].growth_number > 0.3


def test_sliders_cover_what_heads_can_say(panel):
    for track, (low, high) in zip(tracks(panel), ((3e-4, 5.0), (3e-3, 3.0)), strict=True):
        assert track.value_at(0) == pytest.approx(low)
        assert track.value_at(track.maximum()) == pytest.approx(high)


def test_rendering_tells_nobody(panel):
    signals = ("parametersChanged", "parametersCommitted", "gridChanged", "layoutChanged", "daysPerStepChanged")
    logs = [emitted(getattr(panel, name)) for name in (*signals, "frameChanged", "resetRequested")]
    panel.render(None, state())
    panel.render(state(), tweaked_state(grid="image", layout="side_by_side", days_per_step=7.0, frame=4))
    assert logs == [[], [], [], [], [], [], []]


def test_one_reset_touches_one_parameter(panel):
    panel.render(None, tweaked_state())
    changes, commits = emitted(panel.parametersChanged), emitted(panel.parametersCommitted)
    named(panel, QToolButton, "Reset diffusion to the learned value").click()
    assert changes == [replace(TWEAK, diffusion_number=0.15)]
    assert len(commits) == 1


def test_reset_of_both_is_one_request(panel):
    panel.render(None, state())
    reset = named(panel, QPushButton, "Reset D and ρ to the learned values")
    assert not reset.isEnabled()
    panel.render(state(), tweaked_state())
    log = emitted(panel.resetRequested)
    reset.click()
    assert len(log) == 1


def test_days_per_step_may_be_assumed_otherwise(panel):
    panel.render(None, state())
    log = emitted(panel.daysPerStepChanged)
    box = named(panel, NumberBox, "Assumed days per step")
    box.setValue(30.0)
    box.setValue(15.0)
    assert log == [30.0, None]
    panel.render(None, state(days_per_step=30.0))
    assert box.value() == 30.0
    assert entries(panel) == ["0.405", "0.0100"]


def test_grid_and_layout_are_asked_for(panel):
    panel.render(None, state())
    grids, layouts = emitted(panel.gridChanged), emitted(panel.layoutChanged)
    named(panel, QToolButton, "Grid: Image grid").click()
    named(panel, QToolButton, "Images: Learned | tweaked").click()
    assert (grids, layouts) == (["image"], ["side_by_side"])


@pytest.mark.parametrize(
    "answer",
    [
        prediction((0.01, 0.01, 0.97, 0.01)),
        prediction((0.9, 0.05, 0.03, 0.02), in_distribution=False, reason="no brain"),
    ],
)
def test_no_parameters_where_they_mean_nothing(panel, answer):
    panel.render(None, state())
    panel.render(state(), state(answer))
    assert not any(track.isVisibleTo(panel) for track in tracks(panel))
    assert "D" in " ".join(texts(panel))


@pytest.mark.parametrize("probabilities", [(0.02, 0.94, 0.02, 0.02), (0.02, 0.02, 0.02, 0.94)])
def test_other_tumors_have_latent_descriptors(panel, probabilities):
    panel.render(None, state(prediction(probabilities)))
    assert "Latent descriptors: Fisher-KPP is a model of glioma." in texts(panel)
    assert tracks(panel)[0].isVisibleTo(panel)
    panel.render(None, state())
    assert not any("Latent descriptors" in text for text in texts(panel))


def test_curves_are_those_of_the_slice_when_they_are_seen_again(panel):
    nothing = state(prediction((0.01, 0.01, 0.97, 0.01)))
    other = state(learned=growth(TWEAK))
    panel.render(None, nothing)
    fresh = GrowthPanel(panel)
    fresh.render(None, other)
    panel.render(nothing, state())
    before = texts(panel)
    panel.render(state(), nothing)
    panel.render(nothing, unseen := replace(nothing, learned=other.learned))
    panel.render(unseen, other)
    assert texts(panel) == texts(fresh) != before
    assert panel._plot._shown[0].values.tolist() == fresh._plot._shown[0].values.tolist()


def test_paging_dims_but_does_not_jump(panel):
    first = state()
    panel.render(None, first)
    moved = replace(first, slice_index=12, learned=None, tasks=(Task(name="Predicting"),))
    panel.render(first, moved)
    assert tracks(panel)[0].isVisibleTo(panel)
    assert not tracks(panel)[0].isEnabled()
    assert "GROWTH, slice 12" in texts(panel)
    panel.render(moved, first)
    assert tracks(panel)[0].isEnabled()
    assert "GROWTH" in texts(panel)


def test_another_series_does_not_keep_old_numbers(panel):
    first = state()
    panel.render(None, first)
    other = replace(first, series_uid="9", predictions=(None,) * 24, learned=None, tasks=(Task(name="Predicting"),))
    panel.render(first, other)
    assert not tracks(panel)[0].isVisibleTo(panel)


def test_before_anything_is_open(panel):
    panel.render(None, ViewState())
    assert "Open a scan to see how its tumor would grow." in texts(panel)


def test_a_slice_that_cannot_be_read_promises_no_growth(panel):
    reading = replace(state(), predictions=(None,) * 24, slices=(None,) * 24, learned=None)
    panel.render(None, reading)
    assert "D, ρ and growth appear with the result of this slice." in texts(panel)
    panel.render(reading, replace(reading, unreadable={reading.slice_index: "It is cut off."}))
    assert "This slice cannot be read." in texts(panel)


def test_three_dimensions_are_asked_for_and_shown_only_once_they_are_there(panel):
    panel.render(None, state())
    log = emitted(panel.dimensionsChanged)
    button = named(panel, QToolButton, "3-D")
    button.click()
    assert log == ["3d"]
    assert not button.isChecked(), "it may be refused"
    panel.render(state(), state(dimensions="3d", leading=11))
    assert button.isChecked()
    button.click()
    assert button.isChecked()


def test_the_ratio_stands_where_it_is_used(panel):
    panel.render(None, state())
    box = named(panel, NumberBox, "Diffusion in white matter relative to grey matter")
    assert not box.isVisibleTo(panel)
    panel.render(state(), state(grid="image", white_to_grey=4.0))
    assert box.isVisibleTo(panel)
    assert box.value() == 4.0
    log = emitted(panel.whiteToGreyChanged)
    box.setValue(7.0)
    assert log == [7.0]


def test_what_the_tissue_allows_is_said(panel):
    fallback = "Tumor spreads alike in the whole head: the brain could not be told from the rest of the head."
    shown = state(grid="image")
    panel.render(None, replace(shown, learned=replace(shown.learned, note=fallback)))
    assert fallback in texts(panel)
    panel.render(None, state())
    assert fallback not in texts(panel)


class Shows(QObject):
    """Counts how often a widget appears."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.Show
        return False


def test_paging_through_slices_without_parameters_lays_nothing_out_anew(panel):
    """A button that appears and goes makes the window lay out all panels, at every slice."""
    slices = [state(prediction(in_distribution=False, reason="no brain")) for _ in range(3)]
    panel.render(None, slices[0])
    shows = Shows(panel._reset)
    for old, new in itertools.pairwise(slices):
        panel.render(old, new)
    assert not panel._reset.isVisible()
    assert shows.count == 0
