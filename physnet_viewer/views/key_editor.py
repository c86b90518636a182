"""Change the keys of commands; what is pressed takes effect at once."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from physnet_viewer.translation import key_name, tr
from physnet_viewer.views.room import resize_within

_NAME = Qt.ItemDataRole.UserRole


class Keys(Protocol):
    """What the editor changes."""

    def of(self, name: str) -> tuple[str, ...]:
        """Return the keys of a command."""

    def add(self, name: str, key: str) -> str:
        """Give a command one more key, or say why not."""

    def clear(self, name: str) -> None:
        """Leave a command without a key."""

    def reset(self, name: str) -> str:
        """Give a command its own keys again, or say why not."""

    def reset_all(self) -> None:
        """Give all commands their own keys again."""


class KeyEditor(QDialog):
    """A list of commands, and what to press for the chosen one.

    Parameters
    ----------
    commands
        (name, menu, words) of each command.
    """

    keysChanged = Signal()

    def __init__(self, keys: Keys, commands: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Change keys"))
        self._keys = keys
        self.search, self.list = QLineEdit(self), QTreeWidget(self)
        self.key, self.said = QKeySequenceEdit(self), QLabel(self)
        self.add, self.clear, self.reset = (
            QPushButton(text, self) for text in (tr("&Add key"), tr("&No key"), tr("&Reset"))
        )
        self.reset_all = QPushButton(tr("Reset a&ll"), self)
        self._items = [QTreeWidgetItem(self.list, (menu, text, "")) for _, menu, text in commands]
        for item, (name, _, _) in zip(self._items, commands, strict=True):
            item.setData(0, _NAME, name)
        self._dress()
        self._lay_out()
        self.search.textChanged.connect(self._on_search)
        self.list.currentItemChanged.connect(self._on_current)
        self.add.clicked.connect(self._on_add)
        self.clear.clicked.connect(self._on_clear)
        self.reset.clicked.connect(lambda: self._change(self._keys.reset))
        self.reset_all.clicked.connect(self._on_reset_all)
        self._show_keys()
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab leave the field for the key: it can be no command's, and a keyboard must not be caught."""
        tab = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.type() == QEvent.Type.KeyPress and tab and isinstance(event, QKeyEvent):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_add(self) -> None:
        self._change(lambda name: self._keys.add(name, self.key.keySequence().toString()))
        self.key.clear()

    @Slot()
    def _on_clear(self) -> None:
        def clear(name: str) -> str:
            self._keys.clear(name)
            return ""

        self._change(clear)

    @Slot()
    def _on_reset_all(self) -> None:
        self._keys.reset_all()
        self._show_keys()
        self.said.setText(tr("All keys are as at first."))
        self.keysChanged.emit()

    def _change(self, do: Callable[[str], str]) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        problem = do(item.data(0, _NAME))
        self.said.setText(problem)
        self._show_keys()
        self.keysChanged.emit()

    def _show_keys(self) -> None:
        for item in self._items:
            keys = tr(" or ").join(key_name(key) for key in self._keys.of(item.data(0, _NAME)))
            item.setText(2, keys)
            item.setData(2, Qt.ItemDataRole.AccessibleTextRole, keys or tr("No key"))

    @Slot()
    def _on_current(self) -> None:
        self.said.clear()
        self.key.clear()

    @Slot(str)
    def _on_search(self, text: str) -> None:
        for item in self._items:
            whole = " ".join(item.text(column) for column in range(3)).casefold()
            item.setHidden(text.casefold() not in whole)

    def _dress(self) -> None:
        self.search.setPlaceholderText(tr("Search in commands and keys"))
        self.search.setAccessibleName(tr("Search the commands"))
        self.search.setClearButtonEnabled(True)
        self.list.setHeaderLabels([tr("Menu"), tr("Command"), tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(tr("Commands and their keys"))
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.key.setAccessibleName(tr("Press the new key"))
        self.key.setMaximumSequenceLength(1)
        for child in self.key.findChildren(QLineEdit):
            child.setPlaceholderText(tr("Press the new key"))
            child.setAccessibleName(tr("Press the new key"))
            child.installEventFilter(self)
        self.key.installEventFilter(self)
        self.said.setWordWrap(True)
        self.said.setProperty("role", "warning")
        self.said.setMinimumHeight(2 * self.fontMetrics().height() + 4)
        for button in (self.add, self.clear, self.reset, self.reset_all):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        row, bottom = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.key, 1)
        for button in (self.add, self.clear, self.reset):
            row.addWidget(button)
        bottom.addWidget(self.reset_all)
        bottom.addStretch(1)
        bottom.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        layout.addWidget(self.said)
        layout.addLayout(bottom)
        line = self.fontMetrics().height()
        resize_within(self, 46 * line, 38 * line)
