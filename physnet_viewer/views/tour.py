"""A first look round: a card that points at one part of the window after the other, and can be skipped at any time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from physnet_viewer import theme
from physnet_viewer.translation import tr

_RING = 3
_GAP = 14
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


@dataclass(frozen=True, kw_only=True, eq=False)
class Stop:
    """One place of the tour: a part of the window, and what it is for."""

    target: QWidget
    title: str
    text: str


class _Ring(QWidget):
    """A frame around what is spoken of; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().accent), _RING))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)
        painter.end()


class Tour(QFrame):
    """Shows the stops over a window; the window stays usable meanwhile.

    Parameters
    ----------
    window
        What is shown; stops that are hidden are shown on `otherwise`.
    """

    ended = Signal()

    def __init__(self, window: QWidget, stops: Sequence[Stop], otherwise: QWidget) -> None:
        super().__init__(window)
        self._window, self._stops, self._otherwise = window, tuple(stops), otherwise
        self._place = 0
        self._ring = _Ring(window)
        self._count, self._title, self._text = QLabel(self), QLabel(self), QLabel(self)
        self._skip, self._back, self._next = (
            QPushButton(text, self) for text in (tr("Skip the tour"), tr("Back"), tr("Next"))
        )
        self._buttons = (self._skip, self._back, self._next)
        self.setProperty("role", "card")
        self.setAccessibleName(tr("Tour of the window"))
        self._lay_out()
        self._skip.clicked.connect(self.end)
        self._back.clicked.connect(lambda: self._go(-1))
        self._next.clicked.connect(lambda: self._go(1))
        for watched in (window, *self._buttons):
            watched.installEventFilter(self)

    def start(self) -> None:
        """Begin, with the keyboard on Next."""
        self._ring.show()
        self.show()
        self._show()
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Take it away."""
        self._window.removeEventFilter(self)
        for part in (self._ring, self):
            part.hide()
            part.deleteLater()
        self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window; take Esc and the arrow keys from the buttons and from the shortcuts."""
        if isinstance(event, QKeyEvent) and watched in self._buttons and event.key() in (Qt.Key.Key_Escape, *_STEPS):
            if event.type() == QEvent.Type.KeyPress:
                self._on_key(Qt.Key(event.key()))
            event.accept()
            return True
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._arrange()
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self.end()
        else:
            self._go(_STEPS[key])

    def _go(self, step: int) -> None:
        if self._place + step >= len(self._stops):
            self.end()
            return
        self._place = max(self._place + step, 0)
        self._show()

    def _show(self) -> None:
        stop = self._stops[self._place]
        last = self._place == len(self._stops) - 1
        self._count.setText(tr("{place} of {count}").format(place=self._place + 1, count=len(self._stops)))
        self._title.setText(stop.title)
        self._text.setText(stop.text)
        self._back.setEnabled(self._place > 0)
        self._next.setText(tr("Done") if last else tr("Next"))
        self._skip.setVisible(not last)
        self.setAccessibleDescription(f"{stop.title}. {stop.text}")
        self._arrange()

    def _arrange(self) -> None:
        """Put the ring around the target and the card beside it, inside the window."""
        target = self._stops[self._place].target
        if not target.isVisibleTo(self._window):
            target = self._otherwise
        around = _seen(target, self._window)
        self._ring.setGeometry(around)
        self.setFixedWidth(min(26 * self.fontMetrics().height(), self._window.width() - 2 * _GAP))
        self.adjustSize()
        self.move(_beside(around, self.rect(), self._window.rect()))
        self._ring.raise_()
        self.raise_()

    def _lay_out(self) -> None:
        self._title.setProperty("role", "state")
        self._count.setProperty("role", "muted")
        self._skip.setProperty("role", "link")
        self._next.setProperty("role", "primary")
        self._text.setWordWrap(True)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        foot.setSpacing(8)
        foot.addWidget(self._skip)
        foot.addStretch(1)
        for button in (self._back, self._next):
            foot.addWidget(button)
        for button in self._buttons:
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._text)
        layout.addLayout(foot)


def _seen(target: QWidget, window: QWidget) -> QRect:
    """Return where a part of a window is on screen: what is scrolled away does not count."""
    seen, holder = QRect(target.mapTo(window, QPoint(0, 0)), target.size()), target.parentWidget()
    while holder is not None and holder is not window:
        seen &= QRect(holder.mapTo(window, QPoint(0, 0)), holder.size())
        holder = holder.parentWidget()
    return seen & window.rect()


def _beside(around: QRect, card: QRect, window: QRect) -> QPoint:
    """Return where the card fits: right, left, below or above the target, or else in its middle."""
    inner = window.adjusted(_GAP, _GAP, -_GAP, -_GAP)
    middle = around.center() - card.center()
    left = max(min(middle.x(), inner.right() - card.width()), inner.left())
    top = max(min(middle.y(), inner.bottom() - card.height()), inner.top())
    beside = max(min(around.top() + _GAP, inner.bottom() - card.height()), inner.top())  # clear of the middle
    places = (
        QPoint(around.right() + _GAP, beside),
        QPoint(around.left() - card.width() - _GAP, beside),
        QPoint(left, around.bottom() + _GAP),
        QPoint(left, around.top() - card.height() - _GAP),
    )
    return next((place for place in places if inner.contains(QRect(place, card.size()))), QPoint(left, top))
