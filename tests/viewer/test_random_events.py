"""Anything at any time: no result is shown for another input. `tests/bench/viewer.py events` does a thousand."""

import logging
import threading
from dataclasses import replace

import numpy as np
import pytest
from alarms import Alarms
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication
from random_user import RandomUser, mismatches, write_scans

from physnet_viewer.session import Parameters


@pytest.mark.parametrize("seed", [3, 8])
def test_nothing_stale_is_shown_whatever_is_done(make_stage, bundle, tmp_path, seed):
    stage = make_stage(weights=bundle)
    stage.wait(lambda state: state.model == "ready")
    user = RandomUser(stage.session, stage.controller, stage.window, write_scans(tmp_path), seed=seed)
    user.run(120, QApplication.processEvents)
    assert user.mismatches == []
    assert user.failures == []
    assert user.looked_at > 100  # and the window is closed in the middle of it
    assert user.compared > 0


def fail(*_):
    raise ZeroDivisionError("nobody catches this")


def test_what_nobody_catches_is_a_failure(make_stage, bundle, tmp_path):
    stage = make_stage(weights=bundle)
    stage.wait(lambda state: state.model == "ready")
    user = RandomUser(stage.session, stage.controller, stage.window, write_scans(tmp_path), seed=3)
    stage.session.changed.connect(fail)
    user.run(1, QApplication.processEvents)
    stage.session.changed.disconnect(fail)
    assert any(line.startswith("ZeroDivisionError in a slot") for line in user.failures)
    with Alarms() as alarms:
        qWarning("odd")
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        logging.getLogger("physnet_viewer.lanes").warning("failed")
    assert alarms.lines == [
        "Qt: odd",
        "ZeroDivisionError in a thread: nobody catches this",
        "physnet_viewer.lanes: failed",
    ]


def test_the_check_would_see_what_is_stale(make_stage, bundle, scan):
    stage = make_stage(weights=bundle)
    state = stage.open(scan)
    state = stage.wait(lambda state: state.learned is not None)
    assert mismatches(state) == []
    place = state.slice_index
    other = state.predictions[place - 1]
    swapped = tuple(other if index == place else item for index, item in enumerate(state.predictions))
    assert mismatches(replace(state, predictions=swapped))
    assert mismatches(replace(state, slice_index=place - 1))
    assert mismatches(replace(state, learned=replace(state.learned, frames=np.zeros_like(state.learned.frames))))
    assert mismatches(replace(state, tweaked=state.learned, tweak=None))
    assert mismatches(replace(state, dimensions="3d", leading=place))
    assert mismatches(replace(state, series_uid=None, tweak=Parameters(diffusion_number=1.0, growth_number=1.0)))
