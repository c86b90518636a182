"""Mouse on the image, as radiologists know it: wheel pages, left drag windows, right drag zooms, middle drag pans."""

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QGraphicsSceneWheelEvent

from physnet_core.imaging import Window
from physnet_viewer.views.claims import Claim

_WHEEL_NOTCH = 120  # eighths of a degree, as Qt counts; touchpads send parts of it
_FULL_DRAG = 250.0  # pixels that change the width by a factor of e, or the level by a width


class SliceViewBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """A view box in millimetres whose mouse does what image viewers do, not what plots do."""

    slicesStepped = Signal(int)
    windowDragged = Signal(object)
    doubleClicked = Signal()

    def __init__(self) -> None:
        super().__init__(lockAspect=1.0, enableMenu=False, invertY=True, defaultPadding=0.02)
        self.window: Window | None = None
        self.up_brightens = True
        self.claims: list[Claim] = []  # asked in order for a press of the left button, before it is brightness
        self._taken: Claim | None = None
        self._start: Window | None = None
        self._turned = 0

    def wheelEvent(self, event: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:
        """Page through slices; with Ctrl zoom at the cursor."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event, axis)
            return
        self._turned += event.delta()
        steps = int(self._turned / _WHEEL_NOTCH)
        if steps:
            self._turned -= steps * _WHEEL_NOTCH
            self.slicesStepped.emit(-steps)
        event.accept()

    def mouseDragEvent(self, event: "pg.GraphicsScene.mouseEvents.MouseDragEvent", axis: int | None = None) -> None:
        """Window with the left button; pan and zoom as pyqtgraph does with the others."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        if event.isStart():
            self._taken = self._claim_at(self.mapToView(event.buttonDownPos()))
        if self._taken is not None:
            self._move_taken(event)
            return
        if event.isStart():
            self._start = self.window
        if self._start is not None:
            self.windowDragged.emit(self._dragged(event.pos() - event.buttonDownPos()))
        if event.isFinish():
            self._start = None

    def mouseClickEvent(self, event: "pg.GraphicsScene.mouseEvents.MouseClickEvent") -> None:
        """Tell of a double click; a single one is for what lies on the image."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        event.accept()
        if event.double():
            self.doubleClicked.emit()
            return
        point = self.mapToView(event.pos())
        any(claim.click(point, self.pixel) for claim in self.claims)

    @property
    def pixel(self) -> float:
        """Size of a screen pixel in view coordinates."""
        return float(self.viewPixelSize()[0])

    def cursor_at(self, point: QPointF) -> Qt.CursorShape | None:
        """Return how the mouse looks over what can be taken, else None."""
        shapes = (claim.cursor_at(point, self.pixel) for claim in self.claims)
        return next((shape for shape in shapes if shape is not None), None)

    def _claim_at(self, point: QPointF) -> Claim | None:
        return next((claim for claim in self.claims if claim.grab(point, self.pixel)), None)

    def _move_taken(self, event: "pg.GraphicsScene.mouseEvents.MouseDragEvent") -> None:
        assert self._taken is not None
        self._taken.drag(self.mapToView(event.pos()))
        if event.isFinish():
            self._taken.drop()
            self._taken = None

    def _dragged(self, by: QPointF) -> Window:
        assert self._start is not None
        width = self._start.width * math.exp(max(-6.0, min(6.0, by.x() / _FULL_DRAG)))
        down = by.y() if self.up_brightens else -by.y()
        return Window(center=self._start.center + down * self._start.width / _FULL_DRAG, width=width)
