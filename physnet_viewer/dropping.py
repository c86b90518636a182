"""What is meant when files are dropped on a window."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_path(data: QMimeData) -> Path | None:
    """Return the folder or file that was dropped, or the folder of several files; None for what is elsewhere."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if not paths:
        return None
    return paths[0] if len(paths) == 1 else paths[0].parent
