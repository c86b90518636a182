"""Who may have the left mouse button on an image before it changes brightness: a cross-hair, say, or a ruler."""

from typing import Protocol

from PySide6.QtCore import QPointF, Qt


class Claim(Protocol):
    """Something on the image that can be taken with the mouse.

    Points are in view coordinates (mm, or pixels without a pixel size); `pixel` is the size of a screen pixel in them.
    """

    def cursor_at(self, point: QPointF, pixel: float) -> Qt.CursorShape | None:
        """Return how the mouse looks where it would take something, else None."""

    def grab(self, point: QPointF, pixel: float) -> bool:
        """Take what is there; return whether there was anything."""

    def drag(self, point: QPointF) -> None:
        """Move what was taken."""

    def drop(self) -> None:
        """Let go of it."""

    def click(self, point: QPointF, pixel: float) -> bool:
        """Act on a click; return whether it meant anything."""
