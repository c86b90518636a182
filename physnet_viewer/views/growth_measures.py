"""Numbers beside the plot: what D and rho say by themselves, and what the growth on screen measures."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from physnet_core.export.wording import significant
from physnet_core.growth import measures
from physnet_core.physics.units import DAYS_PER_YEAR
from physnet_viewer import theme
from physnet_viewer.session import ViewState
from physnet_viewer.translation import later, tr
from physnet_viewer.views.flow_layout import FlowLayout
from physnet_viewer.views.growth_text import Measure

MEASURED_HINT = later(
    "Measured on the growth on screen, over the later half of the run. It nears 2√(Dρ) only after a "
    "long time in free\n"
    "space; walls, grey matter and coarse cells hold it back."
)


@dataclass(frozen=True, kw_only=True)
class _Words:
    """How a size is spoken of."""

    size: str
    size_hint: str
    radius_hint: str
    doubling_hint: str


_AREA = _Words(
    size=later("Area"),
    size_hint=later("Area with density of at least {threshold:g}, at the shown time"),
    radius_hint=later("Equivalent radius: of the circle with this area, at the shown time"),
    doubling_hint=later("Time in which the area doubles, mean over the whole run"),
)
_VOLUME = _Words(
    size=later("Volume"),
    size_hint=later("Volume with density of at least {threshold:g}, at the shown time"),
    radius_hint=later("Equivalent radius: of the ball with this volume, at the shown time"),
    doubling_hint=later("Time in which the volume doubles, mean over the whole run"),
)


class GrowthMeasures(QWidget):
    """Captions with their values, in a line, or two in a line where they are `wide`."""

    def __init__(self, count: int, parent: QWidget | None = None, *, wide: bool = False) -> None:
        super().__init__(parent)
        self._pairs = [(QLabel(self), QLabel(self)) for _ in range(count)]
        self._shown: list[tuple[Measure, str, str] | None] = [None] * count
        row = FlowLayout(self, spacing=8, even=True)
        for caption, value in self._pairs:
            caption.setProperty("role", "muted")
            holder = QWidget(self)
            holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            if wide:
                holder.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000 " + tr("mm/year")))
            pair = QVBoxLayout(holder)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(0)
            pair.addWidget(caption)
            pair.addWidget(value)
            row.addWidget(holder)

    def show_measures(self, shown: tuple[Measure, ...], learned: tuple[Measure, ...], *, behind: str = "") -> None:
        """Show numbers; where they differ from the learned ones, those stand in the tool tip.

        Numbers of other values than those that are set are muted, and say for which they are, in `behind`.
        """
        for number, ((caption, value), now, before) in enumerate(zip(self._pairs, shown, learned, strict=True)):
            if self._shown[number] == (now, before.value, behind):
                continue
            self._shown[number] = now, before.value, behind
            caption.setText(now.caption)
            value.setText(now.value)
            theme.set_role(value, "muted" if behind else "")
            hint = now.hint
            if now.value != before.value:
                hint = tr("{hint}\nLearned: {value}").format(hint=hint, value=before.value)
            for label in (caption, value):
                label.setToolTip("\n".join(filter(None, (hint, behind))))
            value.setAccessibleName(". ".join(filter(None, (f"{now.caption}: {now.value}", behind))))


def measured(state: ViewState, *, tweaked: bool) -> tuple[Measure, ...]:
    """Return size, radius, speed and doubling time of a growth on screen at the shown frame; dashes without one."""
    growth, volume = (state.tweaked, state.tweaked_volume) if tweaked else (state.learned, state.volume)
    if growth is None:
        return tuple(
            Measure(caption=name, value="–", hint="")
            for name in (tr("Size"), tr("Radius"), tr("Front, run"), tr("Doubles in"))
        )
    frame = min(state.frame, len(growth.times) - 1)
    if volume is None:
        words, sizes, unit, radius = _AREA, growth.smooth_area, tr(growth.area_unit), growth.radius
    else:
        words, sizes, unit, radius = _VOLUME, volume.volume_ml, "mL", volume.radius
    speed, doubling = measures.front_speed(radius, growth.times), measures.doubling_time(sizes, growth.times)
    per = (DAYS_PER_YEAR, tr("mm/year")) if growth.physical else (1.0, tr("cells/step"))
    return (
        Measure(
            caption=tr(words.size),
            value=f"{significant(float(sizes[frame]))} {unit}",
            hint=tr(words.size_hint).format(threshold=growth.threshold),
        ),
        Measure(
            caption=tr("Radius"),
            value=f"{significant(float(radius[frame]))} {tr(growth.length_unit)}",
            hint=tr(words.radius_hint),
        ),
        Measure(
            caption=tr("Front, run"),
            value="–" if speed is None else f"{significant(speed * per[0])} {per[1]}",
            hint=tr(MEASURED_HINT),
        ),
        Measure(
            caption=tr("Doubles in"),
            value="–" if doubling is None else f"{significant(doubling)} {tr(growth.time_unit)}",
            hint=tr(words.doubling_hint),
        ),
    )
