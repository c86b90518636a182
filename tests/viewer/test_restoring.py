"""A GIF that was exported brings its scenario back when it is dropped on the window."""

from made_scans import write_series
from PIL import Image
from test_main_window import drop

from physnet_core.export.content import Options
from physnet_viewer.session import Parameters
from physnet_viewer.views.export_dialog import ExportRequest

TWEAK = Parameters(diffusion_number=1 / 7, growth_number=0.31)


def exported(stage, scan, path, *, slice_index=4, days=None):
    """Write a GIF of a tweaked growth on one slice."""
    stage.open(scan)
    stage.controller.show_slice(slice_index)
    stage.controller.set_days_per_step(days)
    stage.controller.set_parameters(TWEAK)
    stage.controller.commit_parameters()
    stage.wait(lambda state: state.tweaked is not None and state.learned is not None)
    request = ExportRequest(path=path, kind="gif", which="both", options=Options(size="email"))
    stage.controller.start_export(request)
    stage.wait(lambda state: state.notice is not None and not state.tasks)
    return path


def test_a_dropped_gif_restores_its_scenario_on_the_open_scan(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif", days=11.5)
    stage.controller.show_slice(1)
    stage.controller.set_days_per_step(None)
    stage.controller.set_layout("single")
    assert stage.state.tweak is None
    drop(stage.window, made)
    state = stage.wait(lambda state: state.tweaked is not None and not state.tasks)
    assert state.slice_index == 4
    assert state.tweak == TWEAK
    assert (state.tweaked.diffusion_number, state.tweaked.growth_number) == (1 / 7, 0.31)
    assert (state.days_per_step, state.grid, state.layout) == (11.5, "latent", "side_by_side")
    assert state.notice == "D and ρ are set as in growth.gif, on slice 5."
    assert state.path == scan


def test_a_picture_of_growth_in_space_grows_the_series_again(stage, scan, tmp_path):
    stage.open(scan)
    stage.controller.set_dimensions("3d")
    stage.wait(lambda state: state.volume is not None and not state.tasks)
    stage.controller.set_parameters(TWEAK)
    stage.controller.commit_parameters()
    stage.wait(lambda state: state.tweaked_volume is not None and not state.tasks)
    request = ExportRequest(path=tmp_path / "a.gif", kind="gif", which="both", options=Options(size="email"))
    stage.controller.start_export(request)
    stage.wait(lambda state: state.notice is not None and not state.tasks)
    stage.controller.set_dimensions("2d")
    drop(stage.window, tmp_path / "a.gif")
    state = stage.wait(lambda state: state.tweaked_volume is not None and not state.tasks)
    assert (state.dimensions, state.tweak, state.grid) == ("3d", TWEAK, "latent")
    assert state.notice == f"D and ρ are set as in a.gif, on slice {state.slice_index + 1}."


def test_it_is_one_step_that_can_be_undone(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif")
    stage.controller.reset_parameters()
    drop(stage.window, made)
    stage.wait(lambda state: state.tweak == TWEAK)
    stage.controller.undo()
    assert stage.state.tweak is None


def test_without_a_scan_it_is_asked_for_first(make_stage, bundle, scan, tmp_path):
    made = exported(make_stage(weights=bundle), scan, tmp_path / "growth.gif")
    fresh = make_stage(weights=bundle, name="fresh.ini")
    drop(fresh.window, made)
    assert fresh.state.notice == "Now open the scan that growth.gif was made of: its D and ρ will be set on it."
    assert fresh.window.message_bar.text == fresh.state.notice
    fresh.controller.open_path(scan)
    state = fresh.wait(lambda state: state.tweaked is not None and not state.tasks)
    assert (state.slice_index, state.tweak) == (4, TWEAK)


def test_another_scan_is_said_and_the_slice_stays(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif")
    write_series(tmp_path / "other", slices=3, seed=9)
    stage.open(tmp_path / "other")
    stage.controller.show_slice(2)
    drop(stage.window, made)
    state = stage.wait(lambda state: state.tweaked is not None and not state.tasks)
    assert state.slice_index == 2
    assert state.message == (
        "D and ρ are set as in growth.gif, but it was made of another scan or series than the one on screen."
    )


def test_another_model_is_said(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif")
    raw = made.read_bytes()
    ours = stage.state.model_identity.sha256.encode()
    made.write_bytes(raw.replace(ours[:20], b"0" * 20))
    stage.controller.reset_parameters()
    drop(stage.window, made)
    state = stage.wait(lambda state: state.message is not None)
    assert "it was made with untrained 0 (00000000) and this is untrained 0" in state.message
    assert state.tweak == TWEAK


def test_a_gif_of_somebody_else_leaves_the_scan_on_screen(stage, scan, tmp_path):
    before = stage.open(scan)
    Image.new("L", (4, 4)).save(tmp_path / "cat.gif")
    (tmp_path / "text.gif").write_text("no picture")
    drop(stage.window, tmp_path / "cat.gif")
    assert "cat.gif holds no growth parameters" in stage.state.message
    drop(stage.window, tmp_path / "text.gif")
    assert "text.gif is not a picture" in stage.state.message
    assert (stage.state.path, stage.state.series_uid) == (scan, before.series_uid)


def test_a_plain_png_is_opened_as_a_scan(stage, tmp_path):
    Image.new("L", (64, 64), 40).save(tmp_path / "slice.png")
    drop(stage.window, tmp_path / "slice.png")
    stage.wait(lambda state: state.current_slice is not None)
    assert stage.state.path == tmp_path / "slice.png"


def test_escape_forgets_what_was_waited_for(stage, scan, tmp_path):
    made = exported(stage, scan, tmp_path / "growth.gif")
    stage.controller.reset_parameters()
    drop(stage.window, made)
    stage.controller.cancel()
    stage.idle()
    assert stage.state.tweak is None
