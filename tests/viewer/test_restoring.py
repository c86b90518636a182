"""A GIF that was exported brings its scenario back when it is dropped on the window."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
from made_scans import write_series
from panel_states import prediction
from panel_states import state as shown_state
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from test_main_window import drop

from physnet_core.export.content import Options
from physnet_viewer.demo import demo_scan
from physnet_viewer.session import Parameters
from physnet_viewer.views.export_dialog import ExportRequest
from physnet_viewer.wish import Wish
from physnet_viewer.wish_doubts import differences

TWEAK = Parameters(diffusion_number=1 / 7, growth_number=0.31)
FAR = Parameters(diffusion_number=2.0, growth_number=0.05)  # tissue shows in how far cells get
RATIO = 3.0


def exported(stage, scan, path, *, slice_index=4, days=None):
    """Write a GIF of a tweaked growth on one slice."""
    stage.open(scan)
    stage.controller.show_slice(slice_index)
    stage.controller.set_days_per_step(days)
    stage.controller.set_parameters(TWEAK)
    stage.controller.commit_parameters()
    stage.wait(lambda state: state.tweaked is not None and state.learned is not None)
    return written(stage, path)


def written(stage, path):
    """Write a GIF of what is on screen."""
    request = ExportRequest(path=path, kind="gif", which="both", options=Options(size="email"))
    stage.controller.start_export(request)
    stage.wait(lambda state: state.notice is not None and not state.tasks)
    return path


def grown_in_tissue(stage, dimensions):
    """Grow what is on screen where the ratio of white to grey counts; return the state."""
    stage.controller.set_white_to_grey(RATIO)
    stage.controller.set_grid("image")
    stage.controller.set_dimensions(dimensions)
    stage.wait(lambda state: state.learned is not None and not state.tasks)
    stage.controller.set_parameters(FAR)
    stage.controller.commit_parameters()
    return grown(stage)


def grown(stage, ratio=RATIO):
    """Wait until both growths are there, in the tissue of a ratio."""

    def there(state):
        growths = (state.learned, state.tweaked)
        return not state.tasks and all(growth is not None and growth.white_to_grey == ratio for growth in growths)

    return stage.wait(there)


def altered(path, change):
    """Write a picture that says of its growth what a GIF says, but for a change of each run; return its path."""
    with Image.open(path) as picture:
        record = json.loads(picture.info["comment"])
    for run in record["runs"]:
        change(run)
    information = PngInfo()
    information.add_text("Comment", json.dumps(record))
    Image.new("L", (4, 4)).save(path.with_suffix(".png"), pnginfo=information)
    return path.with_suffix(".png")


def test_a_dropped_gif_restores_its_scenario_on_the_open_scan(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif", days=11.5)
    stage.controller.show_slice(1)
    stage.controller.set_days_per_step(None)
    stage.controller.set_layout("single")
    assert stage.state.tweak is None
    drop(stage.window, made)
    state = stage.wait(lambda state: state.tweaked is not None and not state.tasks)
    assert state.slice_index == 4
    assert state.tweak == TWEAK
    assert (state.tweaked.diffusion_number, state.tweaked.growth_number) == (1 / 7, 0.31)
    assert (state.days_per_step, state.grid, state.layout) == (11.5, "latent", "side_by_side")
    assert state.notice == "D and ρ are set as in growth.gif, on slice 5."
    assert state.path == scan


def test_a_picture_of_growth_in_space_grows_the_series_again(stage, scan, tmp_path):
    stage.open(scan)
    stage.controller.set_dimensions("3d")
    stage.wait(lambda state: state.volume is not None and not state.tasks)
    stage.controller.set_parameters(TWEAK)
    stage.controller.commit_parameters()
    stage.wait(lambda state: state.tweaked_volume is not None and not state.tasks)
    request = ExportRequest(path=tmp_path / "a.gif", kind="gif", which="both", options=Options(size="email"))
    stage.controller.start_export(request)
    stage.wait(lambda state: state.notice is not None and not state.tasks)
    stage.controller.set_dimensions("2d")
    drop(stage.window, tmp_path / "a.gif")
    state = stage.wait(lambda state: state.tweaked_volume is not None and not state.tasks)
    assert (state.dimensions, state.tweak, state.grid) == ("3d", TWEAK, "latent")
    assert state.notice == f"D and ρ are set as in a.gif, on slice {state.slice_index + 1}."


@pytest.fixture
def tissue_scan():
    """One slice in which white and grey matter can be told apart."""
    return sorted(demo_scan().folder.iterdir())[demo_scan().tumor_slice]


def around(file, folder):
    """Copy a slice and its neighbors to a folder of their own; return it."""
    files = sorted(file.parent.iterdir())
    place = files.index(file)
    folder.mkdir()
    for each in files[place - 1 : place + 2]:
        shutil.copy(each, folder)
    return folder


@pytest.mark.parametrize("dimensions", ["2d", "3d"])
def test_the_ratio_of_white_to_grey_comes_back(stage, tissue_scan, tmp_path, dimensions):
    stage.open(tissue_scan if dimensions == "2d" else around(tissue_scan, tmp_path / "scan"))
    before = grown_in_tissue(stage, dimensions)
    made = written(stage, tmp_path / "g.gif")
    stage.controller.set_white_to_grey(100.0)
    other = grown(stage, ratio=100.0)
    assert not np.allclose(other.tweaked.frames[-1], before.tweaked.frames[-1], atol=1e-3)
    stage.controller.dismiss()
    drop(stage.window, made)
    after = grown(stage)
    np.testing.assert_array_equal(after.tweaked.frames, before.tweaked.frames)
    np.testing.assert_array_equal(after.tweaked.smooth_area, before.tweaked.smooth_area)
    assert after.notice == f"D and ρ are set as in g.gif, on slice {after.slice_index + 1}."


def test_a_gif_of_before_says_that_it_knows_no_ratio(stage, tissue_scan, tmp_path):
    stage.open(tissue_scan)
    grown_in_tissue(stage, "2d")
    made = altered(written(stage, tmp_path / "g.gif"), lambda run: run.pop("white_to_grey"))
    stage.controller.set_white_to_grey(10.0)
    stage.controller.reset_parameters()
    drop(stage.window, made)
    state = stage.wait(lambda state: state.message is not None)
    assert state.message == (
        "D and ρ are set as in g.png, but it does not say how much faster its cells moved in white matter than in "
        "grey, so the ratio in the window, 10 : 1, stays."
    )
    assert (state.tweak, state.white_to_grey) == (FAR, 10.0)


def test_a_ratio_that_the_window_does_not_take_is_said(stage, tissue_scan, tmp_path):
    stage.open(tissue_scan)
    grown_in_tissue(stage, "2d")
    made = altered(written(stage, tmp_path / "g.gif"), lambda run: run.update(white_to_grey=300.0))
    drop(stage.window, made)
    state = stage.wait(lambda state: state.message is not None)
    assert state.white_to_grey == 100.0
    assert (
        "its cells moved 300 times as fast in white matter as in grey and 100 times is the most here" in state.message
    )


def other_series(stage):
    state = stage.state
    stage.controller.select_series(next(item.uid for item in state.series if item.uid != state.series_uid))


GROUND = ("series_uid", "slice_index", "dimensions", "grid", "white_to_grey", "days_per_step", "tweak")
CHANGES = {
    "slice": lambda stage: stage.controller.show_slice(1),
    "series": other_series,
    "days": lambda stage: stage.controller.set_days_per_step(3.0),
    "grid": lambda stage: stage.controller.set_grid("latent"),
    "ratio": lambda stage: stage.controller.set_white_to_grey(7.0),
    "dimensions": lambda stage: stage.controller.set_dimensions("3d"),
    "parameters": lambda stage: stage.controller.reset_parameters(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_was_changed_meanwhile_the_growth_is_that_of_the_gif(stage, scan, tmp_path, change):
    stage.open(scan)
    stage.controller.show_slice(4)
    stage.controller.set_days_per_step(11.5)
    before = grown_in_tissue(stage, "2d")
    made = written(stage, tmp_path / "g.gif")
    stage.controller.dismiss()
    CHANGES[change](stage)
    stage.idle()
    drop(stage.window, made)
    stage.wait(lambda state: state.notice is not None)
    after = grown(stage)
    assert [getattr(after, name) for name in GROUND] == [getattr(before, name) for name in GROUND]
    np.testing.assert_array_equal(after.tweaked.frames, before.tweaked.frames)
    np.testing.assert_array_equal(after.tweaked.days, before.tweaked.days)
    assert after.notice == "D and ρ are set as in g.gif, on slice 5."


@pytest.mark.parametrize(("factor", "learned"), [(1 + 1e-6, True), (1.01, False)])
def test_what_was_learned_is_learned_again_where_another_batch_rounded_it_otherwise(
    stage, scan, tmp_path, factor, learned
):
    stage.open(scan)
    made = written(stage, tmp_path / "g.gif")
    made = altered(made, lambda run: run.update(growth_number=run["growth_number"] * factor))
    stage.controller.set_parameters(TWEAK)
    stage.controller.commit_parameters()
    stage.controller.dismiss()
    drop(stage.window, made)
    state = stage.wait(lambda state: state.notice is not None)
    assert (state.tweak is None) == learned


def test_it_is_one_step_that_can_be_undone(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif")
    stage.controller.reset_parameters()
    drop(stage.window, made)
    stage.wait(lambda state: state.tweak == TWEAK)
    stage.controller.undo()
    assert stage.state.tweak is None


def test_without_a_scan_it_is_asked_for_first(make_stage, bundle, scan, tmp_path):
    made = exported(make_stage(weights=bundle), scan, tmp_path / "growth.gif")
    fresh = make_stage(weights=bundle, name="fresh.ini")
    drop(fresh.window, made)
    assert fresh.state.notice == "Now open the scan that growth.gif was made of: its D and ρ will be set on it."
    assert fresh.window.message_bar.text == fresh.state.notice
    fresh.controller.open_path(scan)
    state = fresh.wait(lambda state: state.tweaked is not None and not state.tasks)
    assert (state.slice_index, state.tweak) == (4, TWEAK)


def test_another_scan_is_said_and_the_slice_stays(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif")
    write_series(tmp_path / "other", slices=3, seed=9)
    stage.open(tmp_path / "other")
    stage.controller.show_slice(2)
    drop(stage.window, made)
    state = stage.wait(lambda state: state.tweaked is not None and not state.tasks)
    assert state.slice_index == 2
    assert state.message == (
        "D and ρ are set as in growth.gif, but it was made of another scan or series than the one on screen."
    )


def test_another_model_is_said(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif")
    raw = made.read_bytes()
    ours = stage.state.model_identity.sha256.encode()
    made.write_bytes(raw.replace(ours[:20], b"0" * 20))
    stage.controller.reset_parameters()
    drop(stage.window, made)
    state = stage.wait(lambda state: state.message is not None)
    assert "it was made with untrained 0 (00000000) and this is untrained 0" in state.message
    assert state.tweak == TWEAK


def test_a_gif_of_somebody_else_leaves_the_scan_on_screen(stage, scan, tmp_path):
    before = stage.open(scan)
    Image.new("L", (4, 4)).save(tmp_path / "cat.gif")
    (tmp_path / "text.gif").write_text("no picture")
    drop(stage.window, tmp_path / "cat.gif")
    assert "cat.gif holds no growth parameters" in stage.state.message
    drop(stage.window, tmp_path / "text.gif")
    assert "text.gif is not a picture" in stage.state.message
    assert (stage.state.path, stage.state.series_uid) == (scan, before.series_uid)


def test_a_plain_png_is_opened_as_a_scan(stage, tmp_path):
    Image.new("L", (64, 64), 40).save(tmp_path / "slice.png")
    drop(stage.window, tmp_path / "slice.png")
    stage.wait(lambda state: state.current_slice is not None)
    assert stage.state.path == tmp_path / "slice.png"


def test_escape_forgets_what_was_waited_for(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif")
    stage.controller.reset_parameters()
    drop(stage.window, made)
    stage.controller.cancel()
    stage.idle()
    assert stage.state.tweak is None


def test_where_no_tumor_is_seen_a_dropped_gif_says_that_there_is_nothing_to_grow():
    healthy = prediction((0.02, 0.02, 0.95, 0.01))
    wish = Wish(name="a.gif", tweak=TWEAK, grid="latent", days_per_step=15.0)
    (said,) = differences(wish, healthy, shown_state(healthy))
    assert "no tumor is seen" in said
    assert differences(wish, prediction(), shown_state()) == []
    assert differences(replace(wish, series="of a session"), healthy, shown_state(healthy)) == []
