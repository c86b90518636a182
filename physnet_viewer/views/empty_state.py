"""What fills the centre before there is an image: what to do, what is going on, or why there is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from physnet_viewer import theme
from physnet_viewer.scan_names import scan_name
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import later, tr

RECENTS = 5
FORMATS = later("DICOM, NIfTI, PNG, JPEG or TIFF. Other files among them do no harm.")


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What there is to say."""

    title: str
    text: str
    skipped: int = 0
    busy: bool = False


def situation(state: ViewState) -> Situation:
    """Return what to say when no image is on screen."""
    if state.tasks and state.path is not None:
        found = tr("%n series so far.", "", len(state.series)) if state.series else tr("Looking for images.")
        return Situation(
            title=tr("Reading “{name}”…").format(name=scan_name(state.path)),
            text=found,
            busy=True,
        )
    if state.path is not None and not state.series:
        text = state.message or tr("It holds no scan that can be read. Choose another folder or file.")
        return Situation(
            title=tr("No image in “{name}”").format(name=scan_name(state.path)), text=text, skipped=len(state.skipped)
        )
    return Situation(title=tr("Open an MRI scan"), text=tr("Drop a folder or a file here, or choose one."))


class EmptyState(QWidget):
    """Teaches the first step; the window itself accepts the drop."""

    openRequested = Signal()
    demoRequested = Signal()
    recentRequested = Signal(str)
    skippedRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._title, self._text = QLabel(self), QLabel(self), QLabel(self)
        self._open, self._demo = QPushButton(tr("Open folder…"), self), QPushButton(tr("Open demo scan"), self)
        self._skipped = QPushButton(self)
        self.setFocusProxy(self._open)
        self._recent = QWidget(self)
        self._recent_layout = QVBoxLayout(self._recent)
        self._lay_out()
        self._open.clicked.connect(self.openRequested)
        self._demo.clicked.connect(self.demoRequested)
        self._skipped.clicked.connect(self.skippedRequested)
        self._show(situation(ViewState()))
        self.set_recents(())

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Say what is going on."""
        if differs(old, new, "path", "series", "skipped", "tasks", "message"):
            self._show(situation(new))

    def set_recents(self, paths: Sequence[str]) -> None:
        """Offer the scans that were opened last, newest first."""
        while (item := self._recent_layout.takeAt(1)) is not None:  # the heading stays
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for path in paths[:RECENTS]:
            self._recent_layout.addWidget(self._recent_button(path))
        self._recent.setVisible(bool(paths))

    def _show(self, now: Situation) -> None:
        self._title.setText(now.title)
        self._text.setText(now.text)
        self._skipped.setText(tr("%n file(s) not used: see why", "", now.skipped))
        self._skipped.setVisible(now.skipped > 0)
        for button in (self._open, self._demo, self._recent):
            button.setEnabled(not now.busy)

    def _recent_button(self, path: str) -> QPushButton:
        button = QPushButton(Path(path).name or path, self._recent)
        button.setProperty("role", "link")
        theme.set_icon(button, "open" if Path(path).is_dir() else "file")
        button.setToolTip(path)
        button.setAccessibleName(tr("Open recent scan {name}").format(name=Path(path).name or path))
        button.clicked.connect(lambda: self.recentRequested.emit(path))
        return button

    def _lay_out(self) -> None:
        formats, recent = QLabel(tr(FORMATS), self), QLabel(tr("RECENT"), self._recent)
        recent.setProperty("role", "heading")
        side = 6 * self.fontMetrics().height()
        self._picture.setPixmap(theme.app_icon().pixmap(side, side))
        self._title.setProperty("role", "title")
        for label in (self._picture, self._title, self._text, formats):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(label is not self._picture)
        formats.setProperty("role", "muted")
        self._open.setProperty("role", "primary")
        self._open.setToolTip(tr("Choose a folder with a scan (Ctrl+O)"))
        self._demo.setToolTip(tr("A synthetic brain with a tumor grown by the same equation; no patient"))
        self._skipped.setProperty("role", "link")
        for button in (self._open, self._demo, self._skipped):
            button.setAccessibleName(button.text() or tr("Files not used"))
        self._recent_layout.setContentsMargins(0, 10, 0, 0)
        self._recent_layout.setSpacing(2)
        self._recent_layout.addWidget(recent)
        self._stack(formats)

    def _stack(self, formats: QLabel) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        buttons.addWidget(self._demo)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(10)
        layout.addStretch(2)
        for part in (self._picture, self._title, self._text):
            layout.addWidget(part)
        layout.addLayout(buttons)
        layout.addWidget(self._skipped, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(formats)
        layout.addWidget(self._recent, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
