"""DICOM that leaves: read back by others, lying where the tumor lies, and telling nothing of the patient."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom import Dataset, dcmread
from pydicom.uid import SegmentationStorage

from physnet_core.errors import ExportError
from physnet_core.export.content import Content, Options
from physnet_core.export.exporter import export
from physnet_core.export.picture import Picture
from physnet_core.growth.raster import resample
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.growth.simulate import simulate
from physnet_core.imaging import Slice
from physnet_core.network.grid import pixel_grid
from physnet_core.network.prediction import Prediction

SMALL = Options(size="original", frames_per_second=8)


@pytest.fixture
def oblique(phantom: Slice, prediction: Prediction, growth: Growth) -> Content:
    """Two growths on a slice that is turned about all axes: a swapped or negated axis shows."""
    turn = np.linalg.qr(np.array([[0.8, -0.5, 0.33], [0.4, 0.85, 0.3], [-0.4, -0.1, 0.9]]))[0]
    affine = phantom.affine.copy()
    affine[:3, :3] = turn @ affine[:3, :3]
    faster = replace(Scenario.learned(prediction), diffusion_number=0.4, growth_number=0.35)
    image = replace(phantom, affine=affine)
    return Content(prediction=prediction, image=image, growths=(growth, simulate(prediction, image, faster)))


@pytest.fixture
def capture(oblique: Content, tmp_path: Path) -> Dataset:
    return dcmread(export(tmp_path / "growth.dcm", oblique, SMALL))


@pytest.fixture
def segments(oblique: Content, tmp_path: Path) -> Dataset:
    return dcmread(export(tmp_path / "growth.seg.dcm", oblique, SMALL))


def test_secondary_capture_holds_the_frames_of_the_screen(oblique: Content, capture: Dataset) -> None:
    drawn = Picture(oblique, SMALL)
    assert capture.pixel_array.shape == (9, *drawn.at(0).shape)
    for frame in (0, 5, 8):
        assert np.array_equal(capture.pixel_array[frame], drawn.at(frame))
    assert capture.FrameTime == 125
    assert capture.FrameIncrementPointer == 0x00181063
    assert (capture.Modality, capture.ConversionType, capture.BurnedInAnnotation) == ("OT", "WSD", "NO")
    down = drawn.panels[0].raster.step[0] * 0.8
    assert capture.PixelSpacing == pytest.approx([down, down], rel=0.01)  # whole pixels


def test_a_picture_without_geometry_may_hold_names(oblique: Content, tmp_path: Path) -> None:
    lost = replace(oblique, image=replace(oblique.image, affine=None, pixel_spacing=None))
    made = dcmread(export(tmp_path / "growth.dcm", lost, SMALL))
    assert made.BurnedInAnnotation == "YES"
    assert "PixelSpacing" not in made


@pytest.mark.parametrize("kind", ["capture", "segments"])
def test_nobody_is_named_and_the_purpose_is(kind: str, request: pytest.FixtureRequest) -> None:
    made: Dataset = request.getfixturevalue(kind)
    assert made.PatientIdentityRemoved == "YES"
    for keyword in (
        "PatientName",
        "PatientID",
        "PatientBirthDate",
        "PatientSex",
        "StudyDate",
        "ReferringPhysicianName",
    ):
        assert str(made[keyword].value) == ""
    assert made.StudyDescription == "Research use only. Not a medical device."
    assert "research use only" in made.SeriesDescription
    assert made.ContentDate == "19000101"
    uids = [made.StudyInstanceUID, made.SeriesInstanceUID, made.SOPInstanceUID]
    assert len(set(uids)) == 3
    assert all(uid.startswith("2.25.") for uid in uids)
    for element in made.iterall():
        assert element.VR not in ("PN", "AS", "DT") or not element.value
        assert element.keyword not in ("ReferencedSOPInstanceUID", "SourceImageSequence", "InstitutionName")


def test_every_file_has_uids_of_its_own(oblique: Content, tmp_path: Path) -> None:
    one, two = (dcmread(export(tmp_path / f"{name}.seg.dcm", oblique)) for name in "ab")
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID"):
        assert one[keyword].value != two[keyword].value


def test_segments_lie_where_the_tumor_lies(oblique: Content, segments: Dataset) -> None:
    """From a pixel of a segment to the patient by the tags alone, and by the scan's own affine."""
    assert segments.SOPClassUID == SegmentationStorage
    shared, frames = segments.SharedFunctionalGroupsSequence[0], segments.PerFrameFunctionalGroupsSequence
    cosines = np.array(shared.PlaneOrientationSequence[0].ImageOrientationPatient, dtype=float)
    spacing = [float(value) for value in shared.PixelMeasuresSequence[0].PixelSpacing]
    for number, frame in enumerate(frames):
        origin = np.array(frame.PlanePositionSequence[0].ImagePositionPatient, dtype=float)
        for row, column in ((0, 0), (159, 0), (0, 99), (41, 73)):
            said = origin + column * spacing[1] * cosines[:3] + row * spacing[0] * cosines[3:]
            assert said == pytest.approx((oblique.image.affine @ (0, row, column, 1))[:3], abs=1e-4)
        growth = oblique.growths[number // 2]
        density = resample(growth.frames[0 if number % 2 == 0 else -1], growth.grid, pixel_grid(160, 100))
        assert np.array_equal(segments.pixel_array[number] > 0, density >= 0.5)
    assert shared.PixelMeasuresSequence[0].SliceThickness == 5


def test_segments_say_what_they_are(segments: Dataset) -> None:
    labels = [segment.SegmentLabel for segment in segments.SegmentSequence]
    assert labels == [f"{name}, day {day}, density >= 0.5" for name in ("learned", "tweaked") for day in (0, 56)]
    assert {segment.SegmentDescription for segment in segments.SegmentSequence} == {
        "Research use only. Not a medical device."
    }


def test_another_library_reads_the_segments(oblique: Content, tmp_path: Path) -> None:
    """highdicom checks the object against the standard as it reads, and has code of its own for the geometry."""
    seg = pytest.importorskip("highdicom.seg", reason="highdicom is in the test group of pyproject.toml")
    read = seg.segread(export(tmp_path / "growth.seg.dcm", oblique))
    assert read.number_of_segments == 4
    assert read.segmentation_type.value == "BINARY"
    volume = read.get_volume(segment_numbers=[2], combine_segments=False)
    frame = volume.array[0, :, :, 0]
    row, column = np.argwhere(frame)[0]
    place = (volume.affine @ (0, row, column, 1))[:3]  # LPS
    assert place == pytest.approx((oblique.image.affine @ (0, row, column, 1))[:3], abs=1e-4)
    growth = oblique.growths[0]
    assert np.array_equal(frame > 0, resample(growth.frames[-1], growth.grid, pixel_grid(160, 100)) >= 0.5)


def test_what_dicom_cannot_place_is_one_sentence(oblique: Content, tmp_path: Path) -> None:
    sheared = oblique.image.affine.copy()
    sheared[:3, 1] += 0.2 * sheared[:3, 2]
    for affine, said in ((None, "place of the slice in the patient"), (sheared, "not at right angles")):
        with pytest.raises(ExportError, match=said):
            export(tmp_path / "a.seg.dcm", replace(oblique, image=replace(oblique.image, affine=affine)))
    assert list(tmp_path.iterdir()) == []


def test_a_slice_alone_has_a_thickness(oblique: Content, tmp_path: Path) -> None:
    flat = oblique.image.affine.copy()
    flat[:3, 0] = 0
    made = dcmread(export(tmp_path / "a.seg.dcm", replace(oblique, image=replace(oblique.image, affine=flat))))
    assert made.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].SliceThickness > 0
