"""Siemens mosaics become the slices they are made of."""

import numpy as np
import pytest
from pydicom import dcmread
from scan_makers import write_dicom

from physnet_core.imaging import SliceReader, read_volume, scan_folder

TILES, ROWS, COLUMNS = 7, 4, 5  # tiles lie three across


def _mosaic_pixels(offset=0):
    pixels = np.zeros((3 * ROWS, 3 * COLUMNS), dtype=np.uint16)
    for tile in range(TILES):
        row, column = divmod(tile, 3)
        pixels[row * ROWS : (row + 1) * ROWS, column * COLUMNS : (column + 1) * COLUMNS] = tile + 1 + offset
    return pixels


def _write(path, normal=(0.0, 0.0, 1.0), offset=0, **elements):
    write_dicom(
        path,
        _mosaic_pixels(offset),
        position=(-100.0, -80.0, 12.0),
        spacing=(2.0, 3.0),
        SpacingBetweenSlices=4.0,
        ImageType=["ORIGINAL", "PRIMARY", "M", "ND", "MOSAIC"],
        **elements,
    )
    dataset = dcmread(path)
    block = dataset.private_block(0x0019, "SIEMENS MR HEADER", create=True)
    block.add_new(0x0A, "US", TILES)
    block.add_new(0x27, "FD", list(normal))
    dataset.save_as(path)


def test_tiles_are_slices_at_their_places(tmp_path):
    _write(tmp_path / "a")
    series = scan_folder(tmp_path).series[0]
    assert (series.slices, series.rows, series.columns) == (TILES, ROWS, COLUMNS)
    assert series.slice_spacing == pytest.approx(4.0)
    volume = read_volume(series)
    assert volume.pixels[:, 0, 0].tolist() == list(range(1, TILES + 1))
    assert all(np.ptp(image) == 0 for image in volume.pixels)
    corner = (-100.0 + 3.0 * (3 * COLUMNS - COLUMNS) / 2, -80.0 + 2.0 * (3 * ROWS - ROWS) / 2, 12.0)
    assert tuple(volume.affine[:3, 3]) == pytest.approx(corner)
    assert volume.affine[:3, 0] == pytest.approx([0, 0, 4.0])
    assert series.first_position == series.last_position == (-100.0, -80.0, 12.0)
    assert any("mosaic" in note for note in series.notes)


def test_normal_of_the_private_header_decides_the_direction(tmp_path):
    _write(tmp_path / "a", normal=(0.0, 0.0, -1.0))
    volume = read_volume(scan_folder(tmp_path).series[0])
    assert volume.pixels[:, 0, 0].tolist() == list(range(TILES, 0, -1))
    assert volume.affine[2, 3] == pytest.approx(12.0 - 4.0 * (TILES - 1))


def test_several_mosaics_are_times(tmp_path):
    for time in range(3):
        _write(tmp_path / f"{2 - time}", offset=10 * time, AcquisitionNumber=time + 1)
    series = scan_folder(tmp_path).series[0]
    assert (series.slices, series.frames_of_time) == (TILES, 3)
    reader = SliceReader(series)
    assert [reader.read(0, time).pixels[0, 0] for time in range(3)] == [1, 11, 21]


def test_mosaic_without_number_of_tiles_is_shown_whole(tmp_path):
    write_dicom(tmp_path / "a", _mosaic_pixels(), ImageType=["ORIGINAL", "PRIMARY", "M", "ND", "MOSAIC"])
    series = scan_folder(tmp_path).series[0]
    assert (series.slices, series.rows) == (1, 3 * ROWS)
    assert any("mosaic" in note for note in series.notes)
