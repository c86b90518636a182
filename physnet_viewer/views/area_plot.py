"""Tumor area or volume against time: as learned, as tweaked, as pinned, and where the shown frame stands."""

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from physnet_core.export.wording import significant
from physnet_viewer import theme
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import tr
from physnet_viewer.views.behind_text import behind
from physnet_viewer.views.growth_curves import LEARNED, LOOKS, TWEAKED, Curve, curves_of
from physnet_viewer.views.strokes import stroke

FLAT = 1e-6
_TALLEST = 0.8  # of the width
_BAND_OPACITY = 0.22
CAUSES = ("band", "learned", "tweaked", "volume", "tweaked_volume", "scenarios", "slice_index", "dimensions")


class CurveKey(QWidget):
    """Which line is which, above the plot where no curve runs through it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: tuple[Curve, ...] = ()

    def show_curves(self, curves: tuple[Curve, ...]) -> None:
        """Name the lines of the growth on screen; scenarios are named in their list, with their color."""
        self._curves = tuple(curve for curve in curves if curve.name in LOOKS)
        self.setVisible(len(curves) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line of text."""
        entries = self._entries()
        return QSize(entries[-1][1] if entries else 0, self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Return one line of text, wide enough for two names."""
        return QSize(self._entries()[:2][-1][1] if self._curves else 0, self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a sample of each line, and its name."""
        metrics = self.fontMetrics()
        painter = QPainter(self)
        middle, sample = self.height() // 2, self._sample()
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        for curve, (x, _) in zip(self._curves, self._entries(), strict=True):
            painter.setPen(stroke(curve.shade, curve.dashes))
            painter.drawLine(x, middle, x + sample, middle)
            painter.setPen(QColor(theme.current().muted if curve.old else theme.current().text))
            painter.drawText(x + sample + 6, baseline, curve.title)
        painter.end()

    def _sample(self) -> int:
        return round(1.4 * self.fontMetrics().height())

    def _entries(self) -> list[tuple[int, int]]:
        """Return where each entry begins and ends."""
        metrics, x, entries = self.fontMetrics(), 2, []
        for curve in self._curves:
            end = x + self._sample() + 6 + metrics.horizontalAdvance(curve.title)
            entries.append((x, end))
            x = end + 12
        return entries


class AreaPlot(QWidget):
    """Curves that differ in dash as well as in color, and a line to drag through time."""

    frameChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Curve, ...] = ()
        self._times: NDArray[np.float64] | None = None
        self._frame = 0
        self._behind = ""
        self._plot = pg.PlotWidget(self, enableMenu=False)
        self._key = CurveKey(self)
        self._band = _Band(self._plot)
        self._lines = {name: self._add_line() for name in (LEARNED, TWEAKED)}
        self._pinned: list[pg.PlotCurveItem] = []
        self._range: tuple[float, float] | None = None
        self._line = pg.InfiniteLine(angle=90, movable=True)
        self._set_up()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._key)
        layout.addWidget(self._plot)
        self._paint_in_theme()

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Redraw the curves when they changed, and the line when the frame did."""
        if differs(old, new, *CAUSES) or behind(new) != self._behind:
            self._behind = behind(new)
            self._shown = curves_of(new)
            self._draw()
            self._key.show_curves(self._shown)
            self._scale()
        self._show_frame(new.frame)

    def sizeHint(self) -> QSize:
        """Return a size at which both axes can be read."""
        return QSize(280, 10 * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take what room there is, but stay wider than tall: a steep curve says nothing more."""
        super().resizeEvent(event)
        self.setMaximumHeight(max(self.minimumSizeHint().height(), round(_TALLEST * self.width())))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the axes do not swallow the curve."""
        return QSize(max(200, self._key.minimumSizeHint().width()), 8 * self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._paint_in_theme()

    def _set_up(self) -> None:
        item = self._plot.getPlotItem()
        item.setMouseEnabled(x=False, y=False)
        item.hideButtons()
        item.layout.setContentsMargins(0, 6, 6, 0)  # the topmost number needs room
        item.addItem(self._line, ignoreBounds=True)
        for part in (self._plot, self._plot.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the time bar is the way by keyboard
        self._plot.setAccessibleName(tr("Tumor area over time"))
        self._plot.setToolTip(
            tr(
                "Area with density of at least 0.5. Click, or drag the line, to move through time. The band shows how "
                "much the area differs when the slice is mirrored, turned by 6°, scaled by 6 % or made brighter."
            )
        )
        self._line.setVisible(False)
        self._line.sigDragged.connect(self._on_dragged)
        self._plot.scene().sigMouseClicked.connect(self._on_clicked)

    def _paint_in_theme(self) -> None:
        palette = theme.current()
        self._plot.setBackground(palette.surface)
        self._draw()
        self._line.setPen(pg.mkPen(palette.muted, width=1))
        self._line.setHoverPen(pg.mkPen(palette.accent, width=3))
        self._key.update()
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(pg.mkPen(palette.control_border))
            axis.setTextPen(pg.mkPen(palette.muted))
            axis.setTickFont(self.font())
            axis.label.setFont(self.font())
        self._plot.getAxis("bottom").setHeight(round(2.3 * self.fontMetrics().height()))

    def _add_line(self) -> pg.PlotCurveItem:
        line = pg.PlotCurveItem([], [], antialias=True)
        self._plot.addItem(line)
        return line

    def _draw(self) -> None:
        own = {curve.name: curve for curve in self._shown if curve.name in self._lines}
        for name, line in self._lines.items():
            color, dashes = LOOKS[name]
            line.setPen(stroke(getattr(theme.current(), color), dashes))
            _draw(line, own.get(name))
        self._band.show(own.get(LEARNED))
        others = [curve for curve in self._shown if curve.name not in self._lines]
        while len(self._pinned) < len(others):
            self._pinned.append(self._add_line())
        for index, line in enumerate(self._pinned):
            _draw(line, others[index] if index < len(others) else None)

    def _scale(self) -> None:
        curves = self._shown
        own = [curve for curve in curves if curve.name in self._lines]
        self._times = own[-1].times if own else None
        self._line.setVisible(bool(own))
        if not curves:
            self._plot.setAccessibleDescription(tr("No growth to show"))
            return
        last = own[-1] if own else curves[-1]
        top = max(curve.top for curve in curves)
        self._show_range(max(float(curve.times[-1]) for curve in curves), _round_up(top))
        quantity, times = tr(last.quantity), tr(last.time_unit)
        self._label("left", f"{quantity} ({tr(last.unit)})")
        self._label("bottom", tr("{unit} (assumed)").format(unit=times) if last.time_unit == "days" else times)
        self._line.setBounds((0.0, float(last.times[-1])))
        self._plot.setAccessibleName(tr("Tumor {quantity} over time").format(quantity=quantity))
        self._plot.setAccessibleDescription("; ".join(filter(None, (self._behind, *map(_summary, curves)))))

    def _show_range(self, right: float, top: float) -> None:
        if self._range != (right, top):  # setting it lays the axes out anew
            self._range = right, top
            self._plot.setXRange(0.0, right, padding=0.02)
            self._plot.setYRange(0.0, top, padding=0.0)

    def _label(self, side: str, text: str) -> None:
        if self._plot.getAxis(side).labelText != text:  # setting it lays the plot out anew
            self._plot.setLabel(side, text)

    def _show_frame(self, frame: int) -> None:
        if self._times is not None:
            self._frame = min(frame, len(self._times) - 1)
            with QSignalBlocker(self._line):
                self._line.setValue(float(self._times[self._frame]))

    def _on_dragged(self) -> None:
        self._go_to(float(self._line.value()))

    def _on_clicked(self, event: "pg.GraphicsScene.mouseEvents.MouseClickEvent") -> None:
        point: QPointF = self._plot.getPlotItem().vb.mapSceneToView(event.scenePos())
        self._go_to(float(point.x()))

    def _go_to(self, time: float) -> None:
        if self._times is None:
            return
        frame = int(np.abs(self._times - time).argmin())
        if frame != self._frame:
            self._frame = frame
            self.frameChanged.emit(frame)


class _Band:
    """The area between the least and the largest value of a curve."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self._edges = pg.PlotCurveItem([], []), pg.PlotCurveItem([], [])
        self._between = pg.FillBetweenItem(*self._edges)
        self._between.setZValue(-1)
        plot.addItem(self._between)

    def show(self, curve: Curve | None) -> None:
        """Fill the band of a curve, or nothing where it has none."""
        band = None if curve is None else curve.band
        self._between.setVisible(band is not None)
        if curve is not None and band is not None:
            color = QColor(curve.shade)
            color.setAlphaF(_BAND_OPACITY)
            self._between.setBrush(color)
            for edge, values in zip(self._edges, band, strict=True):
                edge.setData(curve.times, values)


def _draw(line: pg.PlotCurveItem, curve: Curve | None) -> None:
    if curve is not None:
        line.setPen(stroke(curve.shade, curve.dashes))
        line.setData(curve.times, curve.values)
    elif len(line.xData):
        line.setData([], [])


def _round_up(top: float) -> float:
    """Return a round number above `top`, so that the axis stands still while a slider moves the curve a little."""
    step = 10.0 ** math.floor(math.log10(max(top, FLAT))) / 2
    return math.ceil(max(top, FLAT) * 1.02 / step) * step


def _summary(curve: Curve) -> str:
    start, end = (significant(float(value)) for value in curve.values[[0, -1]])
    duration = f"{significant(float(curve.times[-1]))} {tr(curve.time_unit)}"
    said = tr("{name}: {start} to {end} {unit} in {duration}").format(
        name=curve.title, start=start, end=end, unit=tr(curve.unit), duration=duration
    )
    if curve.band is None:
        return said
    low, high = (significant(float(edge[-1])) for edge in curve.band)
    return tr("{said}, {low} to {high} when the slice is taken again").format(said=said, low=low, high=high)
