"""What the header of the slice on screen says: a tree that can be searched, with the patient hidden until asked for."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from physnet_core.imaging.header import HeaderField
from physnet_viewer import theme
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.views.room import resize_within

HIDDEN = "•••"
COLUMNS = (later("Tag"), later("Name"), "VR", later("Value"))
_VALUE = 3
_MARKED = Qt.ItemDataRole.UserRole + 1


class HeaderDialog(QDialog):
    """Stays open beside the image and follows it; asks for the header of each slice by `wanted` (source, format)."""

    wanted = Signal(object, str)
    closed = Signal()
    privacyChanged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("File header"))
        self._state = ViewState()
        self._model = QStandardItemModel(0, len(COLUMNS), self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setRecursiveFilteringEnabled(True)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search, self.tree = QLineEdit(self), QTreeView(self)
        self.privacy, self.copy = QCheckBox(tr("&Privacy view"), self), QPushButton(tr("&Copy value"), self)
        self._close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._badge, self._source = QLabel(tr("Patient data visible"), self), QLabel(self)
        self._dress()
        self._lay_out()
        self.search.textChanged.connect(self._on_search)
        self.privacy.toggled.connect(self._on_privacy)
        self.copy.clicked.connect(self.copy_value)
        self._close.rejected.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Copy, self.tree, self.copy_value)
        self.tree.selectionModel().currentChanged.connect(self._on_current)
        self._on_current()

    @property
    def hides_patient(self) -> bool:
        """Whether somebody looks at a header who asked not to see whose it is."""
        return self.isVisible() and self.privacy.isChecked()

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Follow the slice on screen while the dialog is open."""
        self._state = new
        if self.isVisible() and old is not None and old.current_source != new.current_source:
            self._ask()
        if differs(old, new, "header"):
            self._fill()

    def open_beside(self) -> None:
        """Appear with the patient hidden, whatever was chosen the last time."""
        self.privacy.setChecked(True)
        self.show()
        self.privacyChanged.emit()
        self.activateWindow()
        self.search.setFocus()
        self._ask()

    def done(self, result: int) -> None:
        """Forget what was read, however the dialog is left: by Esc, its button or the cross in the frame."""
        super().done(result)
        self.closed.emit()
        self.privacyChanged.emit()

    @Slot()
    def copy_value(self) -> None:
        """Put the value of the chosen field on the clipboard, as it is shown."""
        index = self.tree.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(str(index.siblingAtColumn(_VALUE).data()))

    def _ask(self) -> None:
        source, series = self._state.current_source, self._state.current_series
        if source is not None and series is not None:
            self.wanted.emit(source, series.format)

    def _fill(self) -> None:
        page = self._state.header
        place = self.tree.verticalScrollBar().value()
        name = self._name_of_current()
        self._model.removeRows(0, self._model.rowCount())
        self._source.setText(
            "" if page is None else page.problem or tr("Slice {number}").format(number=self._state.slice_index + 1)
        )
        if page is None:
            return
        self._add(self._model.invisibleRootItem(), page.fields)
        self._on_search(self.search.text())
        for row in range(self._proxy.rowCount()):
            if name and self._proxy.index(row, 0).data() == name[0] and self._proxy.index(row, 1).data() == name[1]:
                self.tree.setCurrentIndex(self._proxy.index(row, 0))
        self.tree.verticalScrollBar().setValue(place)

    def _name_of_current(self) -> tuple[str, str] | None:
        index = self.tree.currentIndex()
        return (index.siblingAtColumn(0).data(), index.siblingAtColumn(1).data()) if index.isValid() else None

    def _add(self, parent: QStandardItem, fields: Sequence[HeaderField]) -> None:
        for field in fields:
            masked = field.identifying and self.privacy.isChecked() and bool(field.value)
            texts = (field.tag, field.name, field.vr, HIDDEN if masked else field.value)
            row = [QStandardItem(text) for text in texts]
            for item, column in zip(row, COLUMNS, strict=True):
                item.setEditable(False)
                item.setData(field.identifying, _MARKED)
                if not item.text():
                    item.setAccessibleText(tr("{column}: empty").format(column=tr(column)))
            row[_VALUE].setToolTip(tr("Hidden by the privacy view") if masked else field.value)
            self._add(row[0], field.fields)
            parent.appendRow(row)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._proxy.setFilterFixedString(text)
        if text:
            self.tree.expandAll()

    @Slot(bool)
    def _on_privacy(self, on: bool) -> None:
        self._badge.setVisible(not on)
        self._fill()
        self.privacyChanged.emit()

    @Slot()
    def _on_current(self, current: QModelIndex | None = None, before: QModelIndex | None = None) -> None:
        self.copy.setEnabled(self.tree.currentIndex().isValid())

    def _dress(self) -> None:
        self.search.setPlaceholderText(tr("Search in tags, names and values"))
        self.search.setAccessibleName(tr("Search the header"))
        self.search.setClearButtonEnabled(True)
        self.privacy.setChecked(True)
        self.privacy.setToolTip(tr("Hide what may tell who the patient is"))
        self._badge.setProperty("role", "alarm")
        self._badge.hide()
        self._source.setProperty("role", "muted")
        self._model.setHorizontalHeaderLabels([tr(name) for name in COLUMNS])
        self.tree.setModel(self._proxy)
        self.tree.setAccessibleName(tr("Header fields"))
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        self.tree.setAlternatingRowColors(True)
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        width = self.fontMetrics().averageCharWidth()
        for column, characters in enumerate((20, 40, 8)):
            self.tree.header().resizeSection(column, characters * width)
        self.tree.header().setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Stretch)
        theme.set_icon(self.copy, "copy")

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for part in (self.privacy, self._badge):
            top.addWidget(part)
        top.insertWidget(0, self.search, 1)
        bottom.addWidget(self._source, 1)
        bottom.addWidget(self.copy)
        bottom.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.tree, 1)
        layout.addLayout(bottom)
        line = self.fontMetrics().height()
        resize_within(self, 56 * line, 36 * line)
