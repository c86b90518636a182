"""How density is drawn: each control changes one thing."""

import pytest
from panel_states import emitted, named, state, texts
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider, QToolButton

from physnet_core.export.colour import COLORMAPS
from physnet_viewer.session import Overlay
from physnet_viewer.views.overlay_controls import SWATCH, OverlayControls, swatch

START = Overlay()


@pytest.fixture
def controls(qtbot):
    widget = OverlayControls()
    qtbot.addWidget(widget)
    widget.render(None, state())
    widget.resize(800, 50)
    widget.show()
    return widget


def test_each_control_changes_one_thing(controls):
    log = emitted(controls.overlayChanged)
    named(controls, QToolButton, "Density overlay").click()
    named(controls, QSlider, "Overlay opacity").setValue(25)
    named(controls, QComboBox, "Color map").setCurrentIndex(COLORMAPS.index("viridis"))
    named(controls, QComboBox, "Outline level").setCurrentIndex(0)
    named(controls, QCheckBox, "Smooth overlay").click()
    assert log == [
        Overlay(visible=False),
        Overlay(opacity=0.25),
        Overlay(colormap="viridis"),
        Overlay(contour=None),
        Overlay(smooth=True),
    ]


def test_rendering_tells_nobody_and_shows_all(controls):
    log = emitted(controls.overlayChanged)
    new = Overlay(visible=True, opacity=0.3, colormap="cividis", contour=0.16, smooth=True)
    controls.render(state(), state(overlay=new))
    assert log == []
    assert named(controls, QComboBox, "Color map").currentText() == "cividis"
    assert named(controls, QComboBox, "Outline level").currentText() == "Outline 0.16 · FLAIR, outer"
    assert "30 %" in texts(controls)
    assert "interpolated" in texts(controls)


def test_an_unlisted_outline_is_shown_as_it_is(controls):
    controls.render(None, state(overlay=Overlay(contour=0.27)))
    assert named(controls, QComboBox, "Outline level").currentText() == "Outline 0.27"
    controls.render(None, state(overlay=Overlay(contour=0.7, fine_contour=0.2)))
    assert named(controls, QComboBox, "Outline level").currentText() == "Outline 0.7 + 0.2"


def test_the_edges_on_two_sequences_are_one_choice(controls):
    log = emitted(controls.overlayChanged)
    levels = named(controls, QComboBox, "Outline level")
    levels.setCurrentText("Outlines 0.8 + 0.16 · T1c, FLAIR")
    assert log == [Overlay(contour=0.8, fine_contour=0.16)]
    controls.render(None, state(overlay=log[0]))
    levels.setCurrentText("Outline 0.5 · T1 contrast, outer")
    assert log[1] == Overlay(contour=0.5)


def test_true_cells_carry_no_badge(controls):
    assert "interpolated" not in texts(controls)


def test_keys_of_the_window(controls):
    log = emitted(controls.overlayChanged)
    controls.toggle_visible()
    controls.nudge_opacity(0.1)
    controls.nudge_opacity(0.9)
    controls.nudge_opacity(-0.9)
    assert [item.visible for item in log] == [False, True, True, True]
    assert [item.opacity for item in log[1:]] == [0.7, 1.0, 0.0]


def test_outlines_say_what_they_stand_for(controls):
    hint = named(controls, QComboBox, "Outline level").toolTip()
    assert "0.5–0.85" in hint
    assert "0.16–0.35" in hint


def test_swatches_differ_and_brighten(qapp):
    images = {name: swatch(name).pixmap(SWATCH).toImage() for name in COLORMAPS}
    ends = {name: image.pixelColor(SWATCH.width() - 1, 5).name() for name, image in images.items()}
    assert len(set(ends.values())) == len(COLORMAPS)
    for image in images.values():
        assert image.pixelColor(SWATCH.width() - 1, 5).lightness() > image.pixelColor(0, 5).lightness() + 80


def test_a_hidden_overlay_has_nothing_to_adjust(controls):
    controls.render(None, state(overlay=Overlay(visible=False)))
    assert not named(controls, QSlider, "Overlay opacity").isEnabled()
    assert named(controls, QToolButton, "Density overlay").isEnabled()
