"""One sentence about what went wrong or was done, over the image and out of the way."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from physnet_viewer import theme
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import tr
from physnet_viewer.views.unbroken import unbroken

_Kind = tuple[str, str, str]  # icon, token of its color, and role of the bar
_PROBLEM: _Kind = ("warning", "warning", "notice")
_DONE: _Kind = ("check", "good", "done")
_QUESTION: _Kind = ("info", "accent", "question")


class MessageBar(QFrame):
    """Says it and waits to be dismissed; never a dialog that has to be answered."""

    dismissed = Signal()
    accepted = Signal()
    reportRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = _QUESTION
        self._said = ""
        self.setProperty("role", self._kind[2])
        self._icon, self._text = QLabel(self), QLabel(self)
        self._accept, self._report = QPushButton(tr("Restore"), self), QPushButton(tr("Error report…"), self)
        self._close = QToolButton(self)  # last, so that the keyboard comes to it after what it would dismiss
        self._accept.setAccessibleName(tr("Restore what was on screen"))
        self._report.setAccessibleName(tr("Error report"))
        self._accept.hide()
        self._report.hide()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._close.setAccessibleName(tr("Dismiss message"))
        self._close.setToolTip(tr("Dismiss"))
        theme.set_icon(self._close, "cancel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._accept)
        layout.addWidget(self._report)
        layout.addWidget(self._close)
        self._accept.clicked.connect(self.accepted)
        self._report.clicked.connect(self.reportRequested)
        self._close.clicked.connect(self.dismissed)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, or an empty text."""
        return self._said if not self.isHidden() else ""

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Say the message, or else the notice, or else make the offer."""
        if differs(old, new, "message", "notice", "offer", "path", "series", "tasks"):
            said = new.message or new.notice
            offer = new.offer if said is None else None
            if offer is not None:
                said = offer.text
            self._accept.setVisible(offer is not None and offer.session)
            self._report.setVisible(offer is not None and offer.report)
            self._said = said or ""
            # A problem may name a path, which is to be copied as it is.
            self._text.setText(self._said if new.message else unbroken(self._said))
            self._kind = _PROBLEM if new.message else _DONE if new.notice else _QUESTION
            theme.set_role(self, self._kind[2])
            self._show_sign()
            self._icon.setAccessibleName(tr("Problem") if new.message else tr("Done") if new.notice else tr("Question"))
            self.setVisible(said is not None and not _is_said_by_the_page(new))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme: the sign has its color."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_sign()

    def _show_sign(self) -> None:
        name, token, _ = self._kind
        side = max(16, round(1.15 * self.fontMetrics().height()))
        color = getattr(theme.current(), token)
        self._icon.setPixmap(theme.pixmap(name, color, side, self.devicePixelRatioF()))


def _is_said_by_the_page(state: ViewState) -> bool:
    """Whether the page that stands where an image would be says the message itself."""
    return state.message is not None and state.path is not None and not (state.series or state.tasks)
