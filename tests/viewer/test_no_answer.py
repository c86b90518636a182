"""Pictures that are no brain scan, through window and network as shipped: flagged before any class is named."""

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel
from scipy.ndimage import binary_dilation, gaussian_filter

from physnet_core.network.bundle import bundle_folder
from physnet_viewer import theme
from physnet_viewer.views.result_text import result_of

SIDE = 256
CLASSES = tuple(theme.CLASS_LABELS.values())


def noise() -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 256, (SIDE, SIDE), dtype=np.uint8))


def text_page() -> Image.Image:
    page = Image.new("L", (SIDE, SIDE), 255)
    for line in range(16):
        ImageDraw.Draw(page).text((12, 10 + 15 * line), "Findings: none. " * 3, fill=0)
    return page


def photograph() -> Image.Image:
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    sky = np.stack((80 + 60 * y, 140 + 50 * y, 220 - 40 * y), axis=-1)
    ground = np.stack((60 + 80 * x, 120 + 30 * np.sin(40 * x), 50 + 20 * y), axis=-1)
    return Image.fromarray(np.where((y > 0.6 + 0.1 * np.sin(9 * x))[..., None], ground, sky).astype(np.uint8))


def black() -> Image.Image:
    return Image.new("L", (SIDE, SIDE), 0)


def knee() -> Image.Image:
    """Draw a sagittal T1: marrow in dark cortex, a joint between femur and tibia, patella, fat, muscle, noise."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    rng = np.random.default_rng(4)
    texture = gaussian_filter(rng.normal(size=(SIDE, SIDE)), 3)
    texture *= 9 / texture.std()
    leg = np.abs(x - 0.5 - 0.03 * np.sin(5 * y)) < 0.36
    shade = np.where(leg, 205.0, 4.0)  # fat under the skin
    shade[np.abs(x - 0.5 - 0.03 * np.sin(5 * y)) < 0.29] = 78  # muscle
    shade[(np.abs(x - 0.26) < 0.018) & leg] = 18  # tendons of quadriceps and patella
    shade[((x - 0.31) / 0.07) ** 2 + ((y - 0.53) / 0.09) ** 2 < 1] = 190  # the fat pad behind them
    for bone in (_shaft(x, y, 0.5, -1, 0.09), _shaft(x, y, 0.545, 1, 0.02), _ellipse(x, y, 0.25, 0.42, 0.05, 0.08)):
        shade[binary_dilation(bone, iterations=5)] = 95  # cartilage
        shade[binary_dilation(bone, iterations=3)] = 14  # cortex
        shade[bone] = 172  # marrow
    shade += np.where(shade > 10, texture, 0)
    blurred = gaussian_filter(shade, 0.8) * (1.1 - 0.35 * x)  # the coil lies in front
    noisy = np.hypot(blurred + rng.normal(0, 4, shade.shape), rng.normal(0, 4, shade.shape))
    return Image.fromarray(noisy.clip(0, 255).astype(np.uint8))


def _ellipse(x, y, column, row, width, height):
    return ((x - column) / width) ** 2 + ((y - row) / height) ** 2 < 1


def _shaft(x, y, row, toward, roundness):
    """Return a bone that ends in a joint at `row` and leaves the picture at the top (-1) or bottom (1)."""
    away = (y - row) * toward
    half = 0.085 + 0.095 * np.exp(-away / 0.07)
    return (np.abs(x - 0.53) < half) & (away > roundness * ((x - 0.53) / 0.18) ** 2)


PICTURES = {picture.__name__: picture for picture in (noise, text_page, photograph, black, knee)}


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_it_is_flagged_before_any_class_is_named(make_stage, tmp_path, name):
    PICTURES[name]().save(tmp_path / "picture.png")
    stage = make_stage(weights=bundle_folder(None))
    panel, seen = stage.window.result_panel, []

    def look(old, new):
        bold = [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and bold_on_screen(label)]
        seen.append((result_of(new).kind, [text for text in bold if text in CLASSES]))

    stage.session.changed.connect(look)
    stage.window.open_path(tmp_path / "picture.png")
    stage.wait(lambda state: state.current_prediction is not None)
    stage.idle()
    stage.session.changed.disconnect(look)
    assert not any(kind == "class" or bold for kind, bold in seen)
    assert result_of(stage.state).kind == "out_of_range"
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "Scores, not an answer:" in words
    assert not any(text in words for text in ("likely", "very likely"))
    stage.qtbot.waitUntil(lambda: ": out of range" in stage.window.slice_strip.describe(0))  # it may lag
    assert not any(
        theme.class_label(item).lower() in stage.window.image_view.accessibleDescription().lower()
        for item in theme.CLASS_LABELS
    )


def bold_on_screen(label: QLabel) -> bool:
    return bool(label.text()) and QFontInfo(label.font()).bold()
