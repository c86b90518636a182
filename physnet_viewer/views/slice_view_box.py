"""Mouse on the image, as radiologists know it: wheel pages, left drag windows, right drag zooms, middle drag pans."""

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QGraphicsSceneWheelEvent

from physnet_core.imaging import Window

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
            self._start = self.window
        if self._start is not None:
            self.windowDragged.emit(self._dragged(event.pos() - event.buttonDownPos()))
        if event.isFinish():
            self._start = None

    def mouseClickEvent(self, event: "pg.GraphicsScene.mouseEvents.MouseClickEvent") -> None:
        """Tell of a double click."""
        if event.button() == Qt.MouseButton.LeftButton and event.double():
            event.accept()
            self.doubleClicked.emit()

    def _dragged(self, by: QPointF) -> Window:
        assert self._start is not None
        width = self._start.width * math.exp(max(-6.0, min(6.0, by.x() / _FULL_DRAG)))
        down = by.y() if self.up_brightens else -by.y()
        return Window(center=self._start.center + down * self._start.width / _FULL_DRAG, width=width)
