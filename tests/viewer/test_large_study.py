"""A study larger than memory: all of it is known in the end, and never more of its pixels held than there is room."""

import threading
import weakref

import numpy as np
import pytest
from made_scans import write_series

from physnet_core import imaging
from physnet_core.network.bundle import load_bundle
from physnet_core.network.predictor import Predictor
from physnet_viewer.inference import PREDICTING
from physnet_viewer.loading import READING
from physnet_viewer.scan_cache import ScanCache

SLICES, ROOM, BATCH = 20, 5, 4
NEAREST = [8, 9, 10, 11, 12]  # to the middle, as many as there is room for


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A series that is found in one piece, so that each slice is read as often as the test says."""
    scan_folder = imaging.scan_folder
    monkeypatch.setattr(imaging, "scan_folder", lambda path, **rest: scan_folder(path, **{**rest, "on_series": None}))
    return write_series(tmp_path / "study", slices=SLICES)[0].parent


@pytest.fixture
def narrow(make_bench, bundle):
    """A controller with a network and room for a few slices."""
    bench = make_bench(weights=bundle, cache=ScanCache(pixel_budget=ROOM * 72 * 64 * 4))
    bench.network = True
    bench.controller.start()
    return bench


@pytest.fixture
def read_in_turn(monkeypatch):
    """Let slices be read only as far as the semaphore goes."""
    turns, read = threading.Semaphore(0), imaging.SliceReader.read

    def in_turn(self, *rest):
        assert turns.acquire(timeout=60)
        return read(self, *rest)

    monkeypatch.setattr(imaging.SliceReader, "read", in_turn)
    return turns


def held(state):
    return [index for index, image in enumerate(state.slices) if image is not None]


def predicted(state):
    return sum(prediction is not None for prediction in state.predictions)


def known(state):
    return predicted(state) + len(state.unreadable) == SLICES and not state.tasks


def test_every_slice_is_predicted_and_those_on_screen_stay(narrow, study, bundle):
    narrow.controller.open_path(study)
    state = narrow.wait(known)
    assert held(state) == NEAREST
    (series,) = state.series
    reader = imaging.SliceReader(series)
    expected = Predictor(load_bundle(bundle), "cpu").predict([reader.read(index) for index in range(SLICES)])
    for index, (prediction, same) in enumerate(zip(state.predictions, expected, strict=True)):
        assert prediction.slice_index == index
        np.testing.assert_allclose(prediction.trajectory, same.trajectory, atol=1e-4)
    narrow.controller.show_slice(0)  # its growth is there before its pixels are read again
    assert narrow.state.learned is not None
    assert narrow.wait(lambda state: state.current_slice is not None).current_slice.index == 0


def test_pixels_never_take_more_than_their_room_and_a_batch(narrow, study, monkeypatch):
    alive, most, read = weakref.WeakSet(), [], imaging.SliceReader.read

    def noted(self, *rest):
        image = read(self, *rest)
        narrow.states.clear()  # which would keep what the window has let go
        alive.add(image)
        most.append(len(alive))
        return image

    monkeypatch.setattr(imaging.SliceReader, "read", noted)
    counts = []
    narrow.session.changed.connect(lambda old, new: counts.append(len(held(new))))
    narrow.controller.open_path(study)
    narrow.wait(known)
    assert len(most) == SLICES
    assert max(counts) == ROOM
    assert max(most) <= ROOM + BATCH


def test_how_far_it_is_is_said_of_all_slices(narrow, study):
    narrow.controller.open_path(study)
    narrow.wait(known)
    tasks = [task for state in narrow.states for task in state.tasks if task.name == PREDICTING]
    assert {task.total for task in tasks} == {SLICES}
    assert any(ROOM < task.done < SLICES for task in tasks)


def test_the_rest_can_be_cancelled_and_gone_on_with(narrow, study, read_in_turn):
    narrow.wait(lambda state: state.model == "ready")
    narrow.controller.open_path(study)
    read_in_turn.release(ROOM + BATCH)
    narrow.wait(lambda state: predicted(state) > ROOM)
    narrow.controller.cancel()
    assert narrow.state.tasks == ()
    read_in_turn.release(10 * SLICES)
    stopped = narrow.idle()
    assert ROOM < predicted(stopped) < SLICES
    narrow.controller.select_series(stopped.series_uid)
    assert held(narrow.wait(known)) == NEAREST


def test_who_goes_elsewhere_meanwhile_sees_that_place_first(narrow, study, read_in_turn):
    narrow.wait(lambda state: state.model == "ready")
    narrow.controller.open_path(study)
    read_in_turn.release(ROOM + BATCH)
    narrow.wait(lambda state: predicted(state) > ROOM)
    narrow.controller.show_slice(SLICES - 1)
    read_in_turn.release(10 * SLICES)
    state = narrow.wait(known)
    assert state.current_slice.index == SLICES - 1
    assert len(held(state)) <= ROOM


def test_slices_that_cannot_be_read_take_no_room_and_are_told(narrow, study, monkeypatch):
    files = sorted(study.iterdir())
    scan_folder = imaging.scan_folder

    def then_lost(path, **rest):
        report = scan_folder(path, **rest)
        for index in (2, 11):
            files[index].write_bytes(b"")
        return report

    monkeypatch.setattr(imaging, "scan_folder", then_lost)
    narrow.controller.open_path(study)
    state = narrow.wait(known)
    assert sorted(state.unreadable) == [2, 11]
    assert len(held(state)) == ROOM


def test_it_grows_in_space_as_it_does_where_all_of_it_is_in_memory(narrow, running, study):
    volumes = []
    for bench in (running, narrow):
        bench.controller.open_path(study)
        bench.wait(lambda state: state.current_slice is not None)
        bench.controller.set_dimensions("3d")  # while it is still read
        volumes.append(bench.wait(lambda state: state.volume is not None and not state.tasks).volume)
    assert held(narrow.state) == NEAREST
    whole, other = volumes
    np.testing.assert_allclose(other.volume.frames, whole.volume.frames, atol=1e-3)
    np.testing.assert_array_equal(other.volume.domain, whole.volume.domain)


def test_growth_in_space_goes_on_with_reading_that_was_cancelled(running, study, read_in_turn):
    running.wait(lambda state: state.model == "ready")
    running.controller.open_path(study)
    read_in_turn.release(4)
    running.wait(lambda state: READING in [task.name for task in state.tasks] and held(state))
    running.controller.cancel()
    read_in_turn.release(10 * SLICES)
    running.controller.set_dimensions("3d")
    state = running.wait(lambda state: state.volume is not None and not state.tasks)
    assert held(state) == list(range(SLICES))
