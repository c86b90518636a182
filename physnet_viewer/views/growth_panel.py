"""D and rho as the network learned them, as the user wants them, and what follows for growth."""

import math
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from physnet_core.physics.units import LatentUnits
from physnet_viewer import theme
from physnet_viewer.session import Parameters, ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.views import growth_text
from physnet_viewer.views.area_plot import CAUSES, AreaPlot
from physnet_viewer.views.behind_text import behind
from physnet_viewer.views.flow_layout import FlowLayout
from physnet_viewer.views.growth_measures import GrowthMeasures, measured
from physnet_viewer.views.growth_settings import GrowthSettings
from physnet_viewer.views.growth_tools import GrowthTools
from physnet_viewer.views.inputs import Choice, NumberBox
from physnet_viewer.views.log_slider import LogSlider
from physnet_viewer.views.scenario_list import ScenarioList
from physnet_viewer.views.unbroken import unbroken

DIFFUSION_RANGE = (3e-4, 5.0)
GROWTH_RANGE = (3e-3, 3.0)

_FILLING = 100  # stretch that leaves next to nothing to an empty space
DIMENSIONS = (
    ("2d", "2-D", later("Growth within the slice on screen")),
    (
        "3d",
        "3-D",
        later("Growth of the whole series in space: needs several slices at known distances, and some seconds"),
    ),
)


class GrowthPanel(QWidget):
    """Sliders for D and rho with units, derived numbers, and area over time."""

    parametersChanged = Signal(object)
    parametersCommitted = Signal()
    resetRequested = Signal()
    fitRequested = Signal()
    dimensionsChanged = Signal(str)
    gridChanged = Signal(str)
    whiteToGreyChanged = Signal(float)
    daysPerStepChanged = Signal(object)
    layoutChanged = Signal(str)
    frameChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._learned: Parameters | None = None
        self._shown: Parameters | None = None
        self._shown_for: tuple[str | None, int] | None = None
        self._units: LatentUnits | None = None
        self._title = QLabel(tr("GROWTH"), self)
        self._own_days = 0.0
        self._facts: tuple[object, ...] = ()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        self._body = QWidget(self)
        self._diffusion = LogSlider("D", tr("diffusion"), *DIFFUSION_RANGE, self._body)
        self._growth = LogSlider("ρ", tr("proliferation"), *GROWTH_RANGE, self._body)
        self._days = NumberBox(self._body)
        self._days_row = QWidget(self._body)
        self._units_note = QLabel(tr("No pixel spacing in this image: latent units only."), self._body)
        self._reset = QPushButton(tr("Reset"), self)
        self._settings = GrowthSettings(self._body)
        self._dimensions, self._shown_dimensions = Choice("", DIMENSIONS, self), "2d"
        self._behind = QLabel(self._body)
        self._derived = GrowthMeasures(3, self._body)
        self._measured = GrowthMeasures(4, self._body, wide=True)
        self._tools = GrowthTools(DIFFUSION_RANGE, GROWTH_RANGE, self._body)
        self._plot = AreaPlot(self._body)
        self._unseen = True  # they were rendered last
        self.scenarios = ScenarioList(self._body)
        self._lay_out()
        self._connect()

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the parameters of the slice on screen."""
        if (facts := _facts(new)) != self._facts:
            self._facts = facts
            self._render_parameters(new)
        elif differs(old, new, "tweak"):
            self._render_values(new)  # while dragging, many times a second
        self._settings.render(old, new)
        if differs(old, new, "dimensions", "series_uid"):
            self._shown_dimensions = new.dimensions
            self._dimensions.show_choice(new.dimensions)
            self._dimensions.setVisible(new.series_uid is not None)
        self.scenarios.render(old, new)
        self._render_growth(old, new)

    def place_below_sliders(self, note: QWidget) -> None:
        """Take in a note that comes and goes: above the sliders it would push them away under the mouse."""
        layout = self._body.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self._growth) + 1, note)

    def _render_growth(self, old: ViewState | None, new: ViewState) -> None:
        """Show curves and measures, once they are seen: paging over slices without growth must not wait for them."""
        if self._body.isHidden():
            self._unseen = True
        elif self._unseen or differs(old, new, *CAUSES, "frame") or behind(new) != self._behind.text():
            self._plot.render(None if self._unseen else old, new)
            self._render_measured(new)
            self._unseen = False

    def _render_measured(self, state: ViewState) -> None:
        said, learned = behind(state), measured(state, tweaked=False)
        self._behind.setText(said)
        self._behind.setVisible(bool(said))
        shown = learned if state.tweaked is None else measured(state, tweaked=True)
        self._measured.show_measures(shown, learned, behind=said)

    def _render_parameters(self, state: ViewState) -> None:
        # Paging through a series that is still being computed must not make the panel jump.
        uid, index = self._shown_for or (None, 0)
        stale = self._shown_for is not None and uid == state.series_uid and growth_text.pending(state)
        self._title.setText(tr("GROWTH, slice {number}").format(number=index + 1) if stale else tr("GROWTH"))
        self._body.setEnabled(not stale)
        self._reset.setEnabled(False)
        if stale:
            self._reset.hide()  # the longer title takes its place
        else:
            self._render_current(state)

    def _render_current(self, state: ViewState) -> None:
        obstacle = growth_text.obstacle(state)
        note = obstacle or growth_text.caveat(state)
        self._note.setText(unbroken(note or ""))
        theme.set_role(self._note, growth_text.note_role(state))
        self._note.setVisible(note is not None)
        for part in (self._body, self._reset):
            part.setVisible(obstacle is None)
        units, learned = growth_text.units_of(state), growth_text.learned_parameters(state)
        self._shown_for = None
        if obstacle is not None or units is None or learned is None:
            return
        self._shown_for = (state.series_uid, state.slice_index)
        self._learned, self._units = learned, units
        self._render_units(units)
        self._render_days(state, units)
        self._diffusion.set_learned(learned.diffusion_number)
        self._growth.set_learned(learned.growth_number)
        self._render_values(state)

    def _render_values(self, state: ViewState) -> None:
        if self._shown_for is None or self._learned is None or self._units is None:
            return
        self._shown = state.tweak or self._learned
        self._reset.setEnabled(state.tweak is not None)
        self._diffusion.set_value(self._shown.diffusion_number)
        self._growth.set_value(self._shown.growth_number)
        self._render_measures(self._shown, self._learned, self._units)

    def _render_units(self, units: LatentUnits) -> None:
        area = units.diffusion_mm2_per_day(1.0)
        if area is None:
            self._diffusion.set_unit(tr("cell²/step"), 1.0)
            self._growth.set_unit(tr("1/step"), 1.0)
            return
        hints, rate = growth_text.LITERATURE, units.proliferation_per_day(1.0)
        self._diffusion.set_unit(tr("mm²/day"), area, hint=tr(hints["D"]), band=growth_text.DIFFUSION_BAND)
        self._growth.set_unit(tr("1/day"), rate, hint=tr(hints["ρ"]), band=growth_text.PROLIFERATION_BAND)

    def _render_days(self, state: ViewState, units: LatentUnits) -> None:
        self._days_row.setVisible(units.physical)
        self._units_note.setVisible(not units.physical)
        prediction = state.growth_prediction
        self._own_days = units.days_per_step if prediction is None else prediction.days_per_step
        with QSignalBlocker(self._days):
            self._days.setValue(units.days_per_step)
        self._days.setToolTip(
            tr(
                "How many days one step of the network stands for. One scan cannot tell: this is an assumption,\n"
                "and every number in days rests on it. The model's own: {days:g} days."
            ).format(days=self._own_days)
        )

    def _render_measures(self, shown: Parameters, learned: Parameters, units: LatentUnits) -> None:
        self._derived.show_measures(growth_text.measures(shown, units), growth_text.measures(learned, units))
        self._tools.show_values(shown, learned, units)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 10)
        outer.setSpacing(6)
        head = QHBoxLayout()
        self._dimensions.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        head.addWidget(self._title, 1)
        head.addWidget(self._dimensions)
        head.addWidget(self._reset)
        outer.addLayout(head)
        outer.addWidget(self._note)
        outer.addWidget(self._body, _FILLING)
        outer.addStretch(1)  # where there is no growth, or nothing left that wants to grow
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(5)
        parts = (self._diffusion, self._growth, self._tools, self._days_row, self._units_note, self._derived)
        for part in (*parts, self._behind, self._plot, self._measured, self.scenarios, self._settings):
            body.addWidget(part)
        body.setStretchFactor(self._plot, _FILLING)
        body.addStretch(1)
        self._lay_out_days()

    def _lay_out_days(self) -> None:
        self._days.setRange(0.01, 3650.0)
        self._days.setDecimals(2)
        self._days.setSuffix(tr(" days"))
        self._days.setAccessibleName(tr("Assumed days per step"))
        self._units_note.setProperty("role", "muted")
        self._units_note.setWordWrap(True)
        self._behind.setProperty("role", "notice")
        self._behind.setWordWrap(True)
        self._behind.hide()
        self._reset.setAccessibleName(tr("Reset D and ρ to the learned values"))
        self._reset.setToolTip(tr("Put D and ρ back to what the network learned for this slice"))
        text = QLabel(tr("assumed: 1 step ="), self._days_row)
        text.setProperty("role", "muted")
        text.setBuddy(self._days)
        days = FlowLayout(self._days_row, spacing=6)
        for part in (text, self._days):
            days.addWidget(part)

    def _connect(self) -> None:
        self._diffusion.valueChanged.connect(lambda value: self._change(diffusion_number=value))
        self._growth.valueChanged.connect(lambda value: self._change(growth_number=value))
        for slider in (self._diffusion, self._growth, self._tools):
            slider.committed.connect(self._commit)
        self._tools.valuesChanged.connect(self._take)
        self._diffusion.resetRequested.connect(lambda: self._reset_one("diffusion_number"))
        self._growth.resetRequested.connect(lambda: self._reset_one("growth_number"))
        self._reset.clicked.connect(self.resetRequested)
        self._days.valueChanged.connect(self._on_days)
        self._dimensions.chosen.connect(self._on_dimensions)
        self._settings.fitRequested.connect(self.fitRequested)
        self._settings.gridChanged.connect(self.gridChanged)
        self._settings.layoutChanged.connect(self.layoutChanged)
        self._settings.ratioChanged.connect(self.whiteToGreyChanged)
        self._plot.frameChanged.connect(self.frameChanged)

    def _on_dimensions(self, dimensions: str) -> None:
        # Until it is accepted: some series have no third dimension.
        self._dimensions.show_choice(self._shown_dimensions)
        self.dimensionsChanged.emit(dimensions)

    def _change(self, **changes: float) -> None:
        if self._shown is not None:
            self._take(replace(self._shown, **changes))

    def _take(self, parameters: Parameters) -> None:
        self._shown = parameters
        self.parametersChanged.emit(parameters)

    def _commit(self) -> None:
        self._tools.pad.note_try()
        self.parametersCommitted.emit()

    def _reset_one(self, name: str) -> None:
        if self._learned is not None:
            self._change(**{name: getattr(self._learned, name)})
            self._commit()

    def _on_days(self, days: float) -> None:
        same = math.isclose(days, self._own_days, rel_tol=1e-3)
        self.daysPerStepChanged.emit(None if same else days)


def _facts(state: ViewState) -> tuple[object, ...]:
    """Return all that the parameters and the words on them depend on, but for the tweak."""
    return (
        state.series_uid,
        state.slice_index,
        state.growth_prediction,
        state.current_slice is None,
        state.slice_index in state.unreadable,
        state.days_per_step,
        state.dimensions,
        state.model,
        bool(state.tasks),
    )
