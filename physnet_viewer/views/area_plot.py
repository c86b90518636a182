"""Tumor area against time: as learned, as tweaked, and where the shown frame stands."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from physnet_core.growth.scenario import Growth
from physnet_viewer import theme
from physnet_viewer.session import ViewState, differs
from physnet_viewer.views.log_slider import significant

FLAT = 1e-6
CURVES = (
    ("learned", "curve_learned", Qt.PenStyle.SolidLine),
    ("tweaked", "curve_tweaked", Qt.PenStyle.DashLine),
)


class CurveKey(QWidget):
    """Which line is which, above the plot where no curve runs through it."""

    def sizeHint(self) -> QSize:
        """Return one line of text."""
        return QSize(self._entries()[-1][1], self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Return one line of text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a sample of each line, and its name."""
        palette, metrics = theme.current(), self.fontMetrics()
        painter = QPainter(self)
        middle, sample = self.height() // 2, self._sample()
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        for (name, token, style), (x, _) in zip(CURVES, self._entries(), strict=True):
            painter.setPen(_pen(getattr(palette, token), style))
            painter.drawLine(x, middle, x + sample, middle)
            painter.setPen(QColor(palette.text))
            painter.drawText(x + sample + 6, baseline, name)
        painter.end()

    def _sample(self) -> int:
        return round(1.4 * self.fontMetrics().height())

    def _entries(self) -> list[tuple[int, int]]:
        """Return where each entry begins and ends."""
        metrics, x, entries = self.fontMetrics(), 2, []
        for name, _, _ in CURVES:
            end = x + self._sample() + 6 + metrics.horizontalAdvance(name)
            entries.append((x, end))
            x = end + 12
        return entries


class AreaPlot(QWidget):
    """Two curves that differ in dash as well as in color, and a line to drag through time."""

    frameChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._growth: Growth | None = None
        self._frame = 0
        self._plot = pg.PlotWidget(self, enableMenu=False)
        self._key = CurveKey(self)
        self._learned = self._plot.plot(antialias=True)
        self._tweaked = self._plot.plot(antialias=True)
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
        if differs(old, new, "learned", "tweaked"):
            self._growth = new.tweaked or new.learned
            _draw(self._learned, new.learned)
            _draw(self._tweaked, new.tweaked)
            self._key.setVisible(new.tweaked is not None)
            self._scale(new.learned, new.tweaked)
        self._show_frame(new.frame)

    def sizeHint(self) -> QSize:
        """Return a size at which both axes can be read."""
        return QSize(280, 10 * self.fontMetrics().height())

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
        self._plot.setAccessibleName("Tumor area over time")
        self._plot.setToolTip("Area with density of at least 0.5. Click, or drag the line, to move through time.")
        self._line.setVisible(False)
        self._line.sigDragged.connect(self._on_dragged)
        self._plot.scene().sigMouseClicked.connect(self._on_clicked)

    def _paint_in_theme(self) -> None:
        palette = theme.current()
        self._plot.setBackground(palette.surface)
        for curve, (_, token, style) in zip((self._learned, self._tweaked), CURVES, strict=True):
            curve.setPen(_pen(getattr(palette, token), style))
        self._line.setPen(pg.mkPen(palette.muted, width=1))
        self._line.setHoverPen(pg.mkPen(palette.accent, width=3))
        self._key.update()
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(pg.mkPen(palette.control_border))
            axis.setTextPen(pg.mkPen(palette.muted))
            axis.setTickFont(self.font())
            axis.label.setFont(self.font())

    def _scale(self, learned: Growth | None, tweaked: Growth | None) -> None:
        growths = [growth for growth in (learned, tweaked) if growth is not None]
        self._line.setVisible(bool(growths))
        if not growths:
            self._plot.setAccessibleDescription("No growth to show")
            return
        last = growths[-1]
        top = max(float(growth.smooth_area.max()) for growth in growths)
        self._plot.setXRange(0.0, max(float(growth.times[-1]) for growth in growths), padding=0.02)
        self._plot.setYRange(0.0, _round_up(top), padding=0.0)
        assumed = " (assumed)" if last.physical else ""
        self._label("left", f"area ({last.area_unit})")
        self._label("bottom", f"{last.time_unit}{assumed}")
        self._line.setBounds((0.0, float(last.times[-1])))
        self._plot.setAccessibleDescription(_summaries(learned, tweaked))

    def _label(self, side: str, text: str) -> None:
        if self._plot.getAxis(side).labelText != text:  # setting it lays the plot out anew
            self._plot.setLabel(side, text)

    def _show_frame(self, frame: int) -> None:
        if self._growth is not None:
            self._frame = min(frame, len(self._growth.times) - 1)
            with QSignalBlocker(self._line):
                self._line.setValue(float(self._growth.times[self._frame]))

    def _on_dragged(self) -> None:
        self._go_to(float(self._line.value()))

    def _on_clicked(self, event: "pg.GraphicsScene.mouseEvents.MouseClickEvent") -> None:
        point: QPointF = self._plot.getPlotItem().vb.mapSceneToView(event.scenePos())
        self._go_to(float(point.x()))

    def _go_to(self, time: float) -> None:
        if self._growth is None:
            return
        frame = int(np.abs(self._growth.times - time).argmin())
        if frame != self._frame:
            self._frame = frame
            self.frameChanged.emit(frame)


def _draw(curve: pg.PlotDataItem, growth: Growth | None) -> None:
    if growth is None:
        curve.setData([], [])
    else:
        curve.setData(growth.times, growth.smooth_area)


def _round_up(top: float) -> float:
    """Return a round number above `top`, so that the axis stands still while a slider moves the curve a little."""
    step = 10.0 ** math.floor(math.log10(max(top, FLAT))) / 2
    return math.ceil(max(top, FLAT) * 1.02 / step) * step


def _pen(color: str, style: Qt.PenStyle) -> QPen:
    pen = QPen(QColor(color), 2.0, style)
    pen.setCosmetic(True)
    return pen


def _summaries(learned: Growth | None, tweaked: Growth | None) -> str:
    named = (("learned", learned), ("tweaked", tweaked))
    return "; ".join(_summary(name, growth) for name, growth in named if growth is not None)


def _summary(name: str, growth: Growth) -> str:
    start, end = (significant(float(value)) for value in growth.smooth_area[[0, -1]])
    length = significant(float(growth.times[-1]))
    return f"{name}: {start} to {end} {growth.area_unit} in {length} {growth.time_unit}"
