"""Two scans of one patient side by side, each with its result, slices linked."""

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from physnet_viewer import theme
from physnet_viewer.dropping import dropped_path
from physnet_viewer.second_scan import SecondScan
from physnet_viewer.session import Session, ViewState
from physnet_viewer.translation import later, tr
from physnet_viewer.views.compare_text import change, link_note
from physnet_viewer.views.image_view import ImageView
from physnet_viewer.views.result_panel import ResultPanel
from physnet_viewer.views.room import resize_within
from physnet_viewer.views.scan_heading import ScanHeading
from physnet_viewer.views.slice_strip import SliceStrip
from physnet_viewer.views.tall_area import TallArea
from physnet_viewer.views.unbroken import unbroken

LINK_HINT = later(
    "Turning one scan turns the other to the slice that lies nearest.\n"
    "Another series on the left brings the one most like it on the right."
)
_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
_STEPS = MappingProxyType(
    {
        (Qt.Key.Key_Up, False): -1,
        (Qt.Key.Key_Down, False): 1,
        (Qt.Key.Key_Up, True): -10,
        (Qt.Key.Key_Down, True): 10,
        (Qt.Key.Key_PageUp, False): -10,
        (Qt.Key.Key_PageDown, False): 10,
    }
)
"""Slices that a key goes on, without and with Shift: what it does on the image or the strip of the main window."""


class ScanColumn(QWidget):
    """One scan: its name and series, its image, its slices and its result."""

    stepped = Signal(int)
    sliceChosen = Signal(int)

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading, self.image, self.strip, self.result = ScanHeading(role), ImageView(), SliceStrip(), ResultPanel()
        self.result.set_why_visible(False)
        self._last = 0
        self.image.slicesStepped.connect(self.stepped)
        self.strip.sliceChosen.connect(self.sliceChosen)
        for pane in self.image.panes:
            pane.box.claims.clear()  # the left button is for brightness alone: it cannot move what is measured here
        for view, name in (
            (self.image, tr("{role} scan: image")),
            (self.strip, tr("{role} scan: slices")),
            (self.result, tr("{role} scan: result")),
        ):
            view.setAccessibleName(name.format(role=role))
        holder = QWidget()
        holder.setProperty("role", "panel")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        held = QVBoxLayout(holder)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(self.result)
        held.addStretch(1)
        result = TallArea(holder, self)
        # shares of the height, not what is said: the images of both scans stay equally large
        result.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addWidget(self.image, 5)
        layout.addWidget(self.strip)
        layout.addWidget(result, 3)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the state of this scan."""
        before, shown = None if old is None else _only_shown(old), _only_shown(new)
        self._last = len(new.slices) - 1
        for view in (self.heading, self.image, self.strip, self.result):
            view.render(before, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page with the keys that the image leaves alone."""
        shift = bool(event.modifiers() & _SHIFT)
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~(_SHIFT | _KEYPAD)
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._last}
        if plain and (key, shift) in _STEPS:
            self.stepped.emit(_STEPS[key, shift])
        elif plain and not shift and key in ends:
            self.sliceChosen.emit(ends[key])
        else:
            super().keyPressEvent(event)


def _only_shown(state: ViewState) -> ViewState:
    """Return a state without what is for the main window alone: a tool in hand, and three planes or two images."""
    return replace(state, tool=None, selected=None, layout="single")


class CompareWindow(QDialog):
    """The scan of the main window on the left, a second one on the right."""

    folderRequested = Signal()
    fileRequested = Signal()
    dropped = Signal(object)
    firstSeriesChosen = Signal(str)
    firstStepped = Signal(int)
    firstChosen = Signal(int)
    firstWindowChanged = Signal(object)

    def __init__(self, first: Session, second: SecondScan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        self.setWindowTitle(tr("Compare two scans"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAcceptDrops(True)
        self.left, self.right = ScanColumn(tr("First"), self), ScanColumn(tr("Second"), self)
        self._change, self._note = QLabel(self), QLabel(self)
        self._link = QCheckBox(tr("Move slices together"), self)
        self._open, self._close = QPushButton(tr("Second scan…"), self), QPushButton(tr("Close"), self)
        self._lay_out()
        self._connect()
        self.left.render(None, first.state)
        self.right.render(None, second.session.state)
        self._say()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept what lies on this machine."""
        if dropped_path(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for what was dropped as second scan."""
        path = dropped_path(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work on the second scan."""
        self._stop()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Stop the work, however the window is left."""
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        if self._second is not None:
            self._first.changed.disconnect(self._on_first)
            self._second.session.changed.disconnect(self._on_second)
            self._second.close()
            self._second.deleteLater()
            self._second = None  # type: ignore[assignment]
            self.deleteLater()

    @Slot(object, object)
    def _on_first(self, old: ViewState, new: ViewState) -> None:
        self.left.render(old, new)
        self._say()

    @Slot(object, object)
    def _on_second(self, old: ViewState, new: ViewState) -> None:
        self.right.render(old, new)
        self._say()

    def _say(self) -> None:
        one, other = self._first.state, self._second.session.state
        self._change.setText(unbroken(change(one, other)))
        self._note.setText(unbroken(link_note(one, other, linked=self._second.linked)))

    def _connect(self) -> None:
        second = self._second
        self._first.changed.connect(self._on_first)
        second.session.changed.connect(self._on_second)
        self.left.heading.seriesSelected.connect(self.firstSeriesChosen)
        self.left.stepped.connect(self.firstStepped)
        self.left.sliceChosen.connect(self.firstChosen)
        self.left.image.windowChanged.connect(self.firstWindowChanged)
        self.right.heading.seriesSelected.connect(second.show_series)
        self.right.stepped.connect(second.step_slice)
        self.right.sliceChosen.connect(second.show_slice)
        self.right.image.windowChanged.connect(second.set_window)
        self._link.toggled.connect(second.set_linked)
        self._link.toggled.connect(self._say)
        self._close.clicked.connect(self.close)

    def _offer_second(self) -> None:
        menu = QMenu(self._open)
        for text, icon, asked in (
            (tr("&Open folder…"), "open", self.folderRequested),
            (tr("Open &file…"), "file", self.fileRequested),
        ):
            action = menu.addAction(text)
            theme.set_icon(action, icon)
            action.triggered.connect(asked)
        self._open.setMenu(menu)
        self._open.setToolTip(tr("Choose another folder or file for the right side, or drop it here"))
        theme.set_icon(self._open, "open")

    def _lay_out(self) -> None:
        self._link.setChecked(True)
        self._link.setToolTip(tr(LINK_HINT))
        self._offer_second()
        self._note.setProperty("role", "muted")
        for button in (self._open, self._close):
            button.setAutoDefault(False)
        columns, foot, words = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        columns.setSpacing(2)
        for column in (self.left, self.right):
            columns.addWidget(column, 1)
        for label in (self._change, self._note):
            label.setWordWrap(True)
            words.addWidget(label)
        foot.setContentsMargins(12, 8, 12, 10)
        foot.setSpacing(10)
        foot.addLayout(words, 1)
        for part in (self._link, self._open, self._close):
            foot.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(columns, 1)
        layout.addLayout(foot)
        resize_within(self, 1240, 720)
        self.left.image.setFocus(Qt.FocusReason.OtherFocusReason)  # keys page before they choose a series
