"""D and rho: the newest values win, undo goes step by step, and nothing on screen belongs elsewhere."""

import random
from dataclasses import replace

import nibabel
import numpy as np
import pytest

from physnet_core.growth.scenario import Scenario
from physnet_core.growth.simulate import simulate
from physnet_viewer.session import Parameters, Playback
from physnet_viewer.staleness import is_current


def tweak(state, factor=2.0):
    prediction = state.current_prediction
    return Parameters(
        diffusion_number=prediction.diffusion_number * factor, growth_number=prediction.growth_number / factor
    )


def wait_for_growth(bench):
    return bench.wait(lambda state: is_current(state) and state.learned is not None and not state.tasks)


def test_learned_growth_is_the_trajectory_of_the_network(running, scan):
    state = running.open(scan)
    np.testing.assert_array_equal(state.learned.frames, state.current_prediction.trajectory)
    assert state.learned.source == "learned"


def test_the_last_of_many_values_wins(running, scan):
    running.open(scan)
    for factor in np.linspace(1.1, 3.0, 60):
        running.controller.set_parameters(tweak(running.state, float(factor)))
    state = wait_for_growth(running)
    wanted = tweak(state, 3.0)
    assert state.tweak == wanted
    scenario = replace(
        Scenario.learned(state.current_prediction),
        diffusion_number=wanted.diffusion_number,
        growth_number=wanted.growth_number,
    )
    same = simulate(state.current_prediction, state.current_slice, scenario)
    np.testing.assert_allclose(state.tweaked.frames, same.frames, atol=1e-6)


def test_learned_values_are_no_tweak(running, scan):
    state = running.open(scan)
    prediction = state.current_prediction
    running.controller.set_parameters(tweak(state))
    running.controller.set_parameters(
        Parameters(diffusion_number=prediction.diffusion_number, growth_number=prediction.growth_number)
    )
    assert (running.state.tweak, running.state.tweaked) == (None, None)


def test_one_drag_is_one_step(running, scan):
    running.open(scan)
    control = running.controller
    start = running.state.learned.frames.tobytes()
    for factor in (1.2, 1.4, 2.0):
        control.set_parameters(tweak(running.state, factor))
    control.commit_parameters()
    for factor in (2.5, 4.0):
        control.set_parameters(tweak(running.state, factor))
    control.commit_parameters()
    control.commit_parameters()  # nothing changed since
    assert control.undo_stack.count() == 2
    control.undo()
    assert running.state.tweak == tweak(running.state, 2.0)
    control.undo()
    assert running.state.tweak is None
    assert running.state.tweaked is None
    assert running.state.learned.frames.tobytes() == start
    control.redo()
    assert running.state.tweak == tweak(running.state, 2.0)
    assert wait_for_growth(running).tweaked is not None


def test_reset_is_a_step_too(running, scan):
    running.open(scan)
    control = running.controller
    control.set_parameters(tweak(running.state))
    control.reset_parameters()  # in the middle of a drag
    assert running.state.tweak is None
    control.undo()
    assert running.state.tweak == tweak(running.state)


def test_a_tweak_belongs_to_its_slice_and_waits_there(running, scan):
    running.open(scan)
    control = running.controller
    mine = tweak(running.state)
    control.set_parameters(mine)
    control.commit_parameters()
    before = wait_for_growth(running).tweaked
    control.show_slice(0)
    assert (running.state.tweak, running.state.tweaked) == (None, None)
    assert running.state.learned.slice_index == 0
    control.show_slice(3)
    assert running.state.tweak == mine
    assert running.state.tweaked.slice_index == 3  # at once, or a page turn would be drawn twice
    assert running.state.tweaked.frames is before.frames


def test_what_a_tweak_came_to_is_shown_again_only_where_it_still_holds(running, scan):
    running.open(scan)
    control = running.controller
    mine = tweak(running.state)
    control.set_parameters(mine)
    control.commit_parameters()
    wait_for_growth(running)
    control.show_slice(0)
    control.set_days_per_step(30.0)
    control.show_slice(3)
    assert running.state.tweaked.units.days_per_step == 30.0
    control.show_slice(0)
    control.undo()
    control.undo()  # of D and rho, which shows their slice
    assert (running.state.slice_index, running.state.tweaked) == (3, None)
    control.redo()
    control.show_slice(0)
    control.set_grid("image")
    control.show_slice(3)
    assert running.state.tweaked is None
    assert wait_for_growth(running).tweaked.grid_name == "image"


def test_undo_shows_the_slice_whose_values_it_changes(running, scan):
    running.open(scan)
    control = running.controller
    control.set_parameters(tweak(running.state))
    control.commit_parameters()
    control.show_slice(0)
    control.undo()
    assert running.state.slice_index == 3
    assert running.state.tweak is None


def other_series(state):
    return next(series.uid for series in state.series if series.uid != state.series_uid)


def test_undo_in_another_series_shows_what_it_changes(running, scan):
    first = running.open(scan).series_uid
    control = running.controller
    mine = tweak(running.state)
    control.set_parameters(mine)
    control.commit_parameters()
    control.select_series(other_series(running.state))
    control.undo()
    assert (running.state.series_uid, running.state.slice_index, running.state.tweak) == (first, 3, None)
    control.select_series(other_series(running.state))
    control.redo()
    assert (running.state.series_uid, running.state.slice_index, running.state.tweak) == (first, 3, mine)
    assert wait_for_growth(running).tweaked.diffusion_number == mine.diffusion_number


def test_undo_at_another_time_shows_what_it_changes(running, tmp_path):
    image = nibabel.Nifti1Image(np.random.default_rng(0).normal(100, 9, (64, 64, 3, 2)).astype(np.float32), np.eye(4))
    nibabel.save(image, tmp_path / "times.nii")
    running.open(tmp_path)
    control = running.controller
    control.show_slice(2)
    control.set_parameters(tweak(running.state))
    control.commit_parameters()
    control.show_time(1)
    control.show_slice(0)
    control.undo()
    assert (running.state.time_index, running.state.slice_index, running.state.tweak) == (0, 2, None)


def test_another_scan_has_nothing_to_undo_nor_has_the_same_one_anew(running, scan):
    control = running.controller
    for path in (scan, scan / "one"):
        control.set_parameters(tweak(running.open(scan)))
        control.commit_parameters()
        assert control.undo_stack.canUndo()
        control.open_path(path)
        assert not control.undo_stack.canUndo()


def test_the_grid_is_a_step(running, scan):
    running.open(scan)
    control = running.controller
    control.set_grid("image")
    control.set_grid("image")
    assert control.undo_stack.count() == 1
    control.show_slice(0)
    control.undo()
    assert (running.state.grid, running.state.slice_index) == ("latent", 3)
    assert wait_for_growth(running).learned.source == "learned"
    control.redo()
    assert wait_for_growth(running).learned.grid_name == "image"


def test_how_growth_is_looked_at_is_no_step(running, scan):
    state = running.open(scan)
    control = running.controller
    control.set_overlay(replace(state.overlay, contour=0.3, colormap="viridis", opacity=0.2))
    control.set_layout("side_by_side")
    control.toggle_invert()
    control.show_frame(2)
    control.use_preset(1)
    assert control.undo_stack.count() == 0


def test_the_image_grid_is_computed_and_said(running, scan):
    running.open(scan)
    running.controller.set_parameters(tweak(running.state))
    wait_for_growth(running)
    running.controller.set_grid("image")
    assert (running.state.learned, running.state.tweaked) == (None, None)
    state = wait_for_growth(running)
    assert state.learned.grid_name == state.tweaked.grid_name == "image"
    assert state.tweaked.diffusion_number == state.tweak.diffusion_number
    running.controller.set_grid("latent")
    state = wait_for_growth(running)
    assert state.learned.source == "learned"
    assert state.tweaked.grid_name == "latent"


def test_another_assumption_changes_days_and_no_density(running, scan):
    state = running.open(scan)
    frames, own = state.learned.frames, state.learned.days[-1]
    running.controller.set_days_per_step(30.0)
    assert running.state.learned.days[-1] == pytest.approx(2 * own)
    assert running.state.learned.frames is frames
    running.controller.show_slice(0)
    assert running.state.learned.units.days_per_step == 30.0
    running.controller.set_parameters(tweak(running.state))
    assert wait_for_growth(running).tweaked.units.days_per_step == 30.0
    running.controller.set_days_per_step(None)
    assert running.state.learned.units.days_per_step == 15.0
    assert running.state.tweaked.units.days_per_step == 15.0


def test_without_a_prediction_sliders_do_nothing(bench, scan):
    bench.open(scan)
    bench.controller.set_parameters(Parameters(diffusion_number=0.1, growth_number=0.1))
    bench.controller.commit_parameters()
    bench.controller.reset_parameters()
    assert bench.state.tweak is None
    assert bench.controller.undo_stack.count() == 0


def test_playback_shows_every_frame_and_loops(running, scan):
    running.open(scan)
    control = running.controller
    seen = [running.state.frame]
    for _ in range(len(running.state.learned.frames) + 1):
        control._player.advance()
        seen.append(running.state.frame)
    assert seen == [0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1]


def test_playback_without_a_loop_stops_at_the_end(running, scan):
    running.open(scan)
    running.controller.set_playback(Playback(playing=True, loop=False, frames_per_second=30.0))
    state = running.wait(lambda state: not state.playback.playing)
    assert state.frame == len(state.learned.frames) - 1
    running.controller.set_playback(replace(state.playback, playing=True))
    assert running.state.frame == 0  # played again from the start


def belongs_together(state):
    """Nothing of another slice or series is on screen."""
    series = state.current_series
    if series is not None:
        assert len(state.slices) == len(state.predictions) == series.slices
        assert 0 <= state.slice_index < series.slices
    for index, (image, prediction) in enumerate(zip(state.slices, state.predictions, strict=True)):
        assert image is None or image.index == index
        assert prediction is None or prediction.slice_index == index
        assert prediction is None or image is None or prediction.source == image.source
    if state.tweak is None:
        assert state.preview is None
    for growth in (state.learned, state.tweaked, state.preview):
        if growth is not None:
            assert growth.slice_index == state.slice_index
            assert growth.grid_name == state.grid
            assert state.current_prediction is not None
    if state.learned is not None:
        assert state.learned.diffusion_number == state.current_prediction.diffusion_number
        assert state.frame < len(state.learned.frames)
    if state.tweak is None:
        assert state.tweaked is None


@pytest.mark.slow
def test_a_thousand_random_events_show_nothing_stale(running, scan):
    state = running.open(scan)
    control, dice = running.controller, random.Random(4)
    uids = [series.uid for series in state.series]
    running.session.changed.connect(lambda old, new: belongs_together(new))
    moves = [
        lambda: control.show_slice(dice.randrange(-1, 8)),
        lambda: control.step_slice(dice.choice((-1, 1))),
        lambda: control.select_series(dice.choice(uids)),
        lambda: running.state.current_prediction and control.set_parameters(tweak(running.state, dice.uniform(0.3, 4))),
        lambda: control.commit_parameters(),
        lambda: control.undo(),
        lambda: control.redo(),
        lambda: control.reset_parameters(),
        lambda: control.show_frame(dice.randrange(10)),
        lambda: control.set_days_per_step(dice.choice((None, 7.0, 30.0))),
        lambda: control.set_grid(dice.choice(("latent", "latent", "image"))),
        lambda: control.set_white_to_grey(dice.choice((1.0, 10.0))),
        lambda: control.scenarios.pin(),
        lambda: control.cancel(),
        lambda: running.qtbot.wait(dice.choice((0, 1, 30))),
    ]
    for number in range(1000):
        dice.choice(moves)()
        if number % 200 == 199:
            control.open_path(scan)
    control.set_grid("latent")
    control.select_series(running.wait(lambda state: state.series_uid is not None).series_uid)
    running.wait(lambda state: state.current_prediction is not None)
    belongs_together(wait_for_growth(running))


def on_image_grid(running, scan):
    running.open(scan)
    running.controller.set_grid("image")
    return wait_for_growth(running)


def test_a_drag_on_the_image_grid_shows_previews_and_ends_with_the_run(running, scan):
    on_image_grid(running, scan)
    running.controller.show_frame(5)
    running.controller.set_parameters(tweak(running.state, 1.5))
    state = running.wait(lambda state: state.preview is not None)
    assert state.tweaked is None
    assert state.preview.frames.shape == (1, *state.learned.frames.shape[1:])
    assert state.preview.steps[0] == state.learned.steps[5]
    assert state.preview.diffusion_number == state.tweak.diffusion_number
    running.controller.set_parameters(tweak(running.state, 2.0))
    running.controller.commit_parameters()
    state = wait_for_growth(running)
    assert state.preview is None
    assert state.tweaked.diffusion_number == tweak(state, 2.0).diffusion_number
    difference = np.abs(state.tweaked.frames[0] - state.learned.frames[0]).max()
    assert difference < 1e-6, "both begin with the same density"


def test_a_preview_is_close_to_the_run_where_tissue_does_not_matter(running, scan):
    """With one D everywhere only the wall of the head differs."""
    running.controller.set_white_to_grey(1.0)
    on_image_grid(running, scan)
    running.controller.show_frame(6)
    running.controller.set_parameters(tweak(running.state, 1.2))
    preview = running.wait(lambda state: state.preview is not None).preview
    whole = wait_for_growth(running).tweaked.frames[6]
    inside = whole > 0
    assert np.abs(preview.frames[0] - whole)[inside].mean() < 0.03


def test_going_back_to_learned_ends_a_preview(running, scan):
    state = on_image_grid(running, scan)
    running.controller.set_parameters(tweak(state))
    running.wait(lambda state: state.preview is not None)
    running.controller.reset_parameters()
    assert (running.state.preview, running.state.tweaked) == (None, None)
    assert not running.idle().tasks


def test_white_to_grey_is_undone_and_remembered(make_stage, bundle, scan):
    stage = make_stage(weights=bundle)
    stage.open(scan)
    control = stage.controller
    control.set_grid("image")
    first = wait_for_growth(stage).learned
    control.set_white_to_grey(3.0)
    assert stage.state.learned is None
    assert wait_for_growth(stage).learned is not first
    control.undo()
    assert stage.state.white_to_grey == 10.0
    control.redo()
    wait_for_growth(stage)
    stage.window.close()
    assert make_stage(weights=bundle).state.white_to_grey == 3.0


def test_days_per_step_is_undone(running, scan):
    running.open(scan)
    running.controller.set_days_per_step(30.0)
    running.controller.undo()
    assert (running.state.days_per_step, running.state.learned.units.days_per_step) == (None, 15.0)
    running.controller.redo()
    assert running.state.learned.units.days_per_step == 30.0
