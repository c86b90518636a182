"""Planes, order and spacing as tables."""

import numpy as np
import pytest

from physnet_core.imaging.geometry import (
    OBLIQUE_DEGREES,
    affine_of,
    is_orientation,
    measure_stack,
    place_index,
    plane_of,
    slice_normal,
)


def _tilted_axial(degrees: float) -> tuple[float, float, float, float, float, float]:
    angle = np.radians(degrees)
    return (1.0, 0.0, 0.0, 0.0, float(np.cos(angle)), float(np.sin(angle)))


@pytest.mark.parametrize(
    ("orientation", "plane"),
    [
        ((1, 0, 0, 0, 1, 0), "axial"),
        ((-1, 0, 0, 0, 1, 0), "axial"),
        ((0, 1, 0, 0, 0, -1), "sagittal"),
        ((0, -1, 0, 0, 0, -1), "sagittal"),
        ((1, 0, 0, 0, 0, -1), "coronal"),
        (_tilted_axial(OBLIQUE_DEGREES - 1), "axial"),
        (_tilted_axial(OBLIQUE_DEGREES + 1), "oblique"),
    ],
)
def test_plane_is_named_after_the_nearest_body_axis(orientation, plane):
    assert plane_of(slice_normal(orientation)) == plane


@pytest.mark.parametrize("orientation", [(1, 0, 0, 0, 1, 0), (1, 0, 0, 0, -1, 0), (0, 1, 0, 1, 0, 0)])
def test_normal_always_points_to_superior_for_axial_slices(orientation):
    assert slice_normal(orientation) == pytest.approx([0, 0, 1])


@pytest.mark.parametrize("six", [(0, 0, 0, 0, 0, 0), (1, 0, 0, 1, 0, 0), (2, 0, 0, 0, 2, 0)])
def test_directions_that_span_no_plane_are_refused(six):
    assert not is_orientation(six)


def test_places_closer_than_rounding_are_one_place():
    assert place_index(np.array([5.0, 0.0, 5.004, 2.5])).tolist() == [2, 0, 2, 1]


def test_regular_stack_has_spacing_and_step():
    positions = np.array([[0, 0, 2.5 * i] for i in range(4)])
    stack = measure_stack(positions, np.array([0, 0, 1.0]))
    assert stack.spacing == 2.5
    assert stack.step == pytest.approx([0, 0, 2.5])
    assert stack.gaps == 0


def test_sheared_stack_is_regular_along_its_own_line():
    positions = np.array([[0, 0.5 * i, 2.5 * i] for i in range(4)])
    stack = measure_stack(positions, np.array([0, 0, 1.0]))
    assert stack.spacing == 2.5
    assert stack.step == pytest.approx([0, 0.5, 2.5])


def test_missing_slices_are_counted_and_give_no_step():
    positions = np.array([[0, 0, z] for z in (0.0, 1.0, 2.0, 5.0, 6.0)])
    stack = measure_stack(positions, np.array([0, 0, 1.0]))
    assert (stack.spacing, stack.step, stack.gaps) == (1.0, None, 2)


def test_slices_off_one_line_give_no_step():
    positions = np.array([[0, y, float(z)] for z, y in enumerate((0, 9, 0, 9))])
    assert measure_stack(positions, np.array([0, 0, 1.0])).step is None


def test_affine_maps_slice_row_column_to_patient():
    affine = affine_of((10.0, 20.0, 30.0), (0, 1, 0, 0, 0, -1), (0.5, 2.0), np.array([3.0, 0, 0]))
    assert affine @ [1, 2, 4, 1] == pytest.approx([13.0, 28.0, 29.0, 1.0])
    assert not affine.flags.writeable
