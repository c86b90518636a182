"""Density in planes across the slices: cut from a grown volume, or put together from what is known of each slice."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from physnet_core.growth.scenario import Growth
from physnet_core.growth.volume import VolumeGrowth
from physnet_core.imaging.reformat import PlaneView
from physnet_core.imaging.volume import Slice
from physnet_core.network.grid import Grid
from physnet_core.network.prediction import Prediction

FloatArray = NDArray[np.float32]

# Display cells along a latent cell: every slice has its own box around the head, so their cells do not line up.
_FINENESS = 4


@dataclass(frozen=True, kw_only=True, eq=False)
class SliceBySlice:
    """What the network found in each slice, seen in a plane across them; NaN in slices of which nothing is known.

    Attributes
    ----------
    cells
        Density of the latent cell that each place lies in, as a slice shows it.
    between
        The same, interpolated between the centers of the cells of a slice, for outlines; never between slices.
    known, strange
        Number of slices with a prediction, and of those among them that are out of range.
    """

    cells: Growth
    between: Growth
    known: int
    strange: int


def volume_across(growth: VolumeGrowth, view: PlaneView, place: int) -> tuple[FloatArray, Grid]:
    """Return the frames (N, rows, columns) of a volume in plane `place` of a view, and where they lie in that plane.

    The cells are those that the middle of the plane lies in; nothing is interpolated and nothing copied.
    """
    fixed, number = _voxel_of(view, place)
    across = np.array([(number - growth.grid.origin[fixed - 1]) / growth.grid.step[fixed - 1]])
    cell = int(_nearest(across, growth.frames.shape[fixed + 1])[0])
    plane = growth.frames[:, :, cell] if fixed == 1 else growth.frames[:, :, :, cell]
    return _turn(plane, view), _plane_grid(_axis_across(growth.grid, fixed), plane.shape[1], view)


def slices_across(
    predictions: Sequence[Prediction | None],
    view: PlaneView,
    image: Slice,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> SliceBySlice | None:
    """Return the latent density of all slices in the plane of `image`, or None where no slice is predicted.

    Parameters
    ----------
    predictions
        One for each slice of the volume of `view`; None where there is none.
    image
        The plane, from `cut`; its index says which.
    """
    first = next((item for item in predictions if item is not None), None)
    if first is None:
        return None
    fixed, number = _voxel_of(view, image.index)
    along = _fine_axis([item for item in predictions if item is not None], fixed, view.shape[3 - fixed])
    places = np.asarray(along[0] + along[1] * np.arange(along[2]), dtype=np.float64)
    shape = (len(first.trajectory), len(predictions), along[2])
    cells, between = np.full(shape, np.nan, np.float32), np.full(shape, np.nan, np.float32)
    for index, prediction in enumerate(predictions):
        if cancelled():
            return None
        if prediction is not None and len(prediction.trajectory) == shape[0]:
            cells[:, index], between[:, index] = _lines(prediction, fixed, number, places)
    made = _growth(_turn(cells, view), _plane_grid(along, len(predictions), view), first, image)
    return SliceBySlice(
        cells=made,
        between=replace(made, frames=_turn(between, view)),
        known=sum(item is not None for item in predictions),
        strange=sum(item is not None and not item.in_distribution for item in predictions),
    )


_Axis = tuple[float, float, int]  # pixel of the first cell's center, pixels from one to the next, number of cells


def _voxel_of(view: PlaneView, place: int) -> tuple[int, int]:
    """Return which index of the volume is fixed in a plane (1 row, 2 column), and its value there."""
    return view.axes[0], view.count - 1 - place if view.flips[0] else place


def _axis_across(grid: Grid, fixed: int) -> _Axis:
    other = 2 - fixed
    return grid.origin[other], grid.step[other], grid.shape[other]


def _fine_axis(predictions: Sequence[Prediction], fixed: int, pixels: int) -> _Axis:
    """Return cells over all `pixels` of a slice, fine enough for the latent cells of every slice."""
    step = max(1.0, min(item.grid.step[2 - fixed] for item in predictions) / _FINENESS)
    return step / 2 - 0.5, step, max(1, math.ceil(pixels / step - 1e-6))


def _lines(
    prediction: Prediction, fixed: int, number: int, places: NDArray[np.float64]
) -> tuple[FloatArray, FloatArray]:
    """Return the density (T+1, places) on a line through a slice: of the cells there, and between their centers."""
    grid, field = prediction.grid, prediction.trajectory
    across = np.array([(number - grid.origin[fixed - 1]) / grid.step[fixed - 1]])
    along = (places - grid.origin[2 - fixed]) / grid.step[2 - fixed]
    if fixed == 2:
        field = field.transpose(0, 2, 1)
    inside = _inside(across, field.shape[1]) & _inside(along, field.shape[2])
    row, column = _nearest(across, field.shape[1]), _nearest(along, field.shape[2])
    cells = field[:, row[0]][:, column] * inside
    low, high, share = _neighbors(across, field.shape[1])
    line = field[:, low[0]] * (1 - share[0]) + field[:, high[0]] * share[0]
    low, high, share = _neighbors(along, field.shape[2])
    between = (line[:, low] * (1 - share) + line[:, high] * share) * inside
    return cells.astype(np.float32), between.astype(np.float32)


def _inside(cells: NDArray[np.float64], count: int) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = (cells >= -0.5) & (cells < count - 0.5)
    return inside


def _nearest(cells: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    return np.clip(np.floor(cells + 0.5), 0, count - 1).astype(np.intp)


def _neighbors(
    cells: NDArray[np.float64], count: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    held = np.clip(cells, 0, count - 1)
    low = np.minimum(held.astype(np.intp), max(count - 2, 0))
    return low, np.minimum(low + 1, count - 1), held - low


def _turn(frames: FloatArray, view: PlaneView) -> FloatArray:
    """Return (N, slices, cells) as (N, rows, columns) of the plane on screen."""
    turned = frames if view.axes[1] == 0 else frames.transpose(0, 2, 1)
    return turned[(slice(None), *(slice(None, None, -1 if flip else 1) for flip in view.flips[1:]))]


def _plane_grid(along: _Axis, slices: int, view: PlaneView) -> Grid:
    axes: dict[int, _Axis] = {0: (0.0, 1.0, slices)}
    (origin, step, shape), (right_origin, right_step, right_shape) = (
        _flipped(axes.get(axis, along), view.shape[axis]) if flip else axes.get(axis, along)
        for axis, flip in zip(view.axes[1:], view.flips[1:], strict=True)
    )
    return Grid(origin=(origin, right_origin), step=(step, right_step), shape=(shape, right_shape))


def _flipped(axis: _Axis, pixels: int) -> _Axis:
    origin, step, count = axis
    return pixels - 1 - (origin + (count - 1) * step), step, count


def _growth(frames: FloatArray, grid: Grid, prediction: Prediction, image: Slice) -> Growth:
    down, right = image.pixel_spacing or (1.0, 1.0)
    cell = prediction.units.cell_mm or 1.0
    return Growth(
        frames=frames,
        steps=np.arange(len(frames), dtype=np.float64),
        diffusion_number=prediction.diffusion_number,
        growth_number=prediction.growth_number,
        units=prediction.units,
        grid=grid,
        grid_name="image",
        latent_step=(cell / down, cell / right),
        slice_index=image.index,
        source="learned",
    )
