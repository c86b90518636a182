"""What one pane of the image shows, as one frozen value, and which parts of it are drawn together."""

from dataclasses import dataclass, fields

from physnet_core.growth.scenario import Growth
from physnet_core.imaging import Slice, SliceSource, Window
from physnet_core.imaging.measure import Annotation, Kind
from physnet_viewer.session import Overlay
from physnet_viewer.views.pane_items import LEARNED_INK, Ink
from physnet_viewer.views.words_placed import Lettering


@dataclass(frozen=True, kw_only=True, eq=False)
class PaneContent:
    """What one pane shows.

    Attributes
    ----------
    growth, ink
        Drawn as colors and, in this ink, as outline.
    compared, compared_ink
        The growth that it is compared with: drawn as outline only.
    minus
        Whether the difference to `compared` is drawn in place of the density.
    between
        What the outline of `growth` is drawn of, where that is not `growth` itself.
    bar
        Whether the colors are explained by a bar.
    cross
        (row, column) where the other planes meet, or None without a cross-hair.
    source, annotations, selected, tool
        What is measured on this slice, which of it is marked, and what a press of the button draws; measuring needs
        a `source` to belong to.
    hint
        Shown where the mouse rests.
    """

    image: Slice | None = None
    window: Window | None = None
    inverted: bool = False
    growth: Growth | None = None
    ink: Ink = LEARNED_INK
    compared: Growth | None = None
    compared_ink: Ink = LEARNED_INK
    minus: bool = False
    between: Growth | None = None
    bar: bool = True
    frame: int = 0
    overlay: Overlay = Overlay()
    words: Lettering = Lettering()
    cross: tuple[float, float] | None = None
    source: SliceSource | None = None
    annotations: tuple[Annotation, ...] = ()
    selected: int | None = None
    tool: Kind | None = None
    hint: str = ""


_FIELDS = tuple(item.name for item in fields(PaneContent))


def parts_of(content: PaneContent) -> tuple[object, ...]:
    """Return all of it, to be compared part by part: what holds arrays is compared by identity."""
    return tuple(getattr(content, name) for name in _FIELDS)


def density_of(content: PaneContent) -> tuple[object, ...]:
    """Return what the density, its outlines and its bar of colors depend on."""
    return (
        content.image,
        content.growth,
        content.ink,
        content.compared,
        content.compared_ink,
        content.minus,
        content.between,
        content.bar,
        content.frame,
        content.overlay,
    )


def measured_of(
    content: PaneContent,
) -> tuple[Slice | None, SliceSource | None, tuple[Annotation, ...], int | None, Kind | None]:
    """Return what the measurements on the slice depend on."""
    return content.image, content.source, content.annotations, content.selected, content.tool
