"""Which command can be given now, and which switch is on."""

from collections.abc import Mapping

from PySide6.QtGui import QAction

from physnet_core.imaging.reformat import obstacle
from physnet_viewer.actions import give_hint
from physnet_viewer.core_words import said
from physnet_viewer.hints import HINTS
from physnet_viewer.session import ViewState
from physnet_viewer.staleness import lags
from physnet_viewer.translation import tr
from physnet_viewer.views.pane_content import has_planes


def render_actions(known: Mapping[str, QAction], state: ViewState, *, full_screen: bool) -> None:
    """Enable and check the commands as the state asks for."""
    for name, on in _possible(state, full_screen=full_screen).items():
        known[name].setEnabled(on)
    for name, on in _switched_on(state, full_screen=full_screen).items():
        known[name].setChecked(on)
    series = state.current_series
    refused = "" if series is None else obstacle(series)
    known["planes"].setEnabled(not refused)
    give_hint(known["planes"], said(refused) or tr(HINTS["planes"]))


def _possible(state: ViewState, *, full_screen: bool) -> dict[str, bool]:
    shown, grown = state.current_slice is not None, state.learned is not None
    return {
        "reset": state.tweak is not None,
        "cancel": bool(state.tasks) or state.cine.playing or full_screen,
        "cine": len(state.slices) > 1,
        "header": state.series_uid is not None,
        "export": grown,
        "pin": grown and not lags(state),
        **dict.fromkeys(("save_session", "save_session_as"), state.series_uid is not None),
        **dict.fromkeys(("compare", "compare_file"), shown),
        "play": state.grows,
        "time_back": state.time_index > 0,
        "time_on": (series := state.current_series) is not None and state.time_index + 1 < series.frames_of_time,
        "delete": state.selected is not None,
        **dict.fromkeys(("next_measure", "delete_all", "save_measures"), bool(state.annotations)),
        "measure_list": shown,
        **dict.fromkeys(("ruler", "angle", "ellipse"), shown),
        **dict.fromkeys(("cross_up", "cross_down", "cross_left", "cross_right"), has_planes(state)),
        **dict.fromkeys(("auto_window", "levels", "invert", "fit", "zoom_in", "zoom_out"), shown),
        **dict.fromkeys(("move_up", "move_down", "move_left", "move_right"), shown),
        "alone": shown and (state.layout == "side_by_side" or has_planes(state)),
    }


def _switched_on(state: ViewState, *, full_screen: bool) -> dict[str, bool]:
    return {
        "invert": state.inverted,
        "overlay": state.overlay.visible,
        **{tool: state.tool == tool for tool in ("ruler", "angle", "ellipse")},
        "cine": state.cine.playing,
        "cine_bounce": state.cine.bounce,
        **{layout: state.layout == layout for layout in ("single", "side_by_side", "planes")},
        "difference": state.difference,
        "full_screen": full_screen,
    }
