"""The series of a scan in one line, which opens to the rows of the series list."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QIcon, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from physnet_viewer.session import ViewState, differs
from physnet_viewer.views.series_list import DETAIL_ROLE, UID_ROLE, SeriesDelegate, SeriesModel

_LEAST = 12  # characters that can always be read
_MARGIN = 4


class SeriesChoice(QComboBox):
    """Shows which series is on screen, and emits which one is asked for; the wheel stays with the images."""

    seriesSelected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of_series = SeriesModel(self)
        self.setModel(self.model_of_series)
        self.setItemDelegate(SeriesDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._on_activated)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Offer the series that are known, and show the one on screen."""
        if differs(old, new, "series", "thumbnails", "series_uid"):
            self.model_of_series.show(new)
            self.setCurrentIndex(self.model_of_series.row_of(new.series_uid))
            self.setToolTip(str(self.currentData(Qt.ItemDataRole.ToolTipRole) or ""))
            self.setAccessibleDescription(str(self.currentData(DETAIL_ROLE) or ""))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Say in one line what a row of the list says in several, as far as there is room."""
        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - _MARGIN
        option.currentIcon = QIcon()
        option.currentText = _one_line(
            self.currentText(), str(self.currentData(DETAIL_ROLE) or ""), option.fontMetrics, room
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel alone: a whole series is not read by accident."""
        event.ignore()

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        self.seriesSelected.emit(str(self.itemData(row, UID_ROLE)))


def _one_line(title: str, detail: str, metrics: QFontMetrics, room: int) -> str:
    """Return a title with as many words of the detail as there is room for; a title tells by its end what it is."""
    parts = [part for part in (title, *detail.split(" · ")) if part]
    while len(parts) > 1 and metrics.horizontalAdvance(" · ".join(parts)) > room:
        parts.pop()
    return metrics.elidedText(" · ".join(parts), Qt.TextElideMode.ElideMiddle, room)
