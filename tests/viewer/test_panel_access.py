"""What holds for all panels: names for screen readers, keys for everything, room for large text and small screens."""

from pathlib import Path

import pytest
from panel_states import explained_state, prediction, state, tweaked_state, what_if_state
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from physnet_core.imaging import Skipped
from physnet_viewer import theme
from physnet_viewer.care import REPORT_SAID
from physnet_viewer.views.about_dialog import AboutDialog, AboutInfo
from physnet_viewer.views.empty_state import EmptyState
from physnet_viewer.views.export_dialog import ExportDialog
from physnet_viewer.views.fit_dialog import FitDialog
from physnet_viewer.views.growth_panel import GrowthPanel
from physnet_viewer.views.log_track import LogTrack
from physnet_viewer.views.overlay_controls import OverlayControls
from physnet_viewer.views.result_panel import ResultPanel
from physnet_viewer.views.shortcuts_dialog import ShortcutsDialog
from physnet_viewer.views.skipped_dialog import SkippedDialog
from physnet_viewer.views.text_dialog import TextDialog
from physnet_viewer.views.time_bar import TimeBar

PANELS = (ResultPanel, GrowthPanel, TimeBar, OverlayControls, EmptyState)
DIALOGS = {
    "export": lambda: ExportDialog(tweaked_state(), Path("/tmp")),
    "about": lambda: AboutDialog(AboutInfo(version="1", card="# Card")),
    "skipped": lambda: SkippedDialog((Skipped(path=Path("/a"), reason="b"),)),
    "fit": lambda: FitDialog(Path("/tmp"), usable=True),
    "text": lambda: TextDialog("Log", REPORT_SAID, "one line", "log.txt"),
    "shortcuts": lambda: ShortcutsDialog([("F1", "help")]),
}
BUILDERS = {panel.__name__: panel for panel in PANELS} | DIALOGS


@pytest.fixture
def build(qtbot):
    def make(name):
        widget = BUILDERS[name]()
        qtbot.addWidget(widget)
        if isinstance(widget, PANELS):
            widget.render(None, tweaked_state())
        return widget

    return make


@pytest.fixture(params=[1.0, 1.5, 2.0], ids=lambda scale: f"{scale:.0%}")
def large_text(request, qapp):
    before = qapp.font()
    font = qapp.font()
    font.setPointSizeF(9.0 * request.param)
    qapp.setFont(font)
    theme.apply(qapp, "dark")
    yield request.param
    qapp.setFont(before)


def focusable(widget):
    children = [child for child in widget.findChildren(QWidget) if child.isVisibleTo(widget)]
    return [child for child in children if child.focusPolicy() != Qt.FocusPolicy.NoFocus]


@pytest.mark.parametrize("name", BUILDERS)
def test_everything_that_takes_focus_has_a_name(build, name):
    widget = build(name)
    widget.show()
    for child in focusable(widget):
        if child.focusProxy() is None and not child.objectName().startswith("qt_"):
            interface = QAccessible.queryAccessibleInterface(child)
            assert interface.text(QAccessible.Text.Name), f"{type(child).__name__} in {name}"


@pytest.mark.parametrize("name", ["GrowthPanel", "TimeBar", "OverlayControls", "export"])
def test_every_control_can_be_reached_by_tab(build, name):
    widget = build(name)
    for child in focusable(widget):
        if type(child).__name__ not in ("QLabel", "QListView"):
            assert child.focusPolicy() & Qt.FocusPolicy.TabFocus, child.accessibleName()


@pytest.mark.parametrize("name", ["GrowthPanel", "TimeBar", "OverlayControls"])
def test_every_control_teaches(build, name):
    for child in focusable(build(name)):
        if child.accessibleName():
            assert len(child.toolTip()) > 8 or child.parent().toolTip(), child.accessibleName()


def column(qtbot, shown, width, height):
    area, inner = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for panel in (ResultPanel(), GrowthPanel()):
        panel.render(None, shown)
        layout.addWidget(panel)
    layout.addStretch(1)
    area.setWidgetResizable(True)
    area.setWidget(inner)
    area.resize(width, height)
    area.show()
    return area


SHOWN = {
    "glioma": tweaked_state(),
    "uncertain": state(prediction((0.44, 0.38, 0.1, 0.08), uncertain=True)),
    "meningioma": state(prediction((0.04, 0.94, 0.01, 0.01))),
    "latent": state(prediction(pixel_spacing=None)),
    "what if": what_if_state(),
}


@pytest.mark.parametrize("name", SHOWN)
def test_result_and_both_sliders_fit_a_laptop(qtbot, qapp, name):
    font = qapp.font()
    font.setPointSizeF(9.0)
    qapp.setFont(font)
    theme.apply(qapp, "dark")
    area = column(qtbot, SHOWN[name], 320, 600)  # 768 less menu, toolbar, status bar and the title of the window
    bottoms = [track.mapTo(area, QPoint(0, track.height())).y() for track in area.findChildren(LogTrack)]
    assert max(bottoms) <= 600
    assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("name", [*SHOWN, "why"])
def test_large_text_is_not_cut(qtbot, large_text, name):
    area = column(
        qtbot, explained_state() if name == "why" else SHOWN[name], round(320 * max(large_text * 0.75, 1)), 700
    )
    assert area.horizontalScrollBar().maximum() == 0
    assert uncut(area)


@pytest.mark.parametrize("name", ["TimeBar", "OverlayControls", *DIALOGS])
def test_large_text_is_not_cut_elsewhere(build, large_text, name):
    widget = build(name)
    widget.resize(widget.minimumSizeHint().expandedTo(widget.size()))
    widget.show()
    assert uncut(widget)


def uncut(widget):
    labels = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget) and label.text()]
    for label in labels:
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= needed, label.text()
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
    return bool(labels)
