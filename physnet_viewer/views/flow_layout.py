"""A row that breaks where it is too narrow, so that nothing is clipped with large text or in a slim dock."""

import itertools
import math
from dataclasses import dataclass

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


@dataclass(frozen=True, kw_only=True, eq=False)
class _Part:
    """An item with its sizes, asked for once: an answer of Qt takes as long as all that is done with it here."""

    item: QLayoutItem
    width: int
    height: int
    least: QSize
    most: int
    grows: bool


class FlowLayout(QLayout):
    """Lays its widgets out from left to right, and goes on in the next line when the width is used up.

    Widgets with an expanding horizontal policy share their line as evenly as their size hints and maximum widths allow.
    Where one line is not enough, `even` has as many stand in each as in the others, if that takes no further line.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6, even: bool = False) -> None:
        super().__init__(parent)
        self._even = even
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width; Qt asks dozens of times for each change
        self._parts: list[_Part] | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item (Qt calls this from addWidget)."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end, which is how Qt finds the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return the direction that is filled."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Return True: fewer columns need more lines."""
        return True

    def invalidate(self) -> None:
        """Forget what was measured: an item has changed (Qt calls this)."""
        self._heights.clear()
        self._parts = None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at `width`."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one single line."""
        parts = self._shown()
        width = self._wanted(parts) if parts else 0
        height = max((part.height for part in parts), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        size = QSize()
        for part in self._shown():
            size = size.expandedTo(part.least)
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[_Part]:
        if self._parts is None:
            self._parts = [_part(item) for item in self._items if not item.isEmpty()]
        return self._parts

    def _lines(self, width: int) -> list[list[_Part]]:
        lines: list[list[_Part]] = []
        used = width + 1
        for part in self._shown():
            if used + self.spacing() + part.width > width or not lines:
                lines.append([])
                used = -self.spacing()
            lines[-1].append(part)
            used += self.spacing() + part.width
        if self._even and len(lines) > 1:
            even = _evenly(lines)
            return even if all(self._wanted(line) <= width for line in even) else lines
        return lines

    def _wanted(self, line: list[_Part]) -> int:
        return sum(part.width for part in line) + self.spacing() * (len(line) - 1)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins: QMargins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        for line in self._lines(inner.width()):
            height = max(part.height for part in line)
            if move:
                self._place(line, QRect(inner.x(), y, inner.width(), height))
            y += height + self.spacing()
        return max(y - self.spacing() - inner.y(), 0) + margins.top() + margins.bottom()

    def _place(self, line: list[_Part], rect: QRect) -> None:
        widths = [min(part.width, rect.width()) for part in line]
        growing = [i for i, part in enumerate(line) if part.grows]
        spare = rect.width() - sum(widths) - self.spacing() * (len(line) - 1)
        room = spare + sum(widths[i] for i in growing)
        growing.sort(key=lambda i: (line[i].most, -widths[i]))  # who cannot give or take comes first
        for order, index in enumerate(growing):
            share = min(room // (len(growing) - order), line[index].most)
            widths[index] = max(widths[index], share)
            room -= widths[index]
        x = rect.x()
        for part, width in zip(line, widths, strict=True):
            top = rect.y() + (rect.height() - part.height) // 2
            part.item.setGeometry(QRect(x, top, width, part.height))
            x += width + self.spacing()


def _part(item: QLayoutItem) -> _Part:
    widget, wanted = item.widget(), item.sizeHint()
    policy = widget.sizePolicy().horizontalPolicy() if widget is not None else QSizePolicy.Policy.Expanding
    return _Part(
        item=item,
        width=wanted.width(),
        height=wanted.height(),
        least=item.minimumSize(),
        most=item.maximumSize().width(),
        grows=bool(policy.value & QSizePolicy.PolicyFlag.ExpandFlag.value),
    )


def _evenly(lines: list[list[_Part]]) -> list[list[_Part]]:
    parts = list(itertools.chain.from_iterable(lines))
    columns = math.ceil(len(parts) / len(lines))
    return [parts[first : first + columns] for first in range(0, len(parts), columns)]
