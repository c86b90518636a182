"""Pinned scenarios: kept while sliders move on, compared in three ways, and every change taken back."""

from itertools import pairwise

import numpy as np
import pytest
from panel_states import TWEAK, density, emitted, growth, named, state, tweaked_state
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QToolButton

from physnet_core.export.difference import difference_colour
from physnet_viewer.scenarios import LOOKS, Pinned, color_of, run_of
from physnet_viewer.session import Parameters
from physnet_viewer.views.growth_curves import curves_of
from physnet_viewer.views.pane_items import LEARNED_INK, TWEAKED_INK, pinned_ink
from physnet_viewer.views.scenario_list import ScenarioList
from physnet_viewer.views.strokes import DASHED, SOLID


def pinned(key=1, **changes):
    values = {
        "key": key,
        "name": f"S{key}",
        "color": "#009e73",
        "series_uid": "1.2.3",
        "time_index": 0,
        "slice_index": 11,
        "run": run_of(growth(TWEAK), None, 10.0),
        "growth": growth(TWEAK),
    }
    return Pinned(**(values | changes))


def moved(running, factor):
    own = running.state.current_prediction
    running.controller.set_parameters(
        Parameters(diffusion_number=own.diffusion_number * factor, growth_number=own.growth_number)
    )
    running.controller.commit_parameters()
    return running.wait(
        lambda now: now.tweaked is not None and now.tweaked.diffusion_number == now.tweak.diffusion_number
    )


def test_what_is_pinned_stays_and_all_is_undone(running, scan):
    running.open(scan)
    control, scenarios = running.controller, running.controller.scenarios
    kept = moved(running, 2.0).tweaked
    scenarios.pin()
    (one,) = running.state.scenarios
    moved(running, 3.0)
    assert running.state.scenarios[0].growth is kept
    scenarios.rename(one.key, "  slow ")
    scenarios.rename(one.key, "   ")
    scenarios.show(one.key, False)
    scenarios.compare(one.key)
    assert (running.state.scenarios[0].name, running.state.scenarios[0].visible) == ("slow", False)
    assert running.state.compared_scenario.growth is kept
    scenarios.delete(one.key)
    assert (running.state.scenarios, running.state.reference) == ((), None)
    control.undo()
    assert (running.state.scenarios[0].name, running.state.reference) == ("slow", one.key)
    control.undo()
    assert running.state.reference is None
    control.undo()
    assert running.state.scenarios[0].visible
    control.undo()
    assert running.state.scenarios[0].name == one.name
    control.undo()
    control.undo()
    assert running.state.scenarios == ()
    control.redo()
    control.redo()
    assert running.state.scenarios[0].growth is kept


def test_the_difference_is_a_step_and_what_is_compared_with_is_one(running, scan):
    running.open(scan)
    control, scenarios = running.controller, running.controller.scenarios
    scenarios.pin()
    scenarios.pin()
    one, two = (item.key for item in running.state.scenarios)
    for key in (one, two, two, None):
        scenarios.compare(key)
    scenarios.set_difference(True)
    scenarios.set_difference(True)
    steps = [(None, True)]
    while control.undo_stack.index() > 2:
        control.undo()
        steps.append((running.state.reference, running.state.difference))
    assert steps == [(None, True), (None, False), (two, False), (one, False), (None, False)]
    assert len(running.state.scenarios) == 2


def test_pinned_scenarios_are_undone_after_a_look_at_another_series(running, scan):
    first = running.open(scan).series_uid
    control = running.controller
    control.scenarios.pin()
    (kept,) = running.state.scenarios
    control.scenarios.delete(kept.key)
    control.select_series(next(item.uid for item in running.state.series if item.uid != first))
    control.undo()
    assert (running.state.scenarios, running.state.series_uid) == ((kept,), first)
    control.undo()
    assert running.state.scenarios == ()


def test_scenarios_are_stated_in_the_days_of_all_else(running, scan):
    running.open(scan)
    running.controller.scenarios.pin()
    running.controller.set_days_per_step(30.0)
    (item,) = running.state.scenarios
    np.testing.assert_array_equal(item.growth.days, running.state.learned.days)
    running.controller.undo()
    assert running.state.scenarios[0].growth.units.days_per_step == 15.0


def test_another_scan_begins_without(running, scan, tmp_path):
    running.open(scan)
    running.controller.scenarios.pin()
    running.controller.open_path(tmp_path)
    assert running.state.scenarios == ()


def test_curves_belong_to_slice_and_series():
    here, elsewhere, other = pinned(1), pinned(2, slice_index=3), pinned(3, series_uid="9")
    names = [curve.name for curve in curves_of(tweaked_state(scenarios=(here, elsewhere, other)))]
    assert names == ["learned", "tweaked", "S1"]
    assert [curve.name for curve in curves_of(state(scenarios=(pinned(1, visible=False),)))] == ["learned"]


def test_the_lines_of_scenarios_differ_in_dashes_as_well_as_in_color():
    looks = [(color_of(key), pinned(key).dashes) for key in range(1, LOOKS + 2)]
    assert len(set(looks[:LOOKS])) == LOOKS >= 25
    assert not {SOLID, DASHED} & {dashes for _, dashes in looks}
    for (color, dashes), (next_color, next_dashes) in pairwise(looks):
        assert color != next_color
        assert dashes != next_dashes


def test_each_of_twelve_pins_has_a_line_of_its_own_in_plot_list_and_picture(stage, scan):
    stage.open(scan)
    for _ in range(12):
        stage.controller.scenarios.pin()
    panel = stage.window.growth_panel
    stage.wait(lambda state: len(panel.scenarios._rows) == 12)
    pens = [line.opts["pen"] for line in panel._plot._pinned]
    drawn = {(pen.color().name(), tuple(pen.dashPattern())) for pen in pens}
    assert drawn == {(item.color, item.dashes) for item in stage.state.scenarios}
    assert len(drawn) == 12
    rows = panel.scenarios._rows.values()
    samples = {row._visible.icon().pixmap(row._visible.iconSize()).toImage().bits().tobytes() for row in rows}
    assert len(samples) == 12
    assert len({pinned_ink(item) for item in stage.state.scenarios}) == 12


@pytest.fixture
def rows(qtbot):
    widget = ScenarioList()
    qtbot.addWidget(widget)
    widget.render(None, tweaked_state(scenarios=(pinned(1), pinned(2, slice_index=3))))
    widget.show()
    return widget


def test_rows_ask_for_what_they_offer(rows):
    logs = {name: emitted(getattr(rows, name)) for name in ("shown", "renamed", "compared", "deleted")}
    named(rows, QCheckBox, "Curve of S1").click()
    edit = named(rows, QLineEdit, "Name of S1")
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "late")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    named(rows, QToolButton, "Compare with S1").click()
    named(rows, QToolButton, "Delete S2").click()
    assert logs == {"shown": [(1, False)], "renamed": [(1, "late")], "compared": [1], "deleted": [2]}
    assert not named(rows, QToolButton, "Compare with S2").isEnabled()


def test_rows_follow_without_asking(rows):
    logs = [emitted(getattr(rows, name)) for name in ("shown", "renamed", "compared", "deleted", "differenceChanged")]
    before = tweaked_state(scenarios=(pinned(1), pinned(2)))
    rows.render(before, tweaked_state(scenarios=(pinned(1, visible=False),), reference=1, difference=True))
    assert not named(rows, QCheckBox, "Curve of S1").isChecked()
    assert named(rows, QToolButton, "Compare with S1").isChecked()
    assert logs == [[], [], [], [], []]


def test_the_panes_compare_with_a_scenario(stage, scan):
    stage.open(scan)
    control = stage.controller
    kept = moved(stage, 2.0).tweaked
    control.scenarios.pin()
    control.scenarios.compare(stage.state.scenarios[0].key)
    now = moved(stage, 4.0).tweaked
    first, second = stage.window.image_view.panes
    assert (first.content.growth, first.content.compared) == (now, kept)
    control.set_layout("side_by_side")
    assert (first.content.growth, second.content.growth) == (kept, now)
    assert first.content.words.top_right[0] == stage.state.scenarios[0].name
    control.set_layout("single")
    stage.window.image_view.setFocus()
    QTest.keyPress(stage.window.image_view, Qt.Key.Key_B)
    assert first.content.growth is kept
    QTest.keyRelease(stage.window.image_view, Qt.Key.Key_B)
    assert first.content.growth is now


@pytest.fixture
def both(stage, scan):
    """One scenario pinned in 2-D and compared with, another pinned in 3-D."""
    stage.open(scan)
    control = stage.controller
    moved(stage, 2.0)
    control.scenarios.pin()
    control.set_layout("planes")
    control.set_dimensions("3d")
    stage.wait(lambda state: state.volume is not None and state.planes is not None and not state.tasks)
    control.scenarios.pin()
    control.scenarios.compare(stage.state.scenarios[0].key)
    return stage


def shown_in(stage):
    view = stage.window.image_view
    return [pane.content for pane in (view.panes[0], *view.planes.panes)]


def test_a_scenario_of_a_slice_is_left_out_in_space_and_it_is_said_why(both, qtbot):
    for content in shown_in(both):
        assert content.words.top_right[0] == "Learned"
        assert (content.ink, content.compared) == (LEARNED_INK, None)
    assert {curve.quantity for curve in curves_of(both.state)} == {"volume"}
    flat, deep = both.window.growth_panel.scenarios._rows.values()
    place = both.state.slice_index + 1
    qtbot.waitUntil(
        lambda: [row._where.text() for row in (flat, deep)] == [f"2-D, slice {place}: not drawn here", "3-D"]
    )
    assert not flat._compare.isEnabled()
    assert "choose 2-D to compare" in flat._compare.toolTip()
    both.controller.set_dimensions("2d")
    qtbot.waitUntil(
        lambda: [row._where.text() for row in (flat, deep)] == [f"2-D, slice {place}", "3-D: not drawn here"]
    )
    assert {curve.quantity for curve in curves_of(both.state)} == {"area"}


def test_learned_is_drawn_as_learned_beside_a_scenario(stage, scan):
    stage.open(scan)
    moved(stage, 2.0)
    control, pane = stage.controller, stage.window.image_view.panes[0]
    control.scenarios.pin()
    (item,) = stage.state.scenarios
    control.scenarios.compare(item.key)
    control.reset_parameters()
    assert pane.content.words.top_right[0] == "Learned"
    assert (pane.content.growth, pane.content.ink) == (stage.state.learned, LEARNED_INK)
    assert (pane.content.compared, pane.content.compared_ink) == (item.growth, pinned_ink(item))
    moved(stage, 3.0)
    assert (pane.content.words.top_right[0], pane.content.ink) == ("Tweaked", TWEAKED_INK)


def test_while_nothing_has_grown_the_axes_are_those_of_what_is_pinned(both, qtbot):
    plot = both.window.growth_panel._plot
    axis = plot._plot.getAxis("left")
    both.controller.set_dimensions("2d")
    qtbot.waitUntil(lambda: axis.labelText.startswith("area"))
    both.controller.set_dimensions("3d")
    assert both.state.learned is None
    assert [curve.quantity for curve in curves_of(both.state)] == ["volume"]
    qtbot.waitUntil(lambda: axis.labelText.startswith("volume"))
    assert not plot._line.isVisible()


def test_the_difference_is_drawn_with_its_sign(stage, scan):
    stage.open(scan)
    now = moved(stage, 4.0).tweaked
    stage.controller.show_frame(8)
    stage.controller.scenarios.set_difference(True)
    pane = stage.window.image_view.panes[0]
    assert pane.content.minus
    overlay = stage.state.overlay
    expected = difference_colour(now.frames[8] - stage.state.learned.frames[8], overlay.opacity)
    np.testing.assert_array_equal(pane._density.image, expected)
    assert pane.content.words.top_right[0] == "Tweaked minus Learned"


def test_the_difference_is_drawn_side_by_side_too(stage, scan):
    stage.open(scan)
    stage.controller.set_parameters(Parameters(diffusion_number=0.4, growth_number=1.0))
    stage.wait(lambda state: state.tweaked is not None)
    stage.controller.set_layout("side_by_side")
    stage.controller.scenarios.set_difference(True)
    left, right = (pane.content for pane in stage.window.image_view.panes)
    assert not left.minus
    assert right.minus
    assert right.compared is stage.state.learned


def test_difference_colors_tell_more_from_less():
    more, less, none = difference_colour(np.array([[0.6, -0.6, 0.0]]))[0]
    assert none[3] == 0
    assert more[0] > more[2], "orange"
    assert less[2] > less[0], "purple"
    assert difference_colour(density()[0] - density()[0])[..., 3].max() == 0
