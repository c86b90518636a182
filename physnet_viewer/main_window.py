"""The window: panels, docks and commands. It holds no data and computes nothing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from physnet_viewer import dialogs, theme, touring
from physnet_viewer.action_states import render_actions
from physnet_viewer.actions import COMMANDS, KeyCourtesy, give_keys, make_actions
from physnet_viewer.compare_window import CompareWindow
from physnet_viewer.controller import Controller
from physnet_viewer.keymap import KeyMap
from physnet_viewer.menus import make_menus, make_toolbar
from physnet_viewer.panel_widths import Panel, PanelWidths
from physnet_viewer.scan_names import DEMO, scan_name
from physnet_viewer.session import Layout, Session, ViewState, differs
from physnet_viewer.session_file import ENDING
from physnet_viewer.settings import Settings
from physnet_viewer.translation import tr
from physnet_viewer.views.empty_state import EmptyState
from physnet_viewer.views.growth_panel import GrowthPanel
from physnet_viewer.views.header_dialog import HeaderDialog
from physnet_viewer.views.image_view import ImageView
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
_OPACITY_STEP = 0.1
_ZOOM_STEP = 1.25


class MainWindow(QMainWindow):
    """Builds the views, wires their signals to the controller, and shows them each new state."""

    logRequested = Signal()

    def __init__(self, session: Session, controller: Controller, settings: Settings) -> None:
        super().__init__()
        self._session, self._controller, self._settings = session, controller, settings
        self._started = False
        self._remembered: Path | None = None
        self._session_file: Path | None = None
        self.setWindowTitle("PhysNet Viewer")
        self.setAcceptDrops(True)
        self.series_list, self.image_view, self.slice_strip = SeriesList(), ImageView(), SliceStrip()
        self.result_panel, self.growth_panel = ResultPanel(), GrowthPanel()
        self.overlay_controls, self.time_bar = OverlayControls(), TimeBar()
        self.empty_state, self.message_bar, self.status_line = EmptyState(), MessageBar(), StatusLine()
        self.levels_dialog = LevelsDialog(self)
        self.header_dialog = HeaderDialog(self)
        self.measure_list = MeasureList(self)
        self._views = (
            self.levels_dialog,
            self.header_dialog,
            self.measure_list,
            self.series_list,
            self.image_view,
            self.slice_strip,
            self.result_panel,
            self.growth_panel,
            self.overlay_controls,
            self.time_bar,
            self.empty_state,
            self.message_bar,
            self.status_line,
        )
        self.actions_by_name = make_actions(self, self._slots())
        self._keys = KeyMap(settings.keys)
        self._give_keys()
        self._lay_out()
        self.recents, self.languages = make_menus(self, self.actions_by_name, (self._left, self._right))
        self.languages.show_choice(settings.language)
        self.languages.chosen.connect(self._set_language)
        self.addToolBar(make_toolbar(self, self.actions_by_name))
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
            self._session_file = None
        if differs(old, new, "path", "series"):
            self.setWindowTitle("PhysNet Viewer" if new.path is None else f"{scan_name(new.path)} – PhysNet Viewer")
        if new.path is not None and new.series and new.path not in (DEMO, self._remembered):
            self._remember(new.path)
        self._render_actions(new)

    def _turn_page(self, page: int) -> None:
        """Show the start page or the image; the image takes the keyboard, which it could not while it was hidden."""
        if page == self._center.currentIndex():
            return
        self._center.setCurrentIndex(page)
        if page == 1 and not self.findChildren(Tour):
            self.image_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: object) -> None:
        """Begin what takes long once the window has been painted."""
        super().showEvent(event)  # type: ignore[arg-type]
        if not self._started:
            self._started = True
            if self._settings.arrangement("state") is None:
                self._widths.fit()
            QTimer.singleShot(0, self._controller.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the panels grow with the window."""
        super().resizeEvent(event)
        self._widths.follow(event.oldSize().width(), event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep how things are arranged, disappear, and wait for the threads."""
        self._settings.set_arrangement("geometry", self.saveGeometry())
        self._settings.set_arrangement("state", self.saveState(_ARRANGEMENT_VERSION))
        self._settings.save_look(self._session.state)
        self._settings.sync()
        self.hide()
        for compared in self.findChildren(CompareWindow):
            compared.close()
        self._controller.shutdown()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept what lies on this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the folder or file, or the folder of several files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_path(paths[0] if len(paths) == 1 else paths[0].parent)

    def open_path(self, path: Path) -> None:
        """Open a scan, and put the keyboard on the image."""
        self._settings.set_folder("open", path.parent)
        self._controller.open_path(path)
        if path.name.lower().endswith(ENDING) and self._session.state.message is None:
            self._session_file = path
        self.image_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_demo(self) -> None:
        """Open the scan that ships with the product, and put the keyboard on the image."""
        self._controller.open_demo()
        self.image_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_image(self) -> None:
        """Put the keyboard on the image."""
        self.activateWindow()
        self.image_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _slots(self) -> dict[str, Callable[..., object]]:
        do = self._controller
        presets = {f"preset_{n}": self._preset(n) for n in range(sum(c.name.startswith("preset_") for c in COMMANDS))}
        return {
            **presets,
            "open_folder": lambda: self._open(dialogs.choose_folder(self, self._settings)),
            "open_file": lambda: self._open(dialogs.choose_file(self, self._settings)),
            "open_demo": lambda: self.open_demo(),
            "save_session": lambda: self._save_session(again=True),
            "save_session_as": lambda: self._save_session(again=False),
            "compare": lambda: self._compare(),
            "export": self._export,
            "quit": lambda: self.close(),
            "undo": lambda: do.undo(),
            "redo": lambda: do.redo(),
            "reset": lambda: do.reset_parameters(),
            "cancel": self._cancel,
            "fit_later": lambda: dialogs.show_fit(self, do, self._session.state, self._settings),
            "pin": lambda: do.scenarios.pin(),
            "difference": lambda on: do.scenarios.set_difference(on),
            "gpu": self._set_gpu,
            "auto_window": lambda: do.auto_window(),
            "levels": lambda: self.levels_dialog.open_at(self.image_view),
            "header": lambda: self.header_dialog.open_beside(),
            "invert": lambda: do.toggle_invert(),
            "up_brightens": self._set_up_brightens,
            "fit": lambda: self.image_view.fit(),
            "zoom_in": lambda: self.image_view.zoom(_ZOOM_STEP),
            "zoom_out": lambda: self.image_view.zoom(1 / _ZOOM_STEP),
            "ruler": lambda: do.measuring.choose_tool("ruler"),
            "angle": lambda: do.measuring.choose_tool("angle"),
            "ellipse": lambda: do.measuring.choose_tool("ellipse"),
            "next_measure": lambda: do.measuring.select_next(),
            "measure_list": lambda: self.measure_list.open_beside(),
            "save_measures": self._save_measures,
            "delete": lambda: do.measuring.delete(),
            "delete_all": lambda: do.measuring.delete_all(),
            "previous": lambda: do.step_slice(-1),
            "next": lambda: do.step_slice(1),
            "back_10": lambda: do.step_slice(-10),
            "on_10": lambda: do.step_slice(10),
            "first": lambda: do.show_slice(0),
            "last": lambda: do.show_slice(len(self._session.state.slices) - 1),
            "time_back": lambda: do.show_time(self._session.state.time_index - 1),
            "time_on": lambda: do.show_time(self._session.state.time_index + 1),
            "frame_back": lambda: self.time_bar.step(-1),
            "frame_on": lambda: self.time_bar.step(1),
            "play": lambda: self.time_bar.toggle_playing(),
            "overlay": lambda: self.overlay_controls.toggle_visible(),
            "fainter": lambda: self.overlay_controls.nudge_opacity(-_OPACITY_STEP),
            "stronger": lambda: self.overlay_controls.nudge_opacity(_OPACITY_STEP),
            "single": lambda: self._lay_images("single", on=True),
            "side_by_side": lambda on: self._lay_images("side_by_side", on=on),
            "planes": lambda on: self._lay_images("planes", on=on),
            "cine": lambda: do.cine.toggle(),
            "cine_slower": lambda: do.cine.change_speed(faster=False),
            "cine_faster": lambda: do.cine.change_speed(faster=True),
            "cine_bounce": lambda on: do.cine.set_bounce(on),
            "cross_up": lambda: do.planes.step(-1, 0),
            "cross_down": lambda: do.planes.step(1, 0),
            "cross_left": lambda: do.planes.step(0, -1),
            "cross_right": lambda: do.planes.step(0, 1),
            "full_screen": self._fill_screen,
            "light": self._set_light,
            "shortcuts": lambda: dialogs.show_keys(self, self._keys),
            "change_keys": lambda: dialogs.change_keys(self, self._keys, self._use_keys),
            "tour": lambda: self.show_tour(),
            "log": lambda: self.logRequested.emit(),
            "card": lambda: dialogs.show_about(self, self._session.state, card=True),
            "about": lambda: dialogs.show_about(self, self._session.state),
        }

    def _lay_images(self, layout: Layout, *, on: bool) -> None:
        self._controller.set_layout(layout if on else "single")
        self._render_actions(self._session.state)  # a switch that was on already stays on

    def _preset(self, number: int) -> Callable[[], None]:
        return lambda: self._controller.use_preset(number)

    def _lay_out(self) -> None:
        image_page = _column(self.image_view, self.slice_strip, self.overlay_controls, self.time_bar)
        self._center = QStackedWidget(self)
        self._center.addWidget(self.empty_state)
        self._center.addWidget(image_page)
        self.setCentralWidget(_column(self.message_bar, self._center))
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
        self._session.update(**self._settings.look())
        self.image_view.set_up_brightens(self._settings.up_brightens)
        self.actions_by_name["up_brightens"].setChecked(self._settings.up_brightens)
        self.actions_by_name["gpu"].setChecked(self._settings.device == "auto")
        self.actions_by_name["gpu"].setToolTip(tr("A GPU is faster and gives the same answers within rounding"))
        self.actions_by_name["light"].setChecked(self._settings.theme == "light")

    def _render_actions(self, state: ViewState) -> None:
        render_actions(self.actions_by_name, state, full_screen=self.isFullScreen())

    def _open(self, path: Path | None) -> None:
        if path is not None:
            self.open_path(path)

    def _compare(self) -> None:
        path = dialogs.choose_folder(self, self._settings)
        if path is not None:
            self.compare_with(path)

    def compare_with(self, path: Path) -> CompareWindow:
        """Open a second scan beside the one on screen."""
        do, second = self._controller, self._controller.second_scan()
        window = CompareWindow(self._session, second, self)
        window.firstStepped.connect(do.step_slice)
        window.firstChosen.connect(do.show_slice)
        window.firstWindowChanged.connect(do.set_window)

        def choose() -> None:
            other = dialogs.choose_folder(window, self._settings)
            if other is not None:
                second.open(other)

        window.openRequested.connect(choose)
        second.open(path)
        window.show()
        return window

    def _export(self) -> None:
        request = dialogs.choose_export(self, self._session.state, self._settings)
        if request is not None:
            self._controller.start_export(request)

    def _use_keys(self) -> None:
        self._settings.keys = self._keys.changes()
        self._give_keys()
        self._render_actions(self._session.state)

    def _give_keys(self) -> None:
        for command in COMMANDS:
            give_keys(self.actions_by_name[command.name], command, self._keys.of(command.name))

    def _cancel(self) -> None:
        """Stop what is under way; where nothing is, leave the full screen."""
        state = self._session.state
        if self.isFullScreen() and not state.tasks and not state.cine.playing:
            self._fill_screen(False)
        else:
            self._controller.cancel()

    def _fill_screen(self, on: bool) -> None:
        """Take the whole screen, or be as large as before."""
        states = self.windowState()
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(states | full if on else states & ~full)
        self._render_actions(self._session.state)

    def _save_session(self, *, again: bool) -> None:
        file = self._session_file if again else None
        file = file or dialogs.choose_session_file(self, self._settings, self._session_file)
        if file is not None:
            self._controller.save_session(file)
            self._session_file = file

    def _save_measures(self) -> None:
        file = dialogs.choose_measures_file(self, self._settings)
        if file is not None:
            self._controller.measuring.save(file)

    def _set_up_brightens(self, on: bool) -> None:
        self._settings.up_brightens = on
        self.image_view.set_up_brightens(on)

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

    def _set_gpu(self, on: bool) -> None:
        self._settings.device = "auto" if on else "cpu"
        self._controller.use_device(self._settings.device)

    def _set_light(self, on: bool) -> None:
        self._settings.theme = "light" if on else "dark"
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self._settings.theme)

    def _set_language(self, name: str) -> None:
        self._settings.language = name
        said = tr("The language changes when PhysNet Viewer is started again.")
        self._session.update(message=None, notice=said)

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


def _column(*widgets: QWidget, above: QWidget | None = None) -> QWidget:
    """Stack widgets; the first takes the room that is left, whatever is `above` it."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    if above is not None:
        layout.addWidget(above)
    for number, widget in enumerate(widgets):
        layout.addWidget(widget, 0 if number else 1)
    return column
