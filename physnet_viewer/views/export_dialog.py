"""Asks what to write, and where; writing is the controller's."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from physnet_core.export.content import Options
from physnet_viewer import theme
from physnet_viewer.session import ViewState
from physnet_viewer.staleness import lags
from physnet_viewer.translation import later, tr
from physnet_viewer.views.behind_text import AWAITED
from physnet_viewer.views.export_text import (
    KINDS,
    NOT_MEASURED,
    Kind,
    default_name,
    estimate,
    kind_of,
    measured_on,
    options_of,
    size_names,
    trouble_with,
)
from physnet_viewer.views.flow_layout import FlowLayout
from physnet_viewer.views.inputs import NumberBox

Which = Literal["learned", "tweaked", "both"]
WHICH: tuple[tuple[Which, str], ...] = (
    ("learned", later("Learned")),
    ("tweaked", later("Tweaked")),
    ("both", later("Both, side by side")),
)
NO_TWEAK = later("Move D or ρ first: there is no tweaked growth yet")
PRIVACY = later(
    "No patient data is written: no name, ID, date, UID or path, neither in the file nor in its name. "
    "Text that is burned into the scan's own pixels stays visible. Marked for research use only."
)


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """What the user wants written.

    Attributes
    ----------
    path
        File to write, with the extension of `kind`.
    which
        Growth with the learned parameters, with the tweaked ones, or both.
    options
        How pictures look: as in the window, with the size and speed chosen here.
    measurements
        Whether what was measured on the slice is drawn, where the kind of file shows it.
    """

    path: Path
    kind: Kind
    which: Which
    options: Options
    measurements: bool = False


class ExportDialog(QDialog):
    """One page; what does not apply to the kind of file is disabled, not hidden.

    Parameters
    ----------
    state
        What is on screen, and will be written.
    folder
        Where the last export went.
    """

    def __init__(self, state: ViewState, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._request: ExportRequest | None = None
        self._kind, self._size, self._still = QComboBox(self), QComboBox(self), QComboBox(self)
        self._which = QButtonGroup(self)
        self._speed = NumberBox(self)
        self._measurements = QCheckBox(self)
        self._file, self._browse = QLineEdit(self), QPushButton(tr("Choose…"), self)
        self._estimate, self._problem = QLabel(self), QLabel(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._export = self._buttons.addButton(tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.setWindowTitle(tr("Export"))
        self._fill(folder)
        self._lay_out()
        self._connect()
        self._follow()

    def request(self) -> ExportRequest | None:
        """Return what was asked for, or None when the dialog was cancelled."""
        return self._request

    def accept(self) -> None:
        """Close when the file can be written."""
        problem = self._trouble()
        self._show_problem(problem, "error")
        if problem:
            return
        self._request = ExportRequest(
            path=self._path(),
            kind=self._chosen_kind(),
            which=self._chosen_which(),
            options=self._options(),
            measurements=self._measurements.isEnabled() and self._measurements.isChecked(),
        )
        super().accept()

    def _fill(self, folder: Path) -> None:
        for kind, info in KINDS.items():
            self._kind.addItem(tr(info.title), kind)
        for size, name in size_names().items():
            self._size.addItem(name, size)
        self._still.addItem(tr("The frame on screen"), self._state.frame)
        self._still.addItem(tr("First and last frame"), None)
        count = measured_on(self._state)
        draw = tr("&Draw the measurements of this slice ({count})").format(count=count) if count else tr(NOT_MEASURED)
        self._measurements.setText(draw)
        self._measurements.setChecked(count > 0)
        self._speed.setRange(0.5, 30.0)
        self._speed.setSuffix(tr(" frames a second"))
        self._speed.setValue(self._state.playback.frames_per_second)
        for index, (which, text) in enumerate(WHICH):
            button = QRadioButton(tr(text), self)
            self._which.addButton(button, index)
            button.setEnabled(self._available(which))
            if not button.isEnabled():
                button.setToolTip(tr(AWAITED if lags(self._state) else NO_TWEAK))
        start: Which = "both" if self._available("both") else "learned"
        self._which.button([key for key, _ in WHICH].index(start)).setChecked(True)
        self._file.setText(str(folder / default_name(self._state, "gif")))

    def _available(self, which: Which) -> bool:
        learned, tweaked = self._state.learned, None if lags(self._state) else self._state.tweaked
        if which == "learned":
            return learned is not None
        if which == "tweaked":
            return tweaked is not None
        return learned is not None and tweaked is not None and len(learned.frames) == len(tweaked.frames)

    def _lay_out(self) -> None:
        names = (
            (self._kind, tr("Kind of file")),
            (self._size, tr("Picture size")),
            (self._still, tr("Which frame")),
            (self._speed, tr("Speed")),
            (self._measurements, tr("Draw the measurements of this slice")),
            (self._file, tr("File")),
            (self._browse, tr("Choose a file")),
        )
        for part, name in names:
            part.setAccessibleName(name)
        self._browse.setAutoDefault(False)
        growths = QWidget(self)
        row = FlowLayout(growths, spacing=10)
        for button in self._which.buttons():
            row.addWidget(button)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self._file, 1)
        place.addWidget(self._browse)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        for text, field in ((tr("&Kind"), self._kind), (tr("Growth"), growths), (tr("&Size"), self._size)):
            form.addRow(text, field)
        for text, field in ((tr("F&rame"), self._still), (tr("S&peed"), self._speed)):
            form.addRow(text, field)
        form.addRow(self._measurements)  # across both columns: beside an empty label it would be cut, in large text
        file = QLabel(tr("F&ile"), self)
        file.setBuddy(self._file)
        form.addRow(file, place)
        self._add_notes(form)

    def _add_notes(self, form: QFormLayout) -> None:
        privacy = QLabel(tr(PRIVACY), self)
        for label, role in ((self._estimate, "muted"), (self._problem, "error"), (privacy, "note")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        self._problem.hide()
        self._export.setProperty("role", "primary")
        self._export.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(form)
        for part in (self._estimate, self._problem, privacy, self._buttons):
            layout.addWidget(part)
        layout.insertStretch(layout.count() - 1, 1)
        self.resize(max(520, 60 * self.fontMetrics().averageCharWidth()), self.sizeHint().height())

    def _connect(self) -> None:
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._size.currentIndexChanged.connect(self._follow)
        self._speed.valueChanged.connect(self._follow)
        self._which.idClicked.connect(self._follow)
        self._file.textChanged.connect(self._follow)
        self._browse.clicked.connect(self._choose)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _on_kind(self) -> None:
        old, suffix = self._path(), KINDS[self._chosen_kind()].suffix
        stem = old.name
        for ending in sorted((kind.suffix for kind in KINDS.values()), key=len, reverse=True):
            stem = stem.removesuffix(ending)
        self._file.setText(str(old.with_name((stem or "growth") + suffix)))
        self._follow()

    def _follow(self) -> None:
        kind = KINDS[self._chosen_kind()]
        self._size.setEnabled(kind.picture)
        self._speed.setEnabled(kind.moving)
        self._still.setEnabled(self._chosen_kind() == "png")
        self._measurements.setEnabled(kind.measured and measured_on(self._state) > 0)
        self._offer_growths()
        self._estimate.setText(estimate(self._state, self._chosen_kind(), self._chosen_which(), self._options()))
        exists = tr("This file exists and will be replaced.") if self._path().is_file() else ""
        self._show_problem(trouble_with(self._state, self._chosen_kind()) or exists, "warning")

    def _offer_growths(self) -> None:
        """Offer both growths only where one file can hold them."""
        both, tweaked = (self._which.button([key for key, _ in WHICH].index(key)) for key in ("both", "tweaked"))
        possible = KINDS[self._chosen_kind()].pairs
        both.setEnabled(possible and self._available("both"))
        if both.isChecked() and not possible:
            tweaked.setChecked(True)

    def _choose(self) -> None:
        kind = KINDS[self._chosen_kind()]
        # Replacing is announced in this dialog, so the other one need not ask.
        option = QFileDialog.Option.DontConfirmOverwrite
        pattern = f"{tr(kind.title)} (*{kind.suffix})"
        name, _ = QFileDialog.getSaveFileName(self, tr("Export to"), str(self._path()), pattern, options=option)
        if name:
            self._file.setText(name if name.lower().endswith(kind.suffix) else name + kind.suffix)

    def _trouble(self) -> str:
        path = self._path()
        if not self._available(self._chosen_which()):
            return tr("There is no growth to export on this slice.")
        if kind_of(path) != self._chosen_kind():
            return tr("The name has to end in {suffix}.").format(suffix=KINDS[self._chosen_kind()].suffix)
        if problem := trouble_with(self._state, self._chosen_kind()):
            return problem
        if not path.parent.is_dir():
            return tr("The folder {parent} does not exist: choose another one.").format(parent=path.parent)
        return tr("{name} is a folder: choose another name.").format(name=path.name) if path.is_dir() else ""

    def _show_problem(self, text: str, role: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        theme.set_role(self._problem, role)
        self._make_room()

    def _make_room(self) -> None:
        """Grow with the sentences: wrapped text would else be given the room of the fields."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _path(self) -> Path:
        return Path(self._file.text().strip()).expanduser()

    def _chosen_kind(self) -> Kind:
        kind: Kind = self._kind.currentData()
        return kind

    def _chosen_which(self) -> Which:
        return WHICH[max(self._which.checkedId(), 0)][0]

    def _options(self) -> Options:
        return options_of(
            self._state,
            size=self._size.currentData(),
            frames_per_second=self._speed.value(),
            frame=self._still.currentData(),
        )
