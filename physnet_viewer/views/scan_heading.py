"""Which scan a column shows, and which of its series; or why it shows none."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from physnet_viewer.session import ViewState
from physnet_viewer.translation import tr
from physnet_viewer.views.compare_text import scan_title
from physnet_viewer.views.empty_state import situation
from physnet_viewer.views.series_choice import SeriesChoice


class ScanHeading(QWidget):
    """The name of a scan, and beside it a choice of series or what is going on."""

    seriesSelected = Signal(str)

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.name, self.series, self.said = _Name(self), SeriesChoice(self), QLabel(self)
        self.series.setAccessibleName(tr("{role} scan: series").format(role=role))
        self.series.seriesSelected.connect(self.seriesSelected)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(8)
        for part, share in ((self.name, 2), (self.series, 3), (self.said, 3)):
            layout.addWidget(part, share)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the names, or say what stands in the way of an image."""
        self.series.render(old, new)
        self.name.setText(scan_title(self._role, new))
        self.name.setToolTip("" if new.path is None else str(new.path))
        open_one = new.series_uid is not None
        self.said.setText("" if open_one else situation(new).text)
        self.said.setMinimumHeight(self.series.sizeHint().height())  # nothing moves when the series are there
        self.said.setHidden(open_one)
        self.series.setVisible(open_one)


class _Name(QLabel):
    """A line that gives way in its middle: names of folders are often long, and tell by their end what they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return the height of the line, for any width."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the line as there is room for."""
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, area.width())
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
