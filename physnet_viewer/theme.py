"""How the window looks: two palettes, the colors of the classes, icons and the style sheet, all in one place.

Colors are tokens; the style sheet in `resources/style/app.qss` names them as ``$token``, and no
widget spells a color.
"""

import re
from dataclasses import asdict, dataclass
from functools import cache
from string import Template
from types import MappingProxyType

from PySide6.QtCore import QByteArray, QDir, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from physnet_core.resources import resource
from physnet_viewer.translation import later, tr

TEXT_SIZES = MappingProxyType({"answer_size": 1.5, "state_size": 1.15, "title_size": 1.7})
ICON_SIZES = (16, 20, 24, 32, 48)
APP_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICON_NAME = "icon_name"


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The color tokens of one theme, as ``#rrggbb``.

    Attributes
    ----------
    background, surface, raised, hover
        Window, panels, controls, and controls under the mouse.
    border, control_border
        Lines that only divide; and lines that show where a control is, at 3:1 or more.
    text, muted
        4.5:1 or more on background, surface and raised alike.
    accent, on_accent
        The one color of what is active, and text on it.
    canvas, on_canvas
        Behind and over the image: black in both themes, since anatomy is read on black.
    curve_learned, curve_tweaked
        Growth as the network learned it (always solid) and as the user changed it (always dashed).
    glioma, meningioma, notumor, pituitary, no_class
        Classes, after Okabe and Ito (2008); and the neutral of 'uncertain', 'out of range', 'not computed'.
    """

    name: str
    background: str
    surface: str
    raised: str
    hover: str
    border: str
    control_border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    warning: str
    error: str
    good: str
    canvas: str = "#000000"
    on_canvas: str = "#f2f3f5"
    curve_learned: str
    curve_tweaked: str
    glioma: str
    meningioma: str
    notumor: str
    pituitary: str
    no_class: str


DARK = Palette(
    name="dark",
    background="#14161a",
    surface="#1c1f25",
    raised="#272b33",
    hover="#323843",
    border="#343a45",
    control_border="#737d8f",
    text="#eceef1",
    muted="#adb5c2",
    accent="#5cb3f5",
    on_accent="#08131d",
    warning="#f4bd57",
    error="#ff8f86",
    good="#6fd39a",
    curve_learned="#56b4e9",
    curve_tweaked="#f0a92e",
    glioma="#d55e00",
    meningioma="#56b4e9",
    notumor="#009e73",
    pituitary="#cc79a7",
    no_class="#8b94a3",
)
LIGHT = Palette(
    name="light",
    background="#eef0f3",
    surface="#ffffff",
    raised="#f1f3f6",
    hover="#e2e6ec",
    border="#d0d5dd",
    control_border="#7d8696",
    text="#1a1e25",
    muted="#525a68",
    accent="#0a62b0",
    on_accent="#ffffff",
    warning="#855300",
    error="#b3261e",
    good="#176b38",
    curve_learned="#0072b2",
    curve_tweaked="#b85c00",
    glioma="#c85200",
    meningioma="#2b86c5",
    notumor="#006b4c",
    pituitary="#b5548a",
    no_class="#7d8696",
)
PALETTES = MappingProxyType({palette.name: palette for palette in (DARK, LIGHT)})
CLASS_LABELS = MappingProxyType(
    {
        "glioma": later("Glioma"),
        "meningioma": later("Meningioma"),
        "notumor": later("No tumor"),
        "pituitary": later("Pituitary"),
    }
)
_CLASS_WORDS = MappingProxyType(
    {
        "glioma": later("glioma"),
        "meningioma": later("meningioma"),
        "notumor": later("no tumor"),
        "pituitary": later("pituitary"),
    }
)
# Outlines of a tumor over a scan, which is black in both themes; after Okabe and Ito (2008).
EARLIER, LATER, FITTED = "#56b4e9", "#ffffff", "#f0a92e"

_active = [DARK]


def current() -> Palette:
    """Return the palette on screen; custom painting asks for it each time it paints."""
    return _active[0]


def apply(app: QApplication, name: str = "dark") -> None:
    """Dress the whole application in the theme `name`; may be called again while it runs."""
    palette = PALETTES[name]
    _active[0] = palette
    app.setStyle("Fusion")
    app.setPalette(_qt_palette(palette))
    app.setStyleSheet(style_sheet(palette))
    app.setWindowIcon(app_icon())
    for widget in app.allWidgets():
        _recolor(widget)
        for action in widget.findChildren(QAction):
            _recolor(action)


def style_sheet(palette: Palette) -> str:
    """Return the style sheet with every token filled in; an unknown token raises KeyError."""
    QDir.setSearchPaths("icons", [str(resource("icons"))])
    text = resource("style", "app.qss").read_text(encoding="utf-8")
    return Template(text).substitute(asdict(palette), **_text_sizes())


def class_label(label: str) -> str:
    """Return the name of a class as people read it."""
    return tr(CLASS_LABELS.get(label, label.capitalize()))


def class_word(label: str) -> str:
    """Return the name of a class within a sentence."""
    return tr(_CLASS_WORDS.get(label, label))


def class_letter(label: str) -> str:
    """Return the letter that stands for a class where its color alone would not do."""
    return class_label(label)[:1].upper()


def class_color(label: str | None) -> QColor:
    """Return the color of a class; None (uncertain, out of range, not computed) and strangers are neutral."""
    name = label if label in CLASS_LABELS else "no_class"
    return QColor(getattr(current(), str(name)))


def icon(name: str) -> QIcon:
    """Return the icon `resources/icons/<name>.svg` in the colors of the current theme."""
    palette = current()
    return _icon(name, palette.text, palette.control_border)


def set_icon(target: QAbstractButton | QAction, name: str) -> None:
    """Give a button or action an icon that follows when the theme changes."""
    if target.property(_ICON_NAME) == name:
        return
    target.setProperty(_ICON_NAME, name)
    target.setIcon(icon(name))
    if isinstance(target, QAbstractButton):
        side = max(16, round(1.15 * target.fontMetrics().height()))
        target.setIconSize(QSize(side, side))


def app_icon() -> QIcon:
    """Return the icon of the application."""
    result = QIcon()
    for size in APP_ICON_SIZES:
        result.addPixmap(_draw(_svg("app"), size))
    return result


@cache
def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon in one color, `size` logical pixels wide, for a label."""
    drawn = _draw(_svg(name).replace("currentColor", color), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def refresh(widget: QWidget) -> None:
    """Apply the style sheet anew after a property that it selects on has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))  # frames read their padding anew only on this


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another ``role`` of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        refresh(widget)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _text_sizes() -> dict[str, str]:
    """Return sizes relative to the system font, so that a larger one enlarges all."""
    font = QApplication.font()
    size, unit = (font.pointSizeF(), "pt") if font.pointSizeF() > 0 else (float(font.pixelSize()), "px")
    return {name: f"{size * factor:.1f}{unit}" for name, factor in TEXT_SIZES.items()}


def _luminance(color: QColor) -> float:
    channels = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _recolor(target: object) -> None:
    name = target.property(_ICON_NAME) if isinstance(target, QAbstractButton | QAction) else None
    if isinstance(target, QAbstractButton | QAction) and name:
        target.setIcon(icon(str(name)))


@cache
def _icon(name: str, color: str, disabled: str) -> QIcon:
    result = QIcon()
    for size in ICON_SIZES:
        result.addPixmap(pixmap(name, color, size), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return result


@cache
def _svg(name: str) -> str:
    return re.sub(r"\s+", " ", resource("icons", f"{name}.svg").read_text(encoding="utf-8"))


def _draw(svg: str, size: int) -> QPixmap:
    canvas = QPixmap(QSize(size, size))
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return canvas


def _qt_palette(palette: Palette) -> QPalette:
    role = QPalette.ColorRole
    colors = {
        role.Window: palette.background,
        role.WindowText: palette.text,
        role.Base: palette.raised,
        role.AlternateBase: palette.surface,
        role.Text: palette.text,
        role.PlaceholderText: palette.muted,
        role.Button: palette.raised,
        role.ButtonText: palette.text,
        role.BrightText: palette.error,
        role.ToolTipBase: palette.raised,
        role.ToolTipText: palette.text,
        role.Highlight: palette.accent,
        role.HighlightedText: palette.on_accent,
        role.Link: palette.accent,
        role.Mid: palette.border,
        role.Dark: palette.border,
        role.Light: palette.hover,
    }
    result = QPalette()
    for which, color in colors.items():
        result.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(palette.control_border))
    return result
