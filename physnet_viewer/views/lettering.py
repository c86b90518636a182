"""What is written over the image: corner texts, orientation letters, scale bar and the bar of density colors."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from physnet_core.export.orientation import scale_bar
from physnet_viewer import theme
from physnet_viewer.translation import later, tr
from physnet_viewer.views.words_placed import BADGE_GAP, BADGE_RIM, Lettering, Placed, letter_font, place

MARGIN = 10
BAR_WIDTH, BAR_HEIGHT = 12, 150
DENSITY, DIFFERENCE = later("density"), later("difference")  # titles of the color bar
_TICK_GAP = 6  # from the bar to its labels
_BAR_TICKS: tuple[str, ...] = ("0", "0.5", "1")
_RIM = 1  # pixels of dark around letters
# Which part of the room that a line leaves is before it.
_ALONG = {Qt.AlignmentFlag.AlignLeft: 0.0, Qt.AlignmentFlag.AlignHCenter: 0.5, Qt.AlignmentFlag.AlignRight: 1.0}
_KEPT_LINES = 100  # pictures of written lines
_CORNER_LINES = 2  # of text that are kept free below the bar of colors, so that it stays where it is
_LONGEST_SCALE_BAR = 0.25  # of the width of the pane


class LetteringLayer(QWidget):
    """A pane of glass over the image.

    Parameters
    ----------
    scale
        Returns the size of a screen pixel in mm, or None where it is unknown; asked on every painting, when the
        geometry of all parts is settled.
    """

    def __init__(self, parent: QWidget, scale: Callable[[], float | None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = Lettering()
        self._color_bar: QImage | None = None
        self._contours: tuple[float | None, ...] = ()
        self._bar_title, self._bar_ticks = DENSITY, _BAR_TICKS
        self._scale = scale
        self._bar_key: tuple[object, ...] = ()
        self._bar_picture = QPixmap()
        self._lines: dict[tuple[object, ...], QPixmap] = {}

    def show_words(self, words: Lettering) -> None:
        """Write other words."""
        if words != self._words:
            self._words = words
            self.update()

    def show_color_bar(
        self,
        bar: QImage | None,
        contours: tuple[float | None, ...],
        *,
        title: str = DENSITY,
        ticks: tuple[str, ...] = _BAR_TICKS,
    ) -> None:
        """Draw the colors from the least to the most, `ticks` evenly between, with a line at each outline's level."""
        self._color_bar, self._contours = bar, contours
        self._bar_title, self._bar_ticks = title, ticks
        self.update()

    def bar_room(self) -> QRectF:
        """Return what the bar of colors takes with its words; nothing where there is none."""
        bar, height = self._bar_place(self._area()), self.fontMetrics().height()
        if self._color_bar is None or bar.isEmpty():
            return QRectF()
        wide = max(BAR_WIDTH + self._tick_room(), self.fontMetrics().horizontalAdvance(tr(self._bar_title)))
        right = bar.right() + self._tick_room()
        return QRectF(right - wide, bar.top() - 1.5 * height - 2, wide, bar.height() + 2 * height + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write and draw everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        area = self._area()
        placed = place(self._words, area, self.font())
        top, bottom, left, right = (
            Qt.AlignmentFlag.AlignTop,
            Qt.AlignmentFlag.AlignBottom,
            Qt.AlignmentFlag.AlignLeft,
            Qt.AlignmentFlag.AlignRight,
        )
        self._block(painter, area, placed.words.top_left, top | left)
        below = self._block(painter, area, placed.words.top_right, top | right)
        self._block(painter, area, placed.words.bottom_left, bottom | left)
        self._block(painter, area, placed.words.bottom_right, bottom | right)
        self._draw_badge(painter, QPointF(area.right(), below + BADGE_GAP))
        self._draw_edges(painter, area, placed)
        if placed.scale:
            self._draw_scale(painter, area, len(placed.words.bottom_left))
        self._draw_color_bar(painter, area)
        self._draw_center(painter, area)
        painter.end()

    def _block(self, painter: QPainter, area: QRectF, lines: tuple[str, ...], where: Qt.AlignmentFlag) -> float:
        """Write lines into a corner; return where they end."""
        height = self.fontMetrics().height()
        y = area.top() if where & Qt.AlignmentFlag.AlignTop else area.bottom() - height * len(lines)
        first = next((number for number, line in enumerate(lines) if line), 0)
        for number, line in enumerate(lines):
            row = QRectF(area.left(), y + number * height, area.width(), height)
            self._write(painter, row, line, where & Qt.AlignmentFlag.AlignHorizontal_Mask, faint=number > first)
        return y + height * len(lines)

    def _write(
        self, painter: QPainter, place: QRectF, text: str, where: Qt.AlignmentFlag, *, faint: bool = False
    ) -> None:
        """Write a line that can be read on black and on white."""
        picture = self._line(text, painter.font(), faint)
        room = place.width() - picture.deviceIndependentSize().width()
        start = place.left() + _ALONG[where] * room + _RIM * (2 * _ALONG[where] - 1)  # the rim stands outside
        middle = place.top() + (place.height() - picture.deviceIndependentSize().height()) / 2
        painter.drawPixmap(QPointF(round(start), round(middle)), picture)

    def _line(self, text: str, font: QFont, faint: bool) -> QPixmap:
        """Return a line with its dark rim, drawn once: most lines stay the same while slices change."""
        color = QColor(theme.current().on_canvas)
        color.setAlpha(210 if faint else 255)
        key = (text, font.key(), color.rgba(), self.devicePixelRatioF())
        if key not in self._lines:
            if len(self._lines) >= _KEPT_LINES:
                self._lines.clear()
            self._lines[key] = _rimmed(text, font, color, self.devicePixelRatioF())
        return self._lines[key]

    def _draw_badge(self, painter: QPainter, corner: QPointF) -> None:
        if not self._words.badge:
            return
        metrics = self.fontMetrics()
        width, height = metrics.horizontalAdvance(self._words.badge) + 14, metrics.height() + BADGE_RIM
        box = QRectF(corner.x() - width, corner.y(), width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.DARK.warning), 1))
        painter.setBrush(QColor(0, 0, 0, 160))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(theme.DARK.warning))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words.badge)

    def _draw_edges(self, painter: QPainter, area: QRectF, placed: Placed) -> None:
        if self._words.edges is None:
            return
        painter.setFont(letter_font(self.font()))
        height = QFontMetrics(painter.font()).height()
        left, right, top, bottom = self._words.edges
        middle = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
        center = Qt.AlignmentFlag.AlignHCenter
        self._write(painter, middle, left, Qt.AlignmentFlag.AlignLeft)
        self._write(painter, middle, right, Qt.AlignmentFlag.AlignRight)
        if placed.head:
            head = QRectF(area.left(), area.top() + placed.above, area.width(), height)
            self._write(painter, head, top, center)
        if placed.foot:
            foot = QRectF(area.left(), area.bottom() - height - placed.below, area.width(), height)
            self._write(painter, foot, bottom, center)
        painter.setFont(self.font())

    def _draw_scale(self, painter: QPainter, area: QRectF, lines: int) -> None:
        mm_per_pixel = self._scale()
        if mm_per_pixel is None:
            return
        mm, pixels = scale_bar(mm_per_pixel, int(self.width() * _LONGEST_SCALE_BAR))
        height = self.fontMetrics().height()
        y = area.bottom() - height * (lines + 0.5)
        for color, width in ((QColor(0, 0, 0, 200), 4.0), (QColor(theme.current().on_canvas), 2.0)):
            painter.setPen(QPen(color, width))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.left() + pixels, y))
            for x in (area.left(), area.left() + pixels):
                painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
        label = f"{mm} mm" if mm < 10 or mm % 10 else f"{mm // 10} cm"
        self._write(painter, QRectF(area.left(), y - height - 5, 200, height), label, Qt.AlignmentFlag.AlignLeft)

    def _draw_color_bar(self, painter: QPainter, area: QRectF) -> None:
        """Draw the bar from a picture of it: it stays the same while slices change, and its words are slow to write."""
        if self._color_bar is None:
            return
        ratio, width = self.devicePixelRatioF(), 10 * self.fontMetrics().height()
        left = max(self.width() - width, 0)
        key = (self._color_bar, self._contours, self._bar_ticks, self.size(), self.font().key(), ratio)
        if key != self._bar_key:
            self._bar_key, self._bar_picture = key, QPixmap(QSize(width, self.height()) * ratio)
            self._bar_picture.setDevicePixelRatio(ratio)
            self._bar_picture.fill(Qt.GlobalColor.transparent)
            drawing = QPainter(self._bar_picture)
            drawing.setFont(self.font())
            drawing.translate(-left, 0)
            self._paint_color_bar(drawing, area, self._color_bar)
            drawing.end()
        painter.drawPixmap(left, 0, self._bar_picture)

    def _tick_room(self) -> int:
        """Return the width that the labels of the color bar take, in the font in force."""
        metrics = self.fontMetrics()
        return _TICK_GAP + max(metrics.horizontalAdvance(tick) for tick in self._bar_ticks)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _bar_place(self, area: QRectF) -> QRectF:
        """Return where the bar of colors is drawn, or nothing where the pane is too low."""
        height = self.fontMetrics().height()
        # its title stays below the letter at the right edge, its foot above the lines in the corner
        foot = area.bottom() - (_CORNER_LINES + 1) * height
        length = min(BAR_HEIGHT, foot - area.center().y() - 2.5 * height)
        if length < height:
            return QRectF()
        return QRectF(area.right() - BAR_WIDTH - self._tick_room(), foot - length, BAR_WIDTH, length)

    def _paint_color_bar(self, painter: QPainter, area: QRectF, colors: QImage) -> None:
        height, bar = self.fontMetrics().height(), self._bar_place(area)
        if bar.isEmpty():
            return
        painter.fillRect(bar, QColor(110, 110, 110))  # so that its fading is seen as over anatomy
        painter.drawImage(bar, colors)
        painter.setPen(QPen(QColor(255, 255, 255, 150), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        title = QRectF(area.right() - 10 * height, bar.top() - 1.5 * height - 2, 10 * height, height)
        self._write(painter, title, tr(self._bar_title), Qt.AlignmentFlag.AlignRight)
        roomy = bar.height() > height * len(self._bar_ticks)
        ticks = self._bar_ticks if roomy else (self._bar_ticks[0], self._bar_ticks[-1])
        for number, tick in enumerate(ticks):
            y = bar.bottom() - number / (len(ticks) - 1) * bar.height()
            place = QRectF(bar.right() + _TICK_GAP, y - height / 2, self._tick_room(), height)
            self._write(painter, place, tick, Qt.AlignmentFlag.AlignLeft)
        for level, width in zip(self._contours, (2.0, 1.2), strict=False):
            if level is not None:
                y = bar.bottom() - level * bar.height()
                painter.setPen(QPen(QColor("white"), width))
                painter.drawLine(QPointF(bar.left() - 3, y), QPointF(bar.right() + 3, y))

    def _draw_center(self, painter: QPainter, area: QRectF) -> None:
        if self._words.center:
            painter.setPen(QColor(theme.current().on_canvas))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(40, 0, -40, 0), flags, self._words.center)

    def sizeHint(self) -> QSize:
        """Return nothing: the layer is as large as what it lies on."""
        return QSize(0, 0)


def _rimmed(text: str, font: QFont, color: QColor, ratio: float) -> QPixmap:
    """Return a picture of a line of text with a dark rim, on nothing."""
    metrics = QFontMetrics(font)
    place = QRectF(_RIM, _RIM, metrics.horizontalAdvance(text), metrics.height())
    picture = QPixmap((place.adjusted(-_RIM, -_RIM, _RIM, _RIM).size() * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(QColor(0, 0, 0, 200))
    for shift in ((-1, 0), (1, 0), (0, -1), (0, 1), (1, 1)):
        painter.drawText(place.translated(*shift), Qt.AlignmentFlag.AlignVCenter, text)
    painter.setPen(color)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()
    return picture
