"""Every folder of real scans reads as `expected.json` says.

The folder is named by PHYSNET_TEST_DATA; without it, `shared/data` beside the repository.
"""

import hashlib
import json
import os
from functools import cache
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.pixels import pixel_array

from physnet_core.imaging import SliceReader, read_volume, scan_folder

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PHYSNET_TEST_DATA", REPOSITORY.parent / "shared" / "data"))
EXPECTED = json.loads((DATA / "dicom" / "expected.json").read_text()) if (DATA / "dicom").is_dir() else {}

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not EXPECTED, reason=f"no real scans in {DATA}; set PHYSNET_TEST_DATA"),
]

SERIES = [
    pytest.param(folder, row, id=f"{folder}-{row['series_number']}")
    for folder, entry in EXPECTED.items()
    for row in entry["series"]
]


@cache
def _report(folder):
    return scan_folder(DATA / "dicom" / folder)


def _found(folder, row):
    return next(series for series in _report(folder).series if series.uid == row["series_uid"])


@pytest.mark.parametrize("folder", EXPECTED)
def test_series_and_skipped_files_of_a_folder(folder):
    report, expected = _report(folder), EXPECTED[folder]
    assert len(report.series) == expected["series_count"]
    assert sorted(entry.path.name for entry in report.skipped) == sorted(expected["non_dicom_or_unreadable"])
    used = {source.path for series in report.series for source in series.sources}
    assert len(used) + len(report.skipped) == expected["files"]


@pytest.mark.parametrize(("folder", "row"), SERIES)
def test_header_of_a_series(folder, row):
    series = _found(folder, row)
    assert (series.description, series.modality) == (row["description"], row["modality"])
    assert series.transfer_syntax == row["transfer_syntax"]
    assert series.plane == (row["plane"] or "unknown")
    assert (series.slices, series.frames_of_time) == (row["slices"], row.get("volumes", 1))
    tiles_across = 6 if row.get("mosaic_slices") else 1
    assert (series.rows * tiles_across, series.columns * tiles_across) == (row["rows"], row["columns"])
    if row["pixel_spacing_mm_row_col"] is None:
        assert series.pixel_spacing is None
    else:
        assert series.pixel_spacing == pytest.approx(row["pixel_spacing_mm_row_col"], abs=1e-4)
    if row.get("spacing_between_slices_mm") is not None:
        assert series.slice_spacing == pytest.approx(row["spacing_between_slices_mm"], abs=0.005)
        assert (series.affine is not None) is row["uniform_spacing"]


@pytest.mark.parametrize(("folder", "row"), SERIES)
def test_ends_of_a_series(folder, row):
    series = _found(folder, row)
    if "slice_order" not in row:
        assert series.first_position is None
        return
    first, last = row["slice_order"].values()
    assert series.first_position == pytest.approx(first["position_mm"], abs=0.006)
    assert series.last_position == pytest.approx(last["position_mm"], abs=0.006)
    assert series.sources[0].path.name == first["file"]
    assert series.sources[series.slices - 1].path.name in _files_at_the_end(series)
    if not row.get("mosaic_slices"):
        assert series.sources[0].frame + 1 == first["frame"]


def _files_at_the_end(series):
    return {series.sources[time * series.slices + series.slices - 1].path.name for time in range(series.frames_of_time)}


@pytest.mark.parametrize(("folder", "row"), SERIES)
def test_pixels_are_the_stored_ones_rescaled(folder, row):
    series = _found(folder, row)
    slope, intercept = row["rescale"] or (1.0, 0.0)
    low, high = row["stored_min_max"]
    volumes = [read_volume(series, time=time).pixels for time in range(series.frames_of_time)]
    if row["photometric"] == "MONOCHROME1":
        assert (min(v.min() for v in volumes), max(v.max() for v in volumes)) == (0, high - low)
        return
    digest = hashlib.sha256()
    stored = {}
    for time, volume in enumerate(volumes):
        for index in range(series.slices):
            source = series.sources[time * series.slices + index]
            values = np.rint((volume[index].astype(np.float64) - intercept) / slope).astype("<i4")
            stored[source.path.name, source.frame] = values
    for path in sorted({source.path for source in series.sources}):
        frames = [stored[key] for key in sorted(stored) if key[0] == path.name]
        digest.update(_retiled(frames, row).tobytes())
    assert digest.hexdigest() == row["stored_pixels_sha256"]
    assert (min(v.min() for v in volumes), max(v.max() for v in volumes)) == pytest.approx(
        (low * slope + intercept, high * slope + intercept)
    )


def _retiled(frames, row):
    """Return the picture that a file stores: the frames one after the other, or side by side in a mosaic."""
    if not row.get("mosaic_slices"):
        return np.stack(frames)
    rows, columns = frames[0].shape
    mosaic = np.zeros((row["rows"], row["columns"]), dtype="<i4")
    for index, frame in enumerate(frames):
        top, left = index // 6 * rows, index % 6 * columns
        mosaic[top : top + rows, left : left + columns] = frame
    return mosaic


def test_monochrome1_is_shown_like_the_slice_it_was_made_from():
    turned = SliceReader(_report("monochrome1").series[0]).read(0).pixels
    original = dcmread(DATA / "dicom" / "t1-sag-classic-philips" / "1301_0085.dcm").pixel_array
    np.testing.assert_allclose(turned - turned.min(), original - original.min())


def test_mosaic_geometry_is_that_of_nibabel():
    from nibabel.nicom.dicomwrappers import MosaicWrapper

    series = _report("epi-mosaic-siemens").series[0]
    wrapper = MosaicWrapper(dcmread(series.sources[0].path))
    rows_columns_slices = np.zeros((4, 4))
    rows_columns_slices[[0, 1, 2, 3], [1, 2, 0, 3]] = 1  # ours counts (slice, row, column), theirs (row, column, slice)
    np.testing.assert_allclose(series.affine, wrapper.affine @ rows_columns_slices, atol=1e-4)


def test_mosaic_tiles_are_those_of_the_picture():
    series = _report("epi-mosaic-siemens").series[0]
    whole = pixel_array(series.sources[0].path)
    np.testing.assert_array_equal(SliceReader(series).read(7).pixels, whole[64:128, 64:128])


@pytest.mark.skipif(not (DATA / "growth").is_dir(), reason="no growth pairs")
def test_growth_pairs_are_upright_and_report_their_header():
    report = scan_folder(DATA / "growth")
    assert len(report.series) == 32
    assert {entry.path.name for entry in report.skipped} == {"SOURCE.md", "growth.csv"}
    for series in report.series:
        assert (series.slices, series.rows, series.columns, series.plane) == (24, 256, 256, "axial")
        assert (series.pixel_spacing, series.slice_spacing) == ((1.0, 1.0), 1.0)
    series = next(s for s in report.series if s.sources[0].path.name == "Pre_Scan_T1.nii.gz")
    stored = np.asarray(nib.load(series.sources[0].path).dataobj)
    np.testing.assert_array_equal(SliceReader(series).read(10).pixels, stored[:, :, 10].T)


@pytest.mark.skipif(not (DATA / "brain-mri").is_dir(), reason="no pictures")
def test_training_pictures_are_series_of_grey_slices():
    report = scan_folder(DATA / "brain-mri" / "Testing")
    assert {series.description for series in report.series} == {"glioma", "meningioma", "notumor", "pituitary"}
    for series in report.series:
        reader = SliceReader(series)
        assert not any(reader.read(index).color for index in range(0, series.slices, 10))
