"""Pictures that do not move."""

import json
from io import BytesIO

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from physnet_core.errors import InvalidParameterError
from physnet_core.export.colour import Rgb
from physnet_core.export.content import Content, Options
from physnet_core.export.picture import Picture
from physnet_core.export.provenance import provenance_json


def still_png(content: Content, options: Options) -> bytes:
    """Return one frame, or the first beside the last, as PNG.

    Raises
    ------
    InvalidParameterError
        For a frame that is not there.
    """
    frame = options.frame
    if frame is not None and not -content.frames <= frame < content.frames:
        raise InvalidParameterError(f"There is no frame {frame}: frames run from 0 to {content.frames - 1}.")
    side_by_side = len(content.growths) > 1
    picture = Picture(content, options, before_after=frame is None and not side_by_side)
    if frame is None and not side_by_side:
        return png_bytes(picture.before_after(), provenance_json(content))
    shown = (content.frames - 1) if frame is None else range(content.frames)[frame]
    return png_bytes(picture.at(shown), provenance_json(content))


def png_bytes(pixels: Rgb, comment: str) -> bytes:
    """Return (H, W, 3) or (H, W, 4) uint8 as PNG with a text chunk."""
    information = PngInfo()
    information.add_text("Comment", comment)
    information.add_text("Software", str(json.loads(comment)["product"]))
    made = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(made, "PNG", pnginfo=information)
    return made.getvalue()
