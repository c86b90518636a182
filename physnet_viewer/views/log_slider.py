"""A slider on a logarithmic scale with numeric entry, unit, the learned value marked, and a way back to it."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from physnet_core.export.wording import significant
from physnet_viewer import theme
from physnet_viewer.translation import tr
from physnet_viewer.views.flow_layout import FlowLayout
from physnet_viewer.views.log_track import LogTrack

ENTRY_STEP = 1.05  # factor of the arrow keys in the numeric entry


class NumberEntry(QLineEdit):
    """A field for one positive number; what it cannot accept stays visible, marked, and is not used."""

    entered = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 1.0
        self._limits = (0.0, math.inf)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._accept)
        self.textEdited.connect(self._check)

    def show_value(self, value: float, limits: tuple[float, float]) -> None:
        """Show a number unless the user is typing another one."""
        self._value, self._limits = value, limits
        if not (self.hasFocus() and self.isModified()):
            self._restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows, give up with Escape."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.isModified():
            self._restore()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            low, high = self._limits
            factor = ENTRY_STEP if key == Qt.Key.Key_Up else 1 / ENTRY_STEP
            self.entered.emit(min(max(self._value * factor, low), high))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Come back to the number in use when the one typed could not be accepted."""
        super().focusOutEvent(event)
        self._restore()

    def _number(self) -> float | None:
        try:
            value = float(self.text().strip().replace(",", "."))
        except ValueError:
            return None
        low, high = self._limits
        # Limits are shown rounded, so what was read off the screen has to be accepted.
        return value if low * 0.995 <= value <= high * 1.005 else None

    def _check(self) -> None:
        self._mark(invalid=self._number() is None)

    def _accept(self) -> None:
        value = self._number()
        if value is None or not self.isModified():
            return
        self.setModified(False)
        low, high = self._limits
        self.entered.emit(min(max(value, low), high))

    def _restore(self) -> None:
        self.setText(significant(self._value))
        self.setModified(False)
        self._mark(invalid=False)

    def _mark(self, *, invalid: bool) -> None:
        if self.property("invalid") != invalid:
            self.setProperty("invalid", invalid)
            theme.refresh(self)


class LogSlider(QWidget):
    """Name, number, unit and reset in one line, the logarithmic slider below.

    Values are dimensionless throughout; `scale` and `unit` only decide how they are shown and typed.

    Parameters
    ----------
    symbol, name
        ``"D"`` and ``"diffusion"``.
    low, high
        Range of the slider, dimensionless.
    """

    valueChanged = Signal(float)
    committed = Signal()
    resetRequested = Signal()

    def __init__(self, symbol: str, name: str, low: float, high: float, parent: QWidget | None = None):
        super().__init__(parent)
        self._symbol, self._name = symbol, name
        self._low, self._high = low, high
        self._value = low
        self._scale, self._unit, self._hint = 1.0, "", ""
        self._label = QLabel(f"<b>{symbol}</b>&nbsp; {name}", self)
        self._entry = NumberEntry(self)
        self._unit_label = QLabel(self)
        self._unit_label.setProperty("role", "muted")
        self._reset = QToolButton(self)
        self._track = LogTrack(low, high, self)
        self._lay_out()
        self._name_parts()
        self._track.valueChanged.connect(self._on_tick)
        self._track.committed.connect(self.committed)
        self._entry.entered.connect(self._on_entry)
        self._reset.clicked.connect(self.resetRequested)
        self.set_value(low)

    @property
    def value(self) -> float:
        """The value, dimensionless."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show a value without telling anyone; a handle that is being dragged stays under the mouse."""
        self._value = value
        if not self._track.isSliderDown():
            self._track.show_value(value)
        self._show()

    def set_learned(self, learned: float | None) -> None:
        """Mark the learned value and allow the way back to it."""
        self._track.mark(learned, self._track.band)
        self._show()

    def set_unit(self, unit: str, scale: float, *, hint: str = "", band: tuple[float, float] | None = None) -> None:
        """Show values times `scale` in `unit`; `hint` and `band` (in `unit`) tell what the literature reports."""
        self._unit, self._scale, self._hint = unit, scale, hint
        own = None if band is None else (band[0] / scale, band[1] / scale)
        self._track.mark(self._track.learned, own)
        self._show()

    def _lay_out(self) -> None:
        theme.set_icon(self._reset, "reset")
        value = QHBoxLayout()
        value.setContentsMargins(0, 0, 0, 0)
        value.setSpacing(6)
        value.addWidget(self._entry)
        value.addWidget(self._unit_label)
        value.addStretch(1)
        value.addWidget(self._reset)
        holder = QWidget(self)
        holder.setLayout(value)
        holder.setSizePolicy(holder.sizePolicy().Policy.Expanding, holder.sizePolicy().Policy.Fixed)
        self._entry.setFixedWidth(self._entry.fontMetrics().horizontalAdvance("0.00000") + 22)
        self._label.setMinimumWidth(self._label.fontMetrics().horizontalAdvance("ρ  " + tr("proliferation") + " ") + 6)
        head = FlowLayout(spacing=6)
        head.addWidget(self._label)
        head.addWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._track)

    def _name_parts(self) -> None:
        title = f"{self._name.capitalize()} {self._symbol}"
        self._track.setAccessibleName(tr("{title}, slider").format(title=title))
        self._entry.setAccessibleName(tr("{title}, number").format(title=title))
        self._reset.setAccessibleName(tr("Reset {name} to the learned value").format(name=self._name))
        self._label.setBuddy(self._entry)

    def _on_tick(self, tick: int) -> None:
        self._change(self._track.value_at(tick))

    def _on_entry(self, shown: float) -> None:
        self._change(shown / self._scale)
        self._track.show_value(self._value)
        self.committed.emit()

    def _change(self, value: float) -> None:
        if value != self._value:
            self._value = value
            self._show()
            self.valueChanged.emit(value)

    def _show(self) -> None:
        learned = self._track.learned
        self._entry.show_value(self._value * self._scale, (self._low * self._scale, self._high * self._scale))
        self._unit_label.setText(self._unit)
        self._reset.setEnabled(learned is not None and not math.isclose(learned, self._value, rel_tol=1e-6))
        known = "" if learned is None else tr("learned: {value}").format(value=self._text(learned))
        low, high = significant(self._low * self._scale), self._text(self._high)
        self._reset.setToolTip(tr("Back to what the network learned for this slice\n{known}").format(known=known))
        self._entry.setToolTip(
            tr("Type a number from {low} to {high}. Arrow keys change it by 5 %.").format(low=low, high=high)
        )
        self._track.setToolTip(self._explain(known))
        self._track.setAccessibleDescription(
            f"{self._text(self._value)}; {known}" if known else self._text(self._value)
        )

    def _explain(self, known: str) -> str:
        mark = f"▼ {known}" if known else ""
        lines = (
            tr("{name} {symbol}, logarithmic scale").format(name=self._name.capitalize(), symbol=self._symbol),
            mark,
            self._hint,
        )
        return "\n".join(line for line in lines if line)

    def _text(self, value: float) -> str:
        return f"{significant(value * self._scale)} {self._unit}".strip()
