"""The keys and mouse gestures on one sheet."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from physnet_viewer.translation import tr
from physnet_viewer.views.room import resize_within

Row = tuple[str, str]
_COLUMN = 29  # lines of text that a column is wide
_MOST_COLUMNS = 3


class ShortcutsDialog(QDialog):
    """What to press beside what it does, in as many columns as the screen has room for.

    Parameters
    ----------
    rows
        (keys, meaning); a row without keys is a heading, and what follows it stays with it in one column.
    """

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys and mouse"))
        line = self.fontMetrics().height()
        room = self.screen().availableGeometry().width() // (_COLUMN * line)
        groups = _groups(rows)
        sheet = QWidget()
        sheet.setProperty("role", "panel")
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(14, 12, 14, 12)
        columns.setSpacing(28)
        parts = _dealt(groups, max(1, min(_MOST_COLUMNS, room, len(groups))))
        for part in parts:
            columns.addLayout(_column(part), 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        area.setAccessibleName(tr("Keys and what they do"))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addWidget(area, 1)
        layout.addWidget(close)
        resize_within(self, _COLUMN * line * len(parts) + 4 * line, sheet.sizeHint().height() + 6 * line)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Return headings with what belongs to them."""
    groups: list[list[Row]] = []
    for row in rows:
        if not row[0] or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups


def _dealt(groups: Sequence[list[Row]], columns: int) -> list[list[Row]]:
    """Return the groups in order, dealt to columns so that the longest is as short as can be."""
    return min(
        (
            [[row for group in groups[start:end] for row in group] for start, end in pairwise((0, *cuts, len(groups)))]
            for cuts in combinations(range(1, len(groups)), columns - 1)
        ),
        key=lambda dealt: max(len(column) for column in dealt),
    )


def _column(rows: Sequence[Row]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (keys, meaning) in enumerate(rows):
        _add_row(grid, row, keys, meaning)
    grid.setRowStretch(len(rows), 1)
    return grid


def _add_row(grid: QGridLayout, row: int, keys: str, meaning: str) -> None:
    text = QLabel(meaning)
    text.setWordWrap(True)
    if not keys:
        text.setProperty("role", "heading")
        text.setContentsMargins(0, 8 if row else 0, 0, 2)
        grid.addWidget(text, row, 0, 1, 2)
        return
    cap = QLabel(keys)
    cap.setProperty("role", "key")
    cap.setAccessibleName(f"{keys}: {meaning}")
    grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(text, row, 1)
