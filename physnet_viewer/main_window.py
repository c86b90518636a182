"""The window: panels, docks and commands. It holds no data and computes nothing."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from physnet_viewer import touring
from physnet_viewer.action_states import render_actions
from physnet_viewer.actions import make_actions
from physnet_viewer.command_slots import command_slots
from physnet_viewer.compare_window import CompareWindow
from physnet_viewer.controller import Controller
from physnet_viewer.dropping import dropped_path
from physnet_viewer.file_commands import FileCommands
from physnet_viewer.key_courtesy import KeyCourtesy
from physnet_viewer.menus import dress_overflow, make_menus, make_toolbar
from physnet_viewer.panel_widths import Panel, PanelWidths
from physnet_viewer.preferences import Preferences
from physnet_viewer.scan_names import DEMO, scan_name
from physnet_viewer.session import Layout, Session, ViewState, differs
from physnet_viewer.settings import Settings
from physnet_viewer.translation import tr
from physnet_viewer.views.empty_state import EmptyState
from physnet_viewer.views.growth_panel import GrowthPanel
from physnet_viewer.views.header_dialog import HeaderDialog
from physnet_viewer.views.image_page import ImagePage
from physnet_viewer.views.image_view import ImageView
from physnet_viewer.views.later import Later, View
from physnet_viewer.views.levels_dialog import LevelsDialog
from physnet_viewer.views.measure_list import MeasureList
from physnet_viewer.views.message_bar import MessageBar
from physnet_viewer.views.overlay_controls import OverlayControls
from physnet_viewer.views.parameter_pad import ParameterPad
from physnet_viewer.views.result_panel import ResultPanel
from physnet_viewer.views.series_list import SeriesList
from physnet_viewer.views.slice_strip import SliceStrip
from physnet_viewer.views.status_line import StatusLine
from physnet_viewer.views.tall_area import TallArea
from physnet_viewer.views.time_bar import TimeBar
from physnet_viewer.views.tour import Tour
from physnet_viewer.wiring import wire

_ARRANGEMENT_VERSION = 1  # counts up when docks or toolbars change, so that an old arrangement is not restored


class MainWindow(QMainWindow):
    """Builds the views, wires their signals to the controller, and shows them each new state."""

    logRequested = Signal()

    def __init__(self, session: Session, controller: Controller, settings: Settings) -> None:
        super().__init__()
        self._session, self._controller, self._settings = session, controller, settings
        self._started = False
        self._remembered: Path | None = None
        self.files = FileCommands(self, session, controller, settings)
        self.preferences = Preferences(self, session, controller, settings)
        self.setWindowTitle("PhysNet Viewer")
        self.setAcceptDrops(True)
        self.series_list, self.image_view, self.slice_strip = SeriesList(), ImageView(), SliceStrip()
        self.result_panel, self.growth_panel = ResultPanel(), GrowthPanel()
        self.overlay_controls, self.time_bar = OverlayControls(), TimeBar()
        self.empty_state, self.message_bar, self.status_line = EmptyState(), MessageBar(), StatusLine()
        self.levels_dialog = LevelsDialog(self)
        self.header_dialog = HeaderDialog(self)
        self.measure_list = MeasureList(self)
        self._views: tuple[View, ...] = (
            self.levels_dialog,
            self.header_dialog,
            self.measure_list,
            self.series_list,
            self.image_view,
            self.result_panel,
            self.overlay_controls,
            self.time_bar,
            *(Later(view, self) for view in (self.slice_strip, self.growth_panel)),  # what takes long, and can lag
            self.empty_state,
            self.message_bar,
            self.status_line,
        )
        self.actions_by_name = make_actions(self, command_slots(self, controller, session))
        self.preferences.give_keys()
        self._lay_out()
        self.recents, self.languages = make_menus(self, self.actions_by_name, (self._left, self._right))
        self.languages.show_choice(settings.language)
        self.languages.chosen.connect(self.preferences.set_language)
        self.addToolBar(make_toolbar(self, self.actions_by_name))
        dress_overflow(self)
        wire(self, controller, session)
        for name in ("undo", "redo"):
            self.actions_by_name[name].setEnabled(False)
        KeyCourtesy(self, (SliceStrip, ParameterPad))
        self._restore()
        self._show_recents()
        session.changed.connect(self.render_state)
        self.render_state(None, session.state)

    @Slot(object, object)
    def render_state(self, old: ViewState | None, new: ViewState) -> None:
        """Show a new state in every view."""
        for view in self._views:
            view.render(old, new)
        if differs(old, new, "series_uid", "path", "slices"):
            self._turn_page(0 if new.series_uid is None else 1)
        if differs(old, new, "path"):
            self.files.forget_session_file()
        if differs(old, new, "path", "series"):
            self.show_title()
        if new.path is not None and new.series and new.path not in (DEMO, self._remembered):
            self._remember(new.path)
        render_actions(self.actions_by_name, new, full_screen=self.isFullScreen())

    @Slot()
    def show_title(self) -> None:
        """Name the scan; not while a header is read whose patient is hidden, for folders are often named after one."""
        path = self._session.state.path
        hidden = self.header_dialog.hides_patient
        self.setWindowTitle("PhysNet Viewer" if path is None or hidden else f"{scan_name(path)} – PhysNet Viewer")

    def _turn_page(self, page: int) -> None:
        """Show the start page or the image, which takes the keyboard: it could not while it was hidden."""
        if page == self._center.currentIndex():
            return
        self._center.setCurrentIndex(page)
        if not self.findChildren(Tour):
            self._focus_page()

    def _focus_page(self) -> None:
        """Put the keyboard on the image, or on the way to one."""
        shown = self.image_view if self._center.currentIndex() == 1 else self.empty_state
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Write the tip of a command into the status line: a message of the bar would hide what is under way."""
        if isinstance(event, QStatusTipEvent):
            self.status_line.show_tip(event.tip())
            return True
        return super().event(event)

    def showEvent(self, event: object) -> None:
        """Begin what takes long once the window has been painted."""
        super().showEvent(event)  # type: ignore[arg-type]
        if not self._started:
            self._started = True
            self._widths.fit()
            QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        """Start the threads, and style what the first result will show: then it need not be styled all at once."""
        self._controller.start()
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the panels grow with the window."""
        super().resizeEvent(event)
        self._widths.follow(event.oldSize().width(), event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep how things are arranged, disappear, and wait for the threads."""
        self._settings.set_arrangement("geometry", self.saveGeometry())
        self._settings.set_arrangement("state", self.saveState(_ARRANGEMENT_VERSION))
        self._settings.panel_widths = self._widths.chosen
        self._settings.save_look(self._session.state)
        self._settings.sync()
        self.hide()
        for compared in self.findChildren(CompareWindow):
            compared.close()
        self._controller.shutdown()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept what lies on this machine."""
        if dropped_path(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the folder or file, or the folder of several files."""
        path = dropped_path(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a scan, and put the keyboard on the image."""
        self.files.open(path)
        self._focus_page()

    def open_demo(self) -> None:
        """Open the scan that ships with the product, and put the keyboard on the image."""
        self._controller.open_demo()
        self._focus_page()

    def focus_image(self) -> None:
        """Put the keyboard on the image."""
        self.activateWindow()
        self.image_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def lay_images(self, layout: Layout, *, on: bool) -> None:
        """Show images in a layout, or one image again."""
        self._controller.set_layout(layout if on else "single")
        self.render_actions()  # a switch that was on already stays on

    def _lay_out(self) -> None:
        image_page = ImagePage(self.image_view, self.slice_strip, self.overlay_controls, self.time_bar)
        self._center = QStackedWidget(self)
        self._center.addWidget(self.empty_state)
        self._center.addWidget(image_page)
        self.setCentralWidget(_column(self._center, above=self.message_bar))
        self.growth_panel.place_below_sliders(self.result_panel.what_if)
        results = _column(self.growth_panel, above=self.result_panel)
        results.setProperty("role", "panel")
        results.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._left = self._dock("series", tr("Series"), self.series_list, Qt.DockWidgetArea.LeftDockWidgetArea)
        area = TallArea(results, self)
        self._right = self._dock("results", tr("Result and growth"), area, Qt.DockWidgetArea.RightDockWidgetArea)
        self._widths = PanelWidths(
            self,
            (
                Panel(dock=self._left, share=0.14, least=210, most=280),
                Panel(dock=self._right, share=0.22, least=322, most=440),
            ),
        )
        self.statusBar().addWidget(self.status_line, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _dock(self, name: str, title: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(content)
        dock.setTitleBarWidget(QWidget(dock))  # the panels have headings, and 768 pixels are few
        self.addDockWidget(area, dock)
        return dock

    def _restore(self) -> None:
        geometry, state = self._settings.arrangement("geometry"), self._settings.arrangement("state")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(1366, 768)
        if state is not None:
            self.restoreState(state, _ARRANGEMENT_VERSION)
        self._widths.chosen = self._settings.panel_widths
        self._session.update(**self._settings.look())
        self.preferences.show()

    def render_actions(self) -> None:
        """Let commands be enabled and checked as they are."""
        render_actions(self.actions_by_name, self._session.state, full_screen=self.isFullScreen())

    def cancel(self) -> None:
        """Stop what is under way; where nothing is, leave the full screen."""
        state = self._session.state
        if self.isFullScreen() and not state.tasks and not state.cine.playing:
            self.fill_screen(False)
        else:
            self._controller.cancel()

    def fill_screen(self, on: bool) -> None:
        """Take the whole screen, or be as large as before."""
        states = self.windowState()
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(states | full if on else states & ~full)
        self.render_actions()

    def show_tour(self) -> Tour:
        """Lead round the window; who has seen or skipped it is not asked again."""
        for running in self.findChildren(Tour):
            running.end()
        tour = Tour(self, touring.stops(self), self._center)
        tour.ended.connect(self._on_tour_ended)
        tour.start()
        return tour

    def _on_tour_ended(self) -> None:
        self._settings.tour_seen = True
        self.image_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember(self, path: Path) -> None:
        self._remembered = path
        self._settings.remember(path)
        self._show_recents()

    def _show_recents(self) -> None:
        recents = self._settings.recents
        self.empty_state.set_recents([str(path) for path in recents])
        self.recents.show_paths(recents)

    def forget_recents(self) -> None:
        """Empty the list of recent scans."""
        self._settings.forget_recents()
        self._show_recents()


def _column(widget: QWidget, *, above: QWidget) -> QWidget:
    """Return a widget with another above it, which takes no more room than it needs."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(above)
    layout.addWidget(widget, 1)
    return column
