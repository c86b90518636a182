"""Pixels of every encoding: decoded, rescaled, upright."""

import io
import shutil

import numpy as np
import pydicom
import pytest
from PIL import Image
from pydicom.data import get_testdata_file
from pydicom.encaps import encapsulate
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    RLELossless,
)
from scan_makers import write_dicom, write_enhanced

from physnet_core.errors import InvalidParameterError, UnreadableScanError
from physnet_core.imaging import SliceReader, Window, read_volume, scan_folder

NOISE = np.random.default_rng(0).integers(0, 4000, (40, 32), dtype=np.uint16)


def _read(path):
    report = scan_folder(path)
    assert len(report.series) == 1, report.skipped
    return SliceReader(report.series[0]).read(0)


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian, RLELossless, JPEG2000Lossless]
)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16])
def test_lossless_syntaxes_return_the_stored_values(tmp_path, syntax, dtype):
    stored = (NOISE % 200).astype(dtype)
    if dtype == np.int16:
        stored -= 100
    write_dicom(tmp_path / "a", stored, syntax=syntax)
    np.testing.assert_array_equal(_read(tmp_path).pixels, stored)


@pytest.mark.parametrize(
    "name",
    [
        "MR_small_RLE.dcm",
        "MR_small_implicit.dcm",
        "MR_small_bigendian.dcm",
        "MR_small_jp2klossless.dcm",
        "MR_small_jpeg_ls_lossless.dcm",
        "MR_small_padded.dcm",
    ],
)
def test_one_image_in_many_encodings_is_one_image(tmp_path, name):
    shutil.copy(_bundled(name), tmp_path / name)
    plain = pydicom.dcmread(_bundled("MR_small.dcm"))
    np.testing.assert_array_equal(_read(tmp_path).pixels, plain.pixel_array)


def _bundled(name):
    path = get_testdata_file(name, download=False)
    if path is None:
        pytest.skip(f"this pydicom does not ship {name}")
    return path


@pytest.mark.parametrize(
    ("name", "color"),
    [
        ("SC_rgb_jpeg_gdcm.dcm", True),  # JPEG lossless, process 14
        ("JPEGLSNearLossless_16.dcm", False),
        ("JPGExtended.dcm", False),
        ("JPEG2000.dcm", False),
        ("examples_palette.dcm", True),
        ("SC_ybr_full_422_uncompressed.dcm", True),
    ],
)
def test_files_of_other_makers_are_read(tmp_path, name, color):
    shutil.copy(_bundled(name), tmp_path / name)
    image = _read(tmp_path)
    assert image.pixels.max() > image.pixels.min()
    assert image.color is color


def test_jpeg_baseline_is_decoded(tmp_path):
    smooth = np.add.outer(np.arange(64), np.arange(64)).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(smooth).save(stream, "JPEG", quality=95)
    write_dicom(tmp_path / "a", smooth)
    dataset = pydicom.dcmread(tmp_path / "a")
    dataset.PixelData = encapsulate([stream.getvalue()])
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
    dataset.save_as(tmp_path / "a")
    assert np.abs(_read(tmp_path).pixels - smooth).max() <= 4


def test_big_endian_file_is_read(tmp_path):
    shutil.copy(_bundled("MR_small_expb.dcm"), tmp_path / "a")
    report = scan_folder(tmp_path)
    assert report.series[0].transfer_syntax == ExplicitVRBigEndian.name


def test_file_without_preamble_is_read(tmp_path):
    write_dicom(tmp_path / "a", NOISE, syntax=ImplicitVRLittleEndian)
    whole = (tmp_path / "a").read_bytes()
    start = whole.index(b"\x08\x00\x08\x00", 132)  # the first element after the file meta information
    (tmp_path / "a").write_bytes(whole[start:])
    np.testing.assert_array_equal(_read(tmp_path).pixels, NOISE)


def test_rescale_is_applied(tmp_path):
    write_dicom(tmp_path / "a", NOISE, RescaleSlope=2.5, RescaleIntercept=-1000)
    np.testing.assert_allclose(_read(tmp_path).pixels, NOISE * 2.5 - 1000.0)


@pytest.mark.parametrize("rescale", [[(2.0, 5.0)], [(1.0, 0.0), (3.0, -7.0)]])
def test_rescale_of_functional_groups_is_applied(tmp_path, rescale):
    pixels = np.stack([NOISE, NOISE])
    write_enhanced(tmp_path / "a", pixels, positions=[(0, 0, 0), (0, 0, 1)], rescale=rescale)
    volume = read_volume(scan_folder(tmp_path).series[0])
    for index in range(2):
        slope, intercept = rescale[index % len(rescale)]
        np.testing.assert_allclose(volume.pixels[index], NOISE * slope + intercept)


def test_monochrome1_is_turned_around_so_that_air_is_dark(tmp_path):
    write_dicom(tmp_path / "a", 4000 - NOISE, PhotometricInterpretation="MONOCHROME1")
    np.testing.assert_array_equal(_read(tmp_path).pixels, NOISE - NOISE.min())


def test_monochrome1_slices_of_one_series_stay_comparable(tmp_path):
    for index, value in enumerate((100, 300)):
        stored = np.full((4, 4), value, dtype=np.uint16)
        stored[0, 0] = 400 if index == 0 else 300
        write_dicom(tmp_path / str(index), stored, position=(0, 0, index), PhotometricInterpretation="MONOCHROME1")
    series = scan_folder(tmp_path).series[0]
    assert [SliceReader(series).read(index).pixels[1, 1] for index in range(2)] == [300, 100]
    np.testing.assert_array_equal(read_volume(series).pixels[:, 1, 1], [300, 100])


def test_window_of_the_file_is_kept(tmp_path):
    write_dicom(tmp_path / "a", NOISE, WindowCenter=[600.0, 40.0], WindowWidth=[1600.0, 80.0])
    assert _read(tmp_path).window == Window(center=600.0, width=1600.0)
    assert read_volume(scan_folder(tmp_path).series[0]).window == Window(center=600.0, width=1600.0)


def test_window_that_would_show_nothing_is_not_used(tmp_path):
    write_dicom(tmp_path / "a", NOISE, WindowCenter=90000.0, WindowWidth=10.0)
    assert _read(tmp_path).window is None
    low, high = read_volume(scan_folder(tmp_path).series[0]).window.levels
    assert 0 <= low < high <= 4000


def test_color_image_is_reduced_to_grey_and_marked(tmp_path):
    rgb = np.zeros((8, 8, 3), dtype=np.uint8)
    rgb[..., 0] = 200
    write_dicom(tmp_path / "a", rgb)
    image = _read(tmp_path)
    assert image.color
    assert image.pixels == pytest.approx(np.full((8, 8), 59.8))


@pytest.mark.parametrize("shape", [(1, 1), (1, 7)])
def test_smallest_images_are_read(tmp_path, shape):
    write_dicom(tmp_path / "a", np.full(shape, 3, dtype=np.uint16))
    assert _read(tmp_path).pixels.tolist() == np.full(shape, 3.0).tolist()


def test_black_slice_is_read_and_has_a_window(tmp_path):
    write_dicom(tmp_path / "a", np.zeros((4, 4), dtype=np.uint16))
    volume = read_volume(scan_folder(tmp_path).series[0])
    assert volume.pixels.max() == 0
    assert volume.window.width > 0


def test_pixels_are_read_only_contiguous_float32(axial_series):
    series = scan_folder(axial_series).series[0]
    image, volume = SliceReader(series).read(2), read_volume(series)
    for pixels in (image.pixels, volume.pixels):
        assert pixels.dtype == np.float32
        assert pixels.flags.c_contiguous
        assert not pixels.flags.writeable
    np.testing.assert_array_equal(volume.slice(2).pixels, image.pixels)
    np.testing.assert_array_equal(volume.slice(2).affine, image.affine)
    assert volume.slice(2).source == image.source


@pytest.mark.parametrize(("index", "time"), [(8, 0), (-1, 0), (0, 1)])
def test_slice_that_does_not_exist_is_refused(axial_series, index, time):
    with pytest.raises(InvalidParameterError, match="there is no slice"):
        SliceReader(scan_folder(axial_series).series[0]).read(index, time)


def test_file_that_vanished_is_named(axial_series):
    series = scan_folder(axial_series).series[0]
    series.sources[3].path.unlink()
    with pytest.raises(UnreadableScanError, match=series.sources[3].path.name):
        SliceReader(series).read(3)
    assert SliceReader(series).read(2).pixels[0, 0] == 2


def test_damaged_compressed_pixels_are_an_error_that_names_the_file(tmp_path):
    write_dicom(tmp_path / "broken", NOISE, syntax=JPEG2000Lossless)
    dataset = pydicom.dcmread(tmp_path / "broken")
    dataset.PixelData = encapsulate([b"\0" * 400])
    dataset.save_as(tmp_path / "broken")
    with pytest.raises(UnreadableScanError, match="broken"):
        _read(tmp_path)
