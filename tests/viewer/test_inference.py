"""Predictions: the slice on screen first, all of them in the end, and each where it belongs."""

import gc
import threading
import weakref

import numpy as np
from made_scans import write_series

from physnet_core.network.bundle import load_bundle
from physnet_core.network.predictor import Predictor
from physnet_viewer.inference import PREDICTING
from physnet_viewer.scan_cache import ScanCache


def test_every_slice_gets_its_own_prediction(running, scan, bundle):
    state = running.open(scan)
    expected = list(Predictor(load_bundle(bundle), "cpu").predict(state.slices))
    for index, (prediction, same) in enumerate(zip(state.predictions, expected, strict=True)):
        assert prediction.slice_index == index
        np.testing.assert_allclose(prediction.probabilities, same.probabilities, atol=1e-4)
        np.testing.assert_allclose(prediction.trajectory, same.trajectory, atol=1e-4)
    assert state.device == "CPU"
    assert state.model_identity.name == "untrained"
    assert state.model_card == "# Untrained"


def test_the_slice_on_screen_comes_first(running, scan):
    # Of a series chosen when all is found: while slices are still found, another one comes on screen at any moment.
    opened = running.open(scan)
    other = next(series for series in opened.series if series.uid != opened.series_uid)
    running.controller.select_series(other.uid)
    running.wait(lambda state: state.series_uid == other.uid and all(state.predictions))
    first = next(state for state in running.states if state.series_uid == other.uid and any(state.predictions))
    assert first.predictions[first.slice_index] is not None


def test_a_result_comes_whole(running, scan):
    """Class, growth and parameters of a slice appear in one update, never one without the other."""
    running.open(scan)
    for state in running.states:
        assert (state.current_prediction is None) == (state.learned is None)


def test_results_of_a_series_are_kept(running, scan):
    first = running.open(scan)
    other = next(series for series in first.series if series.uid != first.series_uid)
    running.controller.select_series(other.uid)
    running.wait(lambda state: state.series_uid == other.uid and len(state.predictions) == 4 and all(state.predictions))
    running.controller.select_series(first.series_uid)
    assert all(running.state.predictions)
    assert running.state.current_prediction is first.predictions[running.state.slice_index]


def test_a_scan_may_be_open_before_the_network_is_there(make_bench, bundle, scan):
    bench = make_bench(weights=bundle)
    bench.controller.open_path(scan)
    bench.wait(lambda state: state.slices and None not in state.slices and not state.tasks)
    assert not any(bench.state.predictions)
    bench.controller.start()
    assert all(bench.wait(lambda state: all(state.predictions)).predictions)


def test_cancel_keeps_predictions_and_the_next_slice_is_still_answered(running, tmp_path):
    write_series(tmp_path, slices=40)
    running.wait(lambda state: state.model == "ready")
    running.controller.open_path(tmp_path)
    running.wait(lambda state: any(state.predictions) and PREDICTING in [task.name for task in state.tasks])
    running.controller.cancel()
    assert running.state.tasks == ()
    done = sum(prediction is not None for prediction in running.state.predictions)
    assert 0 < done < 40
    assert running.state.notice is not None


def test_wrong_weights_are_said_and_viewing_goes_on(make_bench, tmp_path, scan):
    (tmp_path / "model.safetensors").write_bytes(b"nonsense")
    (tmp_path / "metadata.json").write_text("{}")
    bench = make_bench(weights=tmp_path / "model.safetensors")
    bench.controller.start()
    state = bench.wait(lambda state: state.model == "failed")
    assert "metadata.json" in state.message
    assert state.message == state.model_error
    assert not state.tasks
    assert bench.open(scan).current_slice is not None


def test_missing_weights_are_said(make_bench, tmp_path):
    bench = make_bench(weights=tmp_path / "none")
    bench.controller.start()
    assert "There is no bundle" in bench.wait(lambda state: state.model == "failed").message


def test_closing_while_the_network_starts_leaves_no_thread(make_bench, bundle):
    bench = make_bench(weights=bundle)
    bench.controller.start()
    assert bench.controller.shutdown()
    assert bench.state.model == "loading"


def test_slices_that_wait_for_the_network_are_not_kept_in_memory(make_bench, bundle, tmp_path, monkeypatch):
    predict, goes_on = Predictor.predict, threading.Event()

    def held_back(self, images, **named):
        assert goes_on.wait(30)
        return predict(self, images, **named)

    monkeypatch.setattr(Predictor, "predict", held_back)
    write_series(tmp_path, slices=40)
    bench = make_bench(weights=bundle, cache=ScanCache(pixel_budget=5 * 72 * 64 * 4))
    bench.controller.start()
    bench.wait(lambda state: state.model == "ready")
    bench.controller.open_path(tmp_path)
    seen = weakref.WeakSet()
    for index in (0, 8, 16, 24, 32, 39):
        bench.controller.show_slice(index)
        bench.wait(lambda state: state.current_slice is not None and len(state.tasks) == 1)
        seen.update(image for image in bench.state.slices if image is not None)
    bench.states.clear()
    gc.collect()
    assert len(seen) <= 5 + 1 + 1  # those in memory, the one on screen, and the one that the network has
    goes_on.set()
    bench.wait(lambda state: state.current_prediction is not None)
