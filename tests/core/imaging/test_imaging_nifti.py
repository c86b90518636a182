"""NIfTI volumes land the right way round, whichever way they are stored."""

import gzip
import itertools
import tracemalloc

import nibabel as nib
import numpy as np
import pytest

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging import SliceReader, Window, read_volume, scan_folder

SHAPE = (5, 6, 7)
UPRIGHT = np.diag([-1.0, -1.0, 1.0, 1.0])  # voxel axes run to left, posterior, superior: nothing is turned around
SIGNED_PERMUTATIONS = [
    (axes, signs) for axes in itertools.permutations(range(3)) for signs in itertools.product((1, -1), repeat=3)
]
# By LPS axis across the slices: (axis, sign) along rows (row index grows) and columns, as a radiologist looks.
SCREEN = {0: ((2, -1), (1, 1)), 1: ((2, -1), (0, 1)), 2: ((1, 1), (0, 1))}
PLANES = ("sagittal", "coronal", "axial")


def _save(path, voxels, affine, **header):
    image = nib.Nifti1Image(voxels, affine)
    for key, value in header.items():
        image.header[key] = value
    nib.save(image, path)
    return path


def _only(path):
    report = scan_folder(path)
    assert len(report.series) == 1, report.skipped
    return report.series[0]


def _ramp(shape=SHAPE):
    return np.arange(np.prod(shape), dtype=np.int16).reshape(shape)


def test_there_are_48_orientations():
    assert len(SIGNED_PERMUTATIONS) == 48


@pytest.mark.parametrize(("axes", "signs"), SIGNED_PERMUTATIONS)
def test_every_orientation_lands_radiologically_with_its_geometry(tmp_path, axes, signs):
    sizes = (1.0, 1.25, 3.0)  # voxel axis 2 is the one across the slices
    affine = np.eye(4)
    affine[:3, :3] = 0
    for voxel_axis, (world, sign) in enumerate(zip(axes, signs, strict=True)):
        affine[world, voxel_axis] = sign * sizes[voxel_axis]
    affine[:3, 3] = (-11.0, 23.0, 5.0)
    voxels = _ramp()
    series = _only(_save(tmp_path / "v.nii.gz", voxels, affine))
    volume = read_volume(series)

    across = axes[2]
    assert series.plane == PLANES[across]
    assert series.slice_spacing == 3.0
    expected_directions = [(across, 1), *SCREEN[across]]
    for index_axis, (world, sign) in enumerate(expected_directions):
        direction = volume.affine[:3, index_axis]
        assert np.argmax(np.abs(direction)) == world
        assert np.sign(direction[world]) == sign
    assert series.pixel_spacing == pytest.approx(tuple(np.abs(volume.affine[:3, 1:3]).max(0)))

    to_lps = np.diag([-1.0, -1.0, 1.0, 1.0]) @ affine
    for place in itertools.product(*(range(size) for size in volume.pixels.shape)):
        stored = np.unravel_index(int(volume.pixels[place]), SHAPE)
        np.testing.assert_allclose(volume.affine @ [*place, 1.0], to_lps @ [*stored, 1.0])
    assert series.first_position == pytest.approx(tuple(volume.affine[:3, 3]))
    assert series.last_position[across] > series.first_position[across]


def test_oblique_volume_is_only_permuted_and_keeps_its_angle(tmp_path):
    angle = np.radians(10)
    turn = np.array([[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]])
    affine = np.eye(4)
    affine[:3, :3] = turn @ np.diag([1.0, 1.0, 4.0])
    series = _only(_save(tmp_path / "v.nii", _ramp(), affine))
    assert series.plane == "axial"
    assert (series.slices, series.rows, series.columns) == (7, 6, 5)
    step = series.affine[:3, 0]
    assert np.degrees(np.arccos(step[2] / np.linalg.norm(step))) == pytest.approx(10)
    assert set(read_volume(series).pixels.ravel()) == set(_ramp().ravel())


def test_equal_voxels_make_the_third_axis_the_slices(tmp_path):
    series = _only(_save(tmp_path / "v.nii.gz", _ramp(), np.diag([-1, -1, 1, 1])))
    assert (series.slices, series.rows, series.columns) == (7, 6, 5)
    np.testing.assert_array_equal(read_volume(series).pixels, _ramp().transpose(2, 1, 0))


def test_slice_axis_is_the_one_with_the_largest_voxels(tmp_path):
    series = _only(_save(tmp_path / "v.nii.gz", _ramp(), np.diag([6.0, 1.0, 1.0, 1.0])))
    assert (series.plane, series.slices) == ("sagittal", 5)


@pytest.mark.parametrize("shape", [(5, 6, 7, 3), (5, 6, 7, 1, 3)])
def test_further_axes_are_times(tmp_path, shape):
    voxels = _ramp(shape)
    series = _only(_save(tmp_path / "v.nii.gz", voxels, np.eye(4)))
    assert (series.slices, series.frames_of_time) == (7, 3)
    assert len(series.sources) == 21
    reader = SliceReader(series)
    for time in (2, 0, 1):
        expected = voxels.reshape(5, 6, 7, 3)[..., time]
        volume = read_volume(series, time=time).pixels
        assert volume.sum() == expected.sum()
        np.testing.assert_array_equal(reader.read(3, time).pixels, volume[3])


def test_flat_image_is_one_slice(tmp_path):
    series = _only(_save(tmp_path / "v.nii", _ramp((5, 6)), np.eye(4)))
    assert (series.slices, series.rows, series.columns) == (1, 6, 5)
    assert read_volume(series).pixels.shape == (1, 6, 5)


def test_scale_and_window_of_the_header_are_applied(tmp_path):
    image = nib.Nifti1Image(_ramp(), UPRIGHT)
    image.header.set_slope_inter(2.0, -50.0)
    image.header["cal_min"], image.header["cal_max"] = 10, 90
    raw = image.header.copy()
    with (tmp_path / "v.nii").open("wb") as file:  # nibabel's own writer would choose its own scale
        raw.set_data_offset(352)
        raw["magic"] = b"n+1"
        raw.write_to(file)
        file.write(_ramp().tobytes(order="F"))
    volume = read_volume(_only(tmp_path / "v.nii"))
    np.testing.assert_allclose(volume.pixels, _ramp().transpose(2, 1, 0) * 2.0 - 50.0)
    assert volume.window == Window(center=50.0, width=80.0)


def test_values_that_are_no_numbers_become_background_and_are_noted(tmp_path):
    voxels = _ramp().astype(np.float32) - 3
    voxels[0, 0, 0], voxels[1, 1, 1], voxels[2, 2, 2] = np.nan, np.inf, -np.inf
    series = _only(_save(tmp_path / "v.nii.gz", voxels, UPRIGHT))
    volume = read_volume(series)
    assert np.isfinite(volume.pixels).all()
    assert volume.pixels[0, 0, 0] == volume.pixels.min() == -2
    assert any("not numbers" in note for note in volume.series.notes)
    assert SliceReader(series).read(0).notes


@pytest.mark.parametrize("name", ["v.nii", "v.nii.gz"])
def test_slices_of_nothing_but_nan_have_the_background_of_the_volume(tmp_path, name):
    voxels = _ramp().astype(np.float32) - 3
    voxels[..., 2] = np.nan
    series = _only(_save(tmp_path / name, voxels, UPRIGHT))
    assert (SliceReader(series).read(2).pixels == voxels[np.isfinite(voxels)].min()).all()


def _displays():
    """Each voxel axis as the one across, stored as is and turned around."""
    for across, sign in itertools.product(range(3), (1, -1)):
        sizes = np.ones(3)
        sizes[across] = 4.0 * sign
        yield pytest.param(np.diag([*sizes, 1.0]), id=f"{'+-'[sign < 0]}{'xyz'[across]}")


@pytest.mark.parametrize("affine", list(_displays()))
@pytest.mark.parametrize("shape", [(5, 6, 7), (5, 6, 7, 2)])
def test_slices_read_one_by_one_are_those_of_the_volume_read_whole(tmp_path, affine, shape):
    image = nib.Nifti1Image(_ramp(shape), affine)
    image.header.set_slope_inter(0.5, 3.0)
    nib.save(image, tmp_path / "v.nii")
    nib.save(image, tmp_path / "v.nii.gz")
    (plain,), (packed,) = (scan_folder(tmp_path / name).series for name in ("v.nii", "v.nii.gz"))
    for time, index in itertools.product(range(plain.frames_of_time), range(plain.slices)):
        one = SliceReader(plain).read(index, time).pixels
        np.testing.assert_array_equal(one, SliceReader(packed).read(index, time).pixels)
        np.testing.assert_array_equal(one, read_volume(plain, time=time).pixels[index])


def test_an_uncompressed_file_is_read_slice_by_slice_and_slices_are_let_go_one_by_one(tmp_path):
    large = np.zeros((256, 256, 200), np.int16)  # 26 MB, or 52 as float32
    series = _only(_save(tmp_path / "v.nii", large, UPRIGHT))
    tracemalloc.start()
    image = SliceReader(series).read(100)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 << 20
    assert image.pixels.base is None or image.pixels.base.nbytes == image.pixels.nbytes


def test_volume_of_nothing_but_nan_is_black(tmp_path):
    volume = read_volume(_only(_save(tmp_path / "v.nii", np.full(SHAPE, np.nan, np.float32), np.eye(4))))
    assert not volume.pixels.any()


@pytest.mark.parametrize(("unit", "factor"), [("meter", 1000.0), ("micron", 0.001), ("mm", 1.0)])
def test_units_of_the_header_are_turned_into_mm(tmp_path, unit, factor):
    image = nib.Nifti1Image(_ramp(), np.diag([1.0, 1.0, 2.0, 1.0]))
    image.header.set_xyzt_units(unit)
    nib.save(image, tmp_path / "v.nii")
    series = _only(tmp_path)
    assert series.slice_spacing == pytest.approx(2.0 * factor)
    assert series.pixel_spacing == pytest.approx((factor, factor))


def test_header_without_orientation_is_said_so(tmp_path):
    image = nib.Nifti1Image(_ramp(), None)
    image.header.set_zooms((1.0, 1.0, 5.0))
    image.header.set_qform(None, 0)
    image.header.set_sform(None, 0)
    nib.save(image, tmp_path / "v.nii")
    series = _only(tmp_path)
    assert series.plane == "unknown"
    assert (series.slices, series.slice_spacing) == (7, 5.0)
    assert any("left and right are not certain" in note for note in series.notes)


def test_singular_affine_falls_back_to_the_voxel_sizes(tmp_path):
    image = nib.Nifti1Image(_ramp(), np.eye(4))
    image.header.set_sform(np.zeros((4, 4)), 1)
    with (tmp_path / "v.nii").open("wb") as file:
        image.header.set_data_offset(352)
        image.header["magic"] = b"n+1"
        image.header.write_to(file)
        file.write(_ramp().tobytes(order="F"))
    series = _only(tmp_path)
    assert series.pixel_spacing == (1.0, 1.0)
    assert series.notes


def test_color_volume_is_grey_and_marked(tmp_path):
    voxels = np.zeros(SHAPE, dtype=[("R", "u1"), ("G", "u1"), ("B", "u1")])
    voxels["R"] = 200
    image = SliceReader(_only(_save(tmp_path / "v.nii", voxels, np.eye(4)))).read(0)
    assert image.color
    assert image.pixels.max() == pytest.approx(59.8)


def test_uncompressed_file_cut_off_is_skipped(tmp_path):
    path = _save(tmp_path / "v.nii", _ramp(), np.eye(4))
    path.write_bytes(path.read_bytes()[:-10])
    report = scan_folder(tmp_path)
    assert not report.series
    assert "cut off" in report.skipped[0].reason


@pytest.mark.parametrize("keep", [0.5, 0.9])
def test_compressed_file_cut_off_is_skipped(tmp_path, keep):
    noise = np.random.default_rng(0).integers(0, 30000, (16, 16, 16), dtype=np.int16)
    path = _save(tmp_path / "v.nii.gz", noise, np.eye(4))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    report = scan_folder(tmp_path)
    assert not report.series
    assert "cut off" in report.skipped[0].reason


def test_file_cut_off_after_the_scan_is_an_error_that_names_it(tmp_path):
    noise = np.random.default_rng(0).integers(0, 30000, (16, 16, 16), dtype=np.int16)
    series = _only(_save(tmp_path / "v.nii.gz", noise, np.eye(4)))
    path = series.sources[0].path
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(UnreadableScanError, match=r"v\.nii\.gz"):
        SliceReader(series).read(0)


def test_gzip_in_several_members_is_not_taken_for_cut_off(tmp_path):
    whole = gzip.decompress(_save(tmp_path / "v.nii.gz", _ramp(), UPRIGHT).read_bytes())
    (tmp_path / "v.nii.gz").write_bytes(gzip.compress(whole[:400]) + gzip.compress(whole[400:]))
    np.testing.assert_array_equal(read_volume(_only(tmp_path)).pixels, _ramp().transpose(2, 1, 0))


@pytest.mark.parametrize("name", ["v.nii", "v.nii.gz"])
def test_header_that_claims_terabytes_is_refused_at_once(tmp_path, name):
    header = nib.Nifti1Header()
    header.set_data_shape((32000, 32000, 8))
    header.set_data_dtype(np.float64)
    header.set_data_offset(352)
    header["magic"] = b"n+1"
    content = header.binaryblock + b"\0" * 1000
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    report = scan_folder(tmp_path)
    assert not report.series
    assert len(report.skipped) == 1


def test_file_under_a_wrong_name_says_what_to_do(tmp_path):
    _save(tmp_path / "v.nii.gz", _ramp(), np.eye(4)).rename(tmp_path / "v.nii")
    assert "rename it" in scan_folder(tmp_path).skipped[0].reason


def test_uncompressed_file_without_extension_is_read(tmp_path):
    _save(tmp_path / "v.nii", _ramp(), np.eye(4)).rename(tmp_path / "volume")
    assert read_volume(_only(tmp_path)).pixels.shape == (7, 6, 5)


def test_nifti_2_is_read(tmp_path):
    nib.save(nib.Nifti2Image(_ramp(), UPRIGHT), tmp_path / "v.nii.gz")
    np.testing.assert_array_equal(read_volume(_only(tmp_path)).pixels, _ramp().transpose(2, 1, 0))


def test_volume_that_says_it_is_synthetic_is_marked(tmp_path):
    _save(tmp_path / "a.nii", _ramp(), UPRIGHT, descrip=b"Synthetic phantom")
    _save(tmp_path / "b.nii", _ramp(), UPRIGHT)
    assert [series.synthetic for series in scan_folder(tmp_path).series] == [True, False]


def test_uid_is_stable_and_tells_nothing(tmp_path):
    folder = tmp_path / "Secret_Patient"
    folder.mkdir()
    _save(folder / "v.nii.gz", _ramp(), np.eye(4))
    first, second = _only(folder), _only(folder / "v.nii.gz")
    assert first.uid == second.uid
    assert "Secret" not in first.uid
