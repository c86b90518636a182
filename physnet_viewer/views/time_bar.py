"""Time: a slider over the frames of growth, play and loop, and what the shown frame means in days or steps."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from physnet_core.growth.scenario import Growth
from physnet_viewer import theme
from physnet_viewer.session import Playback, ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.views.flow_layout import FlowLayout
from physnet_viewer.views.inputs import NumberBox

NO_GROWTH = later("No growth to show")
NOTES = later("days assumed"), later("latent time")
_LONGEST = 1000.0, 10.0  # days and steps of the longest time that room is kept for before a growth is there
ASSUMED = later("Days are assumed: 1 step of the network = {days:g} days. Change it beside D and ρ.")


class TimeBar(QWidget):
    """Shows and moves the current frame; the clock of the playback is the controller's."""

    frameChanged = Signal(int)
    playbackChanged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playback = Playback()
        self._growth: Growth | None = None
        self._times: list[str] = []
        self._times_of: tuple[object, ...] = ()
        self._first, self._play, self._last = (QToolButton(self) for _ in range(3))
        self._loop = QToolButton(self)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._speed = NumberBox(self)
        self._label, self._note = QLabel(self), QLabel(self)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress()
        self._lay_out()
        self._connect()
        self._show_growth(None)
        self._show_playback(self._playback)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show frame and playback."""
        growth = (new.tweaked or new.learned) if new.grows else None
        changed = old is None or growth is not self._growth
        if changed:
            self._show_growth(growth)
        if changed or differs(old, new, "frame"):
            self._show_frame(new.frame)
        if differs(old, new, "playback"):
            self._show_playback(new.playback)

    @Slot()
    def toggle_playing(self) -> None:
        """Play or pause."""
        if self._growth is not None:
            self._set_playback(playing=not self._playback.playing)

    @Slot(int)
    def step(self, delta: int) -> None:
        """Go `delta` frames on, to the ends at most."""
        self._slider.setValue(self._slider.value() + delta)

    def _show_growth(self, growth: Growth | None) -> None:
        self._growth = growth
        for part in (self._first, self._play, self._last, self._slider):
            part.setEnabled(growth is not None)
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, 0 if growth is None else len(growth.times) - 1)
        self._note.setVisible(growth is not None)
        if growth is None:
            self._label.setText(tr(NO_GROWTH))
            return
        self._read_times(growth)
        physical = growth.physical
        hint = tr(ASSUMED).format(days=growth.units.days_per_step)
        self._note.setText(tr(NOTES[0] if physical else NOTES[1]))
        self._note.setToolTip(hint if physical else tr("No pixel spacing in this image: time in steps of the network."))

    def changeEvent(self, event: QEvent) -> None:
        """Keep other room for words in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._reserve()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep room for words as they are dressed from now on."""
        super().showEvent(event)
        self._reserve()

    def _read_times(self, growth: Growth) -> None:
        """Keep room for the times of a growth; most slices have the same."""
        key = (growth.physical, growth.units.days_per_step, growth.steps.tobytes())
        if key != self._times_of:
            self._times_of = key
            self._times = [time_text(growth, frame) for frame in range(len(growth.steps))]
            self._reserve()

    def _reserve(self) -> None:
        """Keep the room of the widest text, or the slider would move when a growth comes and while it plays."""
        days, step = _LONGEST
        texts = [tr(NO_GROWTH), _in_days(days, step), _in_steps(step), *self._times]
        self._label.setMinimumWidth(max(map(self._label.fontMetrics().horizontalAdvance, texts)) + 2)
        self._note.setMinimumWidth(_widest(self._note, [tr(note) for note in NOTES]))

    def _show_frame(self, frame: int) -> None:
        if self._growth is None:
            return
        with QSignalBlocker(self._slider):
            self._slider.setValue(frame)
        text = time_text(self._growth, self._slider.value())
        self._label.setText(text)
        self._slider.setAccessibleDescription(text)

    def _show_playback(self, playback: Playback) -> None:
        self._playback = playback
        theme.set_icon(self._play, "pause" if playback.playing else "play")
        name = tr("Pause") if playback.playing else tr("Play")
        self._play.setAccessibleName(name)
        self._play.setToolTip(tr("Pause growth (Space)") if playback.playing else tr("Play growth (Space)"))
        with QSignalBlocker(self._loop), QSignalBlocker(self._speed):
            self._loop.setChecked(playback.loop)
            self._speed.setValue(playback.frames_per_second)

    def _dress(self) -> None:
        buttons = (
            (self._first, "first", tr("First frame"), tr("Back to the density that the network saw (t = 0)")),
            (self._last, "last", tr("Last frame"), tr("To the end of the growth")),
            (self._loop, "loop", tr("Loop"), tr("Start again at the end")),
        )
        for button, icon, name, hint in buttons:
            theme.set_icon(button, icon)
            button.setAccessibleName(name)
            button.setToolTip(hint)
        self._loop.setCheckable(True)
        self._slider.setAccessibleName(tr("Time"))
        self._slider.setToolTip(tr("Time of the growth shown over the image (Left and Right)"))
        self._slider.setMinimumWidth(120)
        self._slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._speed.setRange(0.5, 30.0)
        self._speed.setSingleStep(1.0)
        self._speed.setSuffix(tr(" fps"))
        self._speed.setAccessibleName(tr("Playback speed in frames per second"))
        self._speed.setToolTip(tr("Frames shown in a second"))
        self._note.setProperty("role", "badge")
        self._note.setText(tr(NOTES[0]))
        policy = self._note.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._note.setSizePolicy(policy)

    def _lay_out(self) -> None:
        words, buttons = QWidget(self), QWidget(self)
        texts = QHBoxLayout(words)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.addWidget(self._label)
        texts.addWidget(self._note)
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self._first, self._play, self._last, self._loop):
            row.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 5, 10, 5)
        flow = FlowLayout(spacing=10)
        for part in (buttons, self._speed, self._slider, words):
            flow.addWidget(part)
        outer.addLayout(flow)

    def _connect(self) -> None:
        self._slider.valueChanged.connect(self.frameChanged)
        self._first.clicked.connect(lambda: self._slider.setValue(0))
        self._last.clicked.connect(lambda: self._slider.setValue(self._slider.maximum()))
        self._play.clicked.connect(self.toggle_playing)
        self._loop.toggled.connect(lambda loop: self._set_playback(loop=loop))
        self._speed.valueChanged.connect(lambda speed: self._set_playback(frames_per_second=speed))

    def _set_playback(self, **changes: object) -> None:
        self.playbackChanged.emit(replace(self._playback, **changes))  # type: ignore[arg-type]


def time_text(growth: Growth, frame: int) -> str:
    """Return the time of a frame, such as ``t = 45 days (step 3.0)``."""
    index = int(np.clip(frame, 0, len(growth.steps) - 1))
    step = float(growth.steps[index])
    return _in_days(float(growth.days[index]), step) if growth.physical else _in_steps(step)


def _in_days(days: float, step: float) -> str:
    shown = f"{days:.0f}" if days >= 10 or days == round(days) else f"{days:.1f}"
    return tr("t = {days} days (step {step:.1f})").format(days=shown, step=step)


def _in_steps(step: float) -> str:
    return tr("step {step:.1f}").format(step=step)


def _widest(label: QLabel, texts: list[str]) -> int:
    """Return the width that a label needs for any of some texts, with its frame."""
    shown, widths = label.text(), []
    label.setMinimumWidth(0)  # a hint is never less, and is reckoned anew only with another text
    label.clear()
    for text in texts:
        label.setText(text)
        widths.append(label.sizeHint().width())
    label.setText(shown)
    return max(widths)
