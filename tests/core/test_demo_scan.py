"""The demo scan is what it says: one synthetic series in its place, with a truth that our model reproduces."""

import importlib.util
import itertools
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pydicom
import pytest
import torch
from demo_truth import DemoTruth, load_demo_truth
from scipy.ndimage import binary_dilation

from physnet_core.imaging import ScanReport, SliceReader, Volume, read_volume, scan_folder
from physnet_core.physics.fisher_kpp import FisherKPP
from physnet_core.physics.super_time_stepping import SuperTimeStepping
from physnet_core.physics.units import front_speed

LARGEST_BYTES = 6_000_000
REQUIRED = """
    PatientName PatientID PatientBirthDate PatientSex StudyInstanceUID StudyDate StudyTime
    ReferringPhysicianName StudyID AccessionNumber Modality SeriesInstanceUID SeriesNumber
    FrameOfReferenceUID PositionReferenceIndicator Manufacturer PatientPosition InstanceNumber ImageType
    PixelSpacing ImageOrientationPatient ImagePositionPatient SliceThickness ContrastBolusAgent
    SamplesPerPixel PhotometricInterpretation Rows Columns BitsAllocated BitsStored HighBit
    PixelRepresentation PixelData ScanningSequence SequenceVariant ScanOptions MRAcquisitionType EchoTime
    EchoTrainLength WindowCenter WindowWidth SOPClassUID SOPInstanceUID
"""


@pytest.fixture(scope="module")
def report(demo_folder: Path) -> ScanReport:
    return scan_folder(demo_folder / "series")


@pytest.fixture(scope="module")
def volume(report: ScanReport) -> Volume:
    return read_volume(report.series[0])


def _dice(one: np.ndarray, other: np.ndarray) -> float:
    return 2.0 * float((one & other).sum()) / float(one.sum() + other.sum())


def test_demo_is_one_axial_series_and_nothing_is_skipped(report):
    assert len(report.series) == 1
    assert report.skipped == ()
    series = report.series[0]
    assert (series.plane, series.modality) == ("axial", "MR")
    assert 40 <= series.slices <= 60
    assert series.notes == ()
    assert series.affine is not None


def test_whole_folder_gives_the_same_series(demo_folder, report):
    whole = scan_folder(demo_folder)
    assert [series.uid for series in whole.series] == [series.uid for series in report.series]
    assert {skipped.path.name for skipped in whole.skipped} == {"truth.npz", "truth.json", "LICENSE.txt", "SOURCE.md"}


def test_demo_is_marked_synthetic(report):
    assert report.series[0].synthetic


def test_ordinary_dicom_is_not_marked_synthetic(report, tmp_path):
    dataset = pydicom.dcmread(report.series[0].sources[0].path)
    del dataset.SyntheticData
    dataset.save_as(tmp_path / "slice.dcm")
    assert [series.synthetic for series in scan_folder(tmp_path).series] == [False]


def test_slices_are_numbered_from_below_and_lie_where_the_truth_says(report, truth):
    series, grid = report.series[0], truth.facts["grid"]
    assert (series.slices, series.rows, series.columns) == tuple(grid["shape"])
    assert series.pixel_spacing == truth.spacing[1:]
    assert series.slice_spacing == pytest.approx(truth.spacing[0])
    assert series.first_position == tuple(grid["first_voxel_lps_mm"])
    assert [source.path.name for source in series.sources] == sorted(source.path.name for source in series.sources)


def test_affine_sends_the_seed_to_its_place(report, truth):
    seed = truth.facts["seed"]
    index = np.array([seed["slice_index"], seed["row"], seed["column"], 1.0])
    place = report.series[0].affine @ index
    # the seed lies between two slices at most
    np.testing.assert_allclose(place[:3], seed["lps_mm"], atol=truth.spacing[0] / 2)


def test_headers_name_no_person_and_no_date(report):
    for source in report.series[0].sources:
        header = pydicom.dcmread(source.path, stop_before_pixels=True)
        assert (str(header.PatientName), header.PatientID) == ("SYNTHETIC^DEMO", "DEMO")
        assert header.SyntheticData == "YES"
        assert header.SeriesDescription.startswith("Synthetic")
        assert header.BurnedInAnnotation == "NO"
        named = {element.VR: element.value for element in header if element.VR in {"DA", "TM", "DT"}}
        assert not any(named.values())


def test_headers_are_valid_dicom(report):
    """Values keep to their representations, and nothing that an MR image must have is missing (PS3.3 A.4)."""
    for source in report.series[0].sources:
        header = pydicom.dcmread(source.path)
        with pydicom.config.strict_reading():
            keywords = {element.keyword for element in header.iterall()}  # raises on a value that breaks its VR
        assert not set(REQUIRED.split()) - keywords
        assert header.SOPInstanceUID == header.file_meta.MediaStorageSOPInstanceUID
    uids = {pydicom.dcmread(source.path).SOPInstanceUID for source in report.series[0].sources}
    assert len(uids) == report.series[0].slices


def test_demo_is_small(demo_folder):
    assert sum(path.stat().st_size for path in demo_folder.rglob("*") if path.is_file()) < LARGEST_BYTES


def test_template_notice_is_kept(demo_folder):
    notice = (demo_folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert "McConnell Brain Imaging Centre" in notice


def test_front_of_the_head_is_up_and_the_right_is_left(volume, truth):
    """Rows run back and columns to the patient's left; the tumor is in the right frontal lobe."""
    _, rows, columns = np.nonzero(truth.at_scan >= 0.5)
    middle = np.array(volume.pixels.shape[1:]) / 2
    assert rows.mean() < middle[0] - 20
    assert columns.mean() < middle[1] - 15
    # the last slice is the top of the head: less of it than of the middle
    assert volume.pixels[-1].mean() < 0.5 * volume.pixels[20].mean()


def test_every_slice_shows_something_and_fits(report):
    reader = SliceReader(report.series[0])
    for index in range(report.series[0].slices):
        pixels = reader.read(index).pixels
        assert np.percentile(pixels, 99) > 300
        edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
        assert edge.max() < 100


def test_density_is_a_density_and_grows(truth):
    frames = list(truth.densities.values())
    for frame in frames:
        assert frame.min() >= 0.0
        assert 0.9 < frame.max() <= 1.0
    for earlier, later in itertools.pairwise(frames):
        assert (later >= 0.5).sum() > (earlier >= 0.5).sum()
        assert not ((earlier >= 0.5) & (later < 0.5)).any()


def test_no_density_in_fluid_or_outside_the_brain(truth):
    for frame in truth.densities.values():
        assert not frame[~truth.domain].any()
    # and the domain does leave fluid out right beside the tumor: the ventricle
    beside = binary_dilation(truth.at_scan > 0.5, iterations=8)
    assert (beside & (truth.grey + truth.white < 0.2)).sum() > 100


def test_measures_are_those_of_the_arrays(truth):
    cell = np.prod(truth.spacing)
    for frame in truth.facts["frames"]:
        seen = truth.densities[frame["day"]] >= 0.5
        assert frame["volume_ml"] == pytest.approx(seen.sum() * cell / 1000.0, abs=0.05)
        assert frame["largest_slice"] == seen.sum(axis=(1, 2)).argmax()


def test_growth_is_that_of_a_high_grade_glioma(truth):
    """35 to 45 mm across on the day of the scan, growing as Fan 2020 measured: 51.6 mm a year in diameter."""
    across = {frame["day"]: frame["equivalent_diameter_mm"] for frame in truth.facts["frames"]}
    assert 35 < across[truth.facts["scan_day"]] < 45
    assert 2 * 365.25 * front_speed(truth.facts["diffusion_mm2_per_day"]["white"], truth.proliferation) == (
        pytest.approx(51.6, rel=0.01)
    )
    # grey matter and walls slow it down
    yearly = (across[truth.days[-1]] - across[truth.days[0]]) / (truth.days[-1] - truth.days[0]) * 365.25
    assert 25 < yearly < 51.6


def test_known_parameters_reproduce_the_later_truth(truth):
    """Our model on the coarse grid of the slices, from the day of the scan, arrives at the next truth."""
    start_day, end_day = truth.facts["scan_day"], truth.days[truth.days.index(truth.facts["scan_day"]) + 1]
    start, end = truth.densities[start_day], truth.densities[end_day]
    grown = _simulate(truth, start, end_day - start_day, truth.diffusion, truth.proliferation)
    assert _dice(grown >= 0.5, end >= 0.5) > 0.97
    assert np.abs(grown - end)[truth.domain].mean() < 0.005
    # it is growth, not persistence, and it needs the right rate
    assert _dice(start >= 0.5, end >= 0.5) < 0.85
    slow = _simulate(truth, start, end_day - start_day, truth.diffusion, truth.proliferation / 2)
    assert _dice(slow >= 0.5, end >= 0.5) < 0.93


def _simulate(truth: DemoTruth, start: np.ndarray, days: float, diffusion: np.ndarray, rho: float) -> np.ndarray:
    model = FisherKPP(SuperTimeStepping(torch.from_numpy(truth.domain)))
    batches = (torch.from_numpy(values.astype(np.float32))[None, None] for values in (start, diffusion))
    (end,) = model.frames(*batches, rho, times=[days], spacing=truth.spacing)
    return end[0, 0].numpy()


def test_picture_enhances_where_the_truth_says_so(volume, truth):
    u, pixels = truth.at_scan, volume.pixels
    normal = np.median(pixels[(truth.white > 0.95) & (u < 1e-3)])
    rim = np.median(pixels[(u > 0.55) & (u < 0.75)])
    core = np.median(pixels[u > 0.97])
    edema = np.median(pixels[(truth.white > 0.9) & (u > 0.05) & (u < 0.25)])
    assert rim > 1.25 * normal
    assert core < 0.6 * normal
    assert core < edema < 0.97 * normal


def test_tissues_are_where_the_picture_shows_them(volume, truth):
    away = truth.at_scan == 0
    white = np.median(volume.pixels[away & (truth.white > 0.9)])
    grey = np.median(volume.pixels[away & (truth.grey > 0.9)])
    assert 0.7 * white < grey < 0.92 * white


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("nilearn") is None, reason="needs the `demo` dependency group")
def test_script_makes_the_same_scan_again(demo_folder, volume, truth, tmp_path):
    script = demo_folder.parent.parent / "tools" / "make_demo_scan.py"
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, script, "--out", tmp_path / "demo"], check=True, env=environment)
    again = read_volume(scan_folder(tmp_path / "demo" / "series").series[0])
    # rounding may differ between processors
    assert np.abs(again.pixels - volume.pixels).max() <= 2
    new = load_demo_truth(tmp_path / "demo")
    np.testing.assert_allclose(new.at_scan, truth.at_scan, atol=2e-3)
