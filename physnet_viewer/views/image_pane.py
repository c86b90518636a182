"""One image: slice, density over it, outlines, and what is written on it. Data is drawn, never changed."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QWidget

from physnet_core.export.colour import colour, lut
from physnet_core.export.difference import difference_colour
from physnet_viewer import theme
from physnet_viewer.session import Zoom
from physnet_viewer.views import geometry
from physnet_viewer.views.crosshair import CrossHair
from physnet_viewer.views.lettering import DIFFERENCE, LetteringLayer
from physnet_viewer.views.measure_keys import MeasureKeys
from physnet_viewer.views.measure_layer import MeasureLayer
from physnet_viewer.views.pane_items import Outline, PlacedImage, SmoothImage
from physnet_viewer.views.pane_value import PaneContent, density_of, measured_of, parts_of
from physnet_viewer.views.slice_view_box import SliceViewBox

pg.setConfigOption("imageAxisOrder", "row-major")  # before any image item is made; arrays are (row, column)


class ImagePane(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """Draws a `PaneContent` in millimetres, and says what the cursor is over."""

    cursorMoved = Signal(object)
    crossPlaced = Signal(float, float)  # row, column
    annotationKept = Signal(object)
    annotationSelected = Signal(object)  # its number, or None
    told = Signal(str)  # what the keyboard does to a measurement, or an empty text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=theme.current().canvas)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the image view around the panes takes the keys
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameStyle(0)
        self.box = SliceViewBox()
        self.setCentralItem(self.box)
        self._image = SmoothImage()
        self._density = PlacedImage()
        self._compared, self._own = Outline(), Outline()
        self._fine_compared, self._fine_own = Outline(fine=True), Outline(fine=True)
        self._cross = CrossHair(self._on_cross)
        lines = (self._fine_compared, self._compared, self._fine_own, self._own)
        parts: tuple[QGraphicsItem, ...] = (self._image, self._density, *lines, self._cross)
        for depth, item in enumerate(parts):
            item.setZValue(depth)
            self.box.addItem(item)
        self._letters = LetteringLayer(self, self.mm_per_pixel)
        kept, selected = self.annotationKept.emit, self.annotationSelected.emit
        self.measures = MeasureLayer(self.box, kept, selected, self._letters.bar_room)
        self._hint = ""
        self.keys = MeasureKeys(self.measures, self._on_hint)
        self.box.claims.extend((self.measures, self._cross))
        self._content = PaneContent()
        self._fitted = True
        self._rect = QRectF()
        self.box.sigRangeChanged.connect(self._on_range)
        self.box.sigRangeChangedManually.connect(self._on_moved)
        self.scene().sigMouseMoved.connect(self._on_mouse)
        self._show(self._content, self._content)

    @property
    def content(self) -> PaneContent:
        """What is shown."""
        return self._content

    def show_content(self, new: PaneContent) -> None:
        """Draw what differs from before."""
        show_together(((self, new),))

    def _show(self, old: PaneContent, new: PaneContent) -> None:
        self._content = new
        self.box.window = new.window
        taken = self._letters.bar_room() if self.measures.texts else None  # labels make way for it
        if (old.image, old.window, old.inverted) != (new.image, new.window, new.inverted):
            self._draw_image(old, new)
        if density_of(old) != density_of(new):
            self._draw_density(new)
            self._draw_outlines(new)
            self._draw_color_bar(new)
        self._draw_cross()
        if measured_of(old) != measured_of(new):
            self.measures.show(*measured_of(new))
        elif taken is not None and taken != self._letters.bar_room():
            self.measures.redraw()
        self._show_words()
        self.box.setToolTip(new.hint)

    def fit(self) -> None:
        """Show the whole slice."""
        self._fitted = True
        if not self._rect.isEmpty():
            self.box.setRange(self._rect, padding=0.02)

    def zoomed(self) -> Zoom | None:
        """Return which part is seen, or None for the whole slice."""
        seen, rect = self.box.viewRect(), self._rect
        if self._fitted or rect.isEmpty() or seen.isEmpty():
            return None
        middle = seen.center() - rect.topLeft()
        center = (middle.y() / rect.height(), middle.x() / rect.width())
        return Zoom(factor=_enlarged(rect, seen), center=center)

    def show_zoom(self, zoom: Zoom | None) -> None:
        """Show a part of the slice, as `zoomed` says it."""
        seen, rect = self.box.viewRect(), self._rect
        if zoom is None or rect.isEmpty() or seen.isEmpty():
            self.fit()
            return
        self._fitted = False
        part = QRectF(QPointF(), seen.size() * (_enlarged(rect, seen) / zoom.factor))
        row, column = zoom.center
        part.moveCenter(rect.topLeft() + QPointF(column * rect.width(), row * rect.height()))
        self.box.setRange(part, padding=0.0)

    def zoom(self, factor: float) -> None:
        """Show it `factor` times as large, around the middle."""
        self._fitted = False
        self.box.scaleBy((1 / factor, 1 / factor))

    def move_image(self, across: float, down: float) -> None:
        """Move it by parts of the width and height that are seen, as dragging does."""
        self._fitted = False
        seen = self.box.viewRect()
        self.box.translateBy(x=-across * seen.width(), y=-down * seen.height())

    def mirror(self, other: "ImagePane") -> None:
        """Show the part that another pane shows, and tell nobody."""
        self._fitted = other._fitted
        self.box.blockSignals(True)
        self.box.setRange(other.box.viewRect(), padding=0.0)
        self.box.blockSignals(False)
        self._on_range()

    def mm_per_pixel(self) -> float | None:
        """Return the size of a screen pixel, or None where the scan does not say."""
        image = self._content.image
        if image is None or image.pixel_spacing is None:
            return None
        return float(self.box.viewPixelSize()[0])

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the glass over the image, and in view what was."""
        built = hasattr(self, "_letters")  # pyqtgraph resizes while it is being built
        zoom = self.zoomed() if built else None
        super().resizeEvent(event)
        if built:
            self._letters.setGeometry(self.rect())
            self.show_zoom(zoom)
            self.measures.redraw()

    def leaveEvent(self, event: QEvent) -> None:
        """Read nothing any more."""
        super().leaveEvent(event)
        self.cursorMoved.emit(None)

    def _draw_image(self, old: PaneContent, new: PaneContent) -> None:
        if new.image is None or new.window is None:
            self._image.clear()
            return
        low, high = new.window.levels
        levels = (high, low) if new.inverted else (low, high)
        if old.image is new.image and self._image.image is not None:
            self._image.setLevels(levels)
        else:
            self._image.setImage(new.image.pixels, autoLevels=False, levels=levels)
        rect = geometry.slice_rect(new.image)
        self._image.place(rect)
        if rect != self._rect:
            self._rect = rect
            self.fit()

    def _draw_density(self, new: PaneContent) -> None:
        growth, image, look = new.growth, new.image, new.overlay
        if growth is None or image is None or not look.visible:
            self._density.clear()
            return
        cells = geometry.shown_frame(growth, new.frame, smooth=look.smooth)
        if new.minus and new.compared is not None:
            other = geometry.frame_on(new.compared, growth, new.frame, smooth=look.smooth)
            colored = difference_colour(cells - other, look.opacity)
        else:
            colored = colour(cells, lut(look.colormap), look.opacity, look.threshold)
        self._density.setImage(colored, autoLevels=False, levels=None)
        self._density.place(geometry.growth_rect(growth, image))

    def _draw_outlines(self, new: PaneContent) -> None:
        look, own = new.overlay, new.between or new.growth
        for item, growth, ink, level in (
            (self._compared, new.compared, new.compared_ink, look.contour),
            (self._fine_compared, new.compared, new.compared_ink, look.fine_contour),
            (self._own, own, new.ink, look.contour),
            (self._fine_own, own, new.ink, look.fine_contour),
        ):
            item.use_ink(ink)
            item.show_line(growth, new.frame, level if look.visible else None, new.image)

    def _draw_color_bar(self, new: PaneContent) -> None:
        look = new.overlay
        if new.growth is None or not (look.visible and new.bar):
            self._letters.show_color_bar(None, ())
            return
        if new.minus and new.compared is not None:
            self._draw_difference_bar(look.opacity)
            return
        bar = _color_bar(look.colormap, look.opacity, look.threshold)
        self._letters.show_color_bar(bar, (look.contour, look.fine_contour))

    def _draw_cross(self) -> None:
        image, cross = self._content.image, self._content.cross
        if image is None or cross is None:
            self._cross.show_at(None, self._rect, 1.0)
            return
        down, right = geometry.scale_of(image)
        self._cross.show_at(QPointF(cross[1] * right, cross[0] * down), self._rect, self.box.pixel)

    def _show_words(self) -> None:
        words = self._content.words
        self._letters.show_words(replace(words, guide=self._hint) if self._hint else words)

    def _on_hint(self, hint: str) -> None:
        self._hint = hint
        self._show_words()
        self.told.emit(hint)

    def _on_cross(self, point: QPointF) -> None:
        image = self._content.image
        if image is not None:
            down, right = geometry.scale_of(image)
            self.crossPlaced.emit(point.y() / down, point.x() / right)

    def _on_range(self) -> None:
        self._letters.update()
        self._draw_cross()
        self.measures.redraw()

    def _draw_difference_bar(self, opacity: float) -> None:
        rgba = np.ascontiguousarray(difference_colour(np.linspace(1.0, -1.0, 256)[:, None], opacity))
        bar = QImage(rgba.data, 1, 256, 4, QImage.Format.Format_RGBA8888).copy()
        self._letters.show_color_bar(bar, (), title=DIFFERENCE, ticks=("−1", "0", "+1"))

    def _on_moved(self) -> None:
        self._fitted = False

    def _on_mouse(self, position: QPointF) -> None:
        content = self._content
        if content.image is None:
            return
        point = self.box.mapSceneToView(position)
        shape = self.box.cursor_at(point)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if shape is None else shape)
        growth = content.growth if content.overlay.visible else None
        reading = geometry.read_cursor(content.image, growth, content.frame, point)
        if reading is not None and content.words.edges is None:
            reading = replace(reading, position=None)  # where the patient's axes are not known
        self.cursorMoved.emit(reading)


def _enlarged(rect: QRectF, seen: QRectF) -> float:
    """Return how many times larger a slice is, where that much is seen, than where it just fills the pane."""
    return max(rect.width() / seen.width(), rect.height() / seen.height())


@lru_cache(maxsize=8)
def _color_bar(colormap: str, opacity: float, threshold: float) -> QImage:
    """Return the colors of density from 1 down to 0; the same for every slice."""
    density = np.linspace(1.0, 0.0, 256, dtype=np.float32)[:, None]
    rgba = np.ascontiguousarray(colour(density, lut(colormap), opacity, threshold))
    return QImage(rgba.data, 1, 256, 4, QImage.Format.Format_RGBA8888).copy()


def show_together(contents: Iterable[tuple[ImagePane, PaneContent]]) -> None:
    """Show in each pane what differs from before, and let all of them be painted once.

    Qt paints the whole window as soon as one scene has found out what changed in it: the panes whose scenes are asked
    later would be painted twice.
    """
    changed = [(pane, new) for pane, new in contents if parts_of(pane.content) != parts_of(new)]
    for pane, _ in changed:
        pane.setUpdatesEnabled(False)
    try:
        for pane, new in changed:
            pane._show(pane.content, new)
        for pane, _ in changed:
            QCoreApplication.sendPostedEvents(pane.scene(), QEvent.Type.MetaCall)
    finally:
        for pane, _ in changed:
            pane.setUpdatesEnabled(True)  # asks for all of it to be painted
