"""The files that were not used, each with its reason."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from physnet_core.imaging import Skipped
from physnet_viewer import theme
from physnet_viewer.core_words import said
from physnet_viewer.translation import later, tr
from physnet_viewer.views.room import resize_within

Index = QModelIndex | QPersistentModelIndex
HEADERS = (later("File"), later("Why it was not used"))
NO_INDEX = QModelIndex()
ROW_ROLES = frozenset((Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole))


class SkippedModel(QAbstractTableModel):
    """File and reason, one row a file."""

    def __init__(self, skipped: Sequence[Skipped], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._skipped = tuple(skipped)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self._skipped)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return file and reason."""
        return 0 if parent.isValid() else len(HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a cell; the tooltip of a file is its whole path."""
        if not index.isValid() or role not in ROW_ROLES:
            return None
        item = self._skipped[index.row()]
        if index.column() == 1:
            return said(item.reason)
        return item.path.name if role == Qt.ItemDataRole.DisplayRole else str(item.path)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(HEADERS[section])
        return None

    def line(self, row: int) -> str:
        """Return a row as it is copied: path, tab, reason."""
        item = self._skipped[row]
        return f"{item.path}\t{said(item.reason)}"


class SkippedDialog(QDialog):
    """A table to search, sort and copy from."""

    def __init__(self, skipped: Sequence[Skipped], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SkippedModel(skipped, self)
        self._rows = QSortFilterProxyModel(self)
        self._rows.setSourceModel(self._model)
        self._rows.setFilterKeyColumn(-1)
        self._rows.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._count, self._search = QLabel(self), QLineEdit(self)
        self._table, self._copy = QTableView(self), QPushButton(tr("Copy list"), self)
        self.setWindowTitle(tr("Files not used"))
        self._dress()
        self._lay_out()
        self._search.textChanged.connect(self._on_search)
        self._copy.clicked.connect(self._on_copy)
        self._show_count()

    def _on_search(self, text: str) -> None:
        self._rows.setFilterFixedString(text)
        self._show_count()

    def _show_count(self) -> None:
        shown, total = self._rows.rowCount(), self._model.rowCount()
        if shown == total:
            self._count.setText(tr("%n file(s) not used", "dialog", total))
        else:
            self._count.setText(tr("{shown} of {total} files").format(shown=shown, total=total))
        self._copy.setEnabled(shown > 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the names the room that the reasons do not need."""
        super().showEvent(event)
        apart = self.fontMetrics().height()
        spare = self._table.viewport().width() - self._table.sizeHintForColumn(1) - apart
        wanted = min(self._table.sizeHintForColumn(0), spare)
        self._table.setColumnWidth(0, max(wanted, self._table.columnWidth(0)))

    def _on_copy(self) -> None:
        chosen = sorted({index.row() for index in self._table.selectionModel().selectedRows()})
        rows = chosen or range(self._rows.rowCount())
        source = (self._rows.mapToSource(self._rows.index(row, 0)).row() for row in rows)
        QGuiApplication.clipboard().setText("\n".join(self._model.line(row) for row in source))

    def _dress(self) -> None:
        self._search.setPlaceholderText(tr("Search file or reason"))
        self._search.setAccessibleName(tr("Search the files that were not used"))
        self._search.setClearButtonEnabled(True)
        self._table.setModel(self._rows)
        self._table.setAccessibleName(tr("Files that were not used, and why"))
        self._table.setSortingEnabled(True)
        self._table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)  # Tab leaves the table; arrows move in it
        self._table.setAlternatingRowColors(True)
        self._table.setShowGrid(False)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.setColumnWidth(0, 30 * self.fontMetrics().averageCharWidth())
        theme.set_icon(self._copy, "copy")
        self._copy.setAutoDefault(False)
        self._copy.setToolTip(tr("Copy the selected rows, or else all that are shown, with their paths"))

    def _lay_out(self) -> None:
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._count)
        top.addWidget(self._search, 1)
        top.setSpacing(14)
        bottom.addWidget(self._copy)
        bottom.addWidget(close, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self._table, 1)
        layout.addLayout(bottom)
        resize_within(self, 120 * self.fontMetrics().averageCharWidth(), 30 * self.fontMetrics().height())
