"""Which files form which series, in which order."""

import dataclasses
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scan_makers import AXIAL, CORONAL, SAGITTAL, write_dicom, write_enhanced

from physnet_core.imaging import SliceReader, read_volume, scan_folder


def _constant(value: int, shape: tuple[int, int] = (6, 5)) -> np.ndarray:
    return np.full(shape, value, dtype=np.uint16)


def _only(folder: Path):
    report = scan_folder(folder)
    assert len(report.series) == 1, report
    return report.series[0]


def test_slices_are_ordered_from_feet_to_head(axial_series):
    series = _only(axial_series)
    volume = read_volume(series)
    assert volume.pixels[:, 0, 0].tolist() == list(range(8))
    assert (series.plane, series.slices, series.frames_of_time) == ("axial", 8, 1)
    assert series.slice_spacing == pytest.approx(2.5)
    assert series.first_position == (0, 0, 0)
    assert series.last_position == (0, 0, 17.5)
    assert volume.affine @ [7, 0, 0, 1] == pytest.approx([0, 0, 17.5, 1])


@pytest.mark.parametrize(
    ("orientation", "axis", "plane"), [(SAGITTAL, 0, "sagittal"), (CORONAL, 1, "coronal"), (AXIAL, 2, "axial")]
)
@pytest.mark.parametrize("direction", [1, -1])
def test_order_is_right_to_left_anterior_to_posterior_inferior_to_superior(
    tmp_path, orientation, axis, plane, direction
):
    turned = (*orientation[:3], *(direction * value for value in orientation[3:]))
    for index in (2, 0, 1):
        position = [0.0, 0.0, 0.0]
        position[axis] = 3.0 * index - 3
        write_dicom(tmp_path / f"{9 - index}", _constant(index), position=position, orientation=turned)
    series = _only(tmp_path)
    assert series.plane == plane
    assert read_volume(series).pixels[:, 0, 0].tolist() == [0, 1, 2]
    assert series.first_position[axis] == -3.0


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), tilt=st.floats(0, 24), spacing=st.floats(0.05, 8.0))
def test_shuffled_names_and_numbers_give_the_same_volume(seed, tilt, spacing):
    shuffle = random.Random(seed)
    angle = np.radians(tilt)
    orientation = (1.0, 0.0, 0.0, 0.0, float(np.cos(angle)), float(np.sin(angle)))
    normal = np.cross(orientation[:3], orientation[3:])
    volumes = []
    for order in (list(range(6)), shuffle.sample(range(6), 6)):
        with TemporaryDirectory() as folder:
            for index, number in enumerate(order):
                write_dicom(
                    Path(folder, f"IM{number}"),
                    _constant(index),
                    position=[round(float(v), 6) for v in normal * spacing * index],
                    orientation=[round(v, 6) for v in orientation],
                    InstanceNumber=number + 1,
                )
            volumes.append(read_volume(_only(Path(folder))))
    first, second = volumes
    assert first.pixels[:, 0, 0].tolist() == list(range(6))
    np.testing.assert_array_equal(first.pixels, second.pixels)
    np.testing.assert_array_equal(first.affine, second.affine)
    plain = [dataclasses.replace(v.series, sources=(), affine=None) for v in volumes]
    assert repr(plain[0]) == repr(plain[1])


def test_repeated_positions_become_times_ordered_by_temporal_index(tmp_path):
    for time in range(3):
        for place in range(4):
            write_dicom(
                tmp_path / f"{place}{2 - time}",
                _constant(10 * time + place),
                position=(0, 0, 5 * place),
                TemporalPositionIdentifier=time + 1,
                InstanceNumber=100 - 10 * time - place,
            )
    series = _only(tmp_path)
    assert (series.slices, series.frames_of_time) == (4, 3)
    for time in range(3):
        assert read_volume(series, time=time).pixels[:, 0, 0].tolist() == [10 * time + place for place in range(4)]
    assert any("3 times" in note for note in series.notes)


def test_repeated_positions_without_an_index_are_ordered_by_time_of_acquisition(tmp_path):
    for time in range(2):
        for place in range(3):
            write_dicom(
                tmp_path / f"{time}{place}",
                _constant(10 * time + place),
                position=(0, 0, place),
                AcquisitionTime=f"10000{1 - time}.5",
            )
    series = _only(tmp_path)
    assert read_volume(series, time=0).pixels[:, 0, 0].tolist() == [10, 11, 12]
    assert read_volume(series, time=1).pixels[:, 0, 0].tolist() == [0, 1, 2]


def test_aborted_repetition_is_left_out_and_listed(tmp_path):
    for time in range(3):
        for place in range(4 if time < 2 else 2):
            write_dicom(
                tmp_path / f"{time}{place}",
                _constant(place),
                position=(0, 0, place),
                TemporalPositionIdentifier=time + 1,
            )
    report = scan_folder(tmp_path)
    assert (report.series[0].slices, report.series[0].frames_of_time) == (4, 2)
    assert [entry.path.name for entry in report.skipped] == ["20", "21"]
    assert all("left out" in entry.reason for entry in report.skipped)


def test_one_repeated_slice_does_not_cost_the_others(axial_series):
    write_dicom(axial_series / "again.dcm", _constant(99), position=(0, 0, 5.0), InstanceNumber=99)
    report = scan_folder(axial_series)
    assert (report.series[0].slices, report.series[0].frames_of_time) == (8, 1)
    assert [entry.path.name for entry in report.skipped] == ["again.dcm"]


def test_echoes_are_told_apart_by_echo_time(tmp_path):
    for echo in (80.0, 20.0):
        for place in range(3):
            write_dicom(tmp_path / f"{echo}-{place}", _constant(int(echo)), position=(0, 0, place), EchoTime=echo)
    series = _only(tmp_path)
    assert read_volume(series, time=0).pixels.max() == 20
    assert read_volume(series, time=1).pixels.min() == 80


def test_echoes_are_told_apart_when_acquisitions_are_counted_slice_by_slice(tmp_path):
    for echo in (80.0, 20.0):
        for place in range(4):
            write_dicom(
                tmp_path / f"{echo}-{place}",
                _constant(int(echo)),
                position=(0, 0, place),
                EchoTime=echo,
                AcquisitionNumber=1 + place % 2,
            )
    series = _only(tmp_path)
    assert read_volume(series, time=0).pixels.max() == 20
    assert read_volume(series, time=1).pixels.min() == 80


def test_several_series_in_one_folder_are_separate(tmp_path):
    for number in range(3):
        for place in range(2):
            write_dicom(
                tmp_path / f"{place}-{number}",
                position=(0, 0, place),
                SeriesInstanceUID=f"1.2.3.{number}",
                SeriesDescription=f"scan {number}",
            )
    report = scan_folder(tmp_path)
    assert {(s.uid, s.description, s.slices) for s in report.series} == {
        (f"1.2.3.{n}", f"scan {n}", 2) for n in range(3)
    }


def test_planes_of_a_localizer_are_taken_apart(tmp_path):
    for plane, orientation in enumerate((AXIAL, CORONAL, SAGITTAL)):
        for place in range(plane + 1):
            position = np.cross(orientation[:3], orientation[3:]) * place * 10
            write_dicom(tmp_path / f"{plane}{place}", position=position.tolist(), orientation=orientation)
    report = scan_folder(tmp_path)
    assert {(s.plane, s.slices) for s in report.series} == {("axial", 1), ("coronal", 2), ("sagittal", 3)}
    uids = [s.uid for s in report.series]
    assert len(set(uids)) == 3
    assert next(s.uid for s in report.series if s.plane == "sagittal") == "1.2.3.4"
    assert all(uid.startswith("1.2.3.4") for uid in uids)


def test_image_type_localizer_is_apart_and_marked(axial_series):
    write_dicom(axial_series / "scout", position=(0, 0, 100), ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"])
    report = scan_folder(axial_series)
    assert [(s.localizer, s.slices) for s in report.series] == [(False, 8), (True, 1)]
    assert report.series[0].uid == "1.2.3.4"


@pytest.mark.parametrize("other", [{"pixels": _constant(1, (8, 8))}, {"spacing": (2.0, 2.0)}])
def test_another_size_or_spacing_is_another_series(axial_series, other):
    write_dicom(axial_series / "odd", position=(0, 0, 50), **other)
    report = scan_folder(axial_series)
    assert sorted(s.slices for s in report.series) == [1, 8]
    assert report.series[0].affine is not None


def test_uid_of_parts_does_not_depend_on_file_names(tmp_path):
    found = []
    for names in (("a", "b", "c"), ("c", "b", "a")):
        folder = tmp_path / "".join(names)
        folder.mkdir()
        for name, orientation in zip(names, (AXIAL, CORONAL, SAGITTAL), strict=True):
            write_dicom(folder / name, orientation=orientation)
        found.append({s.plane: s.uid for s in scan_folder(folder).series})
    assert found[0] == found[1]


def test_images_that_each_look_from_elsewhere_stay_one_series(tmp_path):
    for index in range(30):
        angle = np.radians(6 * index)
        orientation = (float(np.cos(angle)), float(np.sin(angle)), 0, 0, 0, -1)
        write_dicom(tmp_path / f"{index:02d}", _constant(index), orientation=orientation, InstanceNumber=index)
    series = _only(tmp_path)
    assert (series.slices, series.affine, series.plane) == (30, None, "unknown")
    assert read_volume(series).pixels[:, 0, 0].tolist() == list(range(30))


def test_gap_is_noted_and_slices_stay_viewable(axial_series):
    next(path for path in axial_series.iterdir() if _z(path) == 7.5).unlink()
    series = _only(axial_series)
    assert series.slices == 7
    assert series.affine is None
    assert any("missing" in note and "1 more" in note for note in series.notes)
    assert SliceReader(series).read(3).pixels[0, 0] == 4
    assert read_volume(series).affine is None


def test_irregular_spacing_is_noted(tmp_path):
    for index, z in enumerate((0.0, 1.0, 2.3, 3.1, 4.2)):
        write_dicom(tmp_path / str(index), position=(0, 0, z))
    series = _only(tmp_path)
    assert series.affine is None
    assert any("not evenly spaced" in note for note in series.notes)


def _z(path: Path) -> float:
    from pydicom import dcmread

    return float(dcmread(path).ImagePositionPatient[2])


def test_copies_in_another_place_are_reported_not_stacked(axial_series):
    copy = axial_series / "backup"
    copy.mkdir()
    for path in list(axial_series.glob("*.dcm"))[:3]:
        (copy / f"x{path.name}").write_bytes(path.read_bytes())
    report = scan_folder(axial_series)
    assert report.series[0].slices == 8
    assert len(report.skipped) == 3
    assert all("the same image as" in entry.reason for entry in report.skipped)
    assert any("3 files were copies" in note for note in report.series[0].notes)


def test_files_without_position_keep_the_scanner_order_and_say_so(tmp_path):
    for index in range(3):
        write_dicom(tmp_path / f"{2 - index}", _constant(index), position=None, orientation=None, InstanceNumber=index)
    series = _only(tmp_path)
    assert read_volume(series).pixels[:, 0, 0].tolist() == [0, 1, 2]
    assert (series.plane, series.affine, series.first_position) == ("unknown", None, None)
    assert any("does not say where" in note for note in series.notes)


def test_lone_slice_has_an_invertible_affine(tmp_path):
    write_dicom(tmp_path / "one", position=(1, 2, 3), spacing=(0.5, 0.25), SliceThickness=4.0)
    series = _only(tmp_path)
    assert series.slice_spacing is None
    assert series.affine @ [0, 2, 4, 1] == pytest.approx([2, 3, 3, 1])
    assert np.linalg.det(series.affine) != 0


def test_enhanced_frames_are_slices_ordered_by_position(tmp_path):
    pixels = np.stack([_constant(value) for value in (2, 0, 1)])
    write_enhanced(tmp_path / "e", pixels, positions=[(0, 0, 4), (0, 0, 0), (0, 0, 2)])
    series = _only(tmp_path)
    assert (series.slices, series.pixel_spacing, series.slice_spacing) == (3, (0.5, 0.75), 2.0)
    assert read_volume(series).pixels[:, 0, 0].tolist() == [0, 1, 2]
    assert SliceReader(series).read(2).source == "e, frame 1"


def test_enhanced_frames_at_one_position_are_times(tmp_path):
    pixels = np.stack([_constant(value) for value in (11, 1, 10, 0)])
    write_enhanced(tmp_path / "e", pixels, positions=[(0, 0, 1), (0, 0, 1), (0, 0, 0), (0, 0, 0)], times=[2, 1, 2, 1])
    series = _only(tmp_path)
    assert (series.slices, series.frames_of_time) == (2, 2)
    assert read_volume(series, time=0).pixels[:, 0, 0].tolist() == [0, 1]
    assert read_volume(series, time=1).pixels[:, 0, 0].tolist() == [10, 11]


def test_description_and_modality_are_passed_on_and_the_patient_is_not(tmp_path):
    write_dicom(tmp_path / "a", SeriesDescription="T1 with contrast")
    series = _only(tmp_path)
    assert (series.description, series.modality) == ("T1 with contrast", "MR")
    assert "Secret" not in repr(series)
    assert "SECRET" not in repr(series)
