"""Words that can be selected with the mouse and copied."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QLabel


class CopyableLabel(QLabel):
    """A wrapped label that becomes selectable under the mouse.

    Qt lays selectable text out as a document, which takes a sixth of a frame where results change from slice to slice.
    """

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the text be selected."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Be plain text again, unless some of it is selected."""
        if not self.hasSelectedText():
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        super().leaveEvent(event)
