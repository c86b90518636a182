"""Which keys the control with the focus keeps for itself, in place of the window's shortcuts."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QWidget,
)

_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_MOVED = (QAbstractSlider, QAbstractSpinBox, QAbstractItemView, QComboBox, QTabBar)


class KeyCourtesy(QObject):
    """Lets the control that has the focus keep the keys it lives by, in place of the window's shortcuts.

    Without it a slider could not be moved with the arrow keys, nor a button pressed with the space bar.

    Parameters
    ----------
    window
        Only controls in this window are looked after.
    movable
        Further kinds of widget that are moved with arrow keys.
    """

    def __init__(self, window: QWidget, movable: tuple[type[QWidget], ...]) -> None:
        super().__init__(window)
        self._window = window
        self._movable = (*_MOVED, *movable)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer Qt's question whether a key is the control's own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if isinstance(watched, QWidget) and self._lives_by(watched, event):
                event.accept()
                return True
        return False

    @Slot(QWidget, QWidget)
    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Watch the control with the focus only: a filter on everything would slow every event down."""
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and new.window() is self._window:
            new.installEventFilter(self)

    def _lives_by(self, control: QWidget, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not plain:
            return False
        if isinstance(control, QLineEdit):
            return event.key() in _MOVES or bool(event.text().strip()) or event.key() == Qt.Key.Key_Space
        if isinstance(control, QAbstractButton):
            return event.key() == Qt.Key.Key_Space
        return isinstance(control, self._movable) and event.key() in _MOVES
