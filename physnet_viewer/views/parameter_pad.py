"""The D x rho map: both parameters as one point, with the learned one, the tries before, and what others report."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from physnet_core.export.wording import significant
from physnet_core.growth.literature import REPORTED
from physnet_core.physics.units import DAYS_PER_YEAR, LatentUnits
from physnet_viewer import theme
from physnet_viewer.core_words import said
from physnet_viewer.session import Parameters
from physnet_viewer.translation import later, tr

TRAIL = 24
_SPEEDS = (1.0, 10.0, 100.0)  # mm a year, drawn as lines on which D rho is constant
_STEP, _LEAP = 0.01, 0.05  # of the width, for an arrow key alone and with Shift
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
HINT = later(
    "Drag the point, or move it with the arrow keys (Shift: farther). ▼ learned; small dots: earlier "
    "tries;\n"
    "diagonals: equal front speed 2√(Dρ). Boxes, for glioma in white matter:\n"
)
HINT_LATENT = later(
    "Drag the point, or move it with the arrow keys (Shift: farther). ▼ learned; small dots: earlier "
    "tries.\n"
    "No pixel spacing in this image, so nothing of the literature can be compared."
)


class ParameterPad(QWidget):
    """Log-log plane, D to the right and rho up; tells of moves as the sliders do."""

    valuesChanged = Signal(float, float)
    committed = Signal()

    def __init__(
        self, diffusion: tuple[float, float], growth: tuple[float, float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ranges = (diffusion, growth)
        self._learned: Parameters | None = None
        self._shown: Parameters | None = None
        self._units: LatentUnits | None = None
        self._trail: list[Parameters] = []
        self._moved = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Map of D and ρ"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, shown: Parameters, learned: Parameters, units: LatentUnits) -> None:
        """Show a point without telling anyone; another learned point begins another trail."""
        if learned != self._learned:
            self._trail.clear()
        self._shown, self._learned, self._units = shown, learned, units
        sources = "\n".join(f"· {said(item.source)}" for item in REPORTED)
        self.setToolTip(tr(HINT) + sources if units.physical else tr(HINT_LATENT))
        self.setAccessibleDescription(self._spoken(shown))
        self.update()

    def note_try(self) -> None:
        """Leave a dot where the point is now."""
        if self._shown is not None and self._shown not in self._trail[-1:]:
            self._trail = [*self._trail, self._shown][-TRAIL:]
            self.update()

    @property
    def trail(self) -> tuple[Parameters, ...]:
        """Earlier points, oldest first."""
        return tuple(self._trail)

    def sizeHint(self) -> QSize:
        """Return a nearly square plane."""
        return QSize(280, 13 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least at which a point can be aimed at."""
        return QSize(180, 13 * self.fontMetrics().height())

    def position_of(self, diffusion_number: float, growth_number: float) -> QPointF:
        """Return where values lie on the widget."""
        area = self._area()
        across, up = (
            _share(value, ends) for value, ends in zip((diffusion_number, growth_number), self._ranges, strict=True)
        )
        return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the point to the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the point follow."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        self._commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the point."""
        move = _ARROWS.get(Qt.Key(event.key()))
        if move is None or self._shown is None:
            super().keyPressEvent(event)
            return
        step = _LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        values = (self._shown.diffusion_number, self._shown.growth_number)
        shares = [_share(value, ends) for value, ends in zip(values, self._ranges, strict=True)]
        self._move(*(share + step * way for share, way in zip(shares, move, strict=True)))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Count a held key as one gesture."""
        if not event.isAutoRepeat() and Qt.Key(event.key()) in _ARROWS:
            self._commit()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave nothing uncommitted behind."""
        super().focusOutEvent(event)
        self._commit()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where keys go."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plane, literature, trail and points."""
        palette, painter, area = theme.current(), QPainter(self), self._area()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, QColor(palette.raised))
        painter.setClipRect(area)
        if self._units is not None and self._units.physical:
            self._draw_speeds(painter, area, self._units)
            self._draw_reported(painter, self._units)
        self._draw_points(painter)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(palette.accent if self.hasFocus() else palette.control_border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        self._draw_axes(painter, area)
        painter.end()

    def _draw_speeds(self, painter: QPainter, area: QRectF, units: LatentUnits) -> None:
        palette = theme.current()
        (low, high), _ = self._ranges
        for speed in _SPEEDS:
            product = (speed / DAYS_PER_YEAR / 2) ** 2
            ends = []
            for number in (low, high):
                diffusion = units.diffusion_mm2_per_day(number) or 1.0
                ends.append(self.position_of(number, units.growth_number(product / diffusion)))
            painter.setPen(QPen(QColor(palette.control_border), 1, Qt.PenStyle.DotLine))
            painter.drawLine(*ends)
            painter.setPen(QColor(palette.muted))
            label = f"{speed:g} " + tr("mm/year")
            # Where the line leaves the plane: at the right, or before that at the bottom.
            fall = max(ends[1].y() - ends[0].y(), 1.0)
            out = ends[0].x() + (area.bottom() - 4 - ends[0].y()) / fall * (ends[1].x() - ends[0].x())
            x = min(area.right() - self.fontMetrics().horizontalAdvance(label) - 5, out)
            y = ends[0].y() + (x - ends[0].x()) / max(ends[1].x() - ends[0].x(), 1.0) * fall
            painter.drawText(QPointF(x + 4, y - 2), label)

    def _draw_reported(self, painter: QPainter, units: LatentUnits) -> None:
        palette = theme.current()
        for item, color in zip(REPORTED, (palette.muted, palette.good, palette.warning), strict=True):
            corners = [
                self.position_of(units.diffusion_number(d), units.growth_number(rho))
                for d, rho in zip(item.diffusion, item.proliferation, strict=True)
            ]
            box = QRectF(corners[0], corners[1]).normalized()
            fill = QColor(color)
            fill.setAlpha(28)
            painter.setPen(QPen(QColor(color), 1))
            painter.setBrush(fill)
            painter.drawRect(box)

    def _draw_points(self, painter: QPainter) -> None:
        palette = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.muted))
        for item in self._trail:
            painter.drawEllipse(self.position_of(item.diffusion_number, item.growth_number), 2.5, 2.5)
        if self._learned is not None:
            place = self.position_of(self._learned.diffusion_number, self._learned.growth_number)
            painter.setBrush(QColor(palette.curve_learned))
            painter.drawPolygon([place + QPointF(-6, -9), place + QPointF(6, -9), place])
        if self._shown is not None:
            place = self.position_of(self._shown.diffusion_number, self._shown.growth_number)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for color, width in ((palette.raised, 5.0), (palette.curve_tweaked, 2.5)):
                painter.setPen(QPen(QColor(color), width))
                painter.drawEllipse(place, 6.0, 6.0)

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        """Write decades along both axes, in the units of the sliders."""
        painter.setPen(QColor(theme.current().muted))
        metrics = self.fontMetrics()
        units, scales = self._units, (1.0, 1.0)
        physical = units is not None and units.physical
        if units is not None and units.physical:
            scales = (units.diffusion_mm2_per_day(1.0) or 1.0, units.proliferation_per_day(1.0))
        for axis, (ends, scale) in enumerate(zip(self._ranges, scales, strict=True)):
            for decade in range(math.ceil(math.log10(ends[0] * scale)), math.floor(math.log10(ends[1] * scale)) + 1):
                text, share = f"{10.0**decade:g}", _share(10.0**decade / scale, ends)
                width = metrics.horizontalAdvance(text)
                if axis == 0:
                    x = min(area.left() + share * area.width() - width / 2, area.right() - width)
                    painter.drawText(QPointF(x, area.bottom() + metrics.ascent() + 2), text)
                else:
                    y = area.bottom() - share * area.height() + metrics.ascent() / 2 - 1
                    painter.drawText(QPointF(area.left() - width - 4, y), text)
        units_shown = (tr("mm²/day"), tr("1/day")) if physical else (tr("cell²/step"), tr("1/step"))
        titles = [f"{symbol} {unit}" for symbol, unit in zip("Dρ", units_shown, strict=True)]
        x = area.right() - metrics.horizontalAdvance(titles[0])
        painter.drawText(QPointF(x, area.bottom() + metrics.height() + metrics.ascent() + 1), titles[0])
        painter.drawText(QPointF(2, metrics.ascent() + 1), titles[1])

    def _area(self) -> QRectF:
        metrics = self.fontMetrics()
        left, top, bottom = metrics.horizontalAdvance("0.001") + 8, metrics.height() + 4, 2 * metrics.height() + 4
        return QRectF(left, top, max(self.width() - left - 2, 20), max(self.height() - top - bottom, 20))

    def _go_to(self, position: QPointF) -> None:
        area = self._area()
        self._move(
            (position.x() - area.left()) / area.width(),
            (area.bottom() - position.y()) / area.height(),
        )

    def _move(self, across: float, up: float) -> None:
        if self._shown is None or not self.isEnabled():
            return
        values = [_value(share, ends) for share, ends in zip((across, up), self._ranges, strict=True)]
        self._moved = True
        self._shown = Parameters(diffusion_number=values[0], growth_number=values[1])
        self.update()
        self.valuesChanged.emit(*values)

    def _commit(self) -> None:
        if self._moved:
            self._moved = False
            self.committed.emit()

    def _spoken(self, shown: Parameters) -> str:
        units = self._units
        diffusion = None if units is None else units.diffusion_mm2_per_day(shown.diffusion_number)
        if units is None or diffusion is None:
            text = tr("D {diffusion} cell²/step, ρ {rho} 1/step")
            return text.format(diffusion=significant(shown.diffusion_number), rho=significant(shown.growth_number))
        rate = units.proliferation_per_day(shown.growth_number)
        text = tr("D {diffusion} mm²/day, ρ {rate}/day")
        return text.format(diffusion=significant(diffusion), rate=significant(rate))


def _share(value: float, ends: tuple[float, float]) -> float:
    low, high = (math.log(end) for end in ends)
    return (math.log(max(value, 1e-300)) - low) / (high - low)


def _value(share: float, ends: tuple[float, float]) -> float:
    low, high = (math.log(end) for end in ends)
    return math.exp(low + (high - low) * min(max(share, 0.0), 1.0))
