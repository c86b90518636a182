"""Two scans of one patient side by side, each with its result, slices linked."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from physnet_viewer import theme
from physnet_viewer.second_scan import SecondScan
from physnet_viewer.session import Session, ViewState
from physnet_viewer.translation import tr
from physnet_viewer.views.compare_text import change, link_note, scan_title
from physnet_viewer.views.image_view import ImageView
from physnet_viewer.views.result_panel import ResultPanel
from physnet_viewer.views.room import resize_within
from physnet_viewer.views.slice_strip import SliceStrip
from physnet_viewer.views.tall_area import TallArea
from physnet_viewer.views.unbroken import unbroken


class ScanColumn(QWidget):
    """One scan: its name, its image, its slices and its result."""

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._role = role
        self.title, self.image, self.strip, self.result = QLabel(self), ImageView(), SliceStrip(), ResultPanel()
        self.result.set_why_visible(False)
        for view, name in (
            (self.image, tr("{role} scan: image")),
            (self.strip, tr("{role} scan: slices")),
            (self.result, tr("{role} scan: result")),
        ):
            view.setAccessibleName(name.format(role=role))
        self.title.setContentsMargins(12, 6, 12, 6)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        holder = QWidget()
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
        layout.addWidget(self.title)
        layout.addWidget(self.image, 5)
        layout.addWidget(self.strip)
        layout.addWidget(result, 3)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the state of this scan."""
        for view in (self.image, self.strip, self.result):
            view.render(old, new)
        self.title.setText(scan_title(self._role, new))


class CompareWindow(QDialog):
    """The scan of the main window on the left, a second one on the right."""

    openRequested = Signal()
    firstStepped = Signal(int)
    firstChosen = Signal(int)
    firstWindowChanged = Signal(object)

    def __init__(self, first: Session, second: SecondScan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        self.setWindowTitle(tr("Compare two scans"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.left, self.right = ScanColumn(tr("First"), self), ScanColumn(tr("Second"), self)
        self._change, self._note = QLabel(self), QLabel(self)
        self._link = QCheckBox(tr("Move slices together"), self)
        self._open, self._close = QPushButton(tr("Second scan…"), self), QPushButton(tr("Close"), self)
        self._lay_out()
        self._connect()
        self.left.render(None, first.state)
        self.right.render(None, second.session.state)
        self._say()

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
        self.left.image.slicesStepped.connect(self.firstStepped)
        self.left.strip.sliceChosen.connect(self.firstChosen)
        self.left.image.windowChanged.connect(self.firstWindowChanged)
        self.right.image.slicesStepped.connect(second.step_slice)
        self.right.strip.sliceChosen.connect(second.show_slice)
        self.right.image.windowChanged.connect(second.set_window)
        self._link.toggled.connect(second.set_linked)
        self._link.toggled.connect(self._say)
        self._open.clicked.connect(self.openRequested)
        self._close.clicked.connect(self.close)

    def _lay_out(self) -> None:
        self._link.setChecked(True)
        self._link.setToolTip(tr("Turning one scan turns the other to the slice that lies nearest"))
        self._open.setToolTip(tr("Choose another folder for the right side"))
        theme.set_icon(self._open, "open")
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
