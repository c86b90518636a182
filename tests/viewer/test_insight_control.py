"""Reasons and other answers: asked for, computed off the GUI thread, and never of another slice."""

import numpy as np

from physnet_core.growth.spread import area_band
from physnet_core.network.bundle import load_bundle
from physnet_core.network.insight import Insight
from physnet_core.network.predictor import Predictor
from physnet_viewer.session import Parameters

TWEAK = Parameters(diffusion_number=0.5, growth_number=1.5)


def test_reasons_come_when_asked_for_and_follow_the_slice(running, scan, bundle):
    state = running.open(scan)
    assert state.explanation is None
    running.controller.explain(True)
    first = running.wait(lambda state: state.current_explanation).current_explanation
    expected = Insight(Predictor(load_bundle(bundle), "cpu")).explain(state.current_slice, state.current_prediction)
    np.testing.assert_allclose(first.activation, expected.activation, atol=1e-4)
    running.controller.show_slice(0)
    assert running.state.current_explanation is None
    second = running.wait(lambda state: state.current_explanation).current_explanation
    assert second.prediction is running.state.predictions[0]
    running.controller.explain(False)
    assert running.state.explanation is None


def test_the_answer_follows_the_sliders_and_the_last_value_wins(running, scan, bundle):
    running.open(scan)
    for growth in np.linspace(0.1, 1.5, 15):
        running.controller.set_parameters(Parameters(diffusion_number=0.5, growth_number=float(growth)))
    state = running.wait(lambda state: state.current_what_if and state.current_what_if.growth_number == 1.5)
    expected = Insight(Predictor(load_bundle(bundle), "cpu")).what_if(
        state.current_slice, state.current_prediction, 0.5, 1.5
    )
    np.testing.assert_allclose(state.current_what_if.probabilities, expected.probabilities, atol=1e-5)


def test_the_answer_goes_with_the_tweak(running, scan):
    running.open(scan)
    running.controller.set_parameters(TWEAK)
    running.wait(lambda state: state.current_what_if)
    running.controller.reset_parameters()
    assert running.state.what_if is None
    running.controller.set_parameters(TWEAK)
    running.wait(lambda state: state.current_what_if)
    running.controller.show_slice(0)
    assert running.state.current_what_if is None


def test_the_band_of_the_area_comes_by_itself_and_is_of_the_slice_on_screen(running, scan, bundle):
    state = running.open(scan)
    tumors = [index for index, item in enumerate(state.predictions) if item.label != "notumor"]
    for index in tumors[:2]:
        running.controller.show_slice(index)
        assert running.state.current_band is None
        band = running.wait(lambda state: state.current_band).current_band
        assert band.prediction is running.state.predictions[index]
    insight = Insight(Predictor(load_bundle(bundle), "cpu"))
    expected = area_band(insight.spread(running.state.current_slice, band.prediction))
    np.testing.assert_allclose(band.low, expected.low, atol=1e-3)
    np.testing.assert_allclose(band.high, expected.high, atol=1e-3)
    running.controller.set_grid("image")
    assert running.state.current_band is None  # that growth is not the network's own


def test_a_network_whose_class_does_not_see_the_growth_is_not_asked(make_bench, scan, tmp_path, qtbot):
    from physnet_core.network.bundle import Bundle, BundleMetadata
    from physnet_core.network.physnet import PhysNet, PhysNetConfig
    from physnet_core.network.preprocessing import Preprocessing

    config = PhysNetConfig(physics="none")
    metadata = BundleMetadata(
        name="twin",
        version="0",
        config=config,
        classes=("glioma", "meningioma", "notumor", "pituitary"),
        preprocessing=Preprocessing(size=64),
        days_per_step=15.0,
    )
    Bundle(metadata=metadata, model=PhysNet(config).eval()).save(tmp_path / "twin")
    bench = make_bench(weights=tmp_path / "twin")
    bench.network = True
    bench.controller.start()
    bench.open(scan)
    bench.controller.set_parameters(TWEAK)
    bench.wait(lambda state: state.tweaked)
    bench.idle()
    assert bench.state.what_if is None
