"""Numbers beside the plot: what D and rho say by themselves, and what the growth on screen measures."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from physnet_core.growth import measures
from physnet_core.physics.units import DAYS_PER_YEAR
from physnet_viewer.session import ViewState
from physnet_viewer.views.flow_layout import FlowLayout
from physnet_viewer.views.growth_text import Measure
from physnet_viewer.views.log_slider import significant

MEASURED_HINT = (
    "Measured on the growth on screen, over the later half of the run. It nears 2√(Dρ) only after a long time in free\n"
    "space; walls, grey matter and coarse cells hold it back."
)


class GrowthMeasures(QWidget):
    """Captions with their values, in a line, or two in a line where they are `wide`."""

    def __init__(self, count: int, parent: QWidget | None = None, *, wide: bool = False) -> None:
        super().__init__(parent)
        self._pairs = [(QLabel(self), QLabel(self)) for _ in range(count)]
        row = FlowLayout(self, spacing=8)
        for caption, value in self._pairs:
            caption.setProperty("role", "muted")
            holder = QWidget(self)
            holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            if wide:
                holder.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000.0 mm/year  "))
            pair = QVBoxLayout(holder)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(0)
            pair.addWidget(caption)
            pair.addWidget(value)
            row.addWidget(holder)

    def show_measures(self, shown: tuple[Measure, ...], learned: tuple[Measure, ...]) -> None:
        """Show numbers; where they differ from the learned ones, those stand in the tool tip."""
        for (caption, value), now, before in zip(self._pairs, shown, learned, strict=True):
            caption.setText(now.caption)
            value.setText(now.value)
            hint = f"{now.hint}\nLearned: {before.value}" if now.value != before.value else now.hint
            for label in (caption, value):
                label.setToolTip(hint)
            value.setAccessibleName(f"{now.caption}: {now.value}")


def measured(state: ViewState, *, tweaked: bool) -> tuple[Measure, ...]:
    """Return size, radius, speed and doubling time of a growth on screen at the shown frame; dashes without one."""
    growth, volume = (state.tweaked, state.tweaked_volume) if tweaked else (state.learned, state.volume)
    if growth is None:
        return tuple(
            Measure(caption=name, value="–", hint="") for name in ("Size", "Radius", "Front, run", "Doubles in")
        )
    frame = min(state.frame, len(growth.times) - 1)
    what: str
    unit: str
    if volume is None:
        what, sizes, unit, radius, shape = "Area", growth.smooth_area, growth.area_unit, growth.radius, "circle"
    else:
        what, sizes, unit, radius, shape = "Volume", volume.volume_ml, "mL", volume.radius, "ball"
    speed, doubling = measures.front_speed(radius, growth.times), measures.doubling_time(sizes, growth.times)
    per = (DAYS_PER_YEAR, "mm/year") if growth.physical else (1.0, "cells/step")
    return (
        Measure(
            caption=what,
            value=f"{significant(float(sizes[frame]))} {unit}",
            hint=f"{what} with density of at least {growth.threshold:g}, at the shown time",
        ),
        Measure(
            caption="Radius",
            value=f"{significant(float(radius[frame]))} {growth.length_unit}",
            hint=f"Equivalent radius: of the {shape} with this {what.lower()}, at the shown time",
        ),
        Measure(
            caption="Front, run",
            value="–" if speed is None else f"{significant(speed * per[0])} {per[1]}",
            hint=MEASURED_HINT,
        ),
        Measure(
            caption="Doubles in",
            value="–" if doubling is None else f"{significant(doubling)} {growth.time_unit}",
            hint=f"Time in which the {what.lower()} doubles, mean over the whole run",
        ),
    )
