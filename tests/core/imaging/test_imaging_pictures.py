"""Ordinary pictures as scans without geometry."""

import numpy as np
import pytest
from PIL import Image
from scan_makers import write_dicom

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging import SliceReader, read_volume, scan_folder

GREY = np.arange(200 * 150, dtype=np.uint32).reshape(200, 150) % 256


def _save(path, pixels, **options):
    Image.fromarray(pixels).save(path, **options)
    return path


def _only(path):
    report = scan_folder(path)
    assert len(report.series) == 1, report.skipped
    return report.series[0]


@pytest.mark.parametrize("extension", ["png", "bmp", "tif"])
def test_8_bit_picture_is_read_as_stored(tmp_path, extension):
    pixels = GREY.astype(np.uint8)
    series = _only(_save(tmp_path / f"a.{extension}", pixels))
    image = SliceReader(series).read(0)
    np.testing.assert_array_equal(image.pixels, pixels)
    assert image.window.levels == (0.0, 255.0)
    assert (series.format, series.plane, series.pixel_spacing, series.affine) == ("image", "unknown", None, None)
    assert (series.rows, series.columns) == (200, 150)
    assert not image.color


@pytest.mark.parametrize("extension", ["png", "tif"])
def test_16_bit_picture_keeps_its_depth(tmp_path, extension):
    pixels = (GREY * 200).astype(np.uint16)
    image = SliceReader(_only(_save(tmp_path / f"a.{extension}", pixels))).read(0)
    np.testing.assert_array_equal(image.pixels, pixels)


def test_pages_of_a_tiff_are_slices(tmp_path):
    pages = [Image.fromarray(np.full((20, 10), value, dtype=np.uint8)) for value in (3, 1, 2)]
    pages[0].save(tmp_path / "stack.tif", save_all=True, append_images=pages[1:])
    series = _only(tmp_path)
    assert (series.slices, series.description) == (3, "stack")
    assert read_volume(series).pixels[:, 0, 0].tolist() == [3, 1, 2]
    assert SliceReader(series).read(1).source == "stack.tif, frame 2"


def test_pictures_of_a_folder_are_one_series_in_natural_order(tmp_path):
    folder = tmp_path / "T1 export"
    folder.mkdir()
    for number in (10, 2, 1):
        _save(folder / f"slice{number}.png", np.full((200, 150), number, dtype=np.uint8))
    series = _only(tmp_path)
    assert (series.slices, series.description) == (3, "T1 export")
    assert read_volume(series).pixels[:, 0, 0].tolist() == [1, 2, 10]
    assert any("order of their names" in note for note in series.notes)


def test_sizes_and_folders_are_separate_series(tmp_path):
    (tmp_path / "other").mkdir()
    for name, shape in (("a.png", (200, 150)), ("b.png", (150, 200)), ("other/c.png", (200, 150))):
        _save(tmp_path / name, np.zeros(shape, dtype=np.uint8))
    report = scan_folder(tmp_path)
    assert len(report.series) == 3
    assert len({series.uid for series in report.series}) == 3
    assert {series.description for series in report.series} == {
        f"{tmp_path.name} (200 x 150)",
        f"{tmp_path.name} (150 x 200)",
        "other",
    }


def test_grey_scan_stored_as_color_jpeg_is_not_a_color_picture(tmp_path):
    grey = np.add.outer(np.arange(200), np.arange(150)).astype(np.uint8)
    Image.fromarray(grey).convert("RGB").save(tmp_path / "a.jpg", quality=80)
    image = SliceReader(_only(tmp_path)).read(0)
    assert not image.color
    assert np.abs(image.pixels - grey).mean() < 3


def test_photograph_is_a_color_picture(tmp_path):
    photo = np.zeros((200, 150, 3), dtype=np.uint8)
    photo[:100, :, 0], photo[100:, :, 2] = 180, 220
    image = SliceReader(_only(_save(tmp_path / "a.png", photo))).read(0)
    assert image.color
    assert read_volume(_only(tmp_path)).color


def test_few_colored_marks_do_not_make_a_color_picture(tmp_path):
    marked = np.repeat(GREY.astype(np.uint8)[..., None], 3, axis=-1)
    marked[5:10, 5:40] = (255, 255, 0)
    assert not SliceReader(_only(_save(tmp_path / "a.png", marked))).read(0).color


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "F"])
def test_every_kind_of_picture_gives_finite_grey(tmp_path, mode):
    source = Image.fromarray(GREY.astype(np.uint8))
    picture = Image.fromarray(GREY.astype(np.uint16)) if mode == "I;16" else source.convert(mode)
    picture.save(tmp_path / "a.tif")
    pixels = SliceReader(_only(tmp_path)).read(0).pixels
    assert pixels.shape == (200, 150)
    assert np.isfinite(pixels).all()
    assert pixels.max() == pytest.approx(255, abs=1)


def test_transparent_parts_are_dark(tmp_path):
    clear = np.full((200, 150, 4), 255, dtype=np.uint8)
    clear[..., 3] = 0
    assert SliceReader(_only(_save(tmp_path / "a.png", clear))).read(0).pixels.max() == 0


def test_rotation_noted_by_a_camera_is_honored(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    grey = np.add.outer(np.arange(200), np.arange(150)).astype(np.uint8)
    _save(tmp_path / "a.jpg", grey, exif=exif)
    series = _only(tmp_path)
    assert (series.rows, series.columns) == (150, 200)
    assert SliceReader(series).read(0).pixels.shape == (150, 200)


def test_preview_beside_dicom_is_skipped_but_a_large_picture_is_not(tmp_path):
    write_dicom(tmp_path / "IM1")
    _save(tmp_path / "preview.png", np.zeros((64, 64), dtype=np.uint8))
    _save(tmp_path / "screen.png", np.zeros((200, 300), dtype=np.uint8))
    report = scan_folder(tmp_path)
    assert sorted(series.format for series in report.series) == ["dicom", "image"]
    assert [entry.path.name for entry in report.skipped] == ["preview.png"]
    assert "preview" in report.skipped[0].reason


def test_small_picture_on_its_own_is_shown(tmp_path):
    path = _save(tmp_path / "thumb.png", np.zeros((32, 32), dtype=np.uint8))
    write_dicom(tmp_path / "IM1")
    assert _only(path).format == "image"
    (tmp_path / "IM1").unlink()
    assert _only(tmp_path).format == "image"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_tiff_with_an_orientation_is_as_large_as_announced(tmp_path, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    _save(tmp_path / "a.tif", GREY.astype(np.uint8), exif=exif)
    series = _only(tmp_path)
    assert SliceReader(series).read(0).pixels.shape == (series.rows, series.columns)


@pytest.mark.parametrize("extension", ["png", "jpg"])
def test_picture_cut_off_is_skipped(tmp_path, extension):
    noise = np.random.default_rng(0).integers(0, 255, (200, 150), dtype=np.uint8)
    path = _save(tmp_path / f"a.{extension}", noise)
    path.write_bytes(path.read_bytes()[:3000])
    report = scan_folder(tmp_path)
    assert not report.series
    assert "cut off" in report.skipped[0].reason


def test_picture_that_changed_after_the_scan_is_an_error_that_names_it(tmp_path):
    path = _save(tmp_path / "a.png", np.zeros((200, 150), dtype=np.uint8))
    series = _only(path)
    _save(path, np.zeros((20, 15), dtype=np.uint8))
    with pytest.raises(UnreadableScanError, match=r"a\.png"):
        SliceReader(series).read(0)


@pytest.mark.parametrize("side", [13_000, 60_000])
def test_decompression_bomb_is_refused_without_decoding(tmp_path, side):
    path = _save(tmp_path / "a.png", np.zeros((1, 1), dtype=np.uint8))
    content = bytearray(path.read_bytes())
    content[16:24] = side.to_bytes(4, "big") * 2
    content[29:33] = _crc(bytes(content[12:29]))
    path.write_bytes(content)
    report = scan_folder(tmp_path)
    assert not report.series
    assert "larger than any scan" in report.skipped[0].reason


def _crc(chunk):
    import zlib

    return zlib.crc32(chunk).to_bytes(4, "big")
