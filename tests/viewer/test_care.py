"""Log and error report: they come, they can be saved, and they name nobody."""

import logging
import socket
import sys
import threading

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from physnet_viewer import connections
from physnet_viewer.care import Care
from physnet_viewer.journal import Journal, scrub
from physnet_viewer.views.text_dialog import TextDialog

SECRETS = ("Secret", "/home/doctor", "1.2.840.113619", "C:\\\\Scans")


@pytest.fixture
def journal(tmp_path):
    made = Journal(tmp_path / "settings")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def care(stage, journal):
    before = sys.excepthook
    made = Care(stage.window, stage.session, journal)
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
