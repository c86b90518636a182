"""The only normalization in the project: from stored values of a slice to what the network sees.

Kept with the weights, used alike by training, the viewer and the command line. It starts from stored values and never
from the display window, and it finds the head first: pictures of different collections show heads of different size on
frames of different width, and the network must not learn the frame.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from physnet_core.imaging import Slice
from physnet_core.network.grid import Grid
from physnet_core.physics.tissue import head_mask

LATENT_STRIDE = 8  # the density lives on the features of ResNet's second stage


@dataclass(frozen=True, kw_only=True, eq=False)
class ModelInput:
    """A slice as the network sees it.

    Attributes
    ----------
    tensor
        (1, 1, S, S) float32, normalized.
    grid
        Where the S/8 x S/8 latent cells lie on the slice.
    """

    tensor: Tensor
    grid: Grid


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle of whole pixels; it may reach beyond the picture, where it is filled with black."""

    top: int
    left: int
    height: int
    width: int


@dataclass(frozen=True, kw_only=True)
class Preprocessing:
    """Cut out the head, make it square in mm, resize, scale the intensities.

    Attributes
    ----------
    size
        Side S of the network's input in pixels; a multiple of 32.
    margin
        Air left around the head, as a part of its longer side.
    low_percentile, high_percentile
        Of the stored values inside the head's box: these become 0 and 1, values beyond are clipped.
    mean, deviation
        Subtracted from, and divided out of, the result.
    """

    size: int = 224
    margin: float = 0.04
    low_percentile: float = 1.0
    high_percentile: float = 99.5
    mean: float = 0.3
    deviation: float = 0.25

    def __call__(self, image: Slice) -> ModelInput:
        """Return the network's input for one slice, with the way back to its pixels."""
        box = self.head_box(image.pixels, image.pixel_spacing)
        unit = self.resize(self.scale(image.pixels, box), box)
        return ModelInput(tensor=self.normalize(unit)[None, None], grid=self.grid(box))

    def head_box(self, pixels: NDArray[np.floating], pixel_spacing: tuple[float, float] | None) -> Box:
        """Return the square (in mm) around the head."""
        rows, columns = (np.flatnonzero(head_mask(pixels).any(axis=axis)) for axis in (1, 0))
        down, right = pixel_spacing or (1.0, 1.0)
        height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
        side = max(height * down, width * right) * (1 + 2 * self.margin)
        tall, wide = max(1, round(side / down)), max(1, round(side / right))
        return Box(
            top=round((rows[0] + rows[-1] + 1 - tall) / 2),
            left=round((columns[0] + columns[-1] + 1 - wide) / 2),
            height=tall,
            width=wide,
        )

    def scale(self, pixels: NDArray[np.floating], box: Box) -> NDArray[np.float32]:
        """Return the values mapped to 0..1 by the percentiles within the box."""
        inside = pixels[max(0, box.top) : max(0, box.top + box.height), max(0, box.left) : max(0, box.left + box.width)]
        low, high = np.percentile(inside, (self.low_percentile, self.high_percentile))
        span = max(float(high - low), 1e-6)
        scaled: NDArray[np.float32] = np.clip((pixels - low) / span, 0.0, 1.0).astype(np.float32)
        return scaled

    def resize(self, pixels: NDArray[np.float32], box: Box) -> Tensor:
        """Return the (S, S) picture of the box, area-filtered; black beyond the edge of the slice."""
        rows, columns = pixels.shape
        top, left = max(0, box.top), max(0, box.left)
        bottom, right = min(rows, box.top + box.height), min(columns, box.left + box.width)
        canvas = torch.zeros((box.height, box.width))
        canvas[top - box.top : bottom - box.top, left - box.left : right - box.left] = torch.from_numpy(
            np.ascontiguousarray(pixels[top:bottom, left:right], dtype=np.float32)
        )
        resized = functional.interpolate(
            canvas[None, None], size=(self.size, self.size), mode="bilinear", antialias=True, align_corners=False
        )
        return resized[0, 0].clamp(0.0, 1.0)

    def normalize(self, unit: Tensor) -> Tensor:
        """Return values of 0..1 as the network expects them."""
        return (unit - self.mean) / self.deviation

    def grid(self, box: Box) -> Grid:
        """Return the raster of latent cells on the slice.

        A cell of a stride-8 ResNet is centered on input pixel 8 i (padded convolutions and pooling of odd width), not
        on the middle of pixels 8 i .. 8 i + 7.
        """
        down, right = box.height / self.size, box.width / self.size
        cells = self.size // LATENT_STRIDE
        return Grid(
            origin=(box.top + 0.5 * down - 0.5, box.left + 0.5 * right - 0.5),
            step=(LATENT_STRIDE * down, LATENT_STRIDE * right),
            shape=(cells, cells),
        )
