"""A session file brings back the whole view; a bad one is a sentence."""

import json
import shutil
from typing import get_args

import numpy as np
import pytest
from made_scans import write_series
from PySide6.QtCore import Qt
from test_main_window import drop, press

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging import Window
from physnet_core.imaging.measure import Annotation
from physnet_viewer import dialogs
from physnet_viewer.session import Layout, Overlay, Parameters
from physnet_viewer.session_file import read_session, session_json

TWEAK = Parameters(diffusion_number=0.1 + 0.2, growth_number=1 / 3)
LOOK = Overlay(
    visible=True, opacity=0.35, colormap="cividis", threshold=0.11, contour=None, fine_contour=0.16, smooth=True
)
MEASURE = {"kind": "ruler", "series": "", "time_index": 0, "slice_index": 1, "points": [[1, 2], [3, 4]]}
VIEW = ("path", "series_uid", "time_index", "slice_index", "window", "inverted", "overlay", "layout", "grid")
VIEW += ("days_per_step", "tweak", "frame", "cine", "explaining")  # zoom: see test_zoom_kept
SINCE = ("windows", "cine", "explaining", "zoom")  # not written by an earlier version


def arranged(stage, scan):
    """Show something that is nowhere the default."""
    state = stage.open(scan)
    stage.controller.select_series(next(item.uid for item in state.series if item.uid != state.series_uid))
    stage.wait(lambda state: state.predictions and all(state.predictions) and not state.tasks)
    stage.controller.show_slice(3)
    stage.controller.set_window(Window(center=321.5, width=77.25))
    stage.controller.toggle_invert()
    stage.controller.set_overlay(LOOK)
    stage.controller.set_layout("side_by_side")
    stage.controller.cine.set_bounce(True)
    stage.controller.cine.change_speed(faster=True)
    stage.controller.explain(True)
    stage.controller.set_grid("image")
    stage.controller.set_days_per_step(9.75)
    stage.controller.set_parameters(TWEAK)
    stage.controller.commit_parameters()
    stage.wait(lambda state: state.tweaked is not None and state.learned is not None and not state.tasks)
    stage.controller.show_frame(5)
    return {name: getattr(stage.state, name) for name in VIEW}


def saved(stage, file, monkeypatch):
    monkeypatch.setattr(dialogs, "choose_session_file", lambda *_: file)
    press(stage, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert stage.state.notice.startswith(f"Saved {file.name}.")
    return file


def test_everything_comes_back_in_a_new_window(make_stage, bundle, scan, tmp_path, monkeypatch):
    stage = make_stage(weights=bundle)
    before = arranged(stage, scan)
    file = saved(stage, tmp_path / "board.physnet.json", monkeypatch)
    fresh = make_stage(weights=bundle, name="fresh.ini")
    drop(fresh.window, file)
    fresh.wait(lambda state: state.tweaked is not None and state.learned is not None and not state.tasks)
    assert {name: getattr(fresh.state, name) for name in VIEW} == before
    assert fresh.state.notice == "board.physnet.json is restored, on slice 4."


def test_everything_comes_back_in_the_same_window(stage, scan, tmp_path, monkeypatch):
    before = arranged(stage, scan)
    file = saved(stage, tmp_path / "board.physnet.json", monkeypatch)
    stage.controller.reset_parameters()
    stage.controller.show_slice(0)
    stage.controller.set_grid("latent")
    stage.controller.set_layout("single")
    stage.controller.explain(False)
    stage.controller.cine.set_bounce(False)
    stage.controller.cine.change_speed(faster=False)
    stage.controller.cine.toggle()
    stage.controller.open_path(file)
    stage.wait(lambda state: state.tweaked is not None and state.learned is not None and not state.tasks)
    assert {name: getattr(stage.state, name) for name in VIEW} == before


SPACE = (*VIEW, "dimensions", "white_to_grey", "leading")


def in_space(stage, scan):
    """Grow the series in 3-D with other D, rho and tissue, and look at one frame of a slice."""
    stage.open(scan)
    stage.controller.set_dimensions("3d")
    own = stage.wait(lambda state: state.volume is not None and not state.tasks).growth_prediction
    tweak = Parameters(diffusion_number=own.diffusion_number * 2, growth_number=own.growth_number * 1.5)
    stage.controller.set_white_to_grey(4.0)
    stage.controller.set_parameters(tweak)
    stage.controller.commit_parameters()
    stage.controller.show_slice(1)
    stage.controller.show_frame(6)
    return stage.wait(lambda state: state.tweaked_volume is not None and not state.tasks)


def grown_again(stage):
    return stage.wait(lambda state: state.tweaked_volume is not None and state.notice is not None and not state.tasks)


def test_growth_in_space_comes_back(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    before = in_space(stage, scan)
    stage.controller.save_session(tmp_path / "a.physnet.json")
    fresh = make_stage(weights=bundle, name="fresh.ini")
    fresh.controller.open_path(tmp_path / "a.physnet.json")
    state = grown_again(fresh)
    assert state.notice == "a.physnet.json is restored, on slice 2."
    assert [getattr(state, name) for name in SPACE] == [getattr(before, name) for name in SPACE]
    np.testing.assert_allclose(state.tweaked.frames, before.tweaked.frames, atol=1e-5)  # in batches of other sizes
    fresh.controller.set_dimensions("2d")
    assert fresh.state.tweak is None  # it was of the series, not of this slice


def test_a_file_that_could_not_be_written_is_not_taken_for_the_one_to_save_to(stage, scan, tmp_path, monkeypatch):
    stage.open(scan)
    chosen = [tmp_path / "gone" / "a.physnet.json", tmp_path / "b.physnet.json"]
    monkeypatch.setattr("physnet_viewer.dialogs.choose_session_file", lambda *_: chosen.pop(0))
    stage.window.files.save_session()
    assert "cannot" in stage.state.message.lower()
    stage.window.files.save_session()
    assert (tmp_path / "b.physnet.json").is_file()
    stage.window.files.save_session()  # asks no third time
    assert not chosen


@pytest.mark.parametrize("saved_in", ["2d", "3d"])
def test_the_other_mode_gives_way_in_the_same_window(stage, scan, tmp_path, saved_in):
    before = in_space(stage, scan)
    if saved_in == "2d":
        stage.controller.set_dimensions("2d")
        before = stage.idle()
    stage.controller.save_session(tmp_path / "a.physnet.json")
    stage.controller.dismiss()
    stage.controller.set_dimensions({"2d": "3d", "3d": "2d"}[saved_in])
    stage.idle()
    stage.controller.open_path(tmp_path / "a.physnet.json")
    wanted = saved_in == "3d"
    state = stage.wait(lambda state: state.notice and (state.tweaked_volume is not None) == wanted and not state.tasks)
    assert [getattr(state, name) for name in SPACE] == [getattr(before, name) for name in SPACE]


def test_where_there_is_no_third_dimension_any_more_it_is_said_why(record, make_stage, bundle, tmp_path):
    write_series(tmp_path / "flat", slices=1)
    record |= {"path": str(tmp_path / "flat"), "dimensions": "3d", "series": None, "tweak": None}
    (tmp_path / "a.physnet.json").write_text(json.dumps(record))
    stage = make_stage(weights=bundle)
    stage.controller.open_path(tmp_path / "a.physnet.json")
    state = stage.wait(lambda state: state.message is not None and not state.tasks)
    assert state.dimensions == "2d"
    assert "it grew in 3-D and this is the slice alone" in state.message
    assert "Growth in three dimensions needs several slices" in state.message


def test_escape_while_it_waits_for_all_slices_restores_no_more(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    in_space(stage, scan)
    stage.controller.save_session(tmp_path / "a.physnet.json")
    fresh = make_stage(weights=bundle, name="fresh.ini")
    fresh.controller.open_path(tmp_path / "a.physnet.json")
    fresh.wait(lambda state: state.dimensions == "3d")
    fresh.controller.cancel()
    state = fresh.idle()
    assert (state.dimensions, state.tweak, state.volume) == ("2d", None, None)
    assert state.notice.startswith("Stopped.")


def measured(stage, kind, points, slice_index):
    stage.controller.show_slice(slice_index)
    stage.controller.measuring.keep(Annotation(kind=kind, source=stage.state.current_source, points=points))


def test_planes_and_measurements_of_all_series_come_back(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    first = stage.open(scan).series_uid
    measured(stage, "ruler", ((20.0, 10.25), (50.0, 40.0)), 1)
    stage.controller.select_series(next(item.uid for item in stage.state.series if item.uid != first))
    stage.idle()
    measured(stage, "angle", ((20.0, 10.0), (40.0, 10.0), (40.0, 30.0)), 2)
    measured(stage, "ellipse", ((20.0, 10.0), (40.0, 30.0)), 3)
    stage.controller.set_layout("planes")
    stage.controller.planes.place((3, 7, 50))
    before = stage.wait(lambda state: state.planes is not None and state.planes.images[0].index == 7)
    stage.controller.save_session(tmp_path / "a.physnet.json")
    fresh = make_stage(weights=bundle, name="fresh.ini")
    fresh.controller.open_path(tmp_path / "a.physnet.json")
    state = fresh.wait(lambda state: state.notice is not None and state.planes is not None and not state.tasks)
    assert (state.layout, state.cross, state.slice_index) == ("planes", (7, 50), 3)
    assert state.annotations == before.annotations
    assert [image.index for image in state.planes.images] == [image.index for image in before.planes.images]
    assert fresh.window.image_view.planes.isVisible()
    measured(fresh, "ruler", ((1.0, 1.0), (2.0, 9.0)), 0)
    assert [item.number for item in fresh.state.annotations] == [1, 2, 3, 4]


def test_restoring_over_measurements_can_be_undone(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    stage.open(scan)
    measured(stage, "ruler", ((20.0, 10.0), (50.0, 40.0)), 1)
    stage.controller.save_session(tmp_path / "a.physnet.json")
    measured(stage, "ruler", ((1.0, 1.0), (2.0, 9.0)), 0)
    both = stage.state.annotations
    stage.controller.open_path(tmp_path / "a.physnet.json")
    stage.idle()
    assert stage.state.annotations == both[:1]
    stage.controller.undo()
    assert stage.state.annotations == both


def test_a_measurement_without_its_slice_is_told(record, make_stage, bundle, scan, tmp_path):
    ruler = {"kind": "ruler", "series": record["series"], "time_index": 0, "points": [[1, 2], [30, 4]]}
    record["measures"] = [ruler | {"slice_index": 1}, ruler | {"slice_index": 99}]
    (tmp_path / "a.physnet.json").write_text(json.dumps(record))
    stage = make_stage(weights=bundle)
    stage.controller.open_path(tmp_path / "a.physnet.json")
    state = stage.wait(lambda state: state.message is not None and not state.tasks)
    assert [item.points for item in state.annotations] == [((1.0, 2.0), (30.0, 4.0))]
    assert "1 of 2 measurements lie on slices that are not there" in state.message


NARROW, WIDE = Window(center=500.0, width=90.0), Window(center=400.0, width=1800.0)


def other_series(stage):
    state = stage.state
    stage.controller.select_series(next(item.uid for item in state.series if item.uid != state.series_uid))
    return stage.idle()


def test_the_windows_of_all_series_come_back(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    stage.open(scan)
    stage.controller.set_window(NARROW)
    other_series(stage)
    stage.controller.set_window(WIDE)
    stage.controller.save_session(tmp_path / "a.physnet.json")
    fresh = make_stage(weights=bundle, name="fresh.ini")
    fresh.controller.open_path(tmp_path / "a.physnet.json")
    assert fresh.wait(lambda state: state.notice is not None and not state.tasks).window == WIDE
    assert other_series(fresh).window == NARROW
    assert other_series(fresh).window == WIDE


def test_a_series_without_a_window_of_its_own_is_shown_by_that_of_its_file_again(stage, scan, tmp_path):
    own = stage.open(scan).window
    other_series(stage)
    stage.controller.set_window(WIDE)
    stage.controller.save_session(tmp_path / "a.physnet.json")
    other_series(stage)
    stage.controller.set_window(NARROW)
    stage.controller.open_path(tmp_path / "a.physnet.json")
    stage.wait(lambda state: state.window == WIDE and not state.tasks)
    assert other_series(stage).window == own


def test_a_window_without_its_series_is_told(record, make_stage, bundle, tmp_path):
    record["windows"] = {record["series"]: {"center": 500, "width": 90}, "0123456789abcdef": {"center": 1, "width": 2}}
    (tmp_path / "a.physnet.json").write_text(json.dumps(record))
    stage = make_stage(weights=bundle)
    stage.controller.open_path(tmp_path / "a.physnet.json")
    state = stage.wait(lambda state: state.message is not None and not state.tasks)
    assert "1 of 2 brightness settings are of other series" in state.message
    assert state.window == NARROW


def test_a_session_of_before_leaves_windows_cine_and_reasons_alone(record, make_stage, bundle, scan, tmp_path):
    for name in SINCE:
        del record[name]
    (tmp_path / "a.physnet.json").write_text(json.dumps(record))
    stage = make_stage(weights=bundle)
    stage.open(scan)
    other_series(stage)
    stage.controller.set_window(NARROW)
    stage.controller.cine.set_bounce(True)
    stage.controller.explain(True)
    stage.controller.open_path(tmp_path / "a.physnet.json")
    state = stage.wait(lambda state: state.notice is not None and not state.tasks)
    assert (state.cine.bounce, state.explaining) == (True, True)
    assert other_series(stage).window == NARROW


def test_a_session_of_before_leaves_measurements_alone(record, tmp_path):
    for name in ("measures", "cross", "dimensions", "white_to_grey"):
        del record[name]
    (tmp_path / "a.physnet.json").write_text(json.dumps(record))
    wish = read_session(tmp_path / "a.physnet.json").wish
    assert (wish.measures, wish.cross) == (None, None)
    assert (wish.dimensions, wish.white_to_grey) == ("2d", None)


def test_saving_again_asks_no_more(stage, scan, tmp_path, monkeypatch):
    stage.open(scan)
    file = saved(stage, tmp_path / "board.physnet.json", monkeypatch)
    monkeypatch.setattr(dialogs, "choose_session_file", lambda *_: pytest.fail("asked again"))
    stage.controller.show_slice(5)
    press(stage, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert read_session(file).wish.slice_index == 5


def test_a_file_moved_with_its_scan_still_opens(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    here = shutil.copytree(scan, tmp_path / "here" / "scan")
    stage.open(here)
    file = tmp_path / "here" / "a.physnet.json"
    stage.controller.save_session(file)
    (tmp_path / "here").rename(tmp_path / "there")
    moved = read_session(tmp_path / "there" / "a.physnet.json")
    assert moved.path == tmp_path / "there" / "scan"


def test_a_scan_that_is_gone_is_asked_for(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    here = shutil.copytree(scan, tmp_path / "scan")
    stage.open(here)
    stage.controller.show_slice(1)
    stage.controller.save_session(tmp_path / "a.physnet.json")
    here.rename(tmp_path / "elsewhere")
    fresh = make_stage(weights=bundle, name="fresh.ini")
    fresh.controller.open_path(tmp_path / "a.physnet.json")
    assert "is not at" in fresh.state.message
    fresh.controller.open_path(tmp_path / "elsewhere")
    assert fresh.wait(lambda state: state.notice is not None).slice_index == 1


def test_a_session_whose_scan_is_gone_leaves_another_one_alone(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    here = shutil.copytree(scan, tmp_path / "scan")
    stage.open(here)
    stage.controller.set_parameters(TWEAK)
    stage.controller.commit_parameters()
    stage.controller.save_session(tmp_path / "a.physnet.json")
    moved = here.rename(tmp_path / "elsewhere")
    write_series(tmp_path / "other", slices=3, seed=5)
    fresh = make_stage(weights=bundle, name="fresh.ini")
    before = fresh.open(tmp_path / "other")
    fresh.controller.open_path(tmp_path / "a.physnet.json")
    assert "is not at" in fresh.state.message
    fresh.wait(lambda state: not state.tasks)
    assert (fresh.state.tweak, fresh.state.slice_index, fresh.state.path) == (None, before.slice_index, before.path)
    fresh.controller.open_path(moved)
    state = fresh.wait(lambda state: state.notice is not None and not state.tasks)
    assert (state.path, state.tweak) == (moved, TWEAK)
    fresh.controller.reset_parameters()
    fresh.controller.open_path(tmp_path / "a.physnet.json")  # the scan is open where it is now
    assert fresh.wait(lambda state: state.notice is not None and not state.tasks).tweak == TWEAK


def test_the_file_names_nobody_but_the_path(stage, scan, tmp_path):
    stage.open(scan)
    stage.controller.save_session(tmp_path / "a.physnet.json")
    text = (tmp_path / "a.physnet.json").read_text()
    assert "Secret" not in text
    assert stage.state.series_uid not in text
    assert str(scan) in text


@pytest.fixture
def record(bench, scan, tmp_path):
    bench.open(scan)
    return json.loads(session_json(bench.state, tmp_path / "a.physnet.json"))


@pytest.mark.parametrize(
    "change",
    [
        {"slice_index": -1},
        {"slice_index": 1.5},
        {"window": {"center": "x", "width": 1}},
        {"windows": [1]},
        {"windows": {"0123456789abcdef": {"center": 1}}},
        {"windows": {"0123456789abcdef": {"center": 1, "width": -1}}},
        {"cine": {"bounce": True}},
        {"cine": {"bounce": True, "slices_per_second": 0}},
        {"cine": "fast"},
        {"explaining": 1},
        {"zoom": {"factor": 0, "center": [0.5, 0.5]}},
        {"zoom": {"factor": 2, "center": [0.5]}},
        {"zoom": {"factor": 2, "center": [0.5, float("nan")]}},
        {"overlay": {}},
        {"overlay": None},
        {"tweak": {"diffusion_number": float("nan"), "growth_number": 1}},
        {"tweak": {"diffusion_number": 1, "growth_number": 1, "os": 2}},
        {"grid": "cube"},
        {"dimensions": "4d"},
        {"white_to_grey": 0},
        {"days_per_step": 0},
        {"inverted": "yes"},
        {"layout": 7},
        {"cross": [3]},
        {"cross": [3, -1]},
        {"measures": {}},
        {"measures": [{"kind": "ruler"}]},
        {"measures": [MEASURE | {"kind": "circle"}]},
        {"measures": [MEASURE | {"points": [[1, 2]]}]},
        {"measures": [MEASURE | {"points": [[1, 2], [3, float("inf")]]}]},
        {"measures": [MEASURE | {"slice_index": -1}]},
    ],
)
def test_a_damaged_session_is_one_sentence(record, change, tmp_path):
    file = tmp_path / "a.physnet.json"
    file.write_text(json.dumps(record | change))
    with pytest.raises(UnreadableScanError, match=r"a\.physnet\.json is damaged"):
        read_session(file)


@pytest.mark.parametrize("layout", get_args(Layout))
def test_every_layout_can_be_read_again(record, layout, tmp_path):
    file = tmp_path / "a.physnet.json"
    file.write_text(json.dumps(record | {"layout": layout}))
    assert read_session(file).wish.layout == layout


@pytest.mark.parametrize("missing", ["path", "series", "frame", "playback"])
def test_a_missing_part_is_one_sentence(record, missing, tmp_path):
    del record[missing]
    file = tmp_path / "a.physnet.json"
    file.write_text(json.dumps(record))
    with pytest.raises(UnreadableScanError, match="damaged"):
        read_session(file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "or damaged"),
        ('{"format": "physnet', "or damaged"),
        ("[1, 2]", "is not a session"),
        ('{"format": "other"}', "is not a session"),
        ('{"format": "physnet-session", "version": 9}', "another version"),
        ("\x00\xff" * 40, "not a session"),
    ],
)
def test_what_is_no_session_is_said_and_the_scan_stays(stage, scan, tmp_path, text, said):
    stage.open(scan)
    file = tmp_path / "a.physnet.json"
    file.write_text(text, encoding="latin-1")
    drop(stage.window, file)
    assert said in stage.state.message
    assert stage.state.path == scan


def test_a_folder_that_may_not_be_written_is_said(stage, scan, tmp_path):
    stage.open(scan)
    stage.controller.save_session(tmp_path / "nowhere" / "a.physnet.json")
    assert "Cannot write a.physnet.json" in stage.state.message


def test_the_version_is_written(record):
    assert (record["format"], record["version"]) == ("physnet-session", 1)
