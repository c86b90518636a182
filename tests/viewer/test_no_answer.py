"""Pictures that are no brain scan, through window and network as shipped: flagged before any class is bold."""

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel

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


PICTURES = {picture.__name__: picture for picture in (noise, text_page, photograph, black)}
PLAIN = ("photograph", "black")  # what is flagged without a network, whatever weights are shipped


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_no_class_is_bold_before_the_picture_is_known_to_be_a_scan(make_stage, tmp_path, name):
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
    assert all(kind == "class" for kind, bold in seen if bold)
    kind = result_of(stage.state).kind
    if name in PLAIN:
        assert kind == "out_of_range"
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    if kind != "class":
        assert "Scores, not an answer:" in words
        assert not any(text in words for text in ("likely", "very likely"))
        assert stage.window.slice_strip.describe(0).split(": ")[1].startswith(("out of range", "uncertain"))
        assert not any(
            theme.class_label(item).lower() in stage.window.image_view.accessibleDescription().lower()
            for item in theme.CLASS_LABELS
        )


def bold_on_screen(label: QLabel) -> bool:
    return bool(label.text()) and QFontInfo(label.font()).bold()
