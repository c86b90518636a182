"""Measures against known values, with square and with oblong pixels."""

import math
from pathlib import Path

import numpy as np
import pytest

from physnet_core.imaging import Slice, SliceSource
from physnet_core.imaging.measure import Annotation, angle, describe, ellipse_mask, is_trivial, length, moved, region

SOURCE = SliceSource(path=Path("x"))


@pytest.mark.parametrize(
    ("spacing", "expected"), [(None, 5.0), ((1.0, 1.0), 5.0), ((2.0, 0.5), math.hypot(6, 2)), ((0.5, 2.0), 8.1394103)]
)
def test_a_length_is_that_of_the_patient(spacing, expected):
    assert length((1, 1), (4, 5), spacing) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other", "spacing", "expected"),
    [
        ((0, 5), (5, 0), None, 90.0),
        ((5, 0), (5, 5), None, 45.0),
        ((5, 0), (5, 5), (1.0, 2.0), math.degrees(math.atan(2))),
        ((0, 5), (0, -5), (3.0, 1.0), 180.0),
        ((0, 5), (0, 9), (3.0, 1.0), 0.0),
        ((5, 5), (-5, 5), (2.0, 1.0), 2 * math.degrees(math.atan(2))),
    ],
)
def test_an_angle_is_that_of_the_patient(one, other, spacing, expected):
    assert angle(one, (0, 0), other, spacing) == pytest.approx(expected)
    assert angle(other, (0, 0), one, spacing) == pytest.approx(expected)
    assert angle((one[0] + 7, one[1] - 3), (7, -3), (other[0] + 7, other[1] - 3), spacing) == pytest.approx(expected)


def test_a_circle_holds_the_pixels_whose_centers_are_inside():
    mask = ellipse_mask((2, 2), (12, 12), (20, 20))
    rows, columns = np.indices((20, 20))
    np.testing.assert_array_equal(mask, np.hypot(rows - 7, columns - 7) <= 5)


@pytest.mark.parametrize(("spacing", "area"), [(None, 1.0), ((1.0, 1.0), 1.0), ((2.0, 0.5), 1.0), ((0.9, 3.0), 2.7)])
def test_a_region_knows_its_values_and_its_area(spacing, area):
    pixels = np.zeros((60, 80), np.float32)
    pixels[:, 40:] = 100.0
    found = region(pixels, (10, 19.5), (50, 59.5), spacing)  # half of it lies right of the edge, between two pixels
    assert found.mean == pytest.approx(50.0)
    assert found.deviation == pytest.approx(50.0)
    assert (found.lowest, found.highest) == (0.0, 100.0)
    assert found.area == pytest.approx(math.pi * 20 * 20 * area)
    assert found.pixels == pytest.approx(math.pi * 400, rel=0.02)
    assert region(pixels, (50, 59.5), (10, 19.5), spacing) == found


def test_outside_of_the_picture_there_is_nothing():
    found = region(np.ones((10, 10), np.float32), (20, 20), (30, 30), None)
    assert found.pixels == 0
    assert math.isnan(found.mean)


def test_without_a_pixel_size_nothing_is_said_in_mm():
    known = Slice(index=0, pixels=np.full((40, 40), 7.0, np.float32), pixel_spacing=(2.0, 0.5))
    unknown = Slice(index=0, pixels=known.pixels)
    ruler = Annotation(kind="ruler", source=SOURCE, points=((0, 0), (3, 4)))
    corner = Annotation(kind="angle", source=SOURCE, points=((0, 5), (0, 0), (5, 0)))
    disk = Annotation(kind="ellipse", source=SOURCE, points=((10, 10), (20, 20)))
    assert [describe(item, known) for item in (ruler, corner, disk)] == [
        "6.3 mm",
        "90.0°",
        "mean 7  SD 0\n78.5 mm²",
    ]
    assert [describe(item, unknown) for item in (ruler, corner, disk)] == ["5.0 px", "90.0°", "mean 7  SD 0\n79 px"]
    outside = Annotation(kind="ellipse", source=SOURCE, points=((-9, -9), (-5, -5)))
    assert describe(outside, known).startswith("no pixel inside")


def test_a_click_measures_nothing_and_moving_keeps_the_shape():
    assert is_trivial(Annotation(kind="ruler", source=SOURCE, points=((3, 3), (3.1, 3.2))))
    assert not is_trivial(Annotation(kind="ruler", source=SOURCE, points=((3, 3), (3, 5))))
    assert moved(((1, 2), (3, 4)), 10, -1) == ((11, 1), (13, 3))
