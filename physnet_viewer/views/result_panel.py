"""What PhysNet says of the slice on screen: class, how sure, whether it may say so at all, and from where."""

from types import MappingProxyType

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from physnet_viewer import theme
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import tr
from physnet_viewer.views.copyable_label import CopyableLabel
from physnet_viewer.views.probability_bar import ProbabilityBar
from physnet_viewer.views.result_text import Bar, Result, percent, result_of
from physnet_viewer.views.unbroken import unbroken
from physnet_viewer.views.what_if_text import WouldBe, would_be
from physnet_viewer.views.why_view import WhyView

CLASSES = 4
_SHOWN = (
    "predictions",
    "slice_index",
    "slices",
    "unreadable",
    "series_uid",
    "model",
    "tasks",
    "days_per_step",
    "tweak",
    "what_if",
)
HEADLINES = MappingProxyType({"class": "answer", "out_of_range": "state"})  # only an answer is bold
STATE_ICONS = MappingProxyType({"uncertain": "question", "out_of_range": "warning"})  # no answer has a shape of its own
RANGE_ICONS = {True: ("check", "good"), False: ("warning", "warning")}


class ResultPanel(QWidget):
    """One result, whole or not at all: everything changes in one `render`."""

    cardRequested = Signal()
    whyRequested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: tuple[str | None, int, Result] | None = None
        self._result: Result | None = None
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._percent = CopyableLabel(self), QLabel(self)
        self._subtitle, self._stale = CopyableLabel(self), CopyableLabel(self)
        self._names = [QLabel(self) for _ in range(CLASSES)]
        self._bars = [ProbabilityBar(self) for _ in range(CLASSES)]
        self._values = [QLabel(self) for _ in range(CLASSES)]
        self._range_icon, self._range = QLabel(self), CopyableLabel(self)
        self._parameters, self._provenance = CopyableLabel(self), CopyableLabel(self)
        self._card = QPushButton(tr("Model card"), self)
        self._state_icon, self._scores = QLabel(self), QLabel(tr("Scores, not an answer:"), self)
        self._why_button, self._why = QPushButton(tr("Why?"), self), WhyView(self)
        self.what_if = QLabel(self)
        self._would_be: WouldBe | None = None
        self._bar_area = QWidget(self)
        self._rows, self._column = QGridLayout(self._bar_area), QVBoxLayout(self)
        self._range_row = QWidget(self)
        self._lay_out()
        self._card.clicked.connect(self.cardRequested)
        self._why_button.toggled.connect(self.whyRequested)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the result of the slice on screen; the one before it is dimmed until the new one is there."""
        self._why.render(old, new)
        if differs(old, new, "explaining"):
            with QSignalBlocker(self._why_button):
                self._why_button.setChecked(new.explaining)
        if not differs(old, new, *_SHOWN):
            return
        self._why_button.setEnabled(new.current_prediction is not None or new.explaining)
        self._would_be = would_be(new)
        result = result_of(new)
        stale = ""
        if new.current_prediction is not None:
            self._last = (new.series_uid, new.slice_index, result)
        elif self._last is not None and self._last[0] == new.series_uid and result.kind == "waiting":
            now, (_, index, result) = result, self._last
            said = tr("Computed for slice {shown}. Slice {number}: {state}")
            stale = said.format(shown=index + 1, number=new.slice_index + 1, state=now.within)
        else:
            self._last = None
        if (result, stale) != (self._result, self._stale.text()):
            self._show(result, stale)
        self._show_what_if()
        self._rows.activate()  # at once, or the next picture shows half a number
        self._column.activate()

    def set_why_visible(self, on: bool) -> None:
        """Offer the reasons for the class and the model card, or leave them to the main window."""
        self._why_button.setVisible(on)
        self._card.setVisible(on)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme: the icon of the verdict has its color."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._result is not None:
            self._show(self._result, self._stale.text())
            self._show_what_if()

    def _show_what_if(self) -> None:
        """Mark in the bars what the model would say at the D and rho of the sliders."""
        said, result = self._would_be, self._result
        self.what_if.setVisible(said is not None)
        self.what_if.setText("" if said is None else unbroken(said.text))
        for row, bar in enumerate(() if result is None else result.bars[:CLASSES]):
            now = percent(bar.probability)
            self._bars[row].show_would_be(None if said is None else said.probabilities[row])
            self._values[row].setText(now if said is None else f"{now} → {percent(said.probabilities[row])}")

    def _show(self, result: Result, stale: str) -> None:
        self._result = result
        for label in (self._title, self._percent):
            theme.set_role(label, "stale" if stale else HEADLINES.get(result.kind, "undecided"))
        self._show_state(result, faded=bool(stale))
        self._title.setText(result.title)
        self._percent.setText(result.percent)
        self._subtitle.setText(unbroken(result.subtitle))
        self._stale.setText(stale)
        self._stale.setVisible(bool(stale))
        self._show_bars(result, faded=bool(stale))
        self._show_range(result, faded=bool(stale))
        for label, text in ((self._parameters, result.parameters), (self._provenance, result.provenance)):
            label.setText(unbroken(text))
            label.setVisible(bool(text))
        self.setAccessibleDescription(" ".join(part for part in (stale, result.spoken) if part))

    def _show_state(self, result: Result, *, faded: bool) -> None:
        """Mark with a sign what is no answer, so that it is told apart before a word is read."""
        name = STATE_ICONS.get(result.kind)
        self._state_icon.setVisible(name is not None)
        self._scores.setVisible(name is not None)
        if name is not None:
            color = theme.current().muted if faded else theme.current().warning
            side = round(1.5 * self.fontMetrics().height())
            self._state_icon.setPixmap(theme.pixmap(name, color, side, self.devicePixelRatioF()))

    def _show_bars(self, result: Result, *, faded: bool) -> None:
        self._bar_area.setVisible(bool(result.bars))
        for row, bar in enumerate(result.bars[:CLASSES]):
            self._show_bar(row, bar, result, faded=faded)

    def _show_bar(self, row: int, bar: Bar, result: Result, *, faded: bool) -> None:
        answered = result.kind == "class"
        text = percent(bar.probability)
        self._names[row].setText(bar.name)
        self._values[row].setText(text)
        for label in (self._names[row], self._values[row]):
            theme.set_role(label, "" if bar.label == result.label and not faded else "muted")
        self._bars[row].show_value(bar.probability, bar.label if answered else None, faded=faded)
        self._bars[row].setAccessibleName(f"{bar.name}: {text}")

    def _show_range(self, result: Result, *, faded: bool) -> None:
        self._range_row.setVisible(result.range_ok is not None)
        if result.range_ok is None:
            return
        name, token = RANGE_ICONS[result.range_ok]
        color = getattr(theme.current(), "muted" if faded else token)
        side = self.fontMetrics().height()
        self._range_icon.setPixmap(theme.pixmap(name, color, side, self.devicePixelRatioF()))
        self._range.setText(unbroken(result.range_text))
        theme.set_role(self._range, "muted" if faded or result.range_ok else "warning")

    def _lay_out(self) -> None:
        for label in (self._title, self._subtitle, self._stale, self._range, self._parameters, self._provenance):
            label.setWordWrap(True)
        for label in (self._subtitle, self._parameters, self._provenance):
            label.setProperty("role", "muted")
        self._stale.setProperty("role", "notice")
        self.what_if.setProperty("role", "tweaked")
        self.what_if.setWordWrap(True)
        self.what_if.setToolTip(
            tr(
                "The network's own head, run again with the D and ρ of the sliders: it shows how its class hangs "
                "on growth."
            )
        )
        self._why_button.setProperty("role", "link")
        self._why_button.setCheckable(True)
        self._why_button.setAccessibleName(tr("Why this class"))
        self._why_button.setToolTip(tr("Show what spoke for the class: the density, and Grad-CAM beside it"))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._subtitle.setToolTip(
            tr("Words after the IPCC: very likely ≥ 90 %, likely ≥ 66 %. Calibrated on held-out data.")
        )
        self._card.setToolTip(tr("What the network was trained on, how good it is, and where it fails"))
        self._card.setProperty("role", "link")
        self._card.setAccessibleName(tr("Model card"))
        self.setAccessibleName(tr("Result"))
        heading = QLabel(tr("RESULT"), self)
        heading.setProperty("role", "heading")
        head, headline, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self._why_button)
        head.addWidget(self._card)
        headline.setSpacing(8)
        headline.addWidget(self._state_icon)
        headline.addWidget(self._title, 1)
        headline.addWidget(self._percent)
        layout = self._column
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._stale)
        layout.addLayout(headline)
        self._scores.setProperty("role", "muted")
        for part in (
            self._subtitle,
            self._scores,
            self._bar_area,
            self.what_if,
            self._range_row,
            self._parameters,
            self._provenance,
        ):
            layout.addWidget(part)
        layout.addWidget(self._why)
        layout.addLayout(foot)
        self._lay_out_rows()

    def _lay_out_rows(self) -> None:
        bars = self._rows
        bars.setContentsMargins(0, 2, 0, 2)
        bars.setHorizontalSpacing(10)
        bars.setVerticalSpacing(3)
        bars.setColumnStretch(1, 1)
        for row in range(CLASSES):
            for column, part in enumerate((self._names[row], self._bars[row], self._values[row])):
                bars.addWidget(part, row, column)
            self._values[row].setAlignment(Qt.AlignmentFlag.AlignRight)
        verdict = QHBoxLayout(self._range_row)
        verdict.setContentsMargins(0, 0, 0, 0)
        verdict.setSpacing(6)
        verdict.addWidget(self._range_icon, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self._range, 1)
