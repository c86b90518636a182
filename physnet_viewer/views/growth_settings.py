"""On what growth is computed: grid, white to grey, and what the tissue of this slice allows."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from physnet_viewer.core_words import said
from physnet_viewer.session import WHITE_TO_GREY_RANGE, ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.views.flow_layout import FlowLayout
from physnet_viewer.views.inputs import Choice, NumberBox

GRIDS = (
    ("latent", later("Latent cells"), later("The coarse cells on which the network itself computed growth")),
    (
        "image",
        later("Image grid"),
        later("Computed anew on the pixels: the head as a wall, slower in grey matter than in white"),
    ),
)
LAYOUTS = (
    ("single", later("Single"), later("One image: the tweaked growth where there is one, else the learned")),
    ("side_by_side", later("Learned | tweaked"), later("Both side by side, in step")),
)
RATIO_HINT = later(
    "How many times faster tumor cells move in white matter than in grey: 10 in GliomaSolver and "
    "Learn-Morph-Infer,\n"
    "5 in other work, 1 for no difference. Used on the image grid, where the tissue can be told apart."
)


class GrowthSettings(QWidget):
    """Choices that hold for learned and tweaked growth alike."""

    gridChanged = Signal(str)
    layoutChanged = Signal(str)
    ratioChanged = Signal(float)
    fitRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = Choice(tr("Grid"), GRIDS, self)
        self._layout = Choice(tr("Images"), LAYOUTS, self)
        self._ratio = NumberBox(self)
        self._ratio_row = QWidget(self)
        self._note = QLabel(self)
        self._fit = QPushButton(tr("Fit D and ρ to a later scan…"), self)
        self._lay_out()
        self._grid.chosen.connect(self.gridChanged)
        self._layout.chosen.connect(self.layoutChanged)
        self._fit.clicked.connect(self.fitRequested)
        self._ratio.valueChanged.connect(self.ratioChanged)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the choices in force, and what became of them on this slice."""
        if differs(old, new, "grid", "layout", "dimensions"):
            self._grid.show_choice(new.grid)
            self._layout.show_choice(new.layout)
            in_space = new.dimensions == "3d"
            self._grid.setVisible(not in_space)
            self._ratio_row.setVisible(in_space or new.grid == "image")
        if differs(old, new, "white_to_grey"):
            with QSignalBlocker(self._ratio):
                self._ratio.setValue(new.white_to_grey)
        if differs(old, new, "learned", "grid", "leading"):
            note = _note(new)
            self._note.setText(note)
            self._note.setVisible(bool(note))

    def _lay_out(self) -> None:
        self._ratio.setRange(*WHITE_TO_GREY_RANGE)
        self._ratio.setDecimals(1)
        self._ratio.setSuffix(" : 1")
        self._ratio.setAccessibleName(tr("Diffusion in white matter relative to grey matter"))
        self._ratio.setToolTip(tr(RATIO_HINT))
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        text = QLabel(tr("D white : grey"), self._ratio_row)
        text.setProperty("role", "muted")
        text.setBuddy(self._ratio)
        row = FlowLayout(self._ratio_row, spacing=6)
        row.addWidget(text)
        row.addWidget(self._ratio)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._fit.setProperty("role", "link")
        self._fit.setToolTip(tr("Find D and ρ from two outlines of one tumor, some time apart (Ctrl+L)"))
        for part in (self._grid, self._ratio_row, self._note, self._layout, self._fit):
            column.addWidget(part)


def _note(state: ViewState) -> str:
    """Return where tumor could be, and in 3-D whose D and rho the series has."""
    note = said(state.learned.note) if state.learned is not None else ""
    if state.dimensions == "2d" or state.leading is None:
        return note
    learned = tr("D and ρ learned on slice {number}, with most tumor.").format(number=state.leading + 1)
    return f"{note} {learned}".strip()
