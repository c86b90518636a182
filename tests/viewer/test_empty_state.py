"""What the window says before there is an image."""

from dataclasses import replace
from pathlib import Path

import pytest
from panel_states import emitted, named, state, texts
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton

from physnet_core.imaging import Skipped
from physnet_viewer.session import Task, ViewState
from physnet_viewer.views.empty_state import RECENTS, EmptyState

SKIPPED = tuple(Skipped(path=Path(f"/x/{name}"), reason="no image") for name in range(3))


@pytest.fixture
def empty(qtbot):
    widget = EmptyState()
    qtbot.addWidget(widget)
    widget.resize(600, 500)
    widget.show()
    return widget


def buttons(empty):
    return [button.text() for button in empty.findChildren(QPushButton) if button.isVisibleTo(empty)]


def test_it_teaches_the_first_step(empty):
    empty.render(None, ViewState())
    assert "Open an MRI scan" in texts(empty)
    assert any("Drop a folder" in text for text in texts(empty))
    assert buttons(empty) == ["Open folder…", "Open demo scan"]
    assert "RECENT" not in texts(empty)


def test_buttons_ask(empty):
    opened, demo = emitted(empty.openRequested), emitted(empty.demoRequested)
    named(empty, QPushButton, "Open folder…").click()
    named(empty, QPushButton, "Open demo scan").click()
    assert (len(opened), len(demo)) == (1, 1)


def test_recents_are_offered_newest_first(empty, qtbot):
    log = emitted(empty.recentRequested)
    empty.set_recents([f"/scans/{number}" for number in range(9)])
    assert buttons(empty)[2:] == [str(number) for number in range(RECENTS)]
    named(empty, QPushButton, "Open recent scan 1").click()
    assert log == ["/scans/1"]
    assert "RECENT" in texts(empty)


def test_recents_are_replaced(empty, qapp):
    empty.set_recents(["/scans/a", "/scans/b"])
    empty.set_recents(["/scans/c"])
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    assert buttons(empty)[2:] == ["c"]
    empty.set_recents([])
    assert "RECENT" not in texts(empty)


def test_an_unusable_folder_says_why(empty):
    log = emitted(empty.skippedRequested)
    empty.render(None, replace(ViewState(), path=Path("/data/holiday"), skipped=SKIPPED))
    assert "No image in “holiday”" in texts(empty)
    assert "3 files not used: see why" in buttons(empty)
    next(button for button in empty.findChildren(QPushButton) if button.text().startswith("3 files")).click()
    assert len(log) == 1


def test_a_message_explains_better(empty):
    empty.render(None, replace(ViewState(), path=Path("/data/x"), message="The folder cannot be read."))
    assert "The folder cannot be read." in texts(empty)


def test_while_reading_it_is_busy_and_then_not(empty):
    busy = replace(ViewState(), path=Path("/data/x"), tasks=(Task(name="Reading"),))
    empty.render(None, busy)
    assert "Reading “x”…" in texts(empty)
    assert not named(empty, QPushButton, "Open folder…").isEnabled()
    empty.render(busy, replace(busy, tasks=()))
    assert named(empty, QPushButton, "Open folder…").isEnabled()


def test_it_does_not_look_at_what_is_not_its_own(empty):
    empty.render(None, ViewState())
    before = texts(empty)
    empty.render(ViewState(), ViewState(frame=3))
    assert texts(empty) == before
    assert state().series_uid is not None
