"""One exported picture: slices with growth over them, and everything a reader must know burned in."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PIL import Image, ImageDraw

from physnet_core.export import wording
from physnet_core.export.annotations import marks
from physnet_core.export.colorbar import draw_colorbar
from physnet_core.export.colour import Rgb
from physnet_core.export.content import SIZES, Content, Options
from physnet_core.export.layout import arrange
from physnet_core.export.lettering import Ink, fitting, write
from physnet_core.export.orientation import edge_letters, scale_bar
from physnet_core.export.panel import Panel, picture_raster
from physnet_core.growth.scenario import Growth
from physnet_core.imaging.volume import Slice

_PAPER: Ink = (14, 16, 20)
_TEXT: Ink = (236, 238, 242)
_QUIET: Ink = (164, 170, 180)
_WARM: Ink = (255, 190, 92)
_RAIL: Ink = (58, 62, 70)
_SMALLEST_PANE = 160
_LARGEST_PANE = 1400


@dataclass(frozen=True, kw_only=True)
class _Shot:
    """A panel at a frame, with the lines written on it."""

    panel: Panel
    frame: int
    caption: tuple[str, ...] = ()


class Picture:
    """Draws the frames of an export.

    Parameters
    ----------
    before_after
        Show the first frame beside the last instead of one frame at a time.
    scale
        Shrinks the slice, not below legibility; used to meet a size limit.
    """

    def __init__(self, content: Content, options: Options, *, before_after: bool = False, scale: float = 1.0) -> None:
        self.content, self.options = content, options
        panes = 2 if before_after else len(content.growths)
        raster = picture_raster(content.image, _long_side(content, options, panes, scale))
        self.panels = [Panel(content.image, growth, options, raster) for growth in content.growths]
        self.layout = arrange(content, options, raster.shape, panes)

    def at(self, frame: int) -> Rgb:
        """Return (H, W, 3) with every growth at `frame`, and its time in the header."""
        growth = self.content.growths[0]
        shots = [_Shot(panel=panel, frame=frame, caption=self._run(panel.growth)) for panel in self.panels]
        return self._compose(
            shots,
            wording.time(growth, frame),
            wording.extent(self.content, frame),
            position=float(growth.steps[frame] / growth.steps[-1]),
        )

    def before_after(self) -> Rgb:
        """Return (H, W, 3) with the first frame of the first growth beside its last."""
        growth, last = self.content.growths[0], self.content.frames - 1
        shots = [
            _Shot(
                panel=self.panels[0],
                frame=frame,
                caption=(wording.time(growth, frame), *self._sizes(frame)),
            )
            for frame in (0, last)
        ]
        levels = " and ".join(f"{level:g}" for level in self.options.contours)
        note = f"outline: density {levels}" if levels else ""
        return self._compose(shots, wording.time(growth, last), note)

    def _compose(self, shots: list[_Shot], title: str, note: str, position: float | None = None) -> Rgb:
        layout = self.layout
        canvas = self._frame.copy()
        draw = ImageDraw.Draw(canvas)
        self._header(draw, title, note)
        for index, shot in enumerate(shots):
            corner = layout.left(index), layout.header
            canvas.paste(Image.fromarray(shot.panel.draw(shot.frame)), corner)
            if self._marks is not None:
                canvas.paste(self._marks, corner, self._marks)
            self._annotate(draw, layout.left(index), shot.caption)
        if position is not None:
            self._rail(draw, position)
        return np.asarray(canvas)

    @cached_property
    def _frame(self) -> Image.Image:
        """What is the same at all times: color bar and footer."""
        layout = self.layout
        canvas = Image.new("RGB", layout.size, _PAPER)
        corner = (layout.left(layout.panes), layout.header)
        draw_colorbar(canvas, corner, (layout.bar, layout.pane[0]), layout.small, self.options)
        self._footer(ImageDraw.Draw(canvas))
        return canvas

    @cached_property
    def _marks(self) -> Image.Image | None:
        """What was measured, the same over every pane."""
        return marks(self.content.annotations, self.content.image, self.panels[0].raster, self.layout.small)

    def _header(self, draw: ImageDraw.ImageDraw, time: str, note: str) -> None:
        layout, prediction = self.layout, self.content.prediction
        width, _ = layout.size
        room = (width - 3 * layout.margin) / 2
        title = wording.class_title(prediction)
        ink = _WARM if title == "Uncertain" else _TEXT
        top, below = layout.margin * 0.7, layout.margin * 0.7 + layout.text * 1.75
        large = min(fitting(text, layout.text * 1.3, room, bold=True) for text in (title, time))
        right = width - layout.margin
        write(draw, (layout.margin, top), title, large, ink, bold=True)
        write(draw, (right, top), time, large, _TEXT, anchor="ra", bold=True)
        size = fitting(note, layout.small, width - 2 * layout.margin)
        write(draw, (right, below), note, size, _QUIET, anchor="ra")

    def _annotate(self, draw: ImageDraw.ImageDraw, left: int, caption: tuple[str, ...]) -> None:
        layout, image = self.layout, self.content.image
        height, width = layout.pane
        inset, top = max(4, layout.margin // 3), layout.header
        size = layout.small
        for index, text in enumerate(caption):
            room = fitting(text, size, width - 2 * inset - size * 2)
            at = (left + inset, top + inset + index * layout.line)
            write(draw, at, text, room, _TEXT if index == 0 else _QUIET, halo=True, bold=index == 0)
        if image.affine is not None:
            west, east, north, _ = edge_letters(image.affine)
            middle = top + height / 2
            write(draw, (left + inset, middle), west, size, _QUIET, anchor="lm", halo=True)
            write(draw, (left + width - inset, middle), east, size, _QUIET, anchor="rm", halo=True)
            write(draw, (left + width / 2, top + inset), north, size, _QUIET, anchor="ma", halo=True)
        if self.content.synthetic:
            write(
                draw,
                (left + width - inset, top + inset),
                "synthetic scan",
                size,
                _WARM,
                anchor="ra",
                halo=True,
            )
        if image.pixel_spacing is not None:
            self._scale_bar(draw, left + inset, top + height - inset, image)

    def _scale_bar(self, draw: ImageDraw.ImageDraw, left: int, bottom: int, image: Slice) -> None:
        spacing, raster = image.pixel_spacing, self.panels[0].raster
        if spacing is None:
            return
        mm, pixels = scale_bar(raster.step[1] * spacing[1], self.layout.pane[1] // 4)
        draw.rectangle((left - 1, bottom - 4, left + pixels + 1, bottom), fill=(0, 0, 0))
        draw.rectangle((left, bottom - 3, left + pixels, bottom - 1), fill=_TEXT)
        at = (left + pixels + 6, bottom + 1)
        write(draw, at, f"{mm} mm", self.layout.small, _TEXT, anchor="ld", halo=True)

    def _rail(self, draw: ImageDraw.ImageDraw, position: float) -> None:
        layout = self.layout
        left, right = layout.margin, layout.left(len(self.panels)) - layout.gap - 1
        middle = layout.header + layout.pane[0] + layout.gap
        now = left + round((right - left) * position)
        draw.rectangle((left, middle - 1, right, middle + 1), fill=_RAIL)
        draw.rectangle((left, middle - 1, now, middle + 1), fill=_TEXT)
        draw.ellipse((now - 4, middle - 4, now + 4, middle + 4), fill=_TEXT)

    def _footer(self, draw: ImageDraw.ImageDraw) -> None:
        layout = self.layout
        lines = [(text, _WARM) for text in layout.caveat]
        lines += [(text, _QUIET if index else _TEXT) for index, text in enumerate(layout.footer)]
        for index, (text, ink) in enumerate(lines):
            write(draw, (layout.margin, layout.footer_top + index * layout.line), text, layout.small, ink)
        at = (layout.margin, layout.footer_top + len(lines) * layout.line + layout.line // 4)
        room = layout.size[0] - 2 * layout.margin
        size = fitting(wording.RESEARCH_USE, layout.small, room, bold=True)
        write(draw, at, wording.RESEARCH_USE, size, _WARM, bold=True)

    def _sizes(self, frame: int) -> tuple[str, ...]:
        """Return how large the first growth is in a frame, in 3-D as a whole and on the slice."""
        here = wording.area(self.content.growths[0], frame)
        if not self.content.volumes:
            return (here,)
        return wording.volume(self.content.volumes[0], frame), f"here {here}"

    def _run(self, growth: Growth) -> tuple[str, ...]:
        """Return what tells growths side by side apart."""
        if len(self.panels) == 1:
            return ()
        return wording.run_name(growth, self.content.prediction), wording.parameters(growth)


def _long_side(content: Content, options: Options, panes: int, scale: float) -> int:
    """Return the longer side of a pane in picture pixels."""
    wanted = SIZES[options.size].long_side
    if wanted is None:
        wanted = max(picture_raster(content.image, None).shape)
    elif panes > 1:
        wanted = round(wanted * 0.8)  # the picture grows wider, but not twice as wide
    return int(np.clip(round(wanted * scale), _SMALLEST_PANE, _LARGEST_PANE))
