"""One sentence about what went wrong or was done, over the image and out of the way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from physnet_viewer import theme
from physnet_viewer.session import ViewState, differs


class MessageBar(QFrame):
    """Says it and waits to be dismissed; never a dialog that has to be answered."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._icon, self._text = QLabel(self), QLabel(self)
        self._close = QToolButton(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._close.setAccessibleName("Dismiss message")
        self._close.setToolTip("Dismiss")
        theme.set_icon(self._close, "cancel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._close)
        self._close.clicked.connect(self.dismissed)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, or an empty text."""
        return self._text.text() if not self.isHidden() else ""

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Say the message, or else the notice."""
        if differs(old, new, "message", "notice"):
            said = new.message or new.notice
            self._text.setText(said or "")
            palette = theme.current()
            name, color = ("warning", palette.warning) if new.message else ("check", palette.good)
            self._icon.setPixmap(theme.pixmap(name, color, 16, self.devicePixelRatioF()))
            self._icon.setAccessibleName("Problem" if new.message else "Done")
            self.setVisible(said is not None)
