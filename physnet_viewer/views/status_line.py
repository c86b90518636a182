"""What is under the cursor, what is going on, and what it runs on."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from physnet_viewer import theme
from physnet_viewer.session import Task, ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.view_state import number_there
from physnet_viewer.views.geometry import CursorReading

NO_READING = later("Move over the image for values")
LOADED_HINT = later(
    "Slices in memory. Of a study too large for it, every slice is read and computed,\n"
    "and those far from the one on screen are read again when you go there."
)


class StatusLine(QWidget):
    """The contents of the status bar."""

    cancelRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resting = ""  # said while the cursor is elsewhere
        self._cursor, self._task, self._loaded, self._device = (QLabel(self) for _ in range(4))
        self._progress, self._cancel = QProgressBar(self), QToolButton(self)
        self._cursor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._cursor.setAccessibleName(tr("Under the cursor"))
        self._progress.setFixedWidth(110)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("Progress"))
        self._cancel.setText(tr("Cancel"))
        self._cancel.setAccessibleName(tr("Cancel what is under way"))
        self._cancel.setToolTip(tr("Stop what is under way; what is there stays (Esc)"))
        self._cancel.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.set_icon(self._cancel, "cancel")
        self._loaded.setToolTip(tr(LOADED_HINT))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 0, 10, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self._cursor, 1)
        for part in (self._task, self._progress, self._cancel, self._loaded, self._device):
            self._row.addWidget(part)
        self._cancel.clicked.connect(self.cancelRequested)
        self.show_reading(None)
        self.render(None, ViewState())

    @property
    def task_text(self) -> str:
        """What is said to be going on."""
        return self._task.text() if not self._task.isHidden() else ""

    @property
    def cursor_text(self) -> str:
        """What is said to be under the cursor."""
        return self._cursor.text()

    @Slot(object)
    def show_reading(self, reading: CursorReading | None) -> None:
        """Write what is under the cursor."""
        self._cursor.setText(self._resting if reading is None else reading_text(reading))

    def show_tip(self, text: str) -> None:
        """Write what the command under the mouse does; an empty text ends that."""
        self._cursor.setText(text or self._resting)

    def changeEvent(self, event: QEvent) -> None:
        """Keep other room for the button in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._reserve()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep room for the button as it is dressed from now on."""
        super().showEvent(event)
        self._reserve()

    def _reserve(self) -> None:
        """Be as high as with the button, or all of the window above would move when work begins and ends."""
        self._cancel.ensurePolished()
        self.setMinimumHeight(self._cancel.sizeHint().height())

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show tasks, the number of slices read, and the device."""
        if differs(old, new, "series_uid"):
            self._resting = "" if new.series_uid is None else tr(NO_READING)
            self.show_reading(None)
        if differs(old, new, "tasks"):
            self._show_task(new.tasks[-1] if new.tasks else None, len(new.tasks) - 1)
        if differs(old, new, "slices"):
            self._show_loaded(number_there(new.slices), len(new.slices))
        if differs(old, new, "device", "model"):
            starting = tr("No network") if new.model == "failed" else ""  # that it starts is said as a task
            self._device.setText(new.device or starting)
            self._device.setToolTip(tr("The network runs on: {device}").format(device=new.device) if new.device else "")
        self._row.activate()  # at once, or the next picture shows half a word

    def _show_loaded(self, read: int, total: int) -> None:
        said = tr("{read}/{total} loaded") if total else ""
        self._loaded.setText(said.format(read=total, total=total))
        self._loaded.setMinimumWidth(self._loaded.sizeHint().width())  # counting up is to push nothing about
        self._loaded.setText(said.format(read=read, total=total))

    def _show_task(self, task: Task | None, others: int) -> None:
        for part in (self._task, self._progress, self._cancel):
            part.setVisible(task is not None)
        if task is None:
            return
        count = "" if not task.total else f" {min(task.done, task.total)}/{task.total}"
        more = f" (+{others})" if others else ""
        self._task.setText(f"{tr(task.name)}{count}{more}")
        self._progress.setUpdatesEnabled(False)  # else each new value paints the whole window at once
        self._progress.setRange(0, task.total or 0)
        self._progress.setValue(min(task.done, task.total or 0))
        self._progress.setUpdatesEnabled(True)


def reading_text(reading: CursorReading) -> str:
    """Return pixel, value, place and density in one line."""
    parts = [f"x {reading.column}  y {reading.row}", tr("value {value:.5g}").format(value=reading.value)]
    if reading.position is not None:
        parts.append("({:.1f}, {:.1f}, {:.1f}) mm LPS".format(*reading.position))
    if reading.density is not None:
        parts.append(tr("density {density:.2f}").format(density=reading.density))
    return "   |   ".join(parts)
