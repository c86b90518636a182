"""The keys and mouse gestures on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from physnet_viewer.translation import tr


class ShortcutsDialog(QDialog):
    """Two columns: what to press, what it does.

    Parameters
    ----------
    rows
        (keys, meaning); a row without keys is a heading.
    """

    def __init__(self, rows: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys and mouse"))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        sheet = _sheet(rows)
        area.setWidget(sheet)
        area.setAccessibleName(tr("Keys and what they do"))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addWidget(area, 1)
        layout.addWidget(close)
        line = self.fontMetrics().height()
        self.resize(38 * line, min(38 * line, sheet.sizeHint().height() + 6 * line))


def _sheet(rows: Sequence[tuple[str, str]]) -> QWidget:
    sheet = QWidget()
    sheet.setProperty("role", "panel")
    grid = QGridLayout(sheet)
    grid.setContentsMargins(14, 12, 14, 12)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    for row, (keys, meaning) in enumerate(rows):
        _add_row(grid, row, keys, meaning)
    grid.setRowStretch(len(rows), 1)
    return sheet


def _add_row(grid: QGridLayout, row: int, keys: str, meaning: str) -> None:
    text = QLabel(meaning)
    text.setWordWrap(True)
    if not keys:
        text.setProperty("role", "heading")
        grid.addWidget(text, row, 0, 1, 2)
        return
    cap = QLabel(keys)
    cap.setProperty("role", "key")
    cap.setAccessibleName(f"{keys}: {meaning}")
    grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    grid.addWidget(text, row, 1)
