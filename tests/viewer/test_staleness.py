"""Numbers never stand under values that they were not computed for: while a run lasts, and after it was stopped."""

import threading

import pytest
from panel_states import TWEAK, named, texts
from panel_states import state as state_of
from PySide6.QtWidgets import QLabel, QToolButton

from physnet_core.errors import PhysNetError
from physnet_core.export.content import Options
from physnet_viewer import growth_runs, insight_control, volume_control
from physnet_viewer.session import Parameters
from physnet_viewer.staleness import is_current, lags
from physnet_viewer.views.behind_text import AWAITED, behind
from physnet_viewer.views.export_dialog import ExportDialog, ExportRequest
from physnet_viewer.views.growth_curves import curves_of
from physnet_viewer.views.image_view import ImageView


def times(state, factor):
    own = state.growth_prediction
    return Parameters(diffusion_number=own.diffusion_number * factor, growth_number=own.growth_number)


def move(bench, factor):
    wanted = times(bench.state, factor)
    bench.controller.set_parameters(wanted)
    bench.controller.commit_parameters()
    return wanted


def grown(bench, factor):
    """Move D and wait for what comes of it."""
    move(bench, factor)
    return bench.wait(lambda state: state.tweaked is not None and is_current(state) and not state.tasks)


def in_space(bench, scan):
    bench.open(scan)
    bench.controller.set_dimensions("3d")
    bench.wait(lambda state: state.volume is not None and not state.tasks)
    return grown(bench, 2.0)


def on_image_grid(bench, scan):
    bench.open(scan)
    bench.controller.set_grid("image")
    bench.wait(lambda state: state.learned is not None and not state.tasks)
    return grown(bench, 2.0)


@pytest.fixture
def held(monkeypatch):
    """Let runs in 3-D wait until they may go on; the test sets it."""
    may_go, real = threading.Event(), volume_control.grow_series

    def grow(job, *subject, **how):
        while not (may_go.wait(0.01) or job.cancelled()):
            pass
        yield from real(job, *subject, **how)

    may_go.set()
    monkeypatch.setattr(volume_control, "grow_series", grow)
    yield may_go
    may_go.set()


def test_escape_during_a_run_in_space_goes_back_to_what_is_drawn(running, scan, held):
    before = in_space(running, scan)
    steps = running.controller.undo_stack.count()
    held.clear()
    move(running, 3.0)
    move(running, 5.0)
    running.controller.set_parameters(times(running.state, 6.0))  # a slider that is still held
    running.controller.cancel()
    state = running.state
    assert (state.tweak, state.tweaked_volume) == (before.tweak, before.tweaked_volume)
    assert is_current(state)
    assert "again what the growth on screen" in state.notice
    assert running.controller.undo_stack.count() == running.controller.undo_stack.index() == steps
    running.controller.show_slice(0)
    assert not running.state.tasks
    running.controller.undo()
    assert (running.state.tweak, running.state.tweaked_volume) == (None, None)


def test_escape_during_the_first_move_in_space_goes_back_to_learned(running, scan, held):
    running.open(scan)
    running.controller.set_dimensions("3d")
    running.wait(lambda state: state.volume is not None and not state.tasks)
    held.clear()
    move(running, 2.0)
    assert lags(running.state)
    running.controller.cancel()
    assert (running.state.dimensions, running.state.tweak, running.controller.undo_stack.count()) == ("3d", None, 1)


def test_what_was_done_since_can_still_be_undone_after_escape(running, scan, held):
    before = in_space(running, scan).tweak
    held.clear()
    wanted = move(running, 5.0)
    running.controller.set_days_per_step(30.0)
    running.controller.cancel()
    assert (running.state.tweak, running.state.days_per_step) == (before, 30.0)
    held.set()
    running.controller.undo()
    assert (running.state.tweak, running.state.days_per_step) == (wanted, 30.0)
    running.wait(lambda state: is_current(state) and not state.tasks)


def test_escape_after_undo_goes_back_to_what_is_drawn(running, scan, held):
    in_space(running, scan)
    drawn = grown(running, 5.0).tweak
    held.clear()
    running.controller.undo()
    assert running.state.tweak == times(running.state, 2.0)
    running.controller.cancel()
    assert running.state.tweak == drawn
    assert is_current(running.state)


def test_escape_takes_another_white_to_grey_back(running, scan, held):
    in_space(running, scan)
    steps = running.controller.undo_stack.count()
    held.clear()
    running.controller.set_white_to_grey(3.0)
    assert "white : grey 10 : 1" in behind(running.state)
    assert all(curve.old for curve in curves_of(running.state))
    running.controller.cancel()
    assert (running.state.white_to_grey, running.controller.undo_stack.count()) == (10.0, steps)
    assert is_current(running.state)


def test_escape_between_two_runs_of_another_white_to_grey_keeps_what_came(running, scan, held):
    before = in_space(running, scan)
    running.controller.set_white_to_grey(3.0)
    running.wait(lambda state: state.volume is not before.volume)
    if running.state.tweaked_volume is before.tweaked_volume:
        running.controller.cancel()
        assert (running.state.white_to_grey, running.state.tweak) == (3.0, None)
    running.wait(lambda state: is_current(state) and not state.tasks)


def test_escape_on_the_image_grid_ends_the_preview_and_goes_back(running, scan):
    before = on_image_grid(running, scan)
    running.controller.set_parameters(times(running.state, 6.0))
    running.wait(lambda state: state.preview is not None)
    running.controller.cancel()
    state = running.state
    assert (state.tweak, state.tweaked, state.preview) == (before.tweak, before.tweaked, None)
    assert not running.controller._growth._runs._rest.isActive()


def test_undo_on_the_image_grid_ends_the_preview(running, scan):
    before = on_image_grid(running, scan)
    running.controller.set_parameters(times(running.state, 6.0))
    running.wait(lambda state: state.preview is not None)
    running.controller.set_parameters(before.tweak)
    running.wait(lambda state: state.preview is None)
    assert running.state.tweaked is before.tweaked


def test_escape_before_anything_came_on_the_image_grid_shows_latent_cells(running, scan):
    running.open(scan)
    running.controller.set_grid("image")
    running.controller.cancel()
    assert running.state.grid == "latent"
    assert running.state.learned is not None
    assert not running.state.tasks


def test_escape_does_not_stop_growth_on_latent_cells_nor_what_the_network_would_say(running, scan):
    running.open(scan)
    grown(running, 2.0)
    running.wait(lambda state: state.current_what_if)
    wanted = move(running, 5.0)
    running.controller.cancel()
    running.wait(lambda state: is_current(state) and state.tweak == wanted)
    running.wait(lambda state: state.current_what_if.diffusion_number == wanted.diffusion_number)


def test_reasons_come_after_escape(running, scan):
    running.open(scan)
    running.controller.explain(True)
    running.controller.cancel()
    running.wait(lambda state: state.current_explanation)


def fail(*_, **__):
    raise PhysNetError("It cannot be done.")
    yield


def test_reasons_that_fail_are_waited_for_no_longer(running, scan, monkeypatch):
    running.open(scan)
    monkeypatch.setattr(insight_control, "_explain", fail)
    running.controller.explain(True)
    state = running.wait(lambda state: state.message)
    assert not state.explaining


@pytest.mark.parametrize("place", ["latent", "image", "space"])
def test_a_run_that_fails_leaves_what_is_drawn(running, scan, monkeypatch, place):
    make = {"latent": lambda: (running.open(scan), grown(running, 2.0))[1]}
    make |= {"image": lambda: on_image_grid(running, scan), "space": lambda: in_space(running, scan)}
    before = make[place]()
    monkeypatch.setattr(growth_runs, "grow", fail)
    monkeypatch.setattr(volume_control, "grow_series", fail)
    move(running, 5.0)
    state = running.wait(lambda state: state.message)
    assert (state.tweak, state.tweaked) == (before.tweak, before.tweaked)


def pin_button(stage):
    return named(stage.window.growth_panel, QToolButton, "Pin this")


def shown_values(panel):
    return [label for label in panel.findChildren(QLabel) if label.accessibleName().startswith(("Volume:", "Radius:"))]


def test_during_a_run_in_space_old_numbers_say_for_what_they_are(stage, scan, held, tmp_path):
    in_space(stage, scan)
    panel, pane = stage.window.growth_panel, stage.window.image_view.panes[0]
    old = pane.content.words.bottom_right
    stage.qtbot.waitUntil(lambda: pin_button(stage).isEnabled())
    held.clear()
    move(stage, 5.0)
    said = f"Computed for {', '.join(old)}. The run with what is set now follows."
    stage.qtbot.waitUntil(lambda: said in texts(panel))
    assert shown_values(panel)
    assert all(label.property("role") == "muted" and said in label.accessibleName() for label in shown_values(panel))
    title, _, *values = pane.content.words.top_right
    assert (title, *values) == ("Tweaked", f"computed for {old[0]}", old[1])
    assert pane.content.words.badge.endswith("3-D · old values")
    learned, tweaked = curves_of(stage.state)
    assert (learned.title, tweaked.title) == ("learned", "tweaked, old values")
    assert tweaked.shade != learned.shade
    assert not pin_button(stage).isEnabled()
    assert not stage.window.actions_by_name["pin"].isEnabled()
    stage.controller.scenarios.pin()
    assert stage.state.scenarios == ()
    path = tmp_path / "growth.gif"
    stage.controller.start_export(ExportRequest(path=path, kind="gif", which="tweaked", options=Options()))
    assert stage.state.message == AWAITED
    assert not ExportDialog(stage.state, tmp_path, stage.window)._available("tweaked")
    held.set()
    stage.wait(lambda state: is_current(state) and not state.tasks)
    stage.qtbot.waitUntil(lambda: said not in texts(panel))
    assert all(label.property("role") != "muted" for label in shown_values(panel))
    assert pane.content.words.top_right[0] == "Tweaked"
    assert "computed for" not in " ".join(pane.content.words.top_right)
    assert pin_button(stage).isEnabled()


def test_planes_across_the_slices_say_it_too(stage, scan, held):
    in_space(stage, scan)
    stage.controller.set_layout("planes")
    stage.wait(lambda state: state.planes is not None)
    held.clear()
    move(stage, 5.0)
    view = stage.window.image_view
    assert isinstance(view, ImageView)
    words = view.planes.panes[0].content.words
    assert words.top_right[1].startswith("computed for D ")
    assert words.badge == "3-D · old values"


def test_while_only_the_learned_growth_is_there_its_numbers_say_so(running, scan, held):
    running.open(scan)
    running.controller.set_dimensions("3d")
    running.wait(lambda state: state.volume is not None and not state.tasks)
    held.clear()
    move(running, 2.0)
    assert behind(running.state).startswith("Computed for the learned D and ρ.")


def test_a_preview_in_the_picture_is_no_run_in_the_numbers(stage, scan):
    before = on_image_grid(stage, scan)
    stage.controller.set_parameters(times(stage.state, 6.0))
    state = stage.wait(lambda state: state.preview is not None)
    pane = stage.window.image_view.panes[0]
    assert pane.content.growth is state.preview
    assert "computed for" not in " ".join(pane.content.words.top_right)
    assert state.tweaked is before.tweaked
    assert behind(state)


def test_on_latent_cells_a_quick_drag_does_not_flicker(running, scan):
    running.open(scan)
    grown(running, 2.0)
    move(running, 5.0)
    assert not is_current(running.state)
    assert behind(running.state) == ""


def test_a_slice_that_is_not_read_says_that_its_growth_is_not_the_one_that_is_set():
    assert behind(tweaked(slices=(None,) * 24)).startswith("Computed for the learned D and ρ.")
    assert behind(tweaked()) == ""


def tweaked(**changes):
    return state_of(tweak=TWEAK, **changes)


def test_a_run_on_the_image_grid_is_not_shown_in_other_days(running, scan):
    running.open(scan)
    running.controller.set_grid("image")
    running.controller.set_days_per_step(30.0)
    state = running.wait(lambda state: state.learned is not None)
    assert state.learned.units.days_per_step == 30.0


def test_a_run_on_the_image_grid_is_not_shown_in_space(running, scan):
    running.open(scan)
    running.controller.set_grid("image")
    asked = running.controller._growth._runs._job
    running.controller.set_dimensions("3d")
    assert not running.controller._runner.is_wanted(asked)
    running.wait(lambda state: state.volume is not None and not state.tasks)


def test_escape_before_the_first_run_in_space_keeps_what_was_set_for_it(running, scan, held):
    kept = in_space(running, scan).tweak
    running.controller.set_dimensions("2d")
    held.clear()
    running.controller.set_dimensions("3d")
    running.wait(lambda state: state.leading is not None)
    assert running.state.tweak == kept
    steps = running.controller.undo_stack.count()
    running.controller.cancel()
    assert (running.state.dimensions, running.controller.undo_stack.count()) == ("2d", steps - 1)
    held.set()
    running.controller.set_dimensions("3d")
    running.wait(lambda state: state.tweaked is not None and not state.tasks)
    assert running.state.tweak == kept
