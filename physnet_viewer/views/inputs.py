"""Small inputs that several panels share: a choice of few, and spin boxes that leave the wheel to the panel."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QDoubleSpinBox, QLabel, QSizePolicy, QToolButton, QWidget

from physnet_viewer.translation import tr
from physnet_viewer.views.flow_layout import FlowLayout


class NumberBox(QDoubleSpinBox):
    """Shows no idle zeros, reports only finished entries, and leaves the wheel to the panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)
        self.setLocale(QLocale.c())  # a decimal point in every language, as all numbers of the window have
        self.lineEdit().setTextMargins(4, 0, 0, 0)  # a style sheet cannot pad the text of a spin box

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Take a comma for a point: many write it so."""
        return super().validate(text.replace(",", "."), position)

    def textFromValue(self, value: float) -> str:
        """Return the number as short as it can be."""
        return f"{value:g}"

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()


class Choice(QWidget):
    """A few exclusive buttons in a row."""

    chosen = Signal(str)

    def __init__(self, name: str, options: tuple[tuple[str, str, str], ...], parent: QWidget | None = None):
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._keys = [key for key, _, _ in options]
        layout = FlowLayout(self, spacing=4)
        if name:
            caption = QLabel(name, self)
            caption.setProperty("role", "muted")
            layout.addWidget(caption)
        for index, (_, text, hint) in enumerate(options):
            button = QToolButton(self)
            button.setText(tr(text))
            button.setToolTip(tr(hint))
            button.setAccessibleName(f"{name}: {tr(text)}" if name else tr(text))
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, index)
            layout.addWidget(button)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._keys[index]))

    def show_choice(self, key: str) -> None:
        """Mark an option as chosen without telling anyone; a key that is offered elsewhere marks none."""
        self._group.setExclusive(False)
        for index, known in enumerate(self._keys):
            self._group.button(index).setChecked(known == key)
        self._group.setExclusive(True)
