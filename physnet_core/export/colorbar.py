"""The color bar beside exported slices."""

import numpy as np
from PIL import Image, ImageDraw

from physnet_core.export.colour import blend, colour, lut
from physnet_core.export.content import Options
from physnet_core.export.lettering import Ink, write

_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_TEXT: Ink = (204, 208, 214)
_UNDER = 110  # the grey on which the bar is drawn, so that its fading is seen as over anatomy


def draw_colorbar(
    canvas: Image.Image, corner: tuple[int, int], size: tuple[int, int], text: float, options: Options
) -> None:
    """Draw density 0 (bottom) to 1 (top) with ticks into the box of `size` (width, height) at `corner`."""
    draw = ImageDraw.Draw(canvas)
    left, top = corner
    top += round(text * 1.6)
    height = size[1] - round(text * 1.6) - round(text * 0.5)
    width = max(8, round(text * 0.9))
    density = np.repeat(np.linspace(1.0, 0.0, height, dtype=np.float32)[:, None], width, axis=1)
    overlay = colour(density, lut(options.colormap), options.opacity, options.threshold)
    under = np.full((height, width, 3), _UNDER, dtype=np.uint8)
    canvas.paste(Image.fromarray(blend(under, overlay)), (left, top))
    write(draw, (left, corner[1] - 1), "density", text * 0.92, _TEXT)
    for tick in _TICKS:
        y = top + (height - 1) * (1 - tick)
        draw.line((left + width, y, left + width + 3, y), fill=_TEXT)
        write(draw, (left + width + 6, y), f"{tick:g}", text * 0.92, _TEXT, anchor="lm")
    for level, thickness in ((options.contour, 2), (options.fine_contour, 1)):
        if level is not None:
            y = round(top + (height - 1) * (1 - level))
            draw.line((left, y, left + width, y), fill=(255, 255, 255), width=thickness)
