"""Where the network runs: chosen in plain words, remembered, and never a reason to lose results."""

import torch


def test_the_cpu_is_chosen_and_results_stay(stage, scan):
    stage.open(scan)
    stage.wait(lambda state: state.predictions and all(state.predictions))
    before = stage.state.predictions
    stage.window.actions_by_name["gpu"].setChecked(True)
    stage.window.actions_by_name["gpu"].trigger()
    assert stage.settings.device == "cpu"
    state = stage.wait(lambda state: state.notice)
    assert state.notice.startswith("The network now runs on the CPU")
    assert all(one is other for one, other in zip(before, state.predictions, strict=True))
    stage.controller.dismiss()
    stage.window.actions_by_name["gpu"].trigger()
    assert stage.settings.device == "auto"
    state = stage.wait(lambda state: state.notice)
    assert ("No GPU" in state.notice) == (not torch.cuda.is_available())


def test_a_device_that_is_not_there_leaves_the_old_one_at_work(running, scan):
    running.open(scan)
    running.controller.use_device("abacus")
    state = running.wait(lambda state: state.message and state.model == "ready")
    assert "abacus" in state.message
    running.controller.open_path(scan)
    state = running.wait(lambda state: state.predictions and all(state.predictions))
    assert state.device == "CPU"
