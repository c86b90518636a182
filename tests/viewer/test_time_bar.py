"""The time bar: frames, playback, and time in honest units."""

import pytest
from panel_states import STEPS, emitted, growth, named, prediction, state, texts, tweaked_state
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSlider, QToolButton, QWidget

from physnet_viewer.controller import Controller
from physnet_viewer.session import Playback, ViewState
from physnet_viewer.translation import use_language
from physnet_viewer.views.inputs import NumberBox
from physnet_viewer.views.time_bar import TimeBar, time_text


@pytest.fixture
def bar(qtbot):
    widget = TimeBar()
    qtbot.addWidget(widget)
    widget.resize(800, 50)
    widget.show()
    return widget


def slider(bar):
    return named(bar, QSlider, "Time")


@pytest.mark.parametrize(
    ("days", "frame", "text"),
    [(15.0, 3, "t = 45 days (step 3.0)"), (15.0, 0, "t = 0 days (step 0.0)"), (0.5, 1, "t = 0.5 days (step 1.0)")],
)
def test_time_in_words(days, frame, text):
    assert time_text(growth(days=days), frame) == text


def test_time_without_spacing_is_a_step():
    assert time_text(growth(spacing=None), 3) == "step 3.0"


def test_it_says_that_days_are_assumed(bar):
    bar.render(None, state(frame=3))
    assert texts(bar) == ["t = 45 days (step 3.0)", "days assumed"]
    bar.render(None, state(prediction(pixel_spacing=None), frame=3))
    assert texts(bar) == ["step 3.0", "latent time"]


def test_frames_are_shown_without_telling(bar):
    log = emitted(bar.frameChanged)
    bar.render(None, tweaked_state(frame=5))
    assert (slider(bar).value(), slider(bar).maximum()) == (5, STEPS)
    assert log == []


def test_keys_and_buttons_move_time(bar):
    bar.render(None, state(frame=3))
    log = emitted(bar.frameChanged)
    QTest.keyClick(slider(bar), Qt.Key.Key_Right)
    named(bar, QToolButton, "Last frame").click()
    named(bar, QToolButton, "First frame").click()
    bar.step(2)
    bar.step(-5)
    assert log == [4, STEPS, 0, 2, 0]


def test_play_and_pause(bar):
    bar.render(None, state())
    log = emitted(bar.playbackChanged)
    named(bar, QToolButton, "Play").click()
    bar.render(state(), state(playback=log[-1]))
    named(bar, QToolButton, "Pause").click()
    assert [playback.playing for playback in log] == [True, False]


def test_loop_and_speed_keep_the_rest(bar):
    bar.render(None, state(playback=Playback(playing=True, loop=True, frames_per_second=8.0)))
    log = emitted(bar.playbackChanged)
    named(bar, QToolButton, "Loop").click()
    named(bar, NumberBox, "Playback speed in frames per second").setValue(12.0)
    assert log[0] == Playback(playing=True, loop=False, frames_per_second=8.0)
    assert log[1] == Playback(playing=True, loop=True, frames_per_second=12.0)


def test_without_growth_nothing_can_be_moved(bar):
    bar.render(None, ViewState())
    log = emitted(bar.playbackChanged)
    assert not slider(bar).isEnabled()
    bar.toggle_playing()
    assert log == []
    assert "No growth to show" in texts(bar)


def test_the_slider_does_not_twitch_while_time_plays(bar, qapp):
    bar.render(None, state())
    qapp.processEvents()
    widths = set()
    for frame in range(STEPS + 1):
        bar.render(None, state(frame=frame))
        qapp.processEvents()
        widths.add(slider(bar).width())
    assert len(widths) == 1


@pytest.fixture(params=["en", "de"])
def language(request, qapp):
    use_language(request.param, qapp)
    yield request.param
    use_language("en", qapp)


def places(bar):
    """Return where everything in the bar is that can be seen or taken hold of; words come and go in their room."""
    parts = [part for part in bar.findChildren(QWidget) if not isinstance(part, QLabel)]
    return {
        f"{type(part).__name__} {part.accessibleName()}": (part.mapTo(bar.window(), QPoint()), part.size())
        for part in (bar, *parts)
    }


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(("width", "points"), [(800, 9.0), (420, 9.0), (640, 18.0)])
def test_nothing_moves_when_a_growth_comes_or_goes(qtbot, qapp, width, points):
    bar = TimeBar()
    qtbot.addWidget(bar)
    font = bar.font()
    font.setPointSizeF(points)
    bar.setFont(font)
    bar.render(None, ViewState())
    bar.resize(width, bar.heightForWidth(width))
    bar.show()
    qapp.processEvents()
    before = places(bar)
    no_spacing = state(prediction(pixel_spacing=None), frame=3)
    for shown in (state(frame=8), ViewState(), no_spacing, state(learned=growth(days=125.0), frame=8), ViewState()):
        bar.render(None, shown)
        bar.resize(width, bar.heightForWidth(width))
        qapp.processEvents()
        assert places(bar) == before


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_the_first_result_of_a_slice_moves_nothing_in_the_window(make_stage, bundle, scan, qapp, monkeypatch, size):
    with monkeypatch.context() as network:
        network.setattr(Controller, "start", lambda controller: None)  # it comes later
        stage = make_stage(weights=bundle, size=size)
        stage.controller.open_path(scan)
        stage.wait(lambda state: state.current_slice is not None and not state.tasks)
        qapp.processEvents()
    assert (stage.state.model_identity, stage.state.tasks) == (None, ())
    before = places(stage.window.time_bar)
    stage.controller.start()
    stage.wait(lambda state: state.tasks)
    qapp.processEvents()
    assert places(stage.window.time_bar) == before
    state = stage.wait(lambda state: state.learned is not None and not state.tasks)
    qapp.processEvents()
    assert state.message is None
    assert places(stage.window.time_bar) == before
