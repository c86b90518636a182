"""Why the network answered so: the density that it grows beside the places that raised the score of the class."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from physnet_viewer import theme
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.views.heat_picture import HeatPicture

LIMITS = later(
    "Neither map proves a finding. Grad-CAM is coarse and relative to this slice: it marked findings "
    "in chest X-rays less well than radiologists, least of all small or complex ones (Saporta et al. "
    "2022)."
)
REFUSED = later("Out of range: no class is answered, so there are no reasons to show.")
WAITING = later("The reasons follow once the slice is computed.")
_SHOWN = ("explaining", "explanation", "predictions", "slice_index", "slices", "series_uid", "window")


class WhyView(QWidget):
    """Two maps over the slice on screen, each with its colors, and what they are worth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._density, self._activation = HeatPicture("inferno", self), HeatPicture("viridis", self)
        self._titles = QLabel(tr("Density u₀"), self), QLabel(tr("Grad-CAM"), self)
        self._meaning, self._limits = QLabel(self), QLabel(tr(LIMITS), self)
        self._maps = QWidget(self)
        self._lay_out()

    @property
    def pictures(self) -> tuple[HeatPicture, HeatPicture]:
        """Density and Grad-CAM."""
        return self._density, self._activation

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the reasons for the class on screen while they are asked for."""
        if not differs(old, new, *_SHOWN):
            return
        self.setVisible(new.explaining)
        if not new.explaining:
            return
        prediction, image, window = new.current_prediction, new.current_slice, new.window
        shown = prediction is not None and prediction.in_distribution and image is not None and window is not None
        self._maps.setVisible(shown)
        self._limits.setVisible(shown)
        self._meaning.setText(meaning(new))
        if shown and prediction is not None and image is not None and window is not None:
            reasons = new.current_explanation
            self._density.show_map(image, window, prediction.trajectory[0], prediction.grid)
            self._activation.show_map(image, window, None if reasons is None else reasons.activation, prediction.grid)
            self._activation.setAccessibleDescription(self._meaning.text())

    def _lay_out(self) -> None:
        grid = QGridLayout(self._maps)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for column, (title, picture) in enumerate(zip(self._titles, self.pictures, strict=True)):
            title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            title.setProperty("role", "muted")
            grid.addWidget(title, 0, column)
            grid.addWidget(picture, 1, column)
            grid.setColumnStretch(column, 1)
        self._density.setAccessibleName(tr("Tumor density from which growth starts"))
        self._density.setToolTip(tr("Where the network sees tumor before growth; the class is found with its help"))
        self._activation.setAccessibleName(tr("Grad-CAM of the class"))
        self._activation.setToolTip(tr("Where the last features raised the score of the class, relative to this slice"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 2)
        layout.setSpacing(4)
        layout.addWidget(self._maps)
        for label, role in ((self._meaning, "muted"), (self._limits, "note")):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            layout.addWidget(label)


def meaning(state: ViewState) -> str:
    """Return what the two maps mean for the class on screen, or why there are none."""
    prediction = state.current_prediction
    if prediction is None:
        return tr(WAITING)
    if not prediction.in_distribution:
        return tr(REFUSED)
    if state.current_explanation is None:
        return tr("Asking the network…")
    name = theme.class_word(prediction.label)
    what = tr("the most probable class, {name}").format(name=name) if prediction.uncertain else name
    return tr(
        "Left: where tumor is seen before it grows. Right: what spoke for {what}; 1 is the most in this slice."
    ).format(what=what)
