"""A long text to read, copy and save: the log, or the report of an error."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from physnet_viewer import theme
from physnet_viewer.translation import tr
from physnet_viewer.views.room import resize_within


class TextDialog(QDialog):
    """Shows a text with what it is and what it is not.

    Parameters
    ----------
    name
        Proposed for the file.
    """

    saveRequested = Signal(object, str)  # Path, text

    def __init__(self, title: str, said: str, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setWindowTitle(title)
        explanation, self._text = QLabel(said, self), QPlainTextEdit(text, self)
        explanation.setWordWrap(True)
        self._text.setReadOnly(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setAccessibleName(title)
        self._text.setTabChangesFocus(True)
        buttons = QHBoxLayout()
        for label, icon, slot in (
            (tr("Save…"), "export", self._save),
            (tr("Copy"), "copy", self._copy),
            (tr("Close"), "", self.reject),
        ):
            button = QPushButton(label, self)
            button.setAutoDefault(False)
            button.setAccessibleName(label.rstrip("…"))
            if icon:
                theme.set_icon(button, icon)
            else:
                buttons.addStretch(1)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(explanation)
        layout.addWidget(self._text, 1)
        layout.addLayout(buttons)
        side = self.fontMetrics().height()
        resize_within(self, 50 * side, 32 * side)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.toPlainText()

    def show_end(self) -> None:
        """Scroll to what came last."""
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._text.moveCursor(QTextCursor.MoveOperation.StartOfLine)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save"), str(Path.home() / self._name), tr("Text (*.txt)"))
        if name:
            self.saveRequested.emit(Path(name), self.text)
