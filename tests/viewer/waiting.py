"""What tests of the window wait for."""

from PySide6.QtTest import QTest

from physnet_viewer.session import ViewState
from physnet_viewer.views.image_pane import ImagePane


def all_read(state: ViewState) -> bool:
    """Whether every slice of the series on screen is there; the network may still be starting."""
    return bool(state.slices) and all(image is not None for image in state.slices)


def settled(pane: ImagePane) -> None:
    """Wait until a pane stays where it is: a message that comes or goes above it moves it a moment later."""
    last, same = None, 0
    while same < 3:
        QTest.qWait(20)
        now = (pane.size(), pane.box.viewRange())
        last, same = now, same + 1 if now == last else 0
