"""On a screen of twice the density all of the image is drawn at the pixels of the device, not enlarged afterwards."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from made_scans import write_series
from PIL import Image
from pydicom import dcmread, dcmwrite

# A process of its own, for the density of the screen is read when an application starts.
PROGRAM = """
import json, sys, time
from pathlib import Path
import numpy as np
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QApplication
from physnet_viewer import theme
from physnet_viewer.controller import Controller
from physnet_viewer.main_window import MainWindow
from physnet_viewer.session import Overlay, Session
from physnet_viewer.settings import Settings

scan, weights, folder = map(Path, sys.argv[1:])
application = QApplication(sys.argv[:1])
theme.apply(application, "dark")
session = Session()
controller = Controller(session, weights=str(weights), device="cpu")
window = MainWindow(session, controller, Settings(folder / "settings.ini"))
window.resize(1366, 768)
window.show()
window.open_path(scan)
deadline = time.monotonic() + 240
while session.state.learned is None and time.monotonic() < deadline:
    application.processEvents()
    time.sleep(0.002)
frames = session.state.learned.frames  # half of the cells of the last one are drawn: hard edges
controller.show_frame(len(frames) - 1)
controller.set_overlay(Overlay(opacity=1.0, contour=None, threshold=float(np.median(frames[-1]))))
pane = window.image_view.panes[0]
pane._fitted = False
width, height = pane.width(), pane.height()
pictures = {}
for name, left in (("window", 99.5), ("shifted", 100.5)):
    for _ in range(9):  # one pixel of the slice is then half a pixel of the window, and one of the device
        pane.box.setRange(QRectF(left, 99.5, 2 * width, 2 * height), padding=0)
        application.processEvents()
    pictures[name] = window.grab()
pictures["letters"] = pane._letters.grab()
for name, picture in pictures.items():
    picture.save(str(folder / f"{name}.png"))
corner, ratio = pane.mapTo(window, QPoint()), window.devicePixelRatioF()
place = [corner.x(), corner.y(), width, height]
print(json.dumps({"ratio": ratio, "place": place, "letter": pane.fontMetrics().height()}))
window.close()
"""
SIDE, STRIPES = 2000, slice(700, 1000)  # rows with lines of one pixel


@pytest.fixture(scope="module")
def grabbed(tmp_path_factory, bundle):
    """What such a window looks like, as arrays (rows, columns, RGB), and where its image is."""
    folder = tmp_path_factory.mktemp("dense")
    (file,) = write_series(folder / "scan", slices=1, rows=SIDE, columns=SIDE, spacing=(1.0, 1.0))
    dataset = dcmread(file)
    pixels = np.full((SIDE, SIDE), 300, np.uint16)
    pixels[STRIPES] = np.arange(SIDE) % 2 * 600
    dataset.PixelData = pixels.tobytes()
    dcmwrite(file, dataset)
    home = {"XDG_CONFIG_HOME": str(folder), "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    root = {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, "-c", PROGRAM, str(folder / "scan"), str(bundle), str(folder)]
    done = subprocess.run(command, env={**os.environ, **home, **root}, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    names = ("window", "shifted", "letters")
    pictures = {name: np.array(Image.open(folder / f"{name}.png").convert("RGB")) for name in names}
    return pictures, json.loads(done.stdout.splitlines()[-1])


def detail(picture):
    """Return the share of 2 x 2 pixels that are not all alike: 0 in what was drawn at half the size and enlarged."""
    rows, columns = (side // 2 * 2 for side in picture.shape[:2])
    blocks = picture[:rows, :columns].astype(int).reshape(rows // 2, 2, columns // 2, 2, 3)
    return float((np.ptp(blocks, axis=(1, 3)).max(axis=-1) > 20).mean())


def pane_of(pictures, found, name="window"):
    x, y, width, height = (2 * part for part in found["place"])
    return pictures[name][y : y + height, x : x + width]


def test_a_grab_has_the_pixels_of_the_device(grabbed):
    pictures, found = grabbed
    assert found["ratio"] == 2.0
    assert pictures["window"].shape[:2] == (2 * 768, 2 * 1366)


def test_lines_of_one_device_pixel_are_told_apart(grabbed):
    pane = pane_of(*grabbed)
    lines = pane[STRIPES.start - 100 : STRIPES.stop - 100].mean(axis=-1)  # the view begins at pixel 100
    columns = lines[20:60, 40:400].astype(int)
    assert np.abs(np.diff(columns, axis=1)).min() > 100


def test_an_edge_of_the_overlay_may_lie_between_pixels_of_the_window(grabbed):
    inner = (slice(100, STRIPES.start - 150), slice(200, -200))  # no word is written there
    here, shifted = (pane_of(*grabbed, name)[inner].astype(int) for name in ("window", "shifted"))
    edges, moved = (np.flatnonzero(np.abs(np.diff(pane[0], axis=0)).max(axis=1) > 100) for pane in (here, shifted))
    assert edges.size
    assert (edges - 1).tolist() == moved.tolist(), "by one pixel of the device"
    assert detail(here) + detail(shifted) > 0


@pytest.mark.parametrize("part", ["lettering", "color bar"])
def test_words_and_color_bar_are_as_fine(grabbed, part):
    pictures, found = grabbed
    letter, layer = 2 * found["letter"], pictures["letters"]
    below_letter, above_corner = layer.shape[0] // 4 * 2 + 2 * letter, -4 * letter  # even, as in the window
    bar = layer[below_letter:above_corner, -10 * letter :]
    words = bar if part == "color bar" else layer[: 3 * letter, : 12 * letter]
    assert detail(words) > 0.01
    enlarged = words[::2, ::2].repeat(2, axis=0).repeat(2, axis=1)
    assert detail(enlarged) == 0
