"""Planes across a volume: every pixel where its affine says, and every plane as radiologists look at it."""

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest

from physnet_core.export.orientation import edge_letters
from physnet_core.imaging import SeriesInfo, SliceSource
from physnet_core.imaging.reformat import cross_views, cut, native_view, obstacle

SPACING = np.array([3.0, 1.5, 0.5])  # along the LPS axes
ORIGIN = np.array([-20.0, 30.0, 5.0])
WORLD = np.arange(4 * 5 * 6, dtype=np.float32).reshape(4, 5, 6)  # one value for each place (x, y, z)
LETTERS = {"axial": ("R", "L", "A", "P"), "coronal": ("R", "L", "S", "I"), "sagittal": ("A", "P", "S", "I")}
WAYS = list(product(permutations(range(3)), product((1, -1), repeat=3)))


def arranged(order, signs):
    """Return the marked volume with its axes permuted and turned, and the affine that undoes this."""
    pixels, affine = WORLD.transpose(order), np.eye(4)
    affine[:3, 3] = ORIGIN
    for axis, (patient, sign) in enumerate(zip(order, signs, strict=True)):
        affine[:3, axis] = 0.0
        affine[patient, axis] = sign * SPACING[patient]
        if sign < 0:
            pixels = np.flip(pixels, axis)
            affine[patient, 3] += SPACING[patient] * (WORLD.shape[patient] - 1)
    return np.ascontiguousarray(pixels), affine


def series_of(pixels, affine, **changes):
    sizes = np.linalg.norm(affine[:3, :3], axis=0)
    across = int(np.argmax(np.abs(affine[:3, 0])))
    made = SeriesInfo(
        uid="1",
        format="nifti",
        plane=("sagittal", "coronal", "axial")[across],
        slices=pixels.shape[0],
        rows=pixels.shape[1],
        columns=pixels.shape[2],
        pixel_spacing=(float(sizes[1]), float(sizes[2])),
        affine=affine,
        sources=(SliceSource(path="x"),) * pixels.shape[0],
    )
    return replace(made, **changes)


@pytest.mark.parametrize(("order", "signs"), WAYS)
def test_each_pixel_of_each_plane_is_where_its_affine_says(order, signs):
    pixels, affine = arranged(order, signs)
    series = series_of(pixels, affine)
    views = cross_views(series)
    assert {series.plane, *(view.plane for view in views)} == {"axial", "coronal", "sagittal"}
    for view in views:
        for place in range(view.count):
            image = cut(list(pixels), view, place, affine)
            assert edge_letters(image.affine) == LETTERS[view.plane]
            rows, columns = np.indices(image.pixels.shape)
            zero = np.zeros_like(rows)
            world = np.einsum("ij,jrc->irc", image.affine, np.stack((zero, rows, columns, zero + 1)))[:3]
            indices = np.rint((world - ORIGIN[:, None, None]) / SPACING[:, None, None]).astype(int)
            np.testing.assert_array_equal(image.pixels, WORLD[tuple(indices)])
            assert image.pixel_spacing == tuple(np.abs(image.affine[:3, 1:3]).max(axis=0))


@pytest.mark.parametrize(("order", "signs"), WAYS)
def test_planes_are_counted_to_the_left_posterior_and_superior(order, signs):
    pixels, affine = arranged(order, signs)
    for view in cross_views(series_of(pixels, affine)):
        places = [view.affine(place, affine)[:3, 3] for place in (0, 1)]
        assert (places[1] - places[0]).max() > 0 >= (places[1] - places[0]).min()


@pytest.mark.parametrize(("order", "signs"), WAYS[::5])
def test_a_voxel_is_found_again_in_every_plane(order, signs):
    pixels, affine = arranged(order, signs)
    series = series_of(pixels, affine)
    voxel = (1, 2, 3)
    for view in (native_view(series), *cross_views(series)):
        place, row, column = view.of_voxel(voxel)
        assert view.to_voxel(place, row, column) == voxel
        there = view.affine(int(place), affine) @ (0, row, column, 1)
        np.testing.assert_allclose(there, affine @ (*voxel, 1))
    view = cross_views(series)[0]
    place, row, column = (int(part) for part in view.of_voxel(voxel))
    assert cut(list(pixels), view, place, affine).pixels[row, column] == pixels[voxel]


def test_slices_that_are_not_read_are_dark_and_nothing_is_copied_but_the_plane():
    pixels, affine = arranged((2, 1, 0), (1, 1, 1))
    view = cross_views(series_of(pixels, affine))[0]
    held = [plane if index != 2 else None for index, plane in enumerate(pixels)]
    image = cut(held, view, 1, affine)
    row = int(view.of_voxel((2, 0, 0))[1])
    assert set(image.pixels[row]) == {np.delete(image.pixels, row, axis=0).min()}
    assert image.pixels.base is None or image.pixels.base.size == image.pixels.size
    assert not image.pixels.flags.writeable


def test_where_nothing_is_read_there_is_a_dark_plane():
    pixels, affine = arranged((2, 1, 0), (1, 1, 1))
    view = cross_views(series_of(pixels, affine))[1]
    assert not cut([None] * len(pixels), view, 0, affine).pixels.any()


def test_an_oblique_volume_is_named_after_the_nearest_axes():
    pixels, affine = arranged((2, 1, 0), (1, 1, 1))
    angle = np.radians(20)
    turn = np.eye(4)
    turn[1:3, 1:3] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    series = series_of(pixels, turn @ affine)
    assert obstacle(series) == ""
    assert [view.plane for view in cross_views(series)] == ["coronal", "sagittal"]
    image = cut(list(pixels), cross_views(series)[0], 2, series.affine)
    assert edge_letters(image.affine) == ("R", "L", "SA", "IP")  # up in the volume leans to anterior


def test_a_scan_without_geometry_is_refused_in_words():
    pixels, affine = arranged((2, 1, 0), (1, 1, 1))
    series = series_of(pixels, affine)
    askew = affine.copy()
    askew[1, 0] = 1.0
    assert obstacle(series) == ""
    assert "does not say" in obstacle(replace(series, pixel_spacing=None, affine=None, plane="unknown"))
    assert "does not say" in obstacle(replace(series, plane="unknown"))
    assert "more than one" in obstacle(replace(series, slices=1))
    assert "regular" in obstacle(replace(series, affine=None))
    assert "askew" in obstacle(replace(series, affine=askew))
