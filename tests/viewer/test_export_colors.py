"""What is exported has the colors of the screen."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from physnet_core.export.content import Options
from physnet_core.export.panel import Panel, picture_raster
from physnet_viewer.views.image_pane import ImagePane
from physnet_viewer.views.pane_value import PaneContent


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("colormap", ["inferno", "viridis"])
def test_exported_colors_are_those_of_the_screen(stage, scan, inverted, colormap, qtbot):
    """One pixel of the scan on one of the screen, beside the picture that is exported."""
    state = stage.open(scan)
    look = replace(state.overlay, contour=None, smooth=False, colormap=colormap, opacity=0.7)
    image = replace(state.current_slice, pixel_spacing=(1.0, 1.0))
    growth = state.learned
    holder = QWidget()  # which is closed in place of the pane: pyqtgraph's own close ends in a crash
    qtbot.addWidget(holder)
    pane = ImagePane(holder)
    rows, columns = image.pixels.shape
    pane.resize(columns * 4, rows * 4)
    holder.show()
    pane.show_content(
        PaneContent(image=image, window=state.window, inverted=inverted, growth=growth, frame=5, overlay=look)
    )
    pane._letters.hide()
    pane._image.paint = lambda painter, *rest: type(pane._density).paint(pane._image, painter, *rest)  # no smoothing
    pane.box.setRange(QRectF(-0.5, -0.5, columns, rows), padding=0.0)
    grabbed = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(grabbed.constBits(), dtype=np.uint8).reshape(grabbed.height(), -1)
    screen = raw[:, : grabbed.width() * 3].reshape(grabbed.height(), grabbed.width(), 3)[2::4, 2::4]
    options = Options(
        window=state.window,
        inverted=inverted,
        colormap=colormap,
        opacity=0.7,
        threshold=look.threshold,
        contour=None,
        smooth=False,
        size="original",
    )
    drawn = Panel(image, growth, options, picture_raster(image, None)).draw(5)
    assert drawn.shape == screen.shape
    assert np.abs(drawn.astype(int) - screen).mean() <= 1.5
    assert np.percentile(np.abs(drawn.astype(int) - screen).max(axis=-1), 95) <= 3
