"""Zoom and pan are part of a session, and mean the same in windows of every size."""

import pytest
from made_scans import write_series

from physnet_viewer.session import Zoom

NAME = "a.physnet.json"


def looked_closer(stage, scan):
    """Open a scan and look at a part of it; return what is seen."""
    stage.open(scan)
    stage.window.image_view.zoom(2.5)
    stage.window.image_view.move_images(0.1, -0.05)
    return stage.wait(lambda state: state.zoom is not None and not state.tasks).zoom


def seen(stage):
    """Return how far the image is zoomed in, and the point in the middle of it."""
    pane = stage.window.image_view.panes[0]
    zoom = pane.zoomed()
    return None if zoom is None else (zoom.factor, *zoom.center)


def restored(stage, file):
    stage.controller.open_path(file)
    return stage.wait(lambda state: state.notice is not None and state.learned is not None and not state.tasks)


def test_a_session_brings_back_the_part_that_was_seen(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    zoom = looked_closer(stage, scan)
    assert zoom.factor > 2
    assert zoom.center != (0.5, 0.5)
    stage.controller.save_session(tmp_path / NAME)
    fresh = make_stage(weights=bundle, name="fresh.ini", size=(1100, 620))
    restored(fresh, tmp_path / NAME)
    assert seen(fresh) == pytest.approx((zoom.factor, *zoom.center))


def test_it_comes_back_in_the_same_window(stage, scan, tmp_path):
    zoom = looked_closer(stage, scan)
    stage.controller.save_session(tmp_path / NAME)
    stage.window.image_view.fit()
    stage.wait(lambda state: state.zoom is None)
    stage.controller.dismiss()
    restored(stage, tmp_path / NAME)
    assert seen(stage) == pytest.approx((zoom.factor, *zoom.center))


def test_a_session_of_the_whole_slice_shows_the_whole_slice(stage, scan, tmp_path):
    stage.open(scan)
    stage.controller.save_session(tmp_path / NAME)
    looked_closer(stage, scan)
    stage.controller.dismiss()
    restored(stage, tmp_path / NAME)
    assert seen(stage) is None
    assert stage.state.zoom is None


def test_paging_keeps_it_and_slices_of_another_size_are_seen_whole(stage, tmp_path):
    write_series(tmp_path / "scan" / "one", slices=3, description="T1")
    write_series(tmp_path / "scan" / "two", slices=3, description="T2", rows=40, columns=56, seed=1)
    zoom = looked_closer(stage, tmp_path / "scan")
    stage.controller.show_slice(2)
    stage.qtbot.wait(50)
    assert stage.state.zoom == zoom
    stage.controller.select_series(next(one.uid for one in stage.state.series if one.uid != stage.state.series_uid))
    stage.wait(lambda state: state.zoom is None and state.current_slice is not None)
    assert seen(stage) is None


def test_two_images_come_back_alike(make_stage, bundle, scan, tmp_path):
    stage = make_stage(weights=bundle)
    stage.open(scan)
    stage.controller.set_layout("side_by_side")
    stage.wait(lambda state: not state.tasks)
    zoom = looked_closer(stage, scan)
    stage.controller.save_session(tmp_path / NAME)
    fresh = make_stage(weights=bundle, name="fresh.ini")
    restored(fresh, tmp_path / NAME)
    first, second = (pane.zoomed() for pane in fresh.window.image_view.panes)
    assert isinstance(first, Zoom)
    assert first.factor == pytest.approx(zoom.factor, rel=0.02)
    assert second.center == pytest.approx(first.center)
