"""How the density is drawn over the image: whether, how strongly, in which colors, with which outline."""

from dataclasses import replace
from functools import cache

import numpy as np
from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from physnet_core.export.colour import COLORMAPS, lut
from physnet_viewer import theme
from physnet_viewer.session import Overlay, ViewState, differs
from physnet_viewer.translation import later, tr
from physnet_viewer.views.flow_layout import FlowLayout

SWATCH = QSize(56, 14)
_WIDEST = 20  # lines of text that the slider is long at most: a hundred steps need no more
Levels = tuple[float | None, float | None]  # of the outline, and of the fine one
CONTOURS: tuple[tuple[Levels, str], ...] = (
    ((None, None), later("Outline off")),
    ((0.16, None), later("Outline 0.16 · FLAIR, outer")),
    ((0.35, None), later("Outline 0.35 · FLAIR, inner")),
    ((0.5, None), later("Outline 0.5 · T1 contrast, outer")),
    ((0.8, None), later("Outline 0.8 · T1 contrast, inner")),
    ((0.8, 0.16), later("Outlines 0.8 + 0.16 · T1c, FLAIR")),
)
CONTOUR_HINT = later(
    "Line at one density u. About where an edge is seen: contrast-enhancing edge on T1 at 0.5–0.85,\n"
    "edge on FLAIR or T2 at 0.16–0.35."
)


class OverlayControls(QWidget):
    """One line of controls where there is room, several in a slim dock."""

    overlayChanged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overlay = Overlay()
        self._visible = QToolButton(self)
        self._opacity = QSlider(Qt.Orientation.Horizontal, self)
        self._percent = QLabel(self)
        self._colormap, self._contour = QComboBox(self), QComboBox(self)
        self._smooth = QCheckBox(tr("Smooth"), self)
        self._badge = QLabel(tr("interpolated"), self)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._fill()
        self._dress()
        self._lay_out()
        self._connect()
        self._show(self._overlay)

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show the overlay in force."""
        if differs(old, new, "overlay"):
            self._show(new.overlay)

    @Slot()
    def toggle_visible(self) -> None:
        """Show or hide the overlay."""
        self._change(visible=not self._overlay.visible)

    @Slot(float)
    def nudge_opacity(self, delta: float) -> None:
        """Make the overlay stronger or weaker by `delta`."""
        self._change(opacity=min(max(round(self._overlay.opacity + delta, 2), 0.0), 1.0))

    def _show(self, overlay: Overlay) -> None:
        self._overlay = overlay
        parts = (self._visible, self._opacity, self._colormap, self._contour, self._smooth)
        blockers = [QSignalBlocker(part) for part in parts]
        self._visible.setChecked(overlay.visible)
        self._opacity.setValue(round(100 * overlay.opacity))
        self._colormap.setCurrentIndex(max(self._colormap.findData(overlay.colormap), 0))
        self._contour.setCurrentIndex(self._contour_index((overlay.contour, overlay.fine_contour)))
        self._smooth.setChecked(overlay.smooth)
        del blockers
        theme.set_icon(self._visible, "eye" if overlay.visible else "eye-off")
        self._percent.setText(f"{round(100 * overlay.opacity)} %")
        self._badge.setVisible(overlay.smooth)
        for part in parts[1:]:
            part.setEnabled(overlay.visible)

    def _contour_index(self, levels: Levels) -> int:
        for index in range(self._contour.count()):
            if self._contour.itemData(index) == levels:
                return index
        said = " + ".join(f"{level:g}" for level in levels if level is not None)
        self._contour.addItem(tr("Outline {level}").format(level=said), levels)  # set elsewhere, in a session say
        return self._contour.count() - 1

    def _fill(self) -> None:
        self._opacity.setRange(0, 100)
        self._colormap.setIconSize(SWATCH)
        for name in COLORMAPS:
            self._colormap.addItem(swatch(name), name, name)
        for levels, text in CONTOURS:
            self._contour.addItem(tr(text), levels)

    def _dress(self) -> None:
        named = (
            (self._visible, tr("Density overlay"), tr("Show or hide the density (O)")),
            (self._opacity, tr("Overlay opacity"), tr("How strongly the density covers the image ([ and ])")),
            (
                self._colormap,
                tr("Color map"),
                tr("Colors of the density; all even in lightness and safe for color blindness"),
            ),
            (self._contour, tr("Outline level"), tr(CONTOUR_HINT)),
            (
                self._smooth,
                tr("Smooth overlay"),
                tr("Interpolate between cells for the eye; off, the true cells are drawn"),
            ),
        )
        for part, name, hint in named:
            part.setAccessibleName(name)
            part.setToolTip(hint)
        self._visible.setCheckable(True)
        self._opacity.setMinimumWidth(90)
        self._opacity.setMaximumWidth(_WIDEST * self.fontMetrics().height())
        self._opacity.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))
        self._badge.setProperty("role", "badge")
        self._badge.setToolTip(tr("What you see between cells was not computed"))

    def _lay_out(self) -> None:
        caption = QLabel(tr("Density"), self)
        caption.setProperty("role", "muted")
        caption.setBuddy(self._opacity)
        flow = FlowLayout(spacing=8)
        parts = (self._visible, caption, self._opacity, self._percent, self._colormap, self._contour)
        for part in (*parts, self._smooth, self._badge):
            flow.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 5, 10, 5)
        outer.addLayout(flow)

    def _connect(self) -> None:
        self._visible.toggled.connect(lambda on: self._change(visible=on))
        self._opacity.valueChanged.connect(lambda value: self._change(opacity=value / 100))
        self._colormap.currentIndexChanged.connect(lambda _: self._change(colormap=self._colormap.currentData()))
        self._contour.currentIndexChanged.connect(self._on_contour)
        self._smooth.toggled.connect(lambda on: self._change(smooth=on))

    @Slot()
    def _on_contour(self) -> None:
        contour, fine = self._contour.currentData()
        self._change(contour=contour, fine_contour=fine)

    def _change(self, **changes: object) -> None:
        self.overlayChanged.emit(replace(self._overlay, **changes))  # type: ignore[arg-type]


@cache
def swatch(name: str) -> QIcon:
    """Return a strip of the color map, from density 0 to 1, on black."""
    table = lut(name)
    shares = table[:, 3:].astype(np.float32) / 255
    colors = np.rint(table[:, :3] * shares).astype(np.uint8)
    rows = np.ascontiguousarray(np.repeat(colors[None], SWATCH.height(), axis=0))
    image = QImage(rows.data, 256, SWATCH.height(), 3 * 256, QImage.Format.Format_RGB888)
    return QIcon(QPixmap.fromImage(image.scaled(SWATCH)))
