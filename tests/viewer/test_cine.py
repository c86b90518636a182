"""Running through the slices: in order, to the end and round or back, and never on after it was stopped."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from waiting import all_read

from physnet_viewer.cine import FASTEST, SLOWEST, CinePlayer
from physnet_viewer.session import Cine


@pytest.fixture
def stage(make_stage, scan):
    made = make_stage()
    made.window.activateWindow()
    made.window.open_path(scan / "one")
    made.wait(all_read)
    made.controller.show_slice(3)
    return made


def indices(player, stage, ticks):
    found = []
    for _ in range(ticks):
        player.advance()
        found.append(stage.state.slice_index)
    return found


@pytest.mark.parametrize(
    ("bounce", "expected"), [(False, [4, 5, 0, 1, 2, 3, 4, 5, 0]), (True, [4, 5, 4, 3, 2, 1, 0, 1, 2])]
)
def test_every_slice_in_its_order(stage, bounce, expected):
    player = CinePlayer(stage.session, stage.controller.show_slice)  # without a clock of its own
    stage.session.update(cine=Cine(playing=True, bounce=bounce, slices_per_second=SLOWEST))
    stage.controller.cine._clock.stop()
    assert indices(player, stage, len(expected)) == expected


def test_the_clock_shows_slices_and_stops_at_once(stage):
    stage.controller.cine.change_speed(faster=True)
    before = len(stage.states)
    QTest.keyClick(stage.window.image_view, Qt.Key.Key_C)
    assert stage.window.actions_by_name["cine"].isChecked()
    assert stage.window.image_view.panes[0].content.words.top_left[1] == "Cine 12.5 slices/s"
    stage.wait(lambda state: state.slice_index == 0)
    seen = [state.slice_index for state in stage.states[before:]]
    assert all(other in (one, (one + 1) % 6) for one, other in itertools.pairwise(seen))
    QTest.keyClick(stage.window.image_view, Qt.Key.Key_C)
    index = stage.state.slice_index
    stage.controller.cine.advance()  # a tick that was on its way
    assert stage.state.slice_index == index
    assert not stage.controller.cine._clock.isActive()


def test_escape_and_another_scan_stop_it(stage, scan):
    stage.controller.cine.toggle()
    QTest.keyClick(stage.window.image_view, Qt.Key.Key_Escape)
    assert not stage.state.cine.playing
    stage.controller.cine.toggle()
    stage.window.open_path(scan / "two")
    assert not stage.state.cine.playing


def test_speed_has_bounds(stage):
    for _ in range(40):
        stage.controller.cine.change_speed(faster=True)
    assert stage.state.cine.slices_per_second == FASTEST
    for _ in range(40):
        stage.controller.cine.change_speed(faster=False)
    assert stage.state.cine.slices_per_second == SLOWEST


def test_a_slice_that_is_being_read_is_waited_for(stage):
    player = CinePlayer(stage.session, stage.controller.show_slice)
    state = stage.state
    stage.session.update(slices=(*state.slices[:4], None, state.slices[5]), cine=replace(state.cine, playing=True))
    stage.controller.cine._clock.stop()
    stage.session.set_task("Reading slices", 5, 6)
    player.advance()
    assert stage.state.slice_index == 3
    stage.session.update(slices=state.slices)
    player.advance()
    assert stage.state.slice_index == 4


def test_full_screen_is_left_by_escape(stage):
    QTest.keyClick(stage.window.image_view, Qt.Key.Key_F11)
    assert stage.window.isFullScreen()
    assert stage.window.actions_by_name["full_screen"].isChecked()
    stage.wait(lambda state: not state.tasks)
    QTest.keyClick(stage.window.image_view, Qt.Key.Key_Escape)
    assert not stage.window.isFullScreen()
    assert not stage.window.actions_by_name["full_screen"].isChecked()
