"""The tissue in which a tumor grows, on the raster of a simulation."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import InvalidParameterError
from physnet_core.growth.raster import image_grid, resample
from physnet_core.imaging.volume import Slice
from physnet_core.network.grid import Grid, pixel_grid
from physnet_core.network.prediction import Prediction
from physnet_core.physics.tissue import TissueMap, find_tissue


@dataclass(frozen=True, kw_only=True, eq=False)
class Anatomy:
    """Where on a raster tumor can be, and how fast its cells move there.

    Attributes
    ----------
    grid
        Raster of a slice, or of every slice of a volume.
    domain
        (..., h, w) bool, not empty.
    mobility
        (..., h, w) float32: D relative to that of white matter.
    """

    grid: Grid
    domain: NDArray[np.bool_]
    mobility: NDArray[np.float32]
    note: str


def slice_tissue(
    image: Slice, prediction: Prediction | None = None, *, start: NDArray[np.floating] | None = None
) -> TissueMap:
    """Return the tissue of a slice on its own pixels, to be kept for all runs on this slice.

    Parameters
    ----------
    prediction
        Its density says where tumor hides the tissue.
    start
        (R, C) density or mask that says so instead.
    """
    tumor: NDArray[np.floating] | None = start
    if tumor is None and prediction is not None:
        tumor = resample(prediction.trajectory[0], prediction.grid, pixel_grid(*image.pixels.shape))
    if tumor is not None and tumor.shape != image.pixels.shape:
        sizes = (" x ".join(map(str, shape)) for shape in (tumor.shape, image.pixels.shape))
        raise InvalidParameterError("The mask is {} but the slice is {}; draw it on this slice.".format(*sizes))
    return find_tissue(image.pixels, spacing=image.pixel_spacing, tumor=tumor)


def on_image_grid(image: Slice, tissue: TissueMap, white_to_grey: float) -> Anatomy:
    """Return `tissue` of a slice on its image grid.

    Raises
    ------
    InvalidParameterError
        Where `tissue` is not that of a slice of this size.
    """
    rows, columns = image.pixels.shape
    pixels = pixel_grid(rows, columns)
    return on_grid(tissue, pixels, image_grid((rows, columns), image.pixel_spacing), white_to_grey)


def on_grid(tissue: TissueMap, source: Grid, grid: Grid, white_to_grey: float) -> Anatomy:
    """Return `tissue`, known on the raster `source` of each slice, on the raster `grid`."""
    if tissue.domain.shape[-2:] != source.shape:
        raise InvalidParameterError("The tissue maps do not have the size of the scan; make them on its pixels.")
    domain: NDArray[np.bool_] = resample(tissue.domain.astype(np.float32), source, grid) >= 0.5
    if not domain.any():
        domain = np.ones_like(domain)
    mobility = resample(tissue.mobility(white_to_grey), source, grid)
    # A cell that tissue fills in part moves like the tissue in it.
    filled = resample(tissue.domain.astype(np.float32), source, grid)
    mobility = np.where(domain, mobility / np.maximum(filled, 0.5), 0.0)
    return Anatomy(grid=grid, domain=domain, mobility=mobility.astype(np.float32), note=tissue.note)
