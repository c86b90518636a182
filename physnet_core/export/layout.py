"""Where things are on an exported picture."""

from dataclasses import dataclass

import numpy as np

from physnet_core.export import wording
from physnet_core.export.content import Content, Options
from physnet_core.export.lettering import wrapped

_SMALL = 0.82  # of the text size


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where things are on the canvas, in pixels."""

    text: float
    margin: int
    pane: tuple[int, int]
    panes: int
    header: int
    bar: int
    caveat: tuple[str, ...]
    footer: tuple[str, ...]

    @property
    def line(self) -> int:
        """Height of a footer line."""
        return round(self.text * 1.35)

    @property
    def small(self) -> float:
        """Size of quiet text."""
        return self.text * _SMALL

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the canvas, both even as video asks."""
        panes = self.panes * self.pane[1] + (self.panes - 1) * self.gap
        width = 2 * self.margin + panes + self.gap + self.bar
        height = self.footer_top + self.line * (len(self.caveat) + len(self.footer) + 1) + self.margin
        return width + width % 2, height + height % 2

    @property
    def gap(self) -> int:
        """Space between panes."""
        return max(6, self.margin // 2)

    @property
    def footer_top(self) -> int:
        """Upper edge of the footer, below the time rail."""
        return self.header + self.pane[0] + 2 * self.gap

    def left(self, pane: int) -> int:
        """Return the left edge of a pane."""
        return self.margin + pane * (self.pane[1] + self.gap)


def arrange(content: Content, options: Options, pane: tuple[int, int], panes: int) -> Layout:
    """Return the layout for `panes` panes of (height, width) pixels side by side."""
    text = float(np.clip(max(pane) / 30, 11, 20))
    margin = round(text * 1.2)
    bar = round(text * 3.4)
    inside = panes * pane[1] + panes * max(6, margin // 2) + bar
    remark = wording.class_remark(content.prediction)
    footer = wrapped(wording.footnotes(content, smooth=options.smooth), text * _SMALL, inside)
    footer += wrapped([wording.model(content.prediction)], text * _SMALL, inside)
    return Layout(
        text=text,
        margin=margin,
        pane=pane,
        panes=panes,
        header=round(margin * 0.7 + text * 3.4),
        bar=bar,
        caveat=tuple(wrapped([remark], text * _SMALL, inside)) if remark else (),
        footer=tuple(footer),
    )
