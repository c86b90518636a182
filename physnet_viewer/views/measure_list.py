"""All measurements of the series on screen as a table: go to one, delete one, save them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from physnet_core.export.measurements import Measured
from physnet_viewer import theme
from physnet_viewer.measured import measured_rows
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.views.measure_keys import KINDS

Index = QModelIndex | QPersistentModelIndex
HEADERS = (later("Kind"), later("Slice"), later("Value"), later("Unit"), later("Mean"), later("SD"))
_WORDS = (0, 3)  # columns that are no numbers
EMPTY = later(
    "Nothing is measured on this series yet.\n"
    "Choose the ruler (M), the angle (G) or the ellipse (E), then drag on the image,\n"
    "or press Enter there and draw with the arrow keys."
)
_NO_INDEX = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def cells_of(row: Measured) -> tuple[str, ...]:
    """Return a row as it is shown, in the order of `HEADERS`."""
    found, held = row.found, row.found.region
    holds = held is not None and held.pixels > 0
    return (
        tr(KINDS[row.annotation.kind]),
        str(row.slice_number),
        f"{found.value:.{found.digits}f}",
        found.unit,
        f"{held.mean:.4g}" if held is not None and holds else "",
        f"{held.deviation:.3g}" if held is not None and holds else "",
    )


class MeasureModel(QAbstractTableModel):
    """One row a measurement."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Measured, ...] = ()
        self._cells: list[tuple[str, ...]] = []

    @property
    def numbers(self) -> list[int]:
        """The numbers of the measurements, row by row."""
        return [row.annotation.number for row in self._rows]

    def show_rows(self, rows: Sequence[Measured]) -> None:
        """Show these; where only values changed, nothing loses its place."""
        cells = [cells_of(row) for row in rows]
        same = [row.annotation.number for row in rows] == self.numbers
        if same:
            self._rows, self._cells = tuple(rows), cells
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(HEADERS) - 1))
            return
        self.beginResetModel()
        self._rows, self._cells = tuple(rows), cells
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of measurements."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return what is told of each."""
        return 0 if parent.isValid() else len(HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, numbers flush right."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if index.column() in _WORDS else _RIGHT
        return self._cells[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the titles of the columns, aligned as their cells."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section in _WORDS else _RIGHT
        return tr(HEADERS[section]) if role == Qt.ItemDataRole.DisplayRole else None


class MeasureList(QDialog):
    """Stays open beside the image and follows it; moving in the table shows and marks each measurement."""

    chosen = Signal(int)  # number
    deleteRequested = Signal()
    saveRequested = Signal()
    left = Signal()  # the keyboard is wanted on the image again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Measurements"))
        self._state = ViewState()
        self._filling = False
        self._model = MeasureModel(self)
        self.table, self._empty = QTableView(self), QLabel(tr(EMPTY), self)
        self._pages, self._note = QStackedWidget(self), QLabel(self)
        self.go, self.remove = QPushButton(tr("&Go to image"), self), QPushButton(tr("&Delete"), self)
        self.save = QPushButton(tr("&Save as CSV…"), self)
        self._dress()
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.table.activated.connect(self._on_activated)
        self.go.clicked.connect(self.left)
        self.remove.clicked.connect(self.deleteRequested)
        self.save.clicked.connect(self.saveRequested)
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            QShortcut(QKeySequence(key), self.table, self.deleteRequested.emit)

    def share(self, actions: Sequence[QAction]) -> None:
        """Let commands of the window, undo say, be given here too."""
        self.addActions(list(actions))

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the measurements of the series on screen."""
        self._state = new
        if self.isVisible() and differs(old, new, "annotations", "slices", "series_uid", "time_index", "selected"):
            self._fill()

    def open_beside(self) -> None:
        """Appear with the marked measurement, or the first, ready for the arrow keys."""
        self._fill()
        self.show()
        self.activateWindow()
        (self.table if self._model.rowCount() else self.save).setFocus()
        if self._model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._model.index(0, 0))

    def _fill(self) -> None:
        rows = measured_rows(self._state)
        self._filling = True  # what is shown is not what was chosen
        self._model.show_rows(rows)
        self._mark(self._state.selected)
        self._filling = False
        self._pages.setCurrentWidget(self.table if rows else self._empty)
        elsewhere = len(self._state.annotations) - len(rows)
        self._note.setText(tr("{count} more in other series of this scan").format(count=elsewhere))
        self._note.setVisible(elsewhere > 0)
        self.save.setEnabled(bool(rows))
        self._enable()

    def _mark(self, number: int | None) -> None:
        numbers = self._model.numbers
        if number in numbers:
            self.table.setCurrentIndex(self._model.index(numbers.index(number), 0))
        else:
            self.table.setCurrentIndex(_NO_INDEX)
            self.table.clearSelection()

    def _enable(self) -> None:
        chosen = self.table.currentIndex().isValid()
        self.remove.setEnabled(chosen)
        self.go.setEnabled(chosen)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        self._enable()
        if current.isValid() and not self._filling:
            self.chosen.emit(self._model.numbers[current.row()])

    @Slot()
    def _on_activated(self) -> None:
        self.left.emit()

    def _dress(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "muted")
        self._note.setProperty("role", "muted")
        self.table.setModel(self._model)
        self.table.setAccessibleName(tr("Measurements of this series"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)  # Tab leaves the table; arrows move in it
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.go.setToolTip(
            tr("Put the keyboard on the image, where Enter takes the measurement and arrow keys move it")
        )
        self.remove.setToolTip(tr("Delete the marked measurement (Delete); it can be undone"))
        self.save.setToolTip(tr("Write this table to a file, without anything that names the patient"))
        for button in (self.go, self.remove, self.save):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        for page in (self.table, self._empty):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(10)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._note)
        layout.addLayout(buttons)
        theme.set_icon(self.save, "export")
        line = self.fontMetrics().height()
        self.resize(34 * line, 18 * line)
