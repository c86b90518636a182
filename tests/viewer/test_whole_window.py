"""The whole window, not its panels alone: names for screen readers, and room for text of twice the size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget

from physnet_viewer import theme
from physnet_viewer.session import Parameters
from physnet_viewer.views.tall_area import TallArea


@pytest.fixture
def busy(stage, scan):
    """A window in which everything is on screen that can be: reasons, another answer, two panes."""
    stage.open(scan)
    stage.controller.set_layout("side_by_side")
    stage.controller.explain(True)
    stage.controller.set_parameters(Parameters(diffusion_number=0.4, growth_number=1.0))
    stage.wait(lambda state: state.current_explanation and state.current_what_if and state.tweaked)
    return stage


def named(window):
    shown = [child for child in window.findChildren(QWidget) if child.isVisible()]
    taking = [child for child in shown if child.focusPolicy() != Qt.FocusPolicy.NoFocus and child.focusProxy() is None]
    return [child for child in taking if not child.objectName().startswith("qt_")]


def test_everything_that_takes_focus_has_a_name(busy):
    found = named(busy.window)
    assert len(found) > 20
    for child in found:
        interface = QAccessible.queryAccessibleInterface(child)
        assert interface.text(QAccessible.Text.Name), f"{type(child).__name__} in {type(child.parent()).__name__}"


def test_results_in_large_text_are_not_cut_at_the_side(twice_the_size, busy):
    for _ in range(3):
        QApplication.processEvents()
    area = busy.window.findChild(TallArea)
    assert area.widget().width() == area.viewport().width()
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_text_of_twice_the_size_is_not_cut(twice_the_size, busy, size):
    busy.window.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    checked = 0
    for part in busy.window.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, QLabel | QAbstractButton) or not part.text():
            continue
        if part.width() == 0 or part.sizePolicy().horizontalPolicy() == part.sizePolicy().Policy.Ignored:
            continue  # the line under the cursor gives way by design
        checked += 1
        wrapped = isinstance(part, QLabel) and part.wordWrap()
        height = part.heightForWidth(part.width()) if wrapped else part.sizeHint().height()
        assert part.height() >= height - 1, part.text()
        if not wrapped:
            assert part.width() >= part.minimumSizeHint().width() - 1, part.text()
    assert checked > 20


def colors(button):
    image = button.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("name", ["dark", "light"])
def test_what_hides_behind_a_button_can_be_found(twice_the_size, stage, qapp, name):
    theme.apply(qapp, name)
    window = stage.window
    font = window.menuBar().font()
    font.setPointSizeF(1.5 * font.pointSizeF())
    window.menuBar().setFont(font)
    window.resize(window.minimumSizeHint())
    for _ in range(3):
        QApplication.processEvents()
    found = [button for button in window.findChildren(QToolButton) if button.objectName().endswith("_ext_button")]
    assert {button.objectName() for button in found} == {"qt_menubar_ext_button", "qt_toolbar_ext_button"}
    for button in found:
        assert button.isVisible()
        assert button.width() >= 16
        assert button.accessibleName() == "More"
        seen = colors(button)
        assert max(theme.contrast(one, theme.current().hover) for one in seen) >= 3
