"""What the user prefers: theme, language, keys, device, and which way a drag brightens."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from physnet_viewer import dialogs, theme
from physnet_viewer.actions import COMMANDS, give_keys
from physnet_viewer.controller import Controller
from physnet_viewer.keymap import KeyMap
from physnet_viewer.session import Session
from physnet_viewer.settings import Settings
from physnet_viewer.translation import tr

if TYPE_CHECKING:
    from physnet_viewer.main_window import MainWindow


class Preferences:
    """Puts each choice into force at once where that can be, and into the settings."""

    def __init__(self, window: "MainWindow", session: Session, controller: Controller, settings: Settings) -> None:
        self._window, self._session, self._controller, self._settings = window, session, controller, settings
        self._keys = KeyMap(settings.keys)

    def show(self) -> None:
        """Let views and commands be as the settings say."""
        settings, actions = self._settings, self._window.actions_by_name
        self._window.image_view.set_up_brightens(settings.up_brightens)
        actions["up_brightens"].setChecked(settings.up_brightens)
        actions["gpu"].setChecked(settings.device == "auto")
        actions["light"].setChecked(settings.theme == "light")

    def give_keys(self) -> None:
        """Let commands be called by the keys of the user."""
        for command in COMMANDS:
            give_keys(self._window.actions_by_name[command.name], command, self._keys.of(command.name))

    def show_keys(self) -> None:
        """Show all keys."""
        dialogs.show_keys(self._window, self._keys)

    def change_keys(self) -> None:
        """Let keys be changed."""
        dialogs.change_keys(self._window, self._keys, self._use_keys)

    def set_up_brightens(self, on: bool) -> None:
        """Choose whether dragging up makes the image brighter."""
        self._settings.up_brightens = on
        self._window.image_view.set_up_brightens(on)

    def set_gpu(self, on: bool) -> None:
        """Use a GPU where there is one, or never."""
        self._settings.device = "auto" if on else "cpu"
        self._controller.use_device(self._settings.device)

    def set_light(self, on: bool) -> None:
        """Choose the light theme or the dark one."""
        self._settings.theme = "light" if on else "dark"
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self._settings.theme)

    def set_language(self, name: str) -> None:
        """Choose the language of the next start."""
        self._settings.language = name
        said = tr("The language changes when PhysNet Viewer is started again.")
        self._session.update(message=None, notice=said)

    def _use_keys(self) -> None:
        self._settings.keys = self._keys.changes()
        self.give_keys()
        self._window.render_actions()
