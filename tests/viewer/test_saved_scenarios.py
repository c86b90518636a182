"""A session brings back what was pinned, in 2-D and 3-D, and D and rho of slices that are not on screen."""

import json
from dataclasses import asdict

import numpy as np
import pytest
from panel_states import named
from PySide6.QtWidgets import QLineEdit
from test_scenarios import pinned

from physnet_core.resources import resource
from physnet_viewer.autosave import Autosave
from physnet_viewer.saved_scenarios import read_scenarios, read_tweaks, saved_scenarios
from physnet_viewer.scan_cache import source_of
from physnet_viewer.scenario_growing import GROWING_AGAIN
from physnet_viewer.session import Parameters
from physnet_viewer.session_file import read_session
from physnet_viewer.views.growth_curves import curves_of
from physnet_viewer.wish import SavedPlace

NAME = "a.physnet.json"
FLAT, DEEP = Parameters(diffusion_number=0.31, growth_number=1 / 3), Parameters(diffusion_number=0.1, growth_number=0.7)
PLAIN = ("key", "name", "color", "visible", "series_uid", "time_index", "slice_index", "run")


def moved(stage, tweak):
    stage.controller.set_parameters(tweak)
    stage.controller.commit_parameters()
    return stage.wait(lambda state: state.tweaked is not None and not state.tasks)


def pinned_on_four_grounds(stage):
    """Pin what was learned and what was tweaked, on either grid and in space, and leave D and rho of slices changed."""
    do, pin = stage.controller, stage.controller.scenarios.pin
    do.show_slice(2)
    pin()
    moved(stage, FLAT)
    pin()
    do.show_slice(4)
    do.set_grid("image")
    do.set_white_to_grey(4.0)
    moved(stage, DEEP)
    pin()
    do.set_white_to_grey(25.0)
    do.set_grid("latent")
    do.set_dimensions("3d")
    stage.wait(lambda state: state.volume is not None and not state.tasks)
    do.set_parameters(FLAT)
    do.commit_parameters()
    stage.wait(lambda state: state.tweaked_volume is not None and not state.tasks)
    pin()
    do.scenarios.rename(4, "both together")
    do.scenarios.show(1, False)
    do.scenarios.compare(4)
    do.set_dimensions("2d")
    do.show_slice(2)
    return stage.idle()


def grown_again(stage):
    return stage.wait(
        lambda state: state.scenarios and all(item.growth for item in state.scenarios) and not state.tasks
    )


def assert_same_growth(one, other):
    for name in ("steps", "grid_name", "source", "units", "note", "threshold", "slice_index"):
        assert np.all(getattr(one, name) == getattr(other, name)), name
    np.testing.assert_allclose(one.frames, other.frames, atol=1e-5)  # the network sees batches of other sizes
    np.testing.assert_allclose(one.smooth_area, other.smooth_area, rtol=1e-4, atol=1e-3)


def assert_same_scenarios(state, before):
    assert len(state.scenarios) == len(before.scenarios)
    for one, other in zip(state.scenarios, before.scenarios, strict=True):
        assert [getattr(one, name) for name in PLAIN] == [getattr(other, name) for name in PLAIN]
        assert_same_growth(one.growth, other.growth)
        assert (one.volume is None) == (other.volume is None)
        if one.volume is not None:
            np.testing.assert_allclose(one.volume.volume.frames, other.volume.volume.frames, atol=1e-5)
            np.testing.assert_allclose(one.volume.volume_ml, other.volume.volume_ml, rtol=1e-4, atol=1e-3)


@pytest.mark.slow
def test_all_that_was_pinned_in_the_demo_scan_comes_back_with_its_curves(make_stage, bundle, tmp_path):
    stage = make_stage(weights=bundle)
    stage.open(resource("demo", "series"))
    before = pinned_on_four_grounds(stage)
    assert [item.growth.source for item in before.scenarios] == ["learned", *["simulated"] * 3]
    stage.controller.save_session(tmp_path / NAME)
    text = (tmp_path / NAME).read_text()
    assert before.series_uid not in text
    assert "SYNTHETIC" not in text

    fresh = make_stage(weights=bundle, name="fresh.ini")
    fresh.controller.open_path(tmp_path / NAME)
    state = grown_again(fresh)
    assert state.notice == f"{NAME} is restored, on slice 3."
    assert_same_scenarios(state, before)
    assert (state.reference, state.difference, state.tweak) == (4, False, FLAT)
    for dimensions in ("2d", "3d"):
        for item in (stage, fresh):
            item.controller.set_dimensions(dimensions)
            item.controller.show_slice(4)
            item.wait(lambda state: state.learned is not None and state.tweaked is not None and not state.tasks)
        drawn, known = curves_of(fresh.state), curves_of(stage.state)
        assert [(curve.name, curve.color, curve.unit) for curve in drawn] == [
            (curve.name, curve.color, curve.unit) for curve in known
        ]
        for one, other in zip(drawn, known, strict=True):
            np.testing.assert_allclose(one.values, other.values, rtol=1e-4, atol=1e-3)
    assert fresh.window.image_view.panes[0].content.compared is not None
    fresh.controller.scenarios.pin()
    assert fresh.state.scenarios[-1].key == 5
    assert fresh.state.scenarios[-1].name.startswith("E: ")


def test_changed_slices_that_are_not_on_screen_come_back(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    first = stage.open(scan).series_uid
    moved(stage, FLAT)
    stage.controller.show_slice(1)
    moved(stage, DEEP)
    stage.controller.select_series(next(item.uid for item in stage.state.series if item.uid != first))
    stage.idle()
    moved(stage, FLAT)
    stage.controller.show_slice(0)
    stage.controller.save_session(tmp_path / NAME)

    fresh = make_stage(weights=bundle, name="fresh.ini")
    fresh.controller.open_path(tmp_path / NAME)
    second = fresh.wait(lambda state: state.notice is not None and not state.tasks).series_uid
    assert (fresh.state.slice_index, fresh.state.tweak) == (0, None)
    for uid, places in ((second, {2: FLAT, 1: None}), (first, {3: FLAT, 1: DEEP, 4: None})):
        fresh.controller.select_series(uid)
        fresh.idle()
        for place, tweak in places.items():
            fresh.controller.show_slice(place)
            assert fresh.state.tweak == tweak
            fresh.wait(lambda state, tweak=tweak: (state.tweaked is not None) == (tweak is not None))
    fresh.controller.save_session(tmp_path / "again.json")
    both = [json.loads((tmp_path / name).read_text())["tweaks"] for name in (NAME, "again.json")]
    assert sorted(both[0], key=str) == sorted(both[1], key=str)


def test_in_the_same_window_it_can_be_undone(stage, scan, tmp_path):
    stage.open(scan)
    series, do = stage.state.current_series, stage.controller
    moved(stage, FLAT)
    do.scenarios.pin()
    saved = stage.state.scenarios
    do.show_slice(1)
    do.save_session(tmp_path / NAME)
    moved(stage, DEEP)
    do.scenarios.pin()
    do.scenarios.delete(saved[0].key)
    mine = stage.state.scenarios
    do.show_slice(3)
    do.reset_parameters()
    do.open_path(tmp_path / NAME)
    state = grown_again(stage)
    (back,) = state.scenarios
    assert (back.name, back.color, back.dashes) == (saved[0].name, saved[0].color, saved[0].dashes)
    assert back.key not in {item.key for item in (*saved, *mine)}
    assert_same_growth(state.scenarios[0].growth, saved[0].growth)
    do.show_slice(3)
    assert stage.state.tweak == FLAT
    while stage.state.scenarios != mine:
        do.undo()
    do.undo()
    do.show_slice(3)
    assert stage.state.tweak is None
    do.redo()
    do.redo()
    assert all(item.growth is not None for item in grown_again(stage).scenarios)
    assert source_of(series, 0, 3) in do._cache.tweaks


def test_a_scenario_of_another_series_grows_when_that_is_shown(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    first = stage.open(scan).series_uid
    stage.controller.scenarios.pin()
    kept = stage.state.scenarios[0].growth
    other = next(item.uid for item in stage.state.series if item.uid != first)
    stage.controller.select_series(other)
    stage.idle()
    stage.controller.save_session(tmp_path / NAME)
    fresh = make_stage(weights=bundle, name="fresh.ini")
    fresh.controller.open_path(tmp_path / NAME)
    state = fresh.wait(lambda state: state.notice is not None and not state.tasks)
    assert state.series_uid == other
    assert [item.growth for item in state.scenarios] == [None]
    fresh.controller.save_session(tmp_path / "again.json")  # not grown yet, and still kept
    assert len(read_session(tmp_path / "again.json").wish.scenarios[0]) == 1
    fresh.controller.select_series(first)
    assert_same_growth(grown_again(fresh).scenarios[0].growth, kept)


def test_until_it_has_grown_its_row_says_so(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    stage.open(scan)
    stage.controller.scenarios.pin()
    name = stage.state.scenarios[0].name
    stage.controller.save_session(tmp_path / NAME)
    fresh = make_stage(weights=bundle, name="fresh.ini")
    said = []
    fresh.session.changed.connect(
        lambda old, new: said.extend(row._where.text() for row in fresh.window.growth_panel.scenarios._rows.values())
    )
    fresh.controller.open_path(tmp_path / NAME)
    grown_again(fresh)
    place = fresh.state.slice_index + 1
    assert named(fresh.window.growth_panel, QLineEdit, f"Name of {name}").text() == name
    assert f"2-D, slice {place}: not grown again yet" in said
    assert said[-1] == f"2-D, slice {place}"


def test_escape_stops_it_and_choosing_the_series_goes_on(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    stage.open(scan)
    stage.controller.set_dimensions("3d")
    stage.wait(lambda state: state.volume is not None and not state.tasks)
    stage.controller.scenarios.pin()
    stage.controller.set_dimensions("2d")
    stage.controller.save_session(tmp_path / NAME)
    fresh = make_stage(weights=bundle, name="fresh.ini")
    fresh.controller.open_path(tmp_path / NAME)
    fresh.wait(lambda state: any(task.name == GROWING_AGAIN for task in state.tasks))
    fresh.controller.cancel()
    assert [item.growth for item in fresh.idle().scenarios] == [None]
    fresh.controller.select_series(fresh.state.series_uid)
    assert grown_again(fresh).scenarios[0].volume is not None


def test_autosave_keeps_them_too(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    stage.open(scan)
    autosave = Autosave(stage.session, stage.controller, tmp_path / "own", stage.window)
    moved(stage, FLAT)
    stage.controller.scenarios.pin()
    assert autosave._timer.isActive()
    stage.controller.show_slice(1)
    autosave.write()
    wish = read_session(tmp_path / "own" / "unsaved.physnet.json").wish
    assert [item.pinned.run.parameters for item in wish.scenarios[0]] == [FLAT]
    assert [item.parameters for item in wish.tweaks[0]] == [FLAT]
    autosave.finish()


@pytest.fixture
def record(make_stage, bundle, scan, tmp_path):
    """A session with two scenarios on slices 4 and 2, and D and rho of slices 4 and 2, while slice 1 is on screen."""
    stage = make_stage(weights=bundle)
    stage.open(scan)
    for place, tweak in ((3, FLAT), (1, DEEP)):
        stage.controller.show_slice(place)
        moved(stage, tweak)
        stage.controller.scenarios.pin()
    stage.controller.show_slice(0)
    return json.loads(stage.controller.session_text(tmp_path / NAME))


BAD = [
    {"key": -1},
    {"name": ""},
    {"name": 7},
    {"color": "red"},
    {"visible": "yes"},
    {"slice_index": None},
    {"time_index": 1.5},
    {"parameters": {"diffusion_number": float("nan"), "growth_number": 1}},
    {"parameters": None},
    {"in_space": 1},
    {"source": "dreamt"},
    {"grid": "cube"},
    {"white_to_grey": 0},
]


@pytest.mark.parametrize("change", BAD)
def test_a_damaged_scenario_is_left_out_and_counted(change):
    written = json.loads(json.dumps(saved_scenarios((pinned(1), pinned(2)))))
    assert len(read_scenarios(written)[0]) == 2
    written[0] |= change
    found, damaged = read_scenarios(written)
    assert ([item.pinned.key for item in found], damaged) == ([2], 1)


@pytest.mark.parametrize("change", [{"slice_index": -1}, {"growth_number": "x"}, {"time_index": True}])
def test_a_damaged_change_is_left_out_and_counted(change):
    place = asdict(SavedPlace(series="s", time_index=0, slice_index=3))
    written = [place | asdict(FLAT), place | asdict(DEEP)]
    assert len(read_tweaks(written)[0]) == 2
    written[0] |= change
    found, damaged = read_tweaks(written)
    assert ([item.parameters for item in found], damaged) == ([DEEP], 1)


def test_two_scenarios_of_one_key_are_one():
    written = saved_scenarios((pinned(1), pinned(1)))
    found, damaged = read_scenarios(written)
    assert (len(found), damaged) == (1, 1)


def test_what_is_damaged_is_said_in_one_sentence_and_the_rest_comes_back(record, make_stage, bundle, tmp_path):
    record["scenarios"] = [record["scenarios"][0] | {"color": 7}, record["scenarios"][1], 5]
    record["tweaks"][1] = {"series": record["tweaks"][0]["series"]}
    (tmp_path / NAME).write_text(json.dumps(record))
    stage = make_stage(weights=bundle)
    stage.controller.open_path(tmp_path / NAME)
    state = grown_again(stage)
    assert state.message == (
        f"{NAME} is restored, but 1 of 2 changes of D and ρ in the file are damaged, "
        "and 2 of 3 pinned scenarios in the file are damaged."
    )
    assert [item.run.parameters for item in state.scenarios] == [DEEP]
    stage.controller.show_slice(3)
    assert stage.state.tweak == FLAT


def test_what_has_no_slice_any_more_is_said(record, make_stage, bundle, tmp_path):
    record["scenarios"][0]["slice_index"] = 99
    record["tweaks"][0]["series"] = "gone"
    (tmp_path / NAME).write_text(json.dumps(record))
    stage = make_stage(weights=bundle)
    stage.controller.open_path(tmp_path / NAME)
    state = grown_again(stage)
    assert "1 of 2 changes of D and ρ lie on slices that are not there" in state.message
    assert "1 of 2 pinned scenarios lie on slices that are not there" in state.message
    assert [item.key for item in state.scenarios] == [2]


def test_a_session_of_before_leaves_them_alone(record, stage, scan, tmp_path):
    for name in ("tweaks", "scenarios", "reference", "difference"):
        del record[name]
    (tmp_path / NAME).write_text(json.dumps(record))
    wish = read_session(tmp_path / NAME).wish
    assert (wish.tweaks, wish.scenarios, wish.reference) == (None, None, None)
    stage.open(scan)
    moved(stage, FLAT)
    stage.controller.scenarios.pin()
    stage.controller.open_path(tmp_path / NAME)
    stage.wait(lambda state: state.notice is not None and not state.tasks)
    assert len(stage.state.scenarios) == 1
    stage.controller.show_slice(3)
    assert stage.state.tweak == FLAT
