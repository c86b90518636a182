"""What was measured stands on pictures where it was drawn, and in a table that names nobody."""

import csv
import itertools
from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

from physnet_core.export.annotations import INK, label_place, marks, outline_of
from physnet_core.export.content import Content, Options
from physnet_core.export.measurements import Measured, measurements_csv
from physnet_core.export.panel import picture_raster
from physnet_core.export.picture import Picture
from physnet_core.export.report import report_pdf
from physnet_core.imaging import SliceSource
from physnet_core.imaging.measure import Annotation, measured

SOURCE = SliceSource(path=Path("/home/Secret^Person/IM1.dcm"))
RULER = Annotation(kind="ruler", source=SOURCE, points=((40.0, 30.0), (40.0, 70.0)), number=1)
ANGLE = Annotation(kind="angle", source=SOURCE, points=((90.0, 30.0), (120.0, 30.0), (120.0, 60.0)), number=2)
ELLIPSE = Annotation(kind="ellipse", source=SOURCE, points=((60.0, 40.0), (80.0, 64.0)), number=3)
ALL = (RULER, ANGLE, ELLIPSE)


def inked(picture):
    """Return where a picture has the color of measurements."""
    return (np.abs(np.asarray(picture)[..., :3].astype(int) - INK) < 12).all(axis=-1) & (
        np.asarray(picture)[..., 3] > 200
    )


@pytest.mark.parametrize("annotation", ALL, ids=lambda item: item.kind)
def test_lines_lie_where_they_were_drawn(phantom, annotation):
    raster = picture_raster(phantom, 400)
    drawn = inked(marks([annotation], phantom, raster, 12.0))
    line = outline_of(annotation)
    pieces = itertools.pairwise(line) if annotation.kind != "ellipse" else zip(line, line, strict=True)
    for start, end in pieces:
        row, column = raster.to_cells((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        near = drawn[round(row) - 2 : round(row) + 3, round(column) - 2 : round(column) + 3]
        assert near.any(), (start, end)


def test_labels_stay_on_the_picture(phantom):
    raster = picture_raster(phantom, 160)
    corner = replace(RULER, points=((155.0, 60.0), (159.0, 99.0)))
    assert label_place(corner) == (159.0, 99.0)
    drawn = inked(marks([corner], phantom, raster, 11.0))
    rows, columns = np.nonzero(drawn)
    assert len(rows) > 40
    assert columns.max() < raster.shape[1] - 1


def test_pictures_and_the_report_carry_them_when_asked(phantom, prediction, growth):
    plain = Content(prediction=prediction, image=phantom, growths=(growth, growth))
    with_marks = replace(plain, annotations=ALL)
    before, after = Picture(plain, Options()).at(0), Picture(with_marks, Options()).at(0)
    changed = (before != after).any(axis=-1)
    layout = Picture(plain, Options()).layout
    for pane in (0, 1):
        left = layout.left(pane)
        assert changed[:, left : left + layout.pane[1]].any()
    assert not changed[: layout.header].any()
    assert marks([], phantom, picture_raster(phantom, 160), 10.0) is None
    assert report_pdf(with_marks, Options()) != report_pdf(plain, Options())


def rows(spacing, pixels):
    found = [
        Measured(annotation=item, slice_number=8, time_number=1, found=measured(item, spacing, pixels)) for item in ALL
    ]
    return list(csv.DictReader(StringIO(measurements_csv(found))))


def test_the_table_has_numbers_with_units_and_no_names(phantom):
    ruler, angle, ellipse = rows(phantom.pixel_spacing, phantom.pixels)
    assert (ruler["kind"], ruler["slice"], ruler["unit"], float(ruler["value"])) == ("ruler", "8", "mm", 50.0)
    assert (angle["unit"], float(angle["value"])) == ("degrees", 90.0)
    assert ellipse["unit"] == "mm2"
    assert float(ellipse["value"]) == pytest.approx(np.pi * 8.0 * 15.0, rel=1e-5)
    assert float(ellipse["mean"]) == pytest.approx(400 + 4 * 52, rel=1e-4)
    assert int(ellipse["pixels"]) > 300
    assert ruler["mean"] == ruler["pixels"] == ""
    assert ruler["points_row_column_px"] == "40.00,30.00 40.00,70.00"
    assert not any("Secret" in value for row in (ruler, angle, ellipse) for value in row.values())


def test_without_a_scale_the_table_is_in_pixels_and_unread_slices_leave_gaps(phantom):
    ruler, _, ellipse = rows(None, phantom.pixels)
    assert (ruler["unit"], float(ruler["value"])) == ("px", 40.0)
    assert ellipse["unit"] == "px"
    unread = rows(phantom.pixel_spacing, None)[2]
    assert unread["mean"] == unread["pixels"] == ""
    assert float(unread["value"]) == pytest.approx(np.pi * 8.0 * 15.0, rel=1e-5)
