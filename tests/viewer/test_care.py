"""Log and error report: they come, they can be saved, and they name nobody."""

import logging
import os
import socket
import subprocess
import sys
import threading

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from physnet_viewer import connections
from physnet_viewer.care import Care
from physnet_viewer.faults import Faults
from physnet_viewer.journal import Journal, scrub
from physnet_viewer.session import Offer
from physnet_viewer.views.text_dialog import TextDialog

SECRETS = ("Secret", "/home/doctor", "1.2.840.113619", "C:\\\\Scans")


@pytest.fixture
def journal(tmp_path):
    made = Journal(tmp_path / "settings")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def faults(journal):
    return Faults(journal.file.parent)


@pytest.fixture
def care(stage, journal, faults):
    before = sys.excepthook
    made = Care(stage.window, stage.session, journal, faults)
    made.watch()
    yield made
    sys.excepthook = before


def fail():
    try:
        try:
            raise KeyError("/home/doctor/Secret^Person/1.dcm")
        except KeyError as error:
            raise RuntimeError("Secret^Person") from error
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("read /home/doctor/Secret^Person/1.dcm twice", "read <path> twice"),
        ("C:\\Scans\\Secret.dcm, frame 2", "<path>, frame 2"),
        ("/scans/Mueller Hans/1.dcm", "<path>"),
        ("read /scans/Mueller, Hans (1970)/T1 axial.nii.gz twice", "read <path> twice"),
        ("C:\\Users\\Mueller Hans\\MRT Kopf\\1.dcm is odd", "<path> is odd"),
        ("C:/Users/Mueller Hans/1.dcm: gone", "<path>: gone"),
        ("\\\\server\\share\\Mueller Hans\\1.IMA gone", "<path> gone"),
        ("/scans/St.Anna Klinik/Dr. O'Brien Pat/1.dcm, slice 3", "<path>, slice 3"),
        ("in /scans/Mueller Hans.", "in <path>."),
        ("No such file: '/scans/mueller hans' or so", "No such file: '<path>' or so"),
        ('open "C:\\Scans\\mueller hans" again', 'open "<path>" again'),
        (
            "copy /a/b.dcm and /c/d e.dcm now. The next sentence is whole.",
            "copy <path> and <path> now. The next sentence is whole.",
        ),
        ("in /tmp/scan. The next sentence is whole, with 1 / 2.", "in <path>. The next sentence is whole, with 1 / 2."),
        ("series 1.2.840.113619.2.5.1 is odd", "series <uid> is odd"),
        ("of Secret^Person", "of <name>"),
        ("version 0.1.0 took 0.5 s at 18:30", "version 0.1.0 took 0.5 s at 18:30"),
    ],
)
def test_what_names_somebody_is_left_out(said, left):
    assert scrub(said) == left


def test_only_our_own_words_are_written_down_and_without_names(journal):
    logging.getLogger("physnet_viewer.reading").warning("slice: %s", "/home/doctor/Secret^Person/1.dcm")
    logging.getLogger("pydicom").warning("Secret^Person")
    try:
        raise ValueError("Secret^Person")
    except ValueError:
        logging.getLogger("physnet_core.imaging").exception("in 1.2.840.113619.2.5.1")
    text = journal.text()
    assert len(text.splitlines()) == 2
    assert "slice: <path>" in text
    assert not any(secret in text for secret in SECRETS)


def test_the_log_stays_small(journal):
    for number in range(20_000):
        logging.getLogger("physnet_viewer").info("line %d %s", number, "x" * 60)
    size = sum(file.stat().st_size for file in journal.file.parent.iterdir())
    assert size < 800_000
    assert journal.text(3).splitlines()[-1].endswith("line 19999 " + "x" * 60)


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path):
    (tmp_path / "file").write_text("")
    made = Journal(tmp_path / "file")
    made.start()
    logging.getLogger("physnet_viewer").info("lost")
    assert made.text() == ""
    made.stop()


def test_an_error_that_nobody_expected_can_be_saved_once_and_names_nobody(care, stage, tmp_path, monkeypatch):
    fail()
    fail()
    stage.qtbot.waitUntil(lambda: any(item.isVisible() for item in stage.window.findChildren(TextDialog)))
    (dialog,) = stage.window.findChildren(TextDialog)
    assert not dialog.isModal()
    assert "RuntimeError at test_care.py" in dialog.text
    assert "after KeyError at test_care.py" in dialog.text
    assert not any(secret in dialog.text for secret in SECRETS)
    assert "RuntimeError" in stage.state.message
    target = tmp_path / "report.txt"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Save…").click()
    assert target.read_text(encoding="utf-8").strip() == dialog.text.strip()
    assert stage.state.notice == "Saved report.txt."
    dialog.close()
    fail()
    stage.qtbot.waitUntil(lambda: any(item.isVisible() for item in stage.window.findChildren(TextDialog)))


# A process of its own, which a fault ends; its file and its work lie in folders that name somebody.
FAULTY = """
import faulthandler, sys, threading
from pathlib import Path
from physnet_viewer.faults import Faults

faults = Faults(Path(sys.argv[1]))
faults.start()

def read_scan(path):
    faulthandler._sigsegv()

threading.Thread(target=threading.Event().wait, daemon=True).start()
read_scan("/home/doctor/Secret^Person/1.dcm")
"""


@pytest.fixture
def faulted(faults, tmp_path):
    """Leave what a process left that a segmentation fault ended."""
    program = tmp_path / "Secret Person" / "faulty.py"
    program.parent.mkdir()
    program.write_text(FAULTY)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, program, faults.file.parent], env=environment, capture_output=True)
    assert done.returncode != 0
    assert "Secret Person" in faults.file.read_text()
    return faults


def test_a_fault_leaves_its_places_and_names_nobody(faulted):
    text = faulted.report()
    assert text.startswith("Fatal Python error: Segmentation fault")
    assert "  faulty.py:10 read_scan" in text.splitlines()
    assert "wait" in text  # of the other thread
    assert not any(secret in text for secret in (*SECRETS, "/"))


def test_what_a_fault_left_is_shown_saved_and_forgotten_once_it_is_dismissed(
    faulted, care, stage, tmp_path, monkeypatch
):
    stage.window.message_bar.reportRequested.connect(care.show_fault)
    stage.session.update(offer=Offer(text="It ended.", report=True))
    next(button for button in stage.window.message_bar.findChildren(QPushButton) if button.isVisible()).click()
    stage.qtbot.waitUntil(lambda: any(item.isVisible() for item in stage.window.findChildren(TextDialog)))
    (dialog,) = stage.window.findChildren(TextDialog)
    assert "faulty.py:10 read_scan" in dialog.text
    assert "Under way" not in dialog.text  # in this window, which had no part in it
    assert not any(secret in dialog.text for secret in SECRETS)
    target = tmp_path / "report.txt"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Save…").click()
    assert "faulty.py:10 read_scan" in target.read_text(encoding="utf-8")
    dialog.close()
    assert faulted.report()
    stage.window.message_bar.dismissed.emit()  # that it is saved
    stage.window.message_bar.dismissed.emit()
    assert faulted.report() == ""


# The command itself: ended by a fault once its window is there, or asked for the report of that.
COMMAND = """
import faulthandler, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from physnet_viewer import app, launch
from physnet_viewer.main_window import MainWindow
from physnet_viewer.views.text_dialog import TextDialog

def look():
    window = next(item for item in QApplication.topLevelWidgets() if isinstance(item, MainWindow))
    window.message_bar.reportRequested.emit()
    print(window.message_bar.text, window.findChild(TextDialog).text, sep="\\n", flush=True)
    window.close()
    QApplication.quit()

QTimer.singleShot(0, faulthandler._sigsegv if sys.argv[1] == "fault" else look)
launch.run(app.parser().parse_args(sys.argv[2:]))
"""


def test_the_command_offers_the_report_of_the_fault_that_ended_it(bundle, tmp_path):
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "c"), "XDG_DATA_HOME": str(tmp_path / "d")}
    environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", COMMAND]
    ended = subprocess.run([*command, "fault", "--weights", bundle], env=environment, capture_output=True)
    assert ended.returncode != 0
    done = subprocess.run([*command, "look", "--weights", bundle], env=environment, capture_output=True, text=True)
    assert done.stdout.startswith("PhysNet Viewer ended unexpectedly.\n"), done.stderr
    assert "Segmentation fault" in done.stdout
    assert "launch.py" in done.stdout


def test_a_process_that_ends_well_leaves_no_fault(tmp_path):
    program = FAULTY.replace("faulthandler._sigsegv()", "pass")
    subprocess.run([sys.executable, "-c", program, tmp_path], check=True)
    assert Faults(tmp_path).report() == ""


def test_a_folder_that_cannot_be_written_leaves_no_fault(tmp_path):
    (tmp_path / "file").write_text("")
    made = Faults(tmp_path / "file")
    made.start()
    made.forget()
    assert made.report() == ""
    made.stop()


def test_a_report_that_cannot_be_saved_is_said(care, stage, tmp_path):
    care._save(tmp_path / "no" / "report.txt", "text")
    assert "Cannot write report.txt" in stage.state.message


def test_the_log_is_in_the_menu(care, stage):
    stage.window.logRequested.connect(care.show_log)
    logging.getLogger("physnet_viewer").info("something was done")
    stage.window.actions_by_name["log"].trigger()
    (dialog,) = stage.window.findChildren(TextDialog)
    assert "something was done" in dialog.findChild(QPlainTextEdit).toPlainText()
    dialog.close()


def test_connections_are_counted():
    connections.watch()
    before = connections._count[0]
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer = threading.Thread(target=lambda: server.accept()[0].close())
        answer.start()
        client = socket.socket()
        client.connect(server.getsockname())
        client.close()
        answer.join()
    assert connections._count[0] == before + 1
    assert connections.since_start().startswith(f"{before + 1} connection")


def test_a_session_opens_no_connection(stage, scan):
    connections.watch()
    before = connections._count[0]
    stage.open(scan)
    assert connections._count[0] == before
