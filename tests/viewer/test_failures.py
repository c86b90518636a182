"""What is said and logged when something goes wrong."""

import sys

import pytest

from physnet_core.errors import UnreadableScanError
from physnet_viewer import failures


def test_our_errors_are_told_as_they_are():
    assert failures.sentence(UnreadableScanError("the file is cut off"), "reading") == "The file is cut off."
    assert failures.sentence(UnreadableScanError("scans/one.dcm is empty"), "") == "scans/one.dcm is empty."


def test_other_errors_do_not_show_their_inside():
    said = failures.sentence(KeyError("Secret^Person"), "reading slices")
    assert said == "Something went wrong while reading slices (KeyError); the rest of the window goes on working."


def test_memory_is_told_with_what_to_do():
    assert "close other programs" in failures.sentence(MemoryError(), "reading slices")


def test_the_log_says_where_but_not_whom():
    try:
        raise ValueError("/scans/Secret^Person/001.dcm")
    except ValueError as error:
        line = failures.trace(error)
    assert "Secret" not in line
    assert line.startswith("ValueError at test_failures.py:")


@pytest.fixture
def hooks():
    before = sys.excepthook
    yield
    sys.excepthook = before


def test_an_uncaught_error_is_said_and_the_program_lives(hooks, caplog):
    told = []
    failures.install_hook(lambda said, trace: told.extend((said, trace)))
    try:
        raise RuntimeError("Secret^Person")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert told[0] == "Something went wrong while working (RuntimeError); the rest of the window goes on working."
    assert told[1].startswith("RuntimeError at test_failures.py")
    assert "RuntimeError at test_failures.py" in caplog.text
    assert "Secret" not in caplog.text
