"""The words of a pane, and which of them there is room for: in a low or narrow one the less needed are left out."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics

LETTER_GAP = 6  # from an orientation letter to words beside it
BADGE_GAP = 6
BADGE_RIM = 4  # of its height, beyond the line in it
_SCALE_LINES, _SCALE_RIM = 1.5, 9  # height of the scale bar with its label, in lines of text and pixels
_WIDEST_SCALE = "20 cm"


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """The words of one pane.

    Attributes
    ----------
    top_left, top_right, bottom_left, bottom_right
        Lines of text in the corners.
    edges
        Letters at left, right, top and bottom, or None where orientation is unknown.
    guide
        What the tool in hand waits for, above the bottom left corner.
    center
        One sentence in place of an image.
    badge
        A word that qualifies the overlay, drawn under the top right corner.
    """

    top_left: tuple[str, ...] = ()
    top_right: tuple[str, ...] = ()
    bottom_left: tuple[str, ...] = ()
    bottom_right: tuple[str, ...] = ()
    edges: tuple[str, str, str, str] | None = None
    guide: str = ""
    center: str = ""
    badge: str = ""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """What is written of a lettering.

    Attributes
    ----------
    words
        The lines that there is room for; the guide is broken into lines of the bottom left corner.
    scale
        Whether there is room for the scale bar.
    above, below
        Heights to keep free for lines that would run into the letters in the middle of the top and the bottom.
    head, foot
        Whether there is room for these letters.
    """

    words: Lettering
    scale: bool
    above: int
    below: int
    head: bool
    foot: bool


def letter_font(font: QFont) -> QFont:
    """Return the font of the orientation letters."""
    large = QFont(font)
    large.setPointSizeF(font.pointSizeF() * 1.25)
    large.setBold(True)
    return large


def place(words: Lettering, area: QRectF, font: QFont) -> Placed:
    """Return what of `words` is written into `area`.

    First come the orientation letters, the place in the series, the badge and the window; then what the tool in hand
    waits for, the scale bar, and the other lines.
    """
    return _Room(words, area, font).placed()


class _Room:
    """The room for some words in a pane."""

    def __init__(self, words: Lettering, area: QRectF, font: QFont) -> None:
        self._words, self._area = words, area
        self._metrics, self._letters = QFontMetrics(font), QFontMetrics(letter_font(font))
        self._line = self._metrics.height()
        letter = 0 if words.edges is None else self._letters.height()
        self._half = (area.height() - letter) / 2  # from an edge to the letters at the sides

    def placed(self) -> Placed:
        top_right = self._upper_right()
        bottom_left, bottom_right = self._below()
        kept = replace(
            self._words,
            top_left=self._upper_left(top_right),
            top_right=top_right,
            bottom_left=bottom_left,
            bottom_right=bottom_right,
        )
        above, below = self._taken_in_the_middle(kept)
        spare = self._area.height() - above - below - self._letters.height()
        return Placed(
            words=kept,
            scale=self._has_scale(len(bottom_left)),
            above=above,
            below=below,
            head=spare >= 0,
            foot=spare >= self._letters.height(),
        )

    def _upper_left(self, opposite: tuple[str, ...]) -> tuple[str, ...]:
        """Return the first line, cut off if need be, and of the others those that fit: the list of series has them."""
        lines = self._words.top_left
        beside = zip_longest(lines, opposite[: len(lines)], fillvalue="")
        fitted = [self._shortened(line, self._width(other)) for line, other in beside]
        whole = tuple(line for line, room in zip(lines[1:], fitted[1:], strict=True) if line == room)
        return (*fitted[:1], *whole)[: self._lines(self._half)]

    def _upper_right(self) -> tuple[str, ...]:
        """Return the lines above the badge that are not cut off; the badge says more than they do.

        They begin one line lower where the first would cut off the place in the series.
        """
        badge = self._line + BADGE_RIM + BADGE_GAP if self._words.badge else 0
        fitting = tuple(line for line in self._words.top_right if self._width(line) <= self._area.width())
        if fitting and any(self._shortened(line, self._width(fitting[0])) != line for line in self._words.top_left[:1]):
            fitting = ("", *fitting)
        return fitting[: int(max(self._half - badge, 0) // self._line) if badge else self._lines(self._half)]

    def _below(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the lines in the bottom corners; D and rho give way, for the panel beside has them too."""
        left = self._words.bottom_left[-self._lines(self._half) :]
        right = self._words.bottom_right
        # a number that is cut off says something else
        beside = self._fitted(right, left) == right and len(right) <= self._lines(self._half)
        for others in (right, ()) if beside else ((),):
            guide = self._guide(others)
            if (len(guide) + len(left)) * self._line <= self._half:
                return (*guide, *left), others
        return left, right if beside else ()

    def _has_scale(self, lines: int) -> bool:
        high = (lines + _SCALE_LINES) * self._line + _SCALE_RIM <= self._half
        return high and self._width(_WIDEST_SCALE) <= self._beside_the_middle()

    def _guide(self, beside: tuple[str, ...]) -> list[str]:
        """Return what the tool waits for, which is not cut off but wrapped."""
        lines: list[str] = []
        room = self._area.width() - max(map(self._width, beside), default=0) - 2 * LETTER_GAP
        for word in self._words.guide.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._width(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _taken_in_the_middle(self, kept: Lettering) -> tuple[int, int]:
        if kept.edges is None:
            return 0, 0
        room = self._beside_the_middle()
        badge = (f"{kept.badge}  ",) if kept.badge else ()

        def reach(lines: tuple[str, ...]) -> int:
            return max((number + 1 for number, line in enumerate(lines) if self._width(line) > room), default=0)

        above = max(reach(kept.top_left), reach((*kept.top_right, *badge)))
        extra = BADGE_RIM + BADGE_GAP if badge and above > len(kept.top_right) else 0
        below = max(reach(kept.bottom_left[::-1]), reach(kept.bottom_right[::-1]))
        apart = LETTER_GAP // 3
        return (
            above * self._line + extra + apart if above else 0,
            below * self._line + apart if below else 0,
        )

    def _beside_the_middle(self) -> float:
        """Return the width from an edge to the letters in the middle of the top and the bottom."""
        letter = 0 if self._words.edges is None else max(map(self._letters.horizontalAdvance, self._words.edges[2:]))
        return (self._area.width() - letter) / 2 - LETTER_GAP

    def _fitted(self, lines: tuple[str, ...], opposite: tuple[str, ...]) -> tuple[str, ...]:
        """Shorten lines that would run into what stands in the opposite corner."""
        beside = max(map(self._width, opposite), default=0)
        return tuple(self._shortened(line, beside) for line in lines)

    def _shortened(self, line: str, beside: int) -> str:
        """Return a line with its end left out where it would run into what is `beside` pixels wide."""
        room = round(self._area.width()) - beside - 2 * LETTER_GAP
        return self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)

    def _lines(self, height: float) -> int:
        """Return how many lines fit, one at least."""
        return max(int(height // self._line), 1)

    def _width(self, text: str) -> int:
        return self._metrics.horizontalAdvance(text)
