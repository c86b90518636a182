"""Growth in 3-D: asked for, shown slice by slice, taken back, and refused where there is no volume."""

import threading

import nibabel
import numpy as np
import pytest
import torch
from made_scans import write_series

from physnet_core import imaging
from physnet_core.export import exporter
from physnet_core.export.content import Options
from physnet_core.growth import volume
from physnet_core.network.bundle import load_bundle
from physnet_core.network.predictor import Predictor
from physnet_viewer.loading import READING
from physnet_viewer.scan_cache import NO_VOLUME
from physnet_viewer.session import Parameters
from physnet_viewer.views.export_dialog import ExportRequest
from physnet_viewer.views.export_text import default_name, estimate
from physnet_viewer.volume_control import NO_NETWORK, NOTHING_TO_GROW, WAITING

real = exporter.export


def in_space(running, scan):
    running.open(scan)
    running.controller.set_dimensions("3d")
    return running.wait(lambda state: state.volume is not None and not state.tasks)


def test_the_series_grows_and_is_shown_slice_by_slice(running, scan):
    state = in_space(running, scan)
    volume = state.volume.volume
    assert volume.frames.shape[:2] == (9, 6)
    for index in (0, 3, 5):
        running.controller.show_slice(index)
        np.testing.assert_array_equal(running.state.learned.frames, volume.frames[:, index])
    leading = state.predictions[state.leading]
    assert running.state.learned.diffusion_number == leading.diffusion_number
    assert state.volume.volume_ml[0] == pytest.approx(volume.volume_ml[0], rel=0.2, abs=0.5)


def test_sliders_move_the_whole_series_and_undo_takes_it_back(running, scan):
    own = in_space(running, scan).growth_prediction
    control = running.controller
    wanted = Parameters(diffusion_number=own.diffusion_number * 2, growth_number=own.growth_number * 2)
    control.set_parameters(wanted)
    control.commit_parameters()
    state = running.wait(lambda state: state.tweaked_volume is not None and not state.tasks)
    assert state.tweaked_volume.volume.mass_ml[-1] > state.volume.volume.mass_ml[-1]
    control.show_slice(0)
    assert running.state.tweak == wanted
    assert running.state.tweaked.slice_index == 0
    control.undo()
    assert (running.state.tweak, running.state.tweaked_volume, running.state.dimensions) == (None, None, "3d")
    control.undo()
    state = running.state
    assert (state.dimensions, state.volume) == ("2d", None)
    np.testing.assert_array_equal(state.learned.frames, state.current_prediction.trajectory)


def test_other_days_restate_and_do_not_run_again(running, scan):
    before = in_space(running, scan).volume
    running.controller.set_days_per_step(30.0)
    after = running.state.volume
    assert after.volume.frames is before.volume.frames
    assert running.state.learned.days[-1] == pytest.approx(8 * 30.0)
    assert after.volume.scenario.diffusion == pytest.approx(before.volume.scenario.diffusion / 2)


def test_another_series_begins_in_two_dimensions(running, scan):
    state = in_space(running, scan)
    other = next(series for series in state.series if series.uid != state.series_uid)
    running.controller.select_series(other.uid)
    assert (running.state.dimensions, running.state.volume, running.state.leading) == ("2d", None, None)


@pytest.mark.parametrize("changes", [{"slices": 1}, {"spacing": None}])
def test_without_a_volume_it_is_refused_in_a_sentence(running, tmp_path, changes):
    write_series(tmp_path, **({"slices": 3} | changes))
    running.open(tmp_path)
    running.controller.set_dimensions("3d")
    assert running.state.dimensions == "2d"
    assert running.state.message.startswith("Growth in three dimensions needs several slices")


def test_too_many_slices_are_refused_in_a_sentence(running, scan, monkeypatch):
    running.open(scan)
    monkeypatch.setattr(volume, "MAX_VOLUME_CELLS", 6 * 31**2)
    running.controller.set_dimensions("3d")
    assert running.state.dimensions == "2d"
    assert running.state.message == (
        "This series has 6 slices, too many for growth in three dimensions; grow a single slice instead."
    )


def test_without_a_tumor_it_is_refused_in_a_sentence(make_bench, bundle, scan, tmp_path):
    healthy = load_bundle(bundle)
    with torch.no_grad():
        healthy.model.classifier[-1].bias.copy_(torch.tensor([0.0, 0.0, 9.0, 0.0]))
    healthy.save(tmp_path / "healthy")
    bench = make_bench(weights=tmp_path / "healthy")
    bench.network = True
    bench.controller.start()
    bench.open(scan)
    bench.controller.set_dimensions("3d")
    assert (bench.state.dimensions, bench.state.message) == ("2d", NOTHING_TO_GROW)
    assert not bench.controller.undo_stack.canUndo()


def test_without_a_network_it_is_refused_in_a_sentence(make_bench, scan, tmp_path):
    bench = make_bench(weights=tmp_path / "none")
    bench.open(scan)
    bench.controller.set_dimensions("3d")  # nobody knows yet that there is none
    assert bench.state.dimensions == "3d"
    bench.controller.start()
    state = bench.wait(lambda state: state.model == "failed" and not state.tasks)
    assert (state.dimensions, state.message) == ("2d", NO_NETWORK)
    bench.controller.dismiss()
    bench.controller.set_dimensions("3d")
    assert (bench.state.dimensions, bench.state.message, bench.state.tasks) == ("2d", NO_NETWORK, ())
    assert not bench.controller.undo_stack.canUndo()


def test_who_asks_while_slices_are_still_found_waits_for_all_of_them(running, scan, monkeypatch):
    goes_on, find = threading.Event(), imaging.scan_folder

    def slowly(path, *, on_series, **named):
        def told(series):
            on_series(series)
            assert goes_on.wait(60)

        return find(path, on_series=told, **named)

    monkeypatch.setattr(imaging, "scan_folder", slowly)
    running.controller.open_path(scan)
    running.wait(lambda state: any(state.predictions))
    assert len(running.state.slices) == 1
    running.controller.set_dimensions("3d")
    assert (running.state.dimensions, running.state.message) == ("3d", None)
    goes_on.set()
    state = running.wait(lambda state: state.volume is not None and not state.tasks)
    assert state.volume.volume.frames.shape[:2] == (9, 6)


def test_who_waits_for_slices_that_cannot_be_predicted_is_told(running, scan, monkeypatch):
    goes_on = threading.Event()

    def fails(self, images, **named):
        assert goes_on.wait(60)
        raise MemoryError
        yield

    monkeypatch.setattr(Predictor, "predict", fails)
    running.controller.open_path(scan)
    running.wait(lambda state: len(state.slices) == 6 and None not in state.slices)
    running.controller.set_dimensions("3d")
    assert WAITING in [task.name for task in running.state.tasks]
    goes_on.set()
    state = running.wait(lambda state: not state.tasks)
    assert state.dimensions == "2d"
    assert "memory" in state.message


def test_who_waits_for_slices_that_cannot_be_read_is_told(running, scan, monkeypatch):
    goes_on = threading.Event()

    def fails(self, series):
        assert goes_on.wait(60)
        raise MemoryError

    monkeypatch.setattr(imaging.SliceReader, "__init__", fails)
    running.controller.open_path(scan)
    running.wait(lambda state: [task.name for task in state.tasks] == [READING])
    running.controller.set_dimensions("3d")
    goes_on.set()
    state = running.wait(lambda state: not state.tasks)
    assert state.dimensions == "2d"
    assert "memory" in state.message


def test_cancel_before_the_end_goes_back_to_slices(running, scan):
    running.open(scan)
    running.controller.set_dimensions("3d")
    running.controller.cancel()
    state = running.state
    assert (state.dimensions, state.volume) == ("2d", None)
    assert not [task for task in state.tasks if "3-D" in task.name]
    assert state.learned is not None


@pytest.mark.parametrize("tweaked_before", [False, True])
def test_a_first_run_that_is_cancelled_leaves_no_step(running, scan, tweaked_before):
    running.open(scan)
    control = running.controller
    own = running.state.current_prediction
    if tweaked_before:
        control.set_parameters(
            Parameters(diffusion_number=own.diffusion_number * 2, growth_number=own.growth_number * 2)
        )
        control.commit_parameters()
    steps, tweak = control.undo_stack.count(), running.state.tweak
    control.set_dimensions("3d")
    running.wait(lambda state: state.tasks)
    control.cancel()
    assert (control.undo_stack.count(), control.undo_stack.canRedo()) == (steps, False)
    assert (running.state.dimensions, running.state.tweak) == ("2d", tweak)
    control.set_dimensions("3d")  # and it can be asked for again
    running.wait(lambda state: state.volume is not None and not state.tasks)
    control.undo()
    assert (running.state.dimensions, control.undo_stack.index()) == ("2d", steps)


def test_cancel_while_a_slider_is_held_keeps_what_is_drawn(running, scan):
    own = in_space(running, scan).growth_prediction
    control = running.controller
    held = Parameters(diffusion_number=own.diffusion_number * 2, growth_number=own.growth_number * 2)
    control.set_parameters(held)  # and the slider is not let go
    grown = running.wait(lambda state: state.tweaked_volume is not None and not state.tasks).tweaked_volume
    control.set_parameters(Parameters(diffusion_number=own.diffusion_number, growth_number=own.growth_number * 3))
    control.cancel()
    state = running.idle()
    assert (state.tweak, state.tweaked_volume) == (held, grown)
    assert state.tweaked.growth_number == held.growth_number


def test_what_was_done_while_it_grew_stays_in_its_order(running, scan):
    running.open(scan)
    control = running.controller
    control.set_dimensions("3d")
    running.wait(lambda state: state.tasks)
    control.set_days_per_step(30.0)
    control.cancel()
    assert (running.state.dimensions, running.state.days_per_step) == ("2d", 30.0)
    control.undo()
    control.undo()
    control.undo()
    assert (running.state.dimensions, running.state.days_per_step) == ("2d", None)
    assert not control.undo_stack.canUndo()


def doubled(state):
    own = state.growth_prediction
    return Parameters(diffusion_number=own.diffusion_number * 2, growth_number=own.growth_number * 2)


def test_a_step_in_space_is_undone_there_though_its_series_was_left(running, scan):
    first = in_space(running, scan).series_uid
    control, wanted = running.controller, doubled(running.state)
    control.set_parameters(wanted)
    control.commit_parameters()
    control.select_series(next(item.uid for item in running.state.series if item.uid != first))
    control.undo()
    assert (running.state.series_uid, running.state.dimensions, running.state.tweak) == (first, "3d", None)
    control.redo()
    running.wait(lambda state: state.tweaked_volume is not None and not state.tasks)
    assert running.state.tweak == wanted
    control.undo()
    control.undo()
    assert (running.state.dimensions, running.state.volume) == ("2d", None)


def test_three_dimensions_that_were_left_by_themselves_are_no_step_to_take_back(running, scan):
    running.open(scan)
    control, first = running.controller, running.state.series_uid
    control.set_parameters(doubled(running.state))
    control.commit_parameters()
    control.set_dimensions("3d")
    running.wait(lambda state: state.volume is not None and not state.tasks)
    control.select_series(next(item.uid for item in running.state.series if item.uid != first))
    control.select_series(first)
    control.undo()
    assert running.state.tweak is None
    assert not control.undo_stack.canUndo()
    control.redo()
    control.redo()
    assert running.state.dimensions == "3d"


def test_a_run_that_nobody_sees_any_more_is_stopped(running, scan):
    running.open(scan)
    running.controller.set_dimensions("3d")
    running.session.update(**NO_VOLUME)  # as where the series gets more slices while its folder is read
    assert not running.controller._runner.is_wanted(running.controller._volume._job)
    assert not running.controller._volume._rest.isActive()


def test_the_volume_is_written_as_four_dimensional_nifti(running, scan, tmp_path):
    state = in_space(running, scan)
    path = tmp_path / "growth.nii.gz"
    running.controller.start_export(ExportRequest(path=path, kind="nifti", which="learned", options=Options()))
    running.wait(lambda state: state.notice is not None)
    written = nibabel.load(path)
    assert written.shape == state.volume.volume.frames.shape[::-1]


@pytest.mark.parametrize("kind", ["gif", "mp4", "zip", "pdf", "csv", "png"])
def test_the_slice_on_screen_is_written_as_it_grew_in_space(running, scan, tmp_path, kind, monkeypatch):
    state = in_space(running, scan)
    seen = []
    monkeypatch.setattr(
        exporter,
        "export",
        lambda path, content, *rest, **more: seen.append(content) or real(path, content, *rest, **more),
    )
    running.controller.show_slice(4)
    path = tmp_path / f"growth.{kind}"
    running.controller.start_export(ExportRequest(path=path, kind=kind, which="learned", options=Options(size="email")))
    running.wait(lambda state: state.notice is not None)
    assert path.stat().st_size > 1000
    (content,) = seen
    np.testing.assert_array_equal(content.growths[0].frames, state.volume.volume.frames[:, 4])
    np.testing.assert_array_equal(content.volumes[0].volume_ml, state.volume.volume_ml)


def test_what_will_be_written_is_said(running, scan):
    state = in_space(running, scan)
    options = Options()
    assert estimate(state, "gif", "learned", options).startswith("Slice 4 of the growth in 3-D. 9 frames, ")
    assert "density volumes as numbers, with the geometry of the scan" in estimate(state, "nifti", "learned", options)
    assert default_name(state, "pdf") == "growth-3d-slice-4.pdf"
