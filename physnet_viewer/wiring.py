"""Which signal of a view asks for what."""

from pathlib import Path
from typing import TYPE_CHECKING

from physnet_viewer import dialogs
from physnet_viewer.controller import Controller
from physnet_viewer.session import Session

if TYPE_CHECKING:
    from physnet_viewer.main_window import MainWindow


def wire(window: "MainWindow", do: Controller, session: Session) -> None:
    """Connect what the views of a window emit to what does it."""
    window.series_list.seriesSelected.connect(do.select_series)
    for skipped in (window.series_list.skippedRequested, window.empty_state.skippedRequested):
        skipped.connect(lambda: dialogs.show_skipped(window, session.state))
    window.image_view.slicesStepped.connect(do.step_slice)
    window.image_view.windowChanged.connect(do.set_window)
    window.header_dialog.wanted.connect(do.headers.read)
    window.header_dialog.closed.connect(do.headers.forget)
    window.header_dialog.privacyChanged.connect(window.show_title)
    window.levels_dialog.windowChanged.connect(do.set_window)
    window.image_view.annotationKept.connect(do.measuring.keep)
    window.image_view.annotationSelected.connect(do.measuring.select)
    _wire_measurements(window, do)
    window.image_view.zoomChanged.connect(do.set_zoom)
    window.image_view.crossPlaced.connect(do.planes.place)
    window.image_view.planePaged.connect(do.planes.page)
    window.image_view.cursorMoved.connect(window.status_line.show_reading)
    window.slice_strip.sliceChosen.connect(do.show_slice)
    window.result_panel.whyRequested.connect(do.explain)
    window.result_panel.cardRequested.connect(window.actions_by_name["card"].trigger)
    window.growth_panel.parametersChanged.connect(do.set_parameters)
    window.growth_panel.parametersCommitted.connect(do.commit_parameters)
    window.growth_panel.fitRequested.connect(window.actions_by_name["fit_later"].trigger)
    _wire_scenarios(window, do)
    window.growth_panel.resetRequested.connect(do.reset_parameters)
    window.growth_panel.gridChanged.connect(do.set_grid)
    window.growth_panel.dimensionsChanged.connect(do.set_dimensions)
    window.growth_panel.whiteToGreyChanged.connect(do.set_white_to_grey)
    window.growth_panel.daysPerStepChanged.connect(do.set_days_per_step)
    window.growth_panel.layoutChanged.connect(do.set_layout)
    window.growth_panel.frameChanged.connect(do.show_frame)
    window.time_bar.frameChanged.connect(do.show_frame)
    window.time_bar.playbackChanged.connect(do.set_playback)
    window.overlay_controls.overlayChanged.connect(do.set_overlay)
    window.empty_state.openRequested.connect(window.actions_by_name["open_folder"].trigger)
    window.empty_state.demoRequested.connect(window.actions_by_name["open_demo"].trigger)
    window.empty_state.recentRequested.connect(lambda path: window.open_path(Path(path)))
    window.message_bar.dismissed.connect(do.dismiss)
    window.status_line.cancelRequested.connect(do.cancel)
    window.recents.chosen.connect(window.open_path)
    window.recents.forgotten.connect(window.forget_recents)
    do.undo_stack.canUndoChanged.connect(window.actions_by_name["undo"].setEnabled)
    do.undo_stack.canRedoChanged.connect(window.actions_by_name["redo"].setEnabled)


def _wire_measurements(window: "MainWindow", do: Controller) -> None:
    listed, actions = window.measure_list, window.actions_by_name
    listed.chosen.connect(do.measuring.show)
    listed.deleteRequested.connect(do.measuring.delete)
    listed.saveRequested.connect(actions["save_measures"].trigger)
    listed.left.connect(window.focus_image)
    listed.share([actions["undo"], actions["redo"]])


def _wire_scenarios(window: "MainWindow", do: Controller) -> None:
    listed, scenarios = window.growth_panel.scenarios, do.scenarios
    listed.pinRequested.connect(window.actions_by_name["pin"].trigger)
    listed.shown.connect(scenarios.show)
    listed.renamed.connect(scenarios.rename)
    listed.compared.connect(scenarios.compare)
    listed.deleted.connect(scenarios.delete)
    listed.differenceChanged.connect(scenarios.set_difference)
