"""The image, or learned and tweaked side by side, with what a reader needs written on it."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from physnet_core.export import wording
from physnet_core.export.orientation import edge_letters
from physnet_core.growth.scenario import Growth
from physnet_core.network.prediction import NO_TUMOR, Prediction
from physnet_viewer import theme
from physnet_viewer.session import ViewState, differs
from physnet_viewer.views.growth_text import obstacle
from physnet_viewer.views.image_pane import ImagePane, PaneContent
from physnet_viewer.views.lettering import Lettering

UNKNOWN_GEOMETRY = "Orientation and scale unknown"
UNKNOWN_ORIENTATION = "Orientation unknown"
NO_TWEAK = "Move D or ρ to compare."
_FOCUS_RING = 2


class ImageView(QWidget):
    """Slice and density; emits what the mouse asks for."""

    slicesStepped = Signal(int)
    windowChanged = Signal(object)
    cursorMoved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("MRI slice")
        self.setMinimumSize(240, 200)
        self._panes = (ImagePane(self), ImagePane(self))
        self._alone: ImagePane | None = None  # the pane that a double click made fill the view
        self._side_by_side = False
        self._blinking = False
        self._state = ViewState()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*(_FOCUS_RING,) * 4)
        layout.setSpacing(2)
        for pane in self._panes:
            layout.addWidget(pane, 1)
            pane.cursorMoved.connect(self.cursorMoved)
            pane.box.slicesStepped.connect(self.slicesStepped)
            pane.box.windowDragged.connect(self.windowChanged)
            pane.viewport().installEventFilter(self)
        self._panes[0].box.doubleClicked.connect(self._on_first_double_clicked)
        self._panes[1].box.doubleClicked.connect(self._on_second_double_clicked)
        self._panes[0].box.sigRangeChanged.connect(self._on_first_moved)
        self._panes[1].box.sigRangeChanged.connect(self._on_second_moved)
        self._arrange()

    @property
    def panes(self) -> tuple[ImagePane, ImagePane]:
        """Learned (or the only one), and tweaked."""
        return self._panes

    def set_up_brightens(self, brightens: bool) -> None:
        """Choose whether dragging up makes the image brighter; viewers do not agree."""
        for pane in self._panes:
            pane.box.up_brightens = brightens

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Draw what differs."""
        self._state = new
        if differs(old, new, "layout"):
            self._alone = None
            self._side_by_side = new.layout == "side_by_side"
            self._arrange()
        if not differs(old, new, *_SHOWN):
            return
        reference, name, current, is_tweaked = _compared(new)
        title = "Tweaked" if is_tweaked else "Learned"
        if self._side_by_side:
            right = None if current is reference else current
            self._panes[0].show_content(_content(new, reference, name))
            self._panes[1].show_content(_content(new, right, "Tweaked" if right is None else title, tweaked=True))
        elif current is not reference and not self._blinking:
            self._panes[0].show_content(
                _content(new, current, title, tweaked=True, compared=reference, minus=new.difference)
            )
        else:
            self._panes[0].show_content(_content(new, reference, name))
        self.setAccessibleDescription(_spoken(new))

    @Slot()
    def fit(self) -> None:
        """Show the whole slice in every pane."""
        for pane in self._panes:
            pane.fit()

    def zoom(self, factor: float) -> None:
        """Show the image `factor` times as large."""
        self._panes[0].zoom(factor)

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

    def _arrange(self) -> None:
        first, second = self._panes
        first.setVisible(self._alone in (None, first))
        second.setVisible(self._side_by_side and self._alone in (None, second))

    def _on_first_double_clicked(self) -> None:
        self._maximize(self._panes[0])

    def _on_second_double_clicked(self) -> None:
        self._maximize(self._panes[1])

    def _maximize(self, pane: ImagePane) -> None:
        if not self._side_by_side:
            self.fit()
            return
        self._alone = None if self._alone is pane else pane
        self._arrange()

    def _on_first_moved(self) -> None:
        self._follow(*self._panes)

    def _on_second_moved(self) -> None:
        self._follow(self._panes[1], self._panes[0])

    def _follow(self, moved: ImagePane, other: ImagePane) -> None:
        rect: QRectF = moved.box.viewRect()
        if self._side_by_side and other.isVisible() and not _near(rect, other.box.viewRect()):
            other.mirror(moved)


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
    "tweak",
    "learned",
    "tweaked",
    "preview",
    "scenarios",
    "reference",
    "difference",
    "frame",
)


def _compared(state: ViewState) -> tuple[Growth | None, str, Growth | None, bool]:
    """Return what is compared with, its name, the growth in force, and whether that is a tweaked one."""
    tweaked = state.shown_tweaked
    current = tweaked or state.learned
    scenario = state.compared_scenario
    pinned = None if scenario is None else scenario.on_slice(state.slice_index)
    if scenario is None or pinned is None or current is None:
        return state.learned, "Learned", current, tweaked is not None
    return pinned, scenario.name, current, tweaked is not None


def _content(
    state: ViewState,
    growth: Growth | None,
    title: str,
    *,
    tweaked: bool = False,
    compared: Growth | None = None,
    minus: bool = False,
) -> PaneContent:
    return PaneContent(
        image=state.current_slice,
        window=state.window,
        inverted=state.inverted,
        growth=growth,
        tweaked=tweaked,
        compared=compared,
        minus=minus,
        reference_color=None if state.compared_scenario is None else state.compared_scenario.color,
        frame=state.frame,
        overlay=state.overlay,
        words=_words(state, growth, f"{title} minus {_compared(state)[1]}" if minus else title),
    )


def _words(state: ViewState, growth: Growth | None, title: str) -> Lettering:
    image, series = state.current_slice, state.current_series
    if series is None or image is None:
        return Lettering(center=_why_no_image(state))
    geometry = () if image.pixel_spacing else (UNKNOWN_GEOMETRY,)
    if image.pixel_spacing and image.affine is None:
        geometry = (UNKNOWN_ORIENTATION,)
    levels = () if state.window is None else (f"W {state.window.width:.0f}  L {state.window.center:.0f}",)
    synthetic = ("Synthetic scan: no patient",) if series.synthetic else ()
    return Lettering(
        top_left=(f"Slice {state.slice_index + 1} / {series.slices}", *_time_of(state), *synthetic),
        top_right=_growth_title(state, growth, title),
        bottom_left=(*geometry, *levels),
        bottom_right=() if growth is None or obstacle(state) is not None else _parameters(growth),
        edges=None if image.affine is None else edge_letters(image.affine),
        badge=_badge(state, growth),
    )


def _why_no_image(state: ViewState) -> str:
    if state.slice_index in state.unreadable:
        return f"Slice {state.slice_index + 1} cannot be shown. {state.unreadable[state.slice_index]}"
    return "" if state.series_uid is None else f"Reading slice {state.slice_index + 1}…"


def _time_of(state: ViewState) -> tuple[str, ...]:
    series = state.current_series
    if series is None or series.frames_of_time < 2:
        return ()
    return (f"Image {state.time_index + 1} / {series.frames_of_time} at this place",)


def _growth_title(state: ViewState, growth: Growth | None, title: str) -> tuple[str, ...]:
    if growth is not None:
        return title, wording.time(growth, min(state.frame, len(growth.frames) - 1))
    if state.layout == "side_by_side":
        return (title, NO_TWEAK) if title == "Tweaked" and state.tweak is None else (title,)
    return ()


def _parameters(growth: Growth) -> tuple[str, ...]:
    """Return D and rho of what is drawn, which may lag behind the sliders, one a line."""
    return tuple(wording.parameters(growth).split(" · "))


def _badge(state: ViewState, growth: Growth | None) -> str:
    """Return what must be known to read the density that is drawn."""
    prediction = state.growth_prediction
    if growth is None or prediction is None or not state.overlay.visible:
        return ""
    drawn_otherwise = "interpolated" if state.overlay.smooth else ""
    grid = "preview" if growth is state.preview else "3-D" if state.dimensions == "3d" else "image grid"
    words = (_verdict(prediction), grid if growth.grid_name == "image" else drawn_otherwise)
    return " · ".join(word for word in words if word)


def _verdict(prediction: Prediction) -> str:
    if not prediction.in_distribution:
        return "out of range"
    if prediction.uncertain:
        return "uncertain"
    return "no tumor predicted" if prediction.label == NO_TUMOR else ""


def _spoken(state: ViewState) -> str:
    series, prediction = state.current_series, state.current_prediction
    if series is None:
        return "No image"
    said = f"Slice {state.slice_index + 1} of {series.slices}"
    return said if prediction is None else f"{said}, {wording.class_title(prediction)}"


def _near(one: QRectF, other: QRectF) -> bool:
    tolerance = 1e-6 * max(one.width(), one.height(), 1.0)
    edges = (one.left() - other.left(), one.top() - other.top())
    sizes = (one.width() - other.width(), one.height() - other.height())
    return all(abs(difference) <= tolerance for difference in (*edges, *sizes))
