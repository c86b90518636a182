"""What each command of `actions.COMMANDS` does, by its name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from physnet_viewer import dialogs
from physnet_viewer.actions import COMMANDS
from physnet_viewer.controller import Controller
from physnet_viewer.session import Session

if TYPE_CHECKING:
    from physnet_viewer.main_window import MainWindow

_OPACITY_STEP = 0.1
_ZOOM_STEP = 1.25
_MOVE_STEP = 0.1  # of what is seen


def command_slots(window: "MainWindow", do: Controller, session: Session) -> dict[str, Callable[..., object]]:
    """Return what to call for each command; a lambda where Qt must not pass on whether a button is down."""
    presets = {name: _preset(do, number) for number, name in enumerate(_PRESETS)}
    return {
        **presets,
        "open_folder": window.files.choose_folder,
        "open_file": window.files.choose_file,
        "open_demo": lambda: window.open_demo(),
        "save_session": window.files.save_session,
        "save_session_as": window.files.save_session_as,
        "compare": window.files.choose_to_compare,
        "compare_file": window.files.choose_file_to_compare,
        "export": window.files.export,
        "quit": lambda: window.close(),
        "undo": lambda: do.undo(),
        "redo": lambda: do.redo(),
        "reset": lambda: do.reset_parameters(),
        "cancel": window.cancel,
        "fit_later": window.files.fit,
        "pin": lambda: do.scenarios.pin(),
        "difference": lambda on: do.scenarios.set_difference(on),
        "gpu": window.preferences.set_gpu,
        "auto_window": lambda: do.auto_window(),
        "levels": lambda: window.levels_dialog.open_at(window.image_view),
        "header": lambda: window.header_dialog.open_beside(),
        "invert": lambda: do.toggle_invert(),
        "up_brightens": window.preferences.set_up_brightens,
        "fit": lambda: window.image_view.fit(),
        "zoom_in": lambda: window.image_view.zoom(_ZOOM_STEP),
        "zoom_out": lambda: window.image_view.zoom(1 / _ZOOM_STEP),
        "move_up": lambda: window.image_view.move_images(0.0, -_MOVE_STEP),
        "move_down": lambda: window.image_view.move_images(0.0, _MOVE_STEP),
        "move_left": lambda: window.image_view.move_images(-_MOVE_STEP, 0.0),
        "move_right": lambda: window.image_view.move_images(_MOVE_STEP, 0.0),
        "ruler": lambda: do.measuring.choose_tool("ruler"),
        "angle": lambda: do.measuring.choose_tool("angle"),
        "ellipse": lambda: do.measuring.choose_tool("ellipse"),
        "next_measure": lambda: do.measuring.select_next(),
        "measure_list": lambda: window.measure_list.open_beside(),
        "save_measures": window.files.save_measures,
        "delete": lambda: do.measuring.delete(),
        "delete_all": lambda: do.measuring.delete_all(),
        "previous": lambda: do.step_slice(-1),
        "next": lambda: do.step_slice(1),
        "back_10": lambda: do.step_slice(-10),
        "on_10": lambda: do.step_slice(10),
        "first": lambda: do.show_slice(0),
        "last": lambda: do.show_slice(len(session.state.slices) - 1),
        "time_back": lambda: do.show_time(session.state.time_index - 1),
        "time_on": lambda: do.show_time(session.state.time_index + 1),
        "frame_back": lambda: window.time_bar.step(-1),
        "frame_on": lambda: window.time_bar.step(1),
        "play": lambda: window.time_bar.toggle_playing(),
        "overlay": lambda: window.overlay_controls.toggle_visible(),
        "fainter": lambda: window.overlay_controls.nudge_opacity(-_OPACITY_STEP),
        "stronger": lambda: window.overlay_controls.nudge_opacity(_OPACITY_STEP),
        "single": lambda: window.lay_images("single", on=True),
        "side_by_side": lambda on: window.lay_images("side_by_side", on=on),
        "planes": lambda on: window.lay_images("planes", on=on),
        "alone": lambda: window.image_view.show_next_alone(),
        "cine": lambda: do.cine.toggle(),
        "cine_slower": lambda: do.cine.change_speed(faster=False),
        "cine_faster": lambda: do.cine.change_speed(faster=True),
        "cine_bounce": lambda on: do.cine.set_bounce(on),
        "cross_up": lambda: do.planes.step(-1, 0),
        "cross_down": lambda: do.planes.step(1, 0),
        "cross_left": lambda: do.planes.step(0, -1),
        "cross_right": lambda: do.planes.step(0, 1),
        "full_screen": window.fill_screen,
        "light": window.preferences.set_light,
        "shortcuts": window.preferences.show_keys,
        "change_keys": window.preferences.change_keys,
        "tour": lambda: window.show_tour(),
        "log": lambda: window.logRequested.emit(),
        "card": lambda: dialogs.show_about(window, session.state, card=True),
        "about": lambda: dialogs.show_about(window, session.state),
    }


_PRESETS = tuple(command.name for command in COMMANDS if command.name.startswith("preset_"))


def _preset(do: Controller, number: int) -> Callable[[], None]:
    return lambda: do.use_preset(number)
