"""Pinned scenarios: a row each, with its line, its name, and what can be done with it."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from physnet_viewer import theme
from physnet_viewer.scenarios import Pinned
from physnet_viewer.session import ViewState, differs
from physnet_viewer.staleness import lags
from physnet_viewer.translation import later, tr
from physnet_viewer.views.behind_text import AWAITED
from physnet_viewer.views.strokes import sample

PIN_HINT = later("Keep the growth on screen, to compare others with it (Ctrl+P)")
COMPARE_HINT = later(
    "Compare with this one in place of the learned growth: side by side, as difference, or with B held"
)
ELSEWHERE = later("Pinned on slice {slice}; go there to compare")
ON_SLICE, IN_SPACE = later("2-D, slice {slice}"), later("3-D")
LEFT_OUT = later("{where}: not drawn here")
NOT_YET = later("{where}: not grown again yet")
ASK_SPACE = later("Pinned in 3-D, of the whole series; choose 3-D to compare. A volume is not held against an area.")
ASK_PLANE = later("Pinned in 2-D, on slice {slice}; choose 2-D to compare. An area is not held against a volume.")
DIFFERENCE_HINT = later("Orange: denser than what it is compared with. Purple: less dense. Nothing drawn: equal")
_CAUSES = (
    *("scenarios", "reference", "slice_index", "series_uid", "dimensions"),
    *("difference", "learned", "tweaked", "tweak", "white_to_grey", "volume", "tweaked_volume"),
)


class ScenarioRow(QWidget):
    """One scenario."""

    shown = Signal(int, bool)
    renamed = Signal(int, str)
    compared = Signal(int, bool)
    deleted = Signal(int)

    def __init__(self, pinned: Pinned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = pinned.key
        self._visible, self._name = QCheckBox(self), QLineEdit(self)
        self._where = QLabel(self)
        self._compare, self._delete = QToolButton(self), QToolButton(self)
        line = sample(pinned.color, pinned.dashes, self.fontMetrics().height(), self.devicePixelRatioF())
        self._visible.setIcon(QIcon(line))
        self._visible.setIconSize(line.deviceIndependentSize().toSize())
        self._visible.setToolTip(tr("Draw its curve"))
        self._name.setToolTip(tr("Type another name"))
        theme.set_icon(self._compare, "swap")
        self._compare.setCheckable(True)
        self._delete.setToolTip(tr("Delete this scenario"))
        theme.set_icon(self._delete, "cancel")
        self._where.setProperty("role", "muted")
        self._where.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._visible, 0, 0)
        grid.addWidget(self._name, 0, 1, 1, 3)
        for column, part in enumerate((self._where, self._compare, self._delete), start=1):
            grid.addWidget(part, 1, column)
        grid.setColumnStretch(1, 1)
        self._visible.toggled.connect(lambda on: self.shown.emit(self.key, on))
        self._name.editingFinished.connect(self._on_name)
        self._compare.toggled.connect(lambda on: self.compared.emit(self.key, on))
        self._delete.clicked.connect(lambda: self.deleted.emit(self.key))
        self._text = ""

    def show_pinned(self, pinned: Pinned, state: ViewState) -> None:
        """Show it as it is."""
        here = pinned in state.scenarios_here
        where = tr(IN_SPACE) if pinned.in_space else tr(ON_SLICE).format(slice=pinned.slice_index + 1)
        missing = NOT_YET if pinned.growth is None else None if here else LEFT_OUT
        self._where.setText(where if missing is None else tr(missing).format(where=where))
        with QSignalBlocker(self._visible), QSignalBlocker(self._compare):
            self._visible.setChecked(pinned.visible)
            self._compare.setChecked(state.reference == pinned.key)
        self._text = pinned.name
        if not self._name.hasFocus() or not self._name.isModified():
            self._name.setText(pinned.name)
            self._name.setCursorPosition(0)
        self._compare.setEnabled(here)
        self._compare.setToolTip(tr(COMPARE_HINT) if here else _why_not(pinned, state))
        for part, what in (
            (self._visible, tr("Curve of {name}")),
            (self._name, tr("Name of {name}")),
            (self._compare, tr("Compare with {name}")),
            (self._delete, tr("Delete {name}")),
        ):
            part.setAccessibleName(what.format(name=pinned.name))

    def _on_name(self) -> None:
        if self._name.text().strip() and self._name.text() != self._text:
            self.renamed.emit(self.key, self._name.text())
        self._name.setModified(False)
        self._name.setText(self._name.text().strip() or self._text)


def _why_not(pinned: Pinned, state: ViewState) -> str:
    if pinned.in_space:
        return tr(ASK_SPACE)
    return tr(ASK_PLANE if state.dimensions == "3d" else ELSEWHERE).format(slice=pinned.slice_index + 1)


class ScenarioList(QWidget):
    """Pin, and what was pinned."""

    pinRequested = Signal()
    shown = Signal(int, bool)
    renamed = Signal(int, str)
    compared = Signal(object)
    deleted = Signal(int)
    differenceChanged = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, ScenarioRow] = {}
        self._pin, self._difference = QToolButton(self), QToolButton(self)
        title = QLabel(tr("Scenarios"), self)
        title.setProperty("role", "muted")
        for button, text, hint in (
            (self._pin, tr("Pin this"), tr(PIN_HINT)),
            (self._difference, tr("Difference"), tr(DIFFERENCE_HINT)),
        ):
            button.setText(text)
            button.setToolTip(hint)
            button.setAccessibleName(text)
            button.setProperty("role", "segment")
        self._difference.setCheckable(True)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(title, 1)
        head.addWidget(self._difference)
        head.addWidget(self._pin)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._pin.clicked.connect(self.pinRequested)
        self._difference.toggled.connect(self.differenceChanged)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the scenarios of the series on screen."""
        if not differs(old, new, *_CAUSES):
            return
        known = {item.key: item for item in new.own_scenarios}
        for key in [key for key in self._rows if key not in known]:
            row = self._rows.pop(key)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for key, pinned in known.items():
            if key not in self._rows:
                self._add(pinned)
            self._rows[key].show_pinned(pinned, new)
        awaited = lags(new)
        self._pin.setEnabled(new.learned is not None and not awaited)
        self._pin.setToolTip(tr(AWAITED if awaited else PIN_HINT))
        with QSignalBlocker(self._difference):
            self._difference.setChecked(new.difference)

    def _add(self, pinned: Pinned) -> None:
        row = ScenarioRow(pinned, self)
        row.shown.connect(self.shown)
        row.renamed.connect(self.renamed)
        row.deleted.connect(self.deleted)
        row.compared.connect(lambda key, on: self.compared.emit(key if on else None))
        self._rows[pinned.key] = row
        self._column.addWidget(row)
