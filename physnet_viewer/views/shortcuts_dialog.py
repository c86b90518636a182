"""The keys and mouse gestures on one sheet."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations, product

from PySide6.QtCore import QRect, Qt
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
_BETWEEN = 28  # pixels between columns
_CAP, _GAP = 4, 3  # pixels that the frame of a key adds to a line of text, and between rows


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
        columns_there = max(1, min(_MOST_COLUMNS, room, len(groups)))
        sheet = QWidget()
        sheet.setProperty("role", "panel")
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(14, 4, 14, 4)
        columns.setSpacing(_BETWEEN)
        for part in _dealt(groups, columns_there, Ruler(self, _COLUMN * line - _BETWEEN)):
            columns.addLayout(_column(part), 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        area.setAccessibleName(tr("Keys and what they do"))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(area, 1)
        layout.addWidget(close)
        width = _COLUMN * line * columns_there + 4 * line
        height = columns.totalHeightForWidth(width - 2 * line)
        resize_within(self, width, height + close.sizeHint().height() + 3 * line)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Return headings with what belongs to them."""
    groups: list[list[Row]] = []
    for row in rows:
        if not row[0] or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups


class Ruler:
    """Says how tall a column of rows becomes, so that they can be dealt before any is drawn."""

    def __init__(self, dialog: QDialog, width: int) -> None:
        self._metrics, self._width = dialog.fontMetrics(), width

    def height(self, rows: Sequence[Row]) -> int:
        """Return the height of rows in one column, in pixels; long meanings are wrapped beside the widest keys."""
        metrics = self._metrics
        beside = max((metrics.horizontalAdvance(keys) for keys, _ in rows), default=0) + 2 * metrics.height()
        room = QRect(0, 0, max(self._width - beside, metrics.height()), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        return sum(
            max(metrics.boundingRect(room, wrap, meaning).height(), metrics.height() + _CAP) + _GAP
            for _, meaning in rows
        )


def _dealt(groups: Sequence[list[Row]], columns: int, ruler: Ruler) -> list[list[Row]]:
    """Return the groups dealt to columns so that the longest is as short as can be, and as far as it goes in order."""

    @cache
    def part(chosen: frozenset[int]) -> tuple[list[Row], int]:
        rows = [row for number in sorted(chosen) for row in groups[number]]
        return rows, ruler.height(rows)

    def cost(deal: tuple[int, ...]) -> tuple[int, int]:
        tallest = max(part(_of(deal, column))[1] for column in range(columns))
        return tallest, sum(before > after for before, after in combinations(deal, 2))

    best = min(product(range(columns), repeat=len(groups)), key=cost)
    used = sorted({_of(best, column) for column in range(columns)} - {frozenset()}, key=min)
    return [part(chosen)[0] for chosen in used]


def _of(deal: tuple[int, ...], column: int) -> frozenset[int]:
    return frozenset(number for number, where in enumerate(deal) if where == column)


def _column(rows: Sequence[Row]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(_GAP)
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
