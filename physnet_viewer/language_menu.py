"""The language of the window, to choose in the menu; each is called what its speakers call it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from physnet_viewer.languages import LANGUAGES, SYSTEM
from physnet_viewer.translation import tr


class LanguageMenu(QMenu):
    """One entry a language, and one for that of the system."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("&Language"), parent)
        group = QActionGroup(self)
        for name, title in {SYSTEM: tr("As the system"), **LANGUAGES}.items():
            action = group.addAction(QAction(title, self))
            action.setCheckable(True)
            action.setData(name)
            self.addAction(action)
        group.triggered.connect(lambda action: self.chosen.emit(action.data()))

    def show_choice(self, name: str) -> None:
        """Mark the language that was asked for, without telling anyone."""
        for action in self.actions():
            action.setChecked(action.data() == name)
