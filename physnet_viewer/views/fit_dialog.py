"""Fit to a later scan: asks for two outlines, follows the fit, and says what it found and what it cannot tell."""

from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from physnet_viewer import theme
from physnet_viewer.fit_outcome import FitOutcome, FitProgress, FitRequest
from physnet_viewer.translation import later, tr
from physnet_viewer.views import fit_text
from physnet_viewer.views.fit_picture import FitPictureView
from physnet_viewer.views.inputs import NumberBox
from physnet_viewer.views.room import resize_within

FILES = later("NIfTI and others (*.nii *.nii.gz *.npz *.png *.dcm);;All files (*)")
_FIELDS = (
    ("pre", later("Earlier outline"), later("mask, needed")),
    ("post", later("Later outline"), later("mask, needed")),
    ("pre_scan", later("Earlier scan"), later("to register; optional")),
    ("post_scan", later("Later scan"), later("to register; optional")),
    ("tissue", later("Tissue maps"), later("white; grey; fluid; optional")),
)


class FitDialog(QDialog):
    """Stays open: files and numbers can be changed and fitted again.

    Parameters
    ----------
    folder
        Where files are looked for first.
    usable
        Whether there is growth on screen that the fitted D and rho could be given to.
    """

    fitRequested = Signal(object)
    cancelRequested = Signal()
    useRequested = Signal(float, float)

    def __init__(self, folder: Path, *, usable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._usable = usable
        self._outcome: FitOutcome | None = None
        self._files = {name: QLineEdit(self) for name, _, _ in _FIELDS}
        self._days, self._voxels = NumberBox(self), QLineEdit(self)
        self._dates = (QDateEdit(self), QDateEdit(self))
        self._fit, self._use = QPushButton(tr("Fit"), self), QPushButton(tr("Use these D and ρ"), self)
        self._progress, self._status = QProgressBar(self), QLabel(self)
        self._numbers = [QLabel(self) for _ in range(4)]
        self._table, self._profile, self._remarks = QLabel(self), QLabel(self), QLabel(self)
        self._picture = FitPictureView(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.setWindowTitle(tr("Fit to a later scan"))
        self._lay_out()
        self._connect()
        self._show_idle("")

    def show_progress(self, name: str, done: int, total: int) -> None:
        """Show how far the fit is."""
        self._status.setText(f"{tr(name)}…")
        self._status.show()
        theme.set_role(self._status, "muted")
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.show()
        self._fit.setText(tr("Cancel"))

    @Slot(object)
    def on_progress(self, progress: FitProgress) -> None:
        """Show how far the fit is."""
        self.show_progress(progress.name, progress.done, progress.total)

    @Slot(str)
    def show_failure(self, text: str) -> None:
        """Say why there is no fit."""
        self._show_idle(text, role="error")

    @Slot(object)
    def show_outcome(self, outcome: FitOutcome) -> None:
        """Show numbers, table and picture."""
        self._outcome = outcome
        self._show_idle("")
        rows = (
            (tr("Front speed"), "front_speed", tr("mm/year")),
            (tr("Front width, assumed") if outcome.assumed else tr("Front width"), "front_width", tr("mm")),
            ("D", "diffusion", tr("mm²/day")),
            ("ρ", "proliferation", tr("1/day")),
        )
        for label, (title, name, unit) in zip(self._numbers, rows, strict=True):
            value, ends = getattr(outcome, name), getattr(outcome, f"{name}_range")
            text = fit_text.ranged(value, ends, unit, is_open=name in outcome.open)
            label.setText(f"<b>{title}</b>&nbsp; {text}")
        best = max(value for _, value in outcome.dice)
        cells = "".join(
            f"<tr><td>{tr(name)}&nbsp;&nbsp;</td><td align='right'>{'<b>' if value == best else ''}{value:.3f}"
            f"{'</b>' if value == best else ''}</td></tr>"
            for name, value in outcome.dice
        )
        caption = tr("Dice with the later outline")
        self._table.setText(f"<table><tr><td><i>{caption}</i></td></tr>{cells}</table>")
        self._profile.setText(fit_text.profile_table(outcome))
        self._remarks.setText("<br>".join(fit_text.remarks(outcome)))
        self._remarks.show()
        self._picture.show_picture(outcome.picture)
        moved = outcome.diffusion > 0 and outcome.proliferation > 0
        self._use.setEnabled(self._usable and moved)
        self._use.setToolTip("" if self._use.isEnabled() else tr(fit_text.NO_GROWTH if moved else fit_text.NOT_MOVED))

    def request(self) -> FitRequest | str:
        """Return what is to be fitted, or what is missing."""
        paths = {name: self._path(name) for name in self._files if name != "tissue"}
        tissue = self._tissue()
        for name, title, _ in _FIELDS:
            path = paths.get(name)
            if path is None and name in ("pre", "post"):
                return tr("{title}: choose a file.").format(title=tr(title))
            if path is not None and not path.exists():
                return tr("{title}: there is no {name}.").format(title=tr(title), name=path.name)
        if (paths["pre_scan"] is None) != (paths["post_scan"] is None):
            return tr("Registration needs both scans: give the other one too, or none.")
        spacing = self._spacing()
        if isinstance(spacing, str):
            return spacing
        if isinstance(tissue, str):
            return tissue
        assert paths["pre"] is not None
        assert paths["post"] is not None
        return FitRequest(
            pre=paths["pre"],
            post=paths["post"],
            days=self._days.value(),
            pre_scan=paths["pre_scan"],
            post_scan=paths["post_scan"],
            spacing=spacing,
            tissue=tissue,
        )

    def done(self, result: int) -> None:
        """Stop what is under way when the dialog closes."""
        self.cancelRequested.emit()
        super().done(result)

    def _path(self, name: str) -> Path | None:
        text = self._files[name].text().strip()
        return Path(text).expanduser() if text else None

    def _tissue(self) -> tuple[Path, Path, Path] | str | None:
        """Return the three maps, none, or what is wrong with them."""
        names = [name.strip() for name in self._files["tissue"].text().split(";") if name.strip()]
        if not names:
            return None
        paths = [Path(name).expanduser() for name in names]
        for path in paths:
            if not path.exists():
                return tr("{title}: there is no {name}.").format(title=tr("Tissue maps"), name=path.name)
        return (paths[0], paths[1], paths[2]) if len(paths) == 3 else tr(fit_text.TISSUE)

    def _spacing(self) -> tuple[float, float, float] | str | None:
        text = self._voxels.text().strip()
        if not text:
            return None
        try:
            row, column, between = (float(part) for part in text.replace(";", ",").split(","))
        except ValueError:
            return tr("Voxel size: three numbers in mm, as in 0.94, 0.94, 6.5.")
        if not all(0 < value < 1000 for value in (row, column, between)):
            return tr("Voxel size: the three numbers must be positive, in mm.")
        return between, row, column

    def _show_idle(self, text: str, *, role: str = "muted") -> None:
        self._progress.hide()
        self._status.setText(text)
        self._status.setVisible(bool(text))
        theme.set_role(self._status, role)
        self._fit.setText(tr("Fit"))
        if self._outcome is None:
            self._use.setEnabled(False)

    def _on_fit(self) -> None:
        if not self._progress.isHidden():
            self.cancelRequested.emit()
            self._show_idle(tr("Cancelled."))
            return
        request = self.request()
        if isinstance(request, str):
            self._show_idle(request, role="error")
            return
        self._use.setEnabled(False)
        self.show_progress("Reading", 0, 0)
        self.fitRequested.emit(request)

    def _choose(self, name: str) -> None:
        if name == "tissue":
            self._choose_tissue()
            return
        start = self._path(name)
        path, _ = QFileDialog.getOpenFileName(self, tr("Choose a file"), str(start or self.folder), tr(FILES))
        if path:
            self.folder = Path(path).parent
            self._files[name].setText(path)

    def _choose_tissue(self) -> None:
        """Ask for the three maps one after the other: no name of a file tells for sure what is in it."""
        chosen: list[str] = []
        for title in (tr("Map of white matter"), tr("Map of grey matter"), tr("Map of fluid")):
            path, _ = QFileDialog.getOpenFileName(self, title, str(self.folder), tr(FILES))
            if not path:
                return
            self.folder = Path(path).parent
            chosen.append(path)
        self._files["tissue"].setText("; ".join(chosen))

    def _on_dates(self) -> None:
        days = self._dates[0].date().daysTo(self._dates[1].date())
        if days > 0:
            self._days.setValue(days)

    def _on_use(self) -> None:
        if self._outcome is not None:
            self.useRequested.emit(self._outcome.diffusion, self._outcome.proliferation)

    def _lay_out(self) -> None:
        introduction = QLabel(tr(fit_text.INTRODUCTION), self)
        for label in (introduction, self._remarks):
            label.setProperty("role", "note")
        for label in (introduction, self._remarks, self._status):
            label.setWordWrap(True)
        self._remarks.hide()
        for label in (*self._numbers, self._table, self._profile):
            label.setTextFormat(Qt.TextFormat.RichText)
        self._days.setRange(1, 20000)
        self._days.setDecimals(0)
        self._days.setValue(90)
        self._days.setSuffix(tr(" days"))
        self._days.setAccessibleName(tr("Days between the scans"))
        self._voxels.setPlaceholderText(tr("as in the files, or: row, column, slice mm"))
        self._voxels.setAccessibleName(tr("Voxel size in mm: row, column, slice"))
        self._fit.setProperty("role", "primary")
        self._fit.setDefault(True)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("Progress of the fit"))
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(self._form(), 3)
        columns.addWidget(self._picture, 2)
        found = QHBoxLayout()
        numbers = QVBoxLayout()
        for label in self._numbers:
            numbers.addWidget(label)
        numbers.addStretch(1)
        found.addLayout(numbers, 1)
        found.addWidget(self._table, 0, Qt.AlignmentFlag.AlignTop)
        found.addSpacing(16)
        found.addWidget(self._profile, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(introduction)
        layout.addLayout(columns, 1)
        for part in (self._status, self._progress):
            layout.addWidget(part)
        layout.addLayout(found)
        layout.addWidget(self._remarks)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._fit)
        row.addWidget(self._use)
        row.addWidget(self._buttons, 1)
        layout.addLayout(row)
        resize_within(self, 67 * self.fontMetrics().height(), 49 * self.fontMetrics().height())

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, title, hint in _FIELDS:
            field, browse = self._files[name], QPushButton("…", self)
            field.setPlaceholderText(tr(hint))
            field.setAccessibleName(tr(title))
            browse.setAccessibleName(tr("Choose: {title}").format(title=tr(title)))
            browse.setAutoDefault(False)
            browse.clicked.connect(lambda _=False, which=name: self._choose(which))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(field, 1)
            row.addWidget(browse)
            form.addRow(tr(title), row)
        form.addRow(tr("Time between"), self._days)
        dates = QHBoxLayout()
        dates.setSpacing(8)
        for edit, title in zip(
            self._dates, (tr("Date of the earlier scan"), tr("Date of the later scan")), strict=True
        ):
            edit.setAccessibleName(title)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setCalendarPopup(True)
            edit.setDate(QDate.currentDate().addDays(-90 if edit is self._dates[0] else 0))
            dates.addWidget(edit, 1)
        form.addRow(tr("or from, to"), dates)
        form.addRow(tr("Voxel size"), self._voxels)
        return form

    def _connect(self) -> None:
        self._fit.clicked.connect(self._on_fit)
        self._use.clicked.connect(self._on_use)
        self._buttons.rejected.connect(self.reject)
        for edit in self._dates:
            edit.dateChanged.connect(self._on_dates)
