"""Display windows: taken from the series, so that no slice looks different from its neighbors by the preset alone."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from waiting import all_read

from physnet_core.imaging import Slice, Window
from physnet_viewer.windowing import AUTOMATIC, PRESETS, preset


def series(*brightness, window=None):
    rng = np.random.default_rng(3)
    made = []
    for index, bright in enumerate(brightness):
        pixels = np.zeros((50, 60), np.float32)
        pixels[10:40, 10:50] = bright * rng.uniform(0.5, 1.0, (30, 40))
        made.append(Slice(index=index, pixels=pixels, window=window))
    return made


def test_automatic_is_by_percentiles_of_what_is_not_background():
    slices = series(100, 100, 100)
    tissue = np.concatenate([image.pixels[image.pixels > 0] for image in slices])
    assert preset(AUTOMATIC, slices).levels == pytest.approx(tuple(np.percentile(tissue, (1.0, 99.5))), rel=1e-4)


def test_whole_range_reaches_over_all_slices():
    slices = series(50, 900, 100)
    assert preset("Whole range", slices).levels == pytest.approx((0.0, float(slices[1].pixels.max())))


def test_bright_tissue_is_told_apart_at_the_top_and_dark_tissue_at_the_bottom():
    slices = series(100, 400, 1000)
    automatic, bright, dark = (preset(name, slices).levels for name in (AUTOMATIC, "Bright tissue", "Dark tissue"))
    assert bright[0] > automatic[0]
    assert dark[1] < automatic[1]
    assert bright[1] >= automatic[1]


def test_the_file_is_followed_where_it_says_something():
    asked = Window(center=40, width=80)
    assert preset("As the file says", series(100, 100, window=asked)) == asked
    assert preset("As the file says", series(100, 100)) == preset(AUTOMATIC, series(100, 100))


@pytest.mark.parametrize("name", [AUTOMATIC, *PRESETS])
def test_odd_series_have_a_window_too(name):
    flat = [Slice(index=0, pixels=np.zeros((4, 4), np.float32))]
    mask = [Slice(index=0, pixels=np.eye(4, dtype=np.float32))]
    assert preset(name, []) is None
    assert preset(name, [None]) is None
    assert preset(name, flat).width > 0
    assert preset(name, [None, *mask]).width > 0


def test_the_same_key_means_the_same_on_every_slice(make_stage, scan):
    stage = make_stage()
    stage.window.open_path(scan / "one")
    stage.wait(all_read)
    for name in ("auto_window", *(f"preset_{number}" for number in range(5))):
        windows = set()
        for index in (0, 3, 5):
            stage.controller.show_slice(index)
            stage.window.actions_by_name[name].trigger()
            windows.add(stage.state.window)
        assert len(windows) == 1


def test_each_series_remembers_its_window(make_stage, scan):
    stage = make_stage()
    stage.window.open_path(scan)
    first, second = (item.uid for item in stage.wait(all_read).series)
    stage.controller.select_series(first)
    stage.wait(all_read)
    chosen = Window(center=300, width=123)
    stage.controller.set_window(chosen)
    stage.controller.select_series(second)
    assert stage.wait(all_read).window != chosen
    stage.controller.select_series(first)
    assert stage.wait(all_read).window == chosen


def enter(box, text):
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def test_the_window_can_be_entered_in_numbers(make_stage, scan):
    stage = make_stage()
    stage.window.activateWindow()
    stage.window.open_path(scan / "one")
    stage.wait(all_read)
    stage.window.actions_by_name["levels"].trigger()
    dialog = stage.window.levels_dialog
    assert dialog.isVisible()
    enter(dialog.boxes["low"], "100")
    enter(dialog.boxes["high"], "500")
    assert stage.state.window == Window(center=300, width=400)
    assert (dialog.boxes["center"].value(), dialog.boxes["width"].value()) == (300, 400)
    enter(dialog.boxes["width"], "200")
    assert stage.state.window.levels == (200, 400)
    assert stage.window.image_view.panes[0].content.words.bottom_left[-1] == "W 200  L 300"
    enter(dialog.boxes["low"], "450")  # above white: taken back
    assert stage.state.window.levels == (200, 400)
    assert dialog.boxes["low"].value() == 200
    stage.controller.set_window(Window(center=10, width=20))
    assert dialog.boxes["high"].value() == 20
