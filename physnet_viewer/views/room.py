"""How large a dialog may be: what it wants, and no more than the screen has."""

from PySide6.QtWidgets import QDialog

_FRAME = 48  # pixels that the title bar and the borders around a dialog take


def resize_within(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog this size, or what its screen has room for: text may be twice as large as usual."""
    room = dialog.screen().availableGeometry().size()
    dialog.resize(min(width, room.width() - _FRAME // 2), min(height, room.height() - _FRAME))
