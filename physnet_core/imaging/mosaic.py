"""Siemens mosaics: one picture in which all slices of a volume lie side by side as tiles.

The position in such a header is that of the whole picture as if it were one slice, so the tiles need their own; the
correction is that of nibabel's `MosaicWrapper`, from the slice normal in the private CSA header.
"""

import dataclasses
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from physnet_core.imaging.frame import Frame
from physnet_core.imaging.geometry import Orientation
from physnet_core.imaging.volume import Position

_TILES = (0x0019, 0x100A)
_NORMAL = (0x0019, 0x1027)
_CSA = (0x0029, 0x1010)
_AS_TAG = tuple(group << 16 | element for group, element in ((0x0019, 0x0010), (0x0029, 0x0010), _TILES, _NORMAL, _CSA))

MOSAIC_TAGS = list(_AS_TAG)
"""Private elements that a header has to be read with, for the functions here."""


def is_mosaic(dataset: Dataset) -> bool:
    """Return whether the picture is a mosaic whose number of tiles is known."""
    return "MOSAIC" in str(dataset.get("ImageType", "")).upper() and tile_count(dataset) > 1


def tile_count(dataset: Dataset) -> int:
    """Return the number of slices in a mosaic, 0 if the header does not say."""
    element = dataset.get(_TILES)
    found = element.value if element is not None else _csa_value(dataset, "NumberOfImagesInMosaic")
    return int(found) if isinstance(found, int | float) and 0 < found < 10_000 else 0


def tiles_across(tiles: int) -> int:
    """Return how many tiles lie side by side: mosaics are square."""
    return math.ceil(math.sqrt(tiles))


def cut_tile(pixels: NDArray[Any], tiles: int, index: int) -> NDArray[Any]:
    """Return tile `index` of a mosaic (R, C)."""
    across = tiles_across(tiles)
    rows, columns = pixels.shape[0] // across, pixels.shape[1] // across
    top, left = index // across * rows, index % across * columns
    return pixels[top : top + rows, left : left + columns]


def mosaic_frames(whole: Frame, dataset: Dataset) -> list[Frame]:
    """Return one frame for each tile of the mosaic `whole`."""
    tiles = tile_count(dataset)
    across = tiles_across(tiles)
    note = f"Siemens mosaic: {tiles} slices that were stored side by side in one picture."
    series = dataclasses.replace(whole.series, notes=(*whole.series.notes, note))
    positions = _tile_positions(whole, dataset, tiles)
    return [
        dataclasses.replace(
            whole,
            series=series,
            source=dataclasses.replace(whole.source, frame=index, frames=tiles),
            rows=whole.rows // across,
            columns=whole.columns // across,
            position=positions[index],
            number=(whole.number[0], index),
        )
        for index in range(tiles)
    ]


def _tile_positions(whole: Frame, dataset: Dataset, tiles: int) -> list[Position | None]:
    """Return the center of the first pixel of each tile, LPS mm; Nones where the header is incomplete."""
    if whole.position is None or whole.orientation is None or not whole.spacing or not whole.slice_step:
        return [None] * tiles
    across = tiles_across(tiles)
    row, column = np.array(whole.orientation[:3]), np.array(whole.orientation[3:])
    # The header centers the mosaic, not a tile, on the field of view: go back by half of what the mosaic is wider.
    hidden_columns = (whole.columns - whole.columns // across) / 2
    hidden_rows = (whole.rows - whole.rows // across) / 2
    first = np.array(whole.position) + row * whole.spacing[1] * hidden_columns
    first = first + column * whole.spacing[0] * hidden_rows
    step = _tile_normal(whole.orientation, dataset) * whole.slice_step
    points = [first + index * step for index in range(tiles)]
    return [(float(point[0]), float(point[1]), float(point[2])) for point in points]


def _tile_normal(orientation: Orientation, dataset: Dataset) -> NDArray[np.float64]:
    """Return the unit direction in which tiles are counted; the private header says on which side of the slice."""
    normal: NDArray[np.float64] = np.cross(orientation[:3], orientation[3:])
    normal /= np.linalg.norm(normal)
    element = dataset.get(_NORMAL)
    stated = element.value if element is not None else _csa_value(dataset, "SliceNormalVector")
    if stated is not None and len(stated) == 3 and float(np.dot(normal, np.array(stated, dtype=float))) < 0:
        return -normal
    return normal


def _csa_value(dataset: Dataset, name: str) -> Any:
    """Return an item of the Siemens CSA image header, None where there is none."""
    element = dataset.get(_CSA)
    if element is None or not isinstance(element.value, bytes):
        return None
    from nibabel.nicom import csareader  # only mosaics need it, and it is slow to import

    tag = csareader.read(element.value)["tags"].get(name)  # type: ignore[no-untyped-call]
    if tag is None or not tag["items"]:
        return None
    return tag["items"] if len(tag["items"]) > 1 else tag["items"][0]
