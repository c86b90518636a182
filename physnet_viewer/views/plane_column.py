"""The two planes across the slices, one above the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from physnet_core.imaging.reformat import PlaneView
from physnet_viewer.session import ViewState
from physnet_viewer.views.image_pane import ImagePane
from physnet_viewer.views.pane_content import plane_contents
from physnet_viewer.views.pane_value import PaneContent
from physnet_viewer.views.plane_overlay import PlaneOverlays


class PlaneColumn(QWidget):
    """Shows `ViewState.planes`; emits where the cross-hair was put, as a voxel, and which pane is to page."""

    crossPlaced = Signal(object)
    paged = Signal(int, int)  # pane, planes

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panes = (ImagePane(self), ImagePane(self))
        self._state = ViewState()
        self._overlays = PlaneOverlays()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for pane in self.panes:
            layout.addWidget(pane, 1)
        self.panes[0].crossPlaced.connect(self._on_first_placed)
        self.panes[1].crossPlaced.connect(self._on_second_placed)
        self.panes[0].box.slicesStepped.connect(self._on_first_stepped)
        self.panes[1].box.slicesStepped.connect(self._on_second_stepped)

    def contents(self, state: ViewState, *, blinking: bool = False) -> list[tuple[ImagePane, PaneContent]]:
        """Return what each pane is to show; while blinking, what is compared with in place of the growth in force."""
        self._state = state
        return list(zip(self.panes, plane_contents(state, self._overlays, blinking=blinking), strict=True))

    def clear(self) -> None:
        """Let go of what was shown."""
        self._overlays.forget()
        for pane in self.panes:
            pane.show_content(PaneContent())

    def _on_first_placed(self, row: float, column: float) -> None:
        self._place(0, row, column)

    def _on_second_placed(self, row: float, column: float) -> None:
        self._place(1, row, column)

    def _on_first_stepped(self, steps: int) -> None:
        self.paged.emit(0, steps)

    def _on_second_stepped(self, steps: int) -> None:
        self.paged.emit(1, steps)

    def _place(self, number: int, row: float, column: float) -> None:
        made, state = self._state.planes, self._state
        if made is not None:
            view: PlaneView = made.views[number]
            place, _, _ = view.of_voxel((state.slice_index, *state.cross_place))
            self.crossPlaced.emit(view.to_voxel(place, row, column))
