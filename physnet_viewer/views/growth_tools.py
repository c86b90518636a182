"""Beside the sliders: values from the literature to begin with, and the map of D and rho."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from physnet_core.growth.literature import PRESETS
from physnet_core.physics.units import LatentUnits
from physnet_viewer.core_words import said
from physnet_viewer.session import Parameters
from physnet_viewer.translation import later, tr
from physnet_viewer.views.parameter_pad import ParameterPad

NEEDS_SPACING = later("The literature speaks of millimetres; this image has no pixel spacing")


class GrowthTools(QWidget):
    """Two buttons, and the map below them when it is wanted."""

    valuesChanged = Signal(object)  # Parameters
    committed = Signal()

    def __init__(
        self, diffusion: tuple[float, float], growth: tuple[float, float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown: Parameters | None = None
        self._units: LatentUnits | None = None
        self._ranges = (diffusion, growth)
        self._presets, self._toggle = QToolButton(self), QToolButton(self)
        self._menu = QMenu(self)
        self.pad = ParameterPad(diffusion, growth, self)
        self._fill()
        self._lay_out()

    def show_values(self, shown: Parameters, learned: Parameters, units: LatentUnits) -> None:
        """Show a point without telling anyone."""
        self._shown, self._units = shown, units
        self._presets.setEnabled(units.physical)
        self._presets.setToolTip(tr("Start from published values") if units.physical else tr(NEEDS_SPACING))
        self.pad.show_values(shown, learned, units)

    def use_preset(self, number: int) -> None:
        """Take on the values of a preset, within what the sliders can show."""
        units, shown = self._units, self._shown
        if units is None or shown is None or not units.physical:
            return
        now = (
            units.diffusion_mm2_per_day(shown.diffusion_number) or 0.0,
            units.proliferation_per_day(shown.growth_number),
        )
        diffusion, proliferation = PRESETS[number].applied(*now)
        numbers = (units.diffusion_number(diffusion), units.growth_number(proliferation))
        kept = [min(max(value, low), high) for value, (low, high) in zip(numbers, self._ranges, strict=True)]
        self.valuesChanged.emit(Parameters(diffusion_number=kept[0], growth_number=kept[1]))
        self.committed.emit()

    def _fill(self) -> None:
        self._menu.setToolTipsVisible(True)
        for number, preset in enumerate(PRESETS):
            action = self._menu.addAction(said(preset.name))
            action.setToolTip(said(preset.source))
            action.triggered.connect(lambda _=False, which=number: self.use_preset(which))
        self._presets.setMenu(self._menu)
        self._presets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._presets.setText(tr("From literature ▾"))
        self._presets.setAccessibleName(tr("Values from the literature"))
        self._toggle.setText(tr("D × ρ map"))
        self._toggle.setAccessibleName(tr("Show the map of D and ρ"))
        self._toggle.setToolTip(tr("Both parameters as one point, with what others report for glioma"))
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self.pad.setVisible)
        self.pad.hide()
        self.pad.valuesChanged.connect(
            lambda d, rho: self.valuesChanged.emit(Parameters(diffusion_number=d, growth_number=rho))
        )
        self.pad.committed.connect(self.committed)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self._presets, self._toggle):
            button.setProperty("role", "segment")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(row)
        column.addWidget(self.pad)
