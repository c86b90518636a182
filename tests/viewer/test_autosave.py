"""A killed window offers at its next start what was on screen; a closed one does not."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from physnet_viewer.autosave import Autosave
from physnet_viewer.scan_names import DEMO
from physnet_viewer.session import Parameters
from physnet_viewer.session_file import read_session

TWEAK = Parameters(diffusion_number=0.25, growth_number=0.375)
NAME = "unsaved.physnet.json"
# A real process with a real window: it opens a scan, moves D and rho, says so, and goes on until it is killed.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from physnet_viewer import theme
from physnet_viewer.autosave import Autosave
from physnet_viewer.controller import Controller
from physnet_viewer.main_window import MainWindow
from physnet_viewer.session import Parameters, Session
from physnet_viewer.settings import Settings

scan, folder, bundle = map(Path, sys.argv[1:4])
application = QApplication(sys.argv[:1])
theme.apply(application, "dark")
session = Session()
controller = Controller(session, weights=str(bundle), device="cpu")
window = MainWindow(session, controller, Settings(folder / "settings.ini"))
autosave = Autosave(session, controller, folder, window)
window.show()
controller.open_path(scan)
count = 0

def work():
    global count
    state = session.state
    if not state.predictions or any(prediction is None for prediction in state.predictions):
        return  # a slice without a prediction has no D and rho to move
    count += 1
    controller.show_slice(count % 6)
    controller.set_parameters(Parameters(diffusion_number=0.01 * (count % 50 + 1), growth_number=0.375))
    autosave.write()
    if count == 3:
        print("working", flush=True)

timer = QTimer()
timer.timeout.connect(work)
timer.start(1)
application.exec()
"""


@pytest.fixture
def autosaved(make_stage, bundle, tmp_path):
    """Return a maker of windows with autosave, ended without being closed."""
    made = []

    def make(name="settings.ini"):
        stage = make_stage(weights=bundle, name=name)
        autosave = Autosave(stage.session, stage.controller, tmp_path / "own", stage.window)
        stage.window.message_bar.accepted.connect(autosave.restore)
        made.append(autosave)
        return stage, autosave

    yield make
    for autosave in made:
        autosave.finish()


def shown_buttons(bar):
    return [button for button in bar.findChildren(QPushButton) if button.isVisible()]


def drop_lock(autosave):
    """Do what the system does when a process is killed."""
    autosave._mine = False
    autosave._timer.stop()
    autosave._session.changed.disconnect(autosave._on_changed)
    autosave._lock.unlock()


def test_what_was_on_screen_is_offered_and_comes_back(autosaved, scan):
    stage, autosave = autosaved()
    stage.open(scan)
    stage.controller.show_slice(4)
    stage.controller.set_parameters(TWEAK)
    stage.idle()
    autosave.write()
    stage.controller.explain(True)
    assert autosave._timer.isActive()
    autosave.write()
    drop_lock(autosave)
    fresh, again = autosaved("fresh.ini")
    again.offer()
    bar = fresh.window.message_bar
    said = f"PhysNet Viewer ended unexpectedly. Go on with {scan.name}, slice 5, D 0.25 cell²/step, ρ 0.375/step?"
    assert bar.text == said
    (button,) = shown_buttons(bar)
    assert button.accessibleName()
    button.click()
    state = fresh.wait(lambda state: state.tweaked is not None and not state.tasks)
    assert (state.path, state.slice_index, state.tweak, state.offer) == (scan, 4, TWEAK, None)
    assert state.notice == "The last session is restored, on slice 5."
    assert state.explaining
    assert not button.isVisible()
    assert not again._kept.exists()


def test_growth_in_space_is_offered_and_comes_back(autosaved, scan):
    stage, autosave = autosaved()
    stage.open(scan)
    stage.controller.set_dimensions("3d")
    stage.wait(lambda state: state.volume is not None and not state.tasks)
    autosave.write()
    drop_lock(autosave)
    fresh, again = autosaved("fresh.ini")
    again.offer()
    assert fresh.window.message_bar.text.endswith("slice 4, in 3-D?")
    again.restore()
    state = fresh.wait(lambda state: state.volume is not None and not state.tasks)
    assert (state.dimensions, state.tweak) == ("3d", None)


def test_a_well_closed_window_leaves_nothing(autosaved, scan, tmp_path):
    stage, autosave = autosaved()
    stage.open(scan)
    autosave.write()
    assert (tmp_path / "own" / NAME).is_file()
    autosave.finish()
    assert [path.name for path in (tmp_path / "own").iterdir()] == []
    stage.controller.show_slice(2)  # what still changes while a window closes
    assert not autosave._timer.isActive()
    fresh, again = autosaved("fresh.ini")
    again.offer()
    assert fresh.state.offer is None


def test_another_window_that_is_open_is_left_alone(autosaved, scan):
    stage, autosave = autosaved()
    stage.open(scan)
    autosave.write()
    second, other = autosaved("second.ini")
    other.offer()
    assert second.state.offer is None
    other.finish()
    assert autosave._file.is_file()


@pytest.fixture
def offered(autosaved, scan):
    """A window that offers what another one left, with another scan opened since and written aside."""
    stage, autosave = autosaved()
    stage.open(scan)
    stage.controller.show_slice(4)
    autosave.write()
    drop_lock(autosave)
    fresh, again = autosaved("fresh.ini")
    again.offer()
    fresh.open(scan / "two")
    again.write()
    return fresh, again


def test_another_scan_neither_overwrites_nor_declines_what_is_offered(offered, scan):
    fresh, again = offered
    assert read_session(again._file).path == scan / "two"
    (button,) = shown_buttons(fresh.window.message_bar)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is fresh.window.message_bar._close  # after what it would dismiss, not before
    button.click()
    state = fresh.wait(lambda state: state.notice is not None and not state.tasks)
    assert (state.path, state.slice_index) == (scan, 4)
    assert not again._kept.exists()


def test_what_was_not_answered_is_offered_again_after_a_well_closed_window(offered, autosaved):
    _, again = offered
    again.finish()
    later, third = autosaved("later.ini")
    third.offer()
    assert later.state.offer.text.endswith("slice 5?")


def test_dismissing_a_sentence_leaves_the_offer_and_dismissing_the_offer_forgets_it(offered, autosaved):
    fresh, again = offered
    fresh.session.update(notice="Something was done.")
    assert shown_buttons(fresh.window.message_bar) == []
    fresh.window.message_bar.dismissed.emit()
    assert fresh.window.message_bar.text.endswith("slice 5?")
    assert again._kept.exists()
    fresh.window.message_bar.dismissed.emit()
    assert fresh.state.offer is None
    assert not again._kept.exists()
    drop_lock(again)
    later, third = autosaved("later.ini")
    third.offer()
    assert later.state.offer.text.endswith("Go on with two, slice 3?")  # of the window that ended meanwhile


def test_a_damaged_file_does_not_replace_what_is_offered(offered, autosaved):
    _, again = offered
    again._file.write_text("{")
    drop_lock(again)
    later, third = autosaved("later.ini")
    third.offer()
    assert later.state.offer.text.endswith("slice 5?")


def test_a_report_is_offered_with_the_session_and_without(autosaved, scan):
    stage, autosave = autosaved()
    stage.open(scan)
    autosave.write()
    drop_lock(autosave)
    fresh, again = autosaved("fresh.ini")
    again.offer(reported=True)
    bar = fresh.window.message_bar
    assert [button.text() for button in shown_buttons(bar)] == ["Restore", "Error report…"]
    again.restore()
    fresh.wait(lambda state: state.notice is not None and not state.tasks)
    bar.dismissed.emit()
    assert bar.text == "PhysNet Viewer ended unexpectedly."
    assert [button.text() for button in shown_buttons(bar)] == ["Error report…"]


# A window as the command opens it; it says what it offers once its scan is read, and is closed.
START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from physnet_viewer import app, launch

launch.user_folder = lambda: Path(sys.argv[1])
program = launch._build(app.parser().parse_args(sys.argv[2:]))

def work():
    state = program.session.state
    if state.slices and not state.tasks:
        timer.stop()
        print(state.path, None if state.offer is None else state.offer.text, flush=True)
        program.window.close()
        program.application.quit()

timer = QTimer()
timer.timeout.connect(work)
timer.start(50)
launch._work(program, reported=False)
"""


@pytest.mark.parametrize("given", ["path", "demo"])
def test_it_is_offered_whatever_the_command_opens(autosaved, scan, bundle, tmp_path, given):
    stage, autosave = autosaved()
    stage.open(scan)
    autosave.write()
    drop_lock(autosave)
    path, opened = (scan / "two", [str(scan / "two")]) if given == "path" else (DEMO, ["--demo"])
    command = [sys.executable, "-c", START, str(tmp_path / "own"), *opened, "--weights", str(bundle)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (f"{path} PhysNet Viewer ended unexpectedly. Go on with {scan.name}, slice 4?")
    assert autosave._kept.is_file()
    assert not autosave._file.exists()


def test_a_damaged_file_offers_nothing(autosaved, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / NAME).write_text("{")
    stage, autosave = autosaved()
    autosave.offer()
    assert stage.state.offer is None


@pytest.mark.slow
def test_kill_9_at_any_moment_leaves_a_whole_file(bundle, scan, tmp_path):
    """Killed again and again while it saves without a pause: what is there can always be read."""
    for attempt in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(scan), str(tmp_path), str(bundle)],
            stdout=subprocess.PIPE,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"working\n"
            time.sleep(0.013 * attempt + 0.0071)  # another moment each time
            process.send_signal(signal.SIGKILL)
        saved = read_session(tmp_path / NAME)
        assert saved.path == Path(scan)
        assert saved.wish.tweak is not None and saved.wish.tweak.growth_number == 0.375
        assert len(list(tmp_path.glob(".unsaved*.part*"))) <= 1  # swept by the next window that saves
