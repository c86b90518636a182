"""Contrast, color blindness, tokens and icons of the theme."""

import re
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QToolButton

from physnet_core.resources import resource
from physnet_viewer import theme

THEMES = list(theme.PALETTES.values())
GROUNDS = ("background", "surface", "raised")
ON_SURFACE = ("curve_tweaked",)  # text of what the user changed, in the panels only
TEXTS = ("text", "muted", "warning", "error", "good", "accent")
CLASSES = tuple(theme.CLASS_LABELS)
# Full dichromacy, linear RGB: Machado, Oliveira and Fernandes (2009), severity 1.
BLINDNESS = {
    "none": np.eye(3),
    "protan": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "deutan": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "tritan": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}


def test_contrast_is_the_ratio_of_wcag():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", THEMES, ids=lambda palette: palette.name)
def test_text_can_be_read(palette):
    for ground in GROUNDS:
        for text in TEXTS:
            ratio = theme.contrast(getattr(palette, text), getattr(palette, ground))
            assert ratio >= 4.5, f"{text} on {ground}: {ratio:.2f}"
    for text in ON_SURFACE:
        assert theme.contrast(getattr(palette, text), palette.surface) >= 4.5, text
    for text, ground in (("on_accent", "accent"), ("text", "hover"), ("on_canvas", "canvas")):
        assert theme.contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", THEMES, ids=lambda palette: palette.name)
def test_what_is_not_text_can_be_seen(palette):
    for ink in ("control_border", "curve_learned", "curve_tweaked", "no_class", *CLASSES):
        assert theme.contrast(getattr(palette, ink), palette.surface) >= 3.0, ink
    assert theme.contrast(palette.control_border, palette.raised) >= 3.0


@pytest.mark.parametrize("palette", THEMES, ids=lambda palette: palette.name)
@pytest.mark.parametrize("kind", BLINDNESS)
def test_classes_differ_for_every_eye(palette, kind):
    colors = {name: _lab(getattr(palette, name), BLINDNESS[kind]) for name in CLASSES}
    for one, other in combinations(CLASSES, 2):
        assert np.linalg.norm(colors[one] - colors[other]) > 14, (one, other)


def _lab(color: str, blindness: np.ndarray) -> np.ndarray:
    qcolor = QColor(color)
    srgb = np.array([qcolor.redF(), qcolor.greenF(), qcolor.blueF()])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(blindness @ linear, 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt((to_xyz @ seen) / np.array([0.9505, 1.0, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("palette", THEMES, ids=lambda palette: palette.name)
def test_style_sheet_uses_tokens_only(qapp, palette):
    assert "$" not in theme.style_sheet(palette)
    source = resource("style", "app.qss").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", source)
    sizes = re.findall(r"font-size: *([^;]+);", source)
    assert sizes
    assert all(size.startswith("$") for size in sizes), "sizes follow the system font"
    for name in re.findall(r"icons:([\w$-]+)\.svg", source):
        assert resource("icons", name.replace("$name", palette.name) + ".svg").is_file()


def test_views_spell_no_color():
    for file in resource().parent.joinpath("physnet_viewer", "views").glob("*.py"):
        assert not re.search(r"[\"']#[0-9a-fA-F]{6}", file.read_text(encoding="utf-8")), file.name


def test_every_icon_draws_something(qapp):
    for file in sorted(resource("icons").glob("*.svg")):
        image = theme.pixmap(file.stem, theme.DARK.text, 24).toImage()
        inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
        assert 10 < inked < 560, file.name


def test_an_icon_follows_the_theme(qapp, qtbot):
    theme.apply(qapp, "dark")
    button = QToolButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "pause")
    dark = _brightest(button.icon())
    theme.apply(qapp, "light")
    light = _brightest(button.icon())
    theme.apply(qapp, "dark")
    assert dark == QColor(theme.DARK.text)
    assert light == QColor(theme.LIGHT.text)


def _brightest(icon: QIcon) -> QColor:
    image = icon.pixmap(16, 16).toImage()
    opaque = [image.pixelColor(x, y) for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() == 255]
    return QColor(opaque[0].name())


def test_an_unknown_class_is_neutral():
    assert theme.class_color(None) == theme.class_color("lymphoma") == QColor(theme.current().no_class)
    assert theme.class_label("notumor") == "No tumor"
    assert len({theme.class_letter(label) for label in theme.CLASS_LABELS}) == 4
