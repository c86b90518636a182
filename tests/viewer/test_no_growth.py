"""Where no density is to be seen at any time there is no time to show either."""

from dataclasses import replace

import numpy as np
import pytest
from panel_states import growth, state, texts
from PySide6.QtWidgets import QSlider, QToolButton

from physnet_viewer.session import Overlay, Playback
from physnet_viewer.views.time_bar import NO_GROWTH, TimeBar


def faint(of, peak=0.01):
    """Return a growth of which nothing is drawn, as the network gives it for a head without tumor."""
    return replace(of, frames=np.full_like(of.frames, peak))


@pytest.fixture
def stage(make_stage, bundle, scan):
    made = make_stage(weights=bundle)
    made.open(scan)
    made.controller.show_frame(2)
    return made


def enabled(bar):
    return [part.isEnabled() for part in (*bar.findChildren(QSlider), bar.findChildren(QToolButton)[1])]


def test_density_below_the_threshold_is_no_growth():
    assert state().grows
    assert not state(learned=faint(growth())).grows
    assert state(learned=faint(growth()), overlay=Overlay(threshold=0.005)).grows
    assert state(learned=faint(growth()), tweaked=growth()).grows
    assert not state(learned=None).grows


def test_what_grows_later_is_growth():
    later = faint(growth())
    frames = later.frames.copy()
    frames[-1] = 0.5
    assert state(learned=replace(later, frames=frames)).grows


def test_a_place_of_which_nothing_is_known_counts_as_none():
    frames = growth().frames.copy()
    frames[:, 0] = np.nan
    assert replace(growth(), frames=frames).peak == pytest.approx(np.nanmax(frames))


def test_the_time_bar_is_disabled(qtbot):
    bar = TimeBar()
    qtbot.addWidget(bar)
    bar.render(None, state(frame=3))
    assert enabled(bar) == [True, True]
    bar.render(state(frame=3), state(frame=3, learned=faint(growth())))
    assert enabled(bar) == [False, False]
    assert texts(bar) == [NO_GROWTH]
    bar.render(state(frame=3, learned=faint(growth())), state(frame=3))
    assert bar.findChild(QSlider).value() == 3, "the time is kept for the next tumor"


def test_neither_day_nor_bar_of_colors_is_shown(stage):
    pane = stage.window.image_view.panes[0]
    assert not pane._letters.bar_room().isEmpty()
    assert pane.content.words.top_right == ("Learned", "Day 30")
    stage.session.update(learned=faint(stage.state.learned))
    assert stage.state.frame == 2
    assert pane._letters.bar_room().isEmpty()
    assert pane.content.words.top_right == ()
    assert enabled(stage.window.time_bar) == [False, False]
    assert not stage.window.actions_by_name["play"].isEnabled()


def test_playing_ends_where_there_is_no_growth(stage):
    stage.controller.set_playback(Playback(playing=True, loop=True, frames_per_second=1.0))
    stage.session.update(learned=faint(stage.state.learned))
    assert not stage.state.playback.playing
