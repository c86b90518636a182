"""Where the words of a measurement stand: beside it, and on no other words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

GAP = 6.0  # screen pixels between a measurement and its label


def label_place(line: QRectF, size: QSizeF, taken: Sequence[QRectF], inside: QRectF) -> QRectF:
    """Return where a label is written, all in screen pixels.

    Parameters
    ----------
    line
        What the label belongs to.
    taken
        Where other words stand already.
    inside
        What is seen of the image.
    """
    sides = [QRectF(corner, size) for corner in _corners(line, size)]
    seen = [side for side in sides if inside.contains(side)]
    free = [side for side in seen if not any(side.intersects(other) for other in taken)]
    return next(iter(free or seen), _moved_into(sides[0], inside))


def _corners(line: QRectF, size: QSizeF) -> tuple[QPointF, QPointF, QPointF, QPointF]:
    """Return the upper left corners of a label at the right, the left, above and below."""
    middle = line.center().x() - size.width() / 2
    return (
        QPointF(line.right() + GAP, line.bottom()),
        QPointF(line.left() - GAP - size.width(), line.bottom()),
        QPointF(middle, line.top() - GAP - size.height()),
        QPointF(middle, line.bottom() + GAP),
    )


def _moved_into(place: QRectF, inside: QRectF) -> QRectF:
    moved = QRectF(place)
    moved.moveRight(min(moved.right(), inside.right()))
    moved.moveBottom(min(moved.bottom(), inside.bottom()))
    moved.moveLeft(max(moved.left(), inside.left()))
    moved.moveTop(max(moved.top(), inside.top()))
    return moved
