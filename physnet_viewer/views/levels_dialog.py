"""The display window in numbers: what is shown black and white, or center and width."""

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QWidget

from physnet_core.imaging import Window
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.views.inputs import NumberBox

_LARGEST = 1e9
_FIELDS = (
    ("low", later("Black at"), later("Values from here down are black")),
    ("high", later("White at"), later("Values from here up are white")),
    ("center", later("Level"), later("The value that is shown middle grey")),
    ("width", later("Window"), later("How many values there are between black and white")),
)


class LevelsDialog(QDialog):
    """Stays open beside the image and follows it; emits each window that is entered."""

    windowChanged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Brightness"))
        self._window: Window | None = None
        self.boxes: dict[str, NumberBox] = {}
        form = QFormLayout(self)
        form.setContentsMargins(14, 14, 14, 14)
        form.setSpacing(8)
        for name, label, hint in _FIELDS:
            box = NumberBox(self)
            box.setDecimals(6)
            box.setRange(1e-6 if name == "width" else -_LARGEST, _LARGEST)
            box.setAccessibleName(tr(label))
            box.setToolTip(tr(hint))
            box.setMinimumWidth(9 * self.fontMetrics().averageCharWidth() + 40)
            form.addRow(QLabel(tr(label), self), box)
            self.boxes[name] = box
        for name in ("low", "high"):
            self.boxes[name].valueChanged.connect(self._on_levels)
        for name in ("center", "width"):
            self.boxes[name].valueChanged.connect(self._on_center)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the window in force."""
        if differs(old, new, "window"):
            self._show_window(new.window)

    def open_at(self, view: QWidget) -> None:
        """Appear in a corner of the image, ready for a number."""
        if not self.isVisible():
            corner = view.mapToGlobal(QPoint(view.width() - self.sizeHint().width() - 24, 24))
            self.move(corner)
        self.show()
        self.activateWindow()
        self.boxes["low"].setFocus()
        self.boxes["low"].selectAll()

    def _show_window(self, window: Window | None) -> None:
        self._window = window
        for box in self.boxes.values():
            box.setEnabled(window is not None)
        if window is None:
            return
        low, high = window.levels
        values = {"low": low, "high": high, "center": window.center, "width": window.width}
        for name, value in values.items():
            with QSignalBlocker(self.boxes[name]):
                self.boxes[name].setSingleStep(max(window.width / 50, 1e-6))
                self.boxes[name].setValue(value)

    def _on_levels(self) -> None:
        low, high = self.boxes["low"].value(), self.boxes["high"].value()
        if high > low:
            self.windowChanged.emit(Window.from_levels(low, high))
        else:
            self._show_window(self._window)

    def _on_center(self) -> None:
        self.windowChanged.emit(Window(center=self.boxes["center"].value(), width=self.boxes["width"].value()))
