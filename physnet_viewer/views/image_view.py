"""The image, learned and tweaked side by side, or three planes, with what a reader needs written on it."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from physnet_core.growth.scenario import Growth
from physnet_viewer import theme
from physnet_viewer.session import ViewState, Zoom, differs
from physnet_viewer.staleness import lags
from physnet_viewer.translation import tr
from physnet_viewer.views.comparison import TWEAKED, Comparison, on_slice
from physnet_viewer.views.image_pane import ImagePane, show_together
from physnet_viewer.views.measure_keys import MeasureKeys
from physnet_viewer.views.pane_content import content_of, has_planes, spoken
from physnet_viewer.views.pane_items import TWEAKED_INK
from physnet_viewer.views.pane_value import PaneContent
from physnet_viewer.views.plane_column import PlaneColumn

_FOCUS_RING = 2


class ImageView(QWidget):
    """Slice and density; emits what the mouse asks for."""

    slicesStepped = Signal(int)
    windowChanged = Signal(object)
    cursorMoved = Signal(object)
    crossPlaced = Signal(object)  # voxel (slice, row, column)
    annotationKept = Signal(object)
    annotationSelected = Signal(object)
    zoomChanged = Signal(object)  # `Zoom`, or None for the whole slice
    planePaged = Signal(int, int)  # pane of the planes across the slices, planes

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("MRI slice"))
        self.setMinimumSize(240, 200)
        self._panes = (ImagePane(self), ImagePane(self))
        self.planes = PlaneColumn(self)
        self._alone: ImagePane | None = None  # the pane that a double click made fill the view
        self._side_by_side = self._three = False
        self._blinking = False
        self._zoom: Zoom | None = None  # what everybody knows of
        self._zoom_asked = False  # for a slice that is not here yet
        self._telling = QTimer(self, singleShot=True, interval=0)  # once, for all that moves the image at a time
        self._telling.timeout.connect(self._tell_zoom)
        self._state = ViewState()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*(_FOCUS_RING,) * 4)
        layout.setSpacing(2)
        for pane in self._panes:
            layout.addWidget(pane, 3)
            pane.box.slicesStepped.connect(self.slicesStepped)
            pane.annotationKept.connect(self.annotationKept)
            pane.annotationSelected.connect(self.annotationSelected)
            pane.told.connect(self._on_told)
        layout.addWidget(self.planes, 2)
        for pane in self._every_pane():
            pane.cursorMoved.connect(self.cursorMoved)
            pane.box.windowDragged.connect(self.windowChanged)
            pane.box.doubleClicked.connect(self._on_double_clicked)
            pane.viewport().installEventFilter(self)
        self._panes[0].crossPlaced.connect(self._on_cross_placed)
        self.planes.crossPlaced.connect(self.crossPlaced)
        self.planes.paged.connect(self.planePaged)
        self._panes[0].box.sigRangeChanged.connect(self._on_first_moved)
        self._panes[1].box.sigRangeChanged.connect(self._on_second_moved)
        self._arrange()

    @property
    def panes(self) -> tuple[ImagePane, ImagePane]:
        """Learned (or the only one), and tweaked."""
        return self._panes

    def set_up_brightens(self, brightens: bool) -> None:
        """Choose whether dragging up makes the image brighter; viewers do not agree."""
        for pane in self._every_pane():
            pane.box.up_brightens = brightens

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Draw what differs."""
        self._state = new
        if differs(old, new, "layout", "series", "series_uid"):
            self._choose_panes(new)
        if old is not None and old.zoom != new.zoom != self._zoom:
            self._zoom, self._zoom_asked = new.zoom, True
        if not (differs(old, new, *_SHOWN, *_explaining(new)) or self._zoom_asked):
            return
        contents = self._contents(new, on_slice(new))
        if self._three:
            contents += self.planes.contents(new, blinking=self._blinking)
        show_together(contents)
        if self._zoom_asked and new.current_slice is not None:
            self._zoom_asked = False
            self.layout().activate()  # type: ignore[union-attr]  # one pane or two: they have their sizes
            self._panes[0].show_zoom(self._zoom)
        if not self._keys.active:
            self.setAccessibleDescription(self._spoken())

    def _contents(self, state: ViewState, two: Comparison[Growth]) -> list[tuple[ImagePane, PaneContent]]:
        first, second = self._panes
        minus = state.difference and two.differs
        if self._side_by_side or self._blinking or not two.differs:
            shown = [(first, content_of(state, two.reference, two.name, two.ink))]
        else:
            own = content_of(state, two.current, two.title, two.current_ink, against=two, minus=minus)
            shown = [(first, own)]
        if self._side_by_side and two.differs:
            against = two if minus else None
            own = content_of(state, two.current, two.title, two.current_ink, against=against, minus=minus)
            shown.append((second, own))
        elif self._side_by_side:
            shown.append((second, content_of(state, None, tr(TWEAKED), TWEAKED_INK)))
        return shown

    @Slot()
    def fit(self) -> None:
        """Show the whole slice in every pane."""
        for pane in self._every_pane():
            pane.fit()

    def zoom(self, factor: float) -> None:
        """Show every image that is seen `factor` times as large."""
        for pane in self._leading():
            pane.zoom(factor)

    def move_images(self, across: float, down: float) -> None:
        """Move every image that is seen by parts of its pane."""
        for pane in self._leading():
            pane.move_image(across, down)

    def show_next_alone(self) -> None:
        """Let the next of several images fill the view; after the last, show all again."""
        panes = [pane for pane, on in self._wanted().items() if on]
        if len(panes) > 1:
            order = (None, *panes, None)
            self._show_alone(order[order.index(self._alone) + 1])

    def event(self, event: QEvent) -> bool:
        """Keep the keys that measure from being the window's shortcuts, and Tab from leaving the image meanwhile."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._keys.wants(event):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._keys.wants(event):
            self._keys.press(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the learned growth in place of the tweaked one while B is held."""
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self._blink(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show the tweaked growth again."""
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self._blink(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget a held key: its release goes elsewhere."""
        self._blink(False)
        self._keys.stop()
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keyboard when the image is clicked."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring that says where keys go."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().canvas))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.current().accent), _FOCUS_RING))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def sizeHint(self) -> QSize:
        """Return a size that leaves room for the docks on a small screen."""
        return QSize(640, 480)

    def _blink(self, on: bool) -> None:
        if on != self._blinking:
            self._blinking = on
            self.render(None, self._state)

    @property
    def _keys(self) -> MeasureKeys:
        """Measuring by keyboard, in the pane that is seen."""
        return self._panes[1 if self._alone is self._panes[1] else 0].keys

    @Slot(str)
    def _on_told(self, hint: str) -> None:
        """Let a screen reader say what the keyboard does now, and at the end what there is."""
        said = hint or self._spoken()
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _spoken(self) -> str:
        return "; ".join((spoken(self._state), *self._panes[0].measures.texts)).replace("\n", ", ")

    def _leading(self) -> list[ImagePane]:
        """Return the panes that are seen, but for the second of two, which follows the first."""
        seen = [pane for pane in self._every_pane() if pane.isVisibleTo(self)]
        return [pane for pane in seen if pane is not self._panes[1] or self._panes[0] not in seen]

    def _every_pane(self) -> tuple[ImagePane, ...]:
        return (*self._panes, *self.planes.panes)

    def _choose_panes(self, state: ViewState) -> None:
        chosen = state.layout == "side_by_side", has_planes(state)
        if chosen != (self._side_by_side, self._three):
            self._side_by_side, self._three = chosen
            self._alone = None
            if not self._three:
                self.planes.clear()
            self._arrange()

    def _wanted(self) -> dict[ImagePane, bool]:
        """Return which panes the layout has."""
        planes = dict.fromkeys(self.planes.panes, self._three)
        return {self._panes[0]: True, self._panes[1]: self._side_by_side, **planes}

    def _arrange(self) -> None:
        for pane, on in self._wanted().items():
            pane.setVisible(on and self._alone in (None, pane))
        self.planes.setVisible(self._three and self._alone not in self._panes)

    @Slot()
    def _on_double_clicked(self) -> None:
        box = self.sender()
        self._maximize(next(pane for pane in self._every_pane() if pane.box is box))

    def _maximize(self, pane: ImagePane) -> None:
        if not (self._side_by_side or self._three):
            self.fit()
            return
        self._show_alone(None if self._alone is pane else pane)

    def _show_alone(self, pane: ImagePane | None) -> None:
        before, self._alone = self._alone, pane
        self._arrange()
        first, second = self._panes
        if before is second and self._side_by_side:
            self.layout().activate()  # type: ignore[union-attr]  # so that both have their sizes
            first.mirror(second)

    @Slot(float, float)
    def _on_cross_placed(self, row: float, column: float) -> None:
        self.crossPlaced.emit((self._state.slice_index, row, column))

    def _tell_zoom(self) -> None:
        zoom = self._panes[0].zoomed()
        if zoom != self._zoom and not self._zoom_asked:
            self._zoom = zoom
            self.zoomChanged.emit(zoom)

    def _on_first_moved(self) -> None:
        self._telling.start()
        self._follow(*self._panes)

    def _on_second_moved(self) -> None:
        self._follow(self._panes[1], self._panes[0])

    def _follow(self, moved: ImagePane, other: ImagePane) -> None:
        rect: QRectF = moved.box.viewRect()
        if self._side_by_side and other.isVisible() and not _near(rect, other.box.viewRect()):
            other.mirror(moved)


def _explaining(state: ViewState) -> tuple[str, ...]:
    """Return what matters only where what is asked for is not there: whether it comes."""
    return (*(("tasks",) if lags(state) else ()), *(("is_reading",) if state.current_slice is None else ()))


_SHOWN = (
    "series",
    "series_uid",
    "slices",
    "slice_index",
    "unreadable",
    "window",
    "inverted",
    "overlay",
    "layout",
    "cross",
    "planes",
    "annotations",
    "selected",
    "tool",
    "cine",
    "tweak",
    "learned",
    "tweaked",
    "preview",
    "scenarios",
    "reference",
    "difference",
    "frame",
    "dimensions",
    "volume",
    "tweaked_volume",
    "white_to_grey",
    "grid",
    "model",
)


def _near(one: QRectF, other: QRectF) -> bool:
    tolerance = 1e-6 * max(one.width(), one.height(), 1.0)
    edges = (one.left() - other.left(), one.top() - other.top())
    sizes = (one.width() - other.width(), one.height() - other.height())
    return all(abs(difference) <= tolerance for difference in (*edges, *sizes))
