"""The head is found whatever its brightness, and the mask is never empty."""

from pathlib import Path

import numpy as np
import pytest
from demo_truth import DemoTruth
from hypothesis import given
from hypothesis import strategies as st
from scipy.ndimage import binary_closing, binary_fill_holes

from physnet_core.errors import InvalidParameterError
from physnet_core.imaging import read_volume, scan_folder
from physnet_core.physics.tissue import TissueMap, find_tissue, given_tissue, head_mask


def ellipse(rows: int = 96, columns: int = 80) -> np.ndarray:
    y, x = np.mgrid[:rows, :columns]
    return ((y - 50) / 36) ** 2 + ((x - 38) / 27) ** 2 <= 1


@given(gain=st.floats(0.01, 1e4), offset=st.floats(-100, 100), noise=st.floats(0, 0.05))
def test_head_is_found(gain: float, offset: float, noise: float) -> None:
    head = ellipse()
    pixels = head * 0.6 + 0.4 * (np.roll(head, 6, axis=0) & head)
    pixels[40:50, 30:40] = 0.05  # a dark ventricle belongs to the head
    pixels = pixels + np.random.default_rng(0).normal(0, noise, pixels.shape)
    found = head_mask(pixels * gain + offset)
    overlap = 2 * (found & head).sum() / (found.sum() + head.sum())
    assert overlap > 0.95
    assert found[45, 35]


@pytest.mark.parametrize("pixels", [np.zeros((30, 30)), np.ones((1, 1)), np.full((5, 400), 7.0)])
def test_no_head_gives_the_whole_slice(pixels: np.ndarray) -> None:
    assert head_mask(pixels).all()


def test_the_head_of_a_volume_is_one_and_blank_slices_are_no_head() -> None:
    volume = np.stack([np.zeros((96, 80)), ellipse(), ellipse(), np.zeros((96, 80))]) * 100.0
    found = head_mask(volume)
    assert not found[[0, 3]].any()
    assert dice(found[1], ellipse()) > 0.95


# The demo scan: tissue as the template says it is. What counts as fluid is the rest of the filled brain.


@pytest.fixture(scope="module")
def scan(demo_folder: Path) -> np.ndarray:
    return read_volume(scan_folder(demo_folder / "series").series[0]).pixels


def known_classes(truth: DemoTruth) -> list[np.ndarray]:
    brain = np.stack([binary_fill_holes(binary_closing(np.pad(d, 8), iterations=6)[8:-8, 8:-8]) for d in truth.domain])
    return [
        truth.domain & (truth.white > truth.grey),
        truth.domain & (truth.grey >= truth.white),
        brain & ~truth.domain,
    ]


def found_classes(tissue: TissueMap) -> list[np.ndarray]:
    maps = np.stack([tissue.white, tissue.grey, tissue.csf])
    return [(maps.argmax(axis=0) == part) & (maps.sum(axis=0) > 0) for part in range(3)]


def dice(one: np.ndarray, other: np.ndarray) -> float:
    return 2 * float((one & other).sum()) / float(one.sum() + other.sum())


def test_tissue_of_the_demo_volume(scan: np.ndarray, truth: DemoTruth) -> None:
    """Measured: white .74, grey .72, fluid .59, domain .97; the best cuts of its brightness give .79, .80, .61."""
    tissue = find_tissue(scan, spacing=truth.spacing, tumor=truth.at_scan)
    assert tissue.certain
    overlaps = [dice(found, known) for found, known in zip(found_classes(tissue), known_classes(truth), strict=True)]
    assert all(overlap > least for overlap, least in zip(overlaps, (0.69, 0.67, 0.5), strict=True))
    assert dice(tissue.domain, truth.domain) > 0.95
    assert tissue.domain[truth.at_scan >= 0.5].all()
    total = tissue.white + tissue.grey + tissue.csf
    np.testing.assert_allclose(total[total > 0], 1, atol=1e-5)
    assert not tissue.white.flags.writeable


@pytest.mark.parametrize("index", [9, 12, 18, 24])
def test_tissue_of_single_demo_slices(scan: np.ndarray, truth: DemoTruth, index: int) -> None:
    tissue = find_tissue(scan[index], spacing=truth.spacing[1:], tumor=truth.at_scan[index])
    assert tissue.certain
    white, grey, _ = (
        dice(found, known[index]) for found, known in zip(found_classes(tissue), known_classes(truth), strict=True)
    )
    assert white > 0.68
    assert grey > 0.6
    assert dice(tissue.domain, truth.domain[index]) > 0.95
    seen = truth.at_scan[index] >= 0.5
    assert tissue.domain[seen].all()
    assert not tissue.csf[seen].any()


def test_a_dark_core_within_a_shining_rim_is_tumor_also_when_nobody_says_so(scan: np.ndarray, truth: DemoTruth) -> None:
    tissue = find_tissue(scan[18], spacing=(1.0, 1.0))
    assert tissue.domain[truth.at_scan[18] >= 0.5].mean() > 0.95


def test_brightness_and_pixel_size_do_not_matter(scan: np.ndarray, truth: DemoTruth) -> None:
    usual = find_tissue(scan[18], spacing=(1.0, 1.0))
    brighter = find_tissue(scan[18] * 37.0)
    assert dice(usual.domain, brighter.domain) > 0.97


def test_where_it_is_not_sure_it_says_so_and_gives_the_head(scan: np.ndarray) -> None:
    head = head_mask(scan[18])
    inverted = np.where(head, 1300.0 - np.minimum(scan[18], 1200.0), 0.0)  # bright fluid, dark white matter: no T1
    for picture in (inverted, np.zeros((64, 64))):
        tissue = find_tissue(picture, spacing=(1.0, 1.0))
        assert not tissue.certain
        assert "in the whole head" in tissue.note
        np.testing.assert_array_equal(tissue.domain, head_mask(picture))
        np.testing.assert_array_equal(tissue.mobility(10.0), tissue.domain.astype(np.float32))


def test_white_and_grey_matter_alike_give_the_brain_as_one(scan: np.ndarray, truth: DemoTruth) -> None:
    alike = 600 + np.random.default_rng(0).normal(0, 20, scan[18].shape)
    picture = np.where(truth.domain[18] & (truth.at_scan[18] < 0.3), alike, scan[18])
    tissue = find_tissue(picture, spacing=(1.0, 1.0), tumor=truth.at_scan[18])
    assert not tissue.certain
    assert "in the whole brain" in tissue.note
    assert dice(tissue.domain, sum(known[18] for known in known_classes(truth)) > 0) > 0.95
    assert tissue.domain[truth.at_scan[18] >= 0.5].all()


def test_given_maps_are_taken_as_they_are_and_refused_when_they_are_none(truth: DemoTruth) -> None:
    csf = np.clip(1 - truth.white - truth.grey, 0, 1)
    tissue = given_tissue(truth.white, truth.grey, csf)
    np.testing.assert_array_equal(tissue.domain, truth.domain)
    mobility = tissue.mobility(10.0) * truth.facts["diffusion_mm2_per_day"]["white"]
    np.testing.assert_allclose(mobility, np.where(truth.domain, truth.diffusion, 0), atol=1e-6)
    assert tissue.plane(20).domain.shape == truth.domain.shape[1:]
    with pytest.raises(InvalidParameterError, match="no tissue on slice 0"):
        given_tissue(*(np.stack([part[0] * 0, part[20]]) for part in (truth.white, truth.grey, csf))).plane(0)
    with pytest.raises(InvalidParameterError, match="between 0 and 1"):
        given_tissue(truth.white * 2, truth.grey, csf)
    with pytest.raises(InvalidParameterError, match="same size"):
        given_tissue(truth.white[:3], truth.grey, csf)
    with pytest.raises(InvalidParameterError, match="neither white nor grey"):
        given_tissue(csf * 0, csf * 0, csf)


def test_the_last_slice_before_empty_ones_is_no_scalp(scan: np.ndarray, truth: DemoTruth) -> None:
    """Some scans are filled up with empty slices: the head ends there, and yet it is cut through."""
    inside = scan[8:28]
    filled_up = np.concatenate([inside, np.zeros_like(inside[:4])])
    tumor = np.zeros(filled_up.shape, dtype=bool)
    tumor[19, 60:90, 70:90] = True
    tissue = find_tissue(filled_up, spacing=truth.spacing, tumor=tumor)
    assert tissue.domain[tumor].all()
    areas = tissue.domain.sum(axis=(1, 2))
    assert areas[19] > 0.8 * areas[18]
    assert not areas[20:].any()


def test_tumor_off_the_brain_stays_where_it_was_found(scan: np.ndarray, truth: DemoTruth) -> None:
    head = head_mask(scan)
    place = np.argwhere(head[20] & ~find_tissue(scan, spacing=truth.spacing).domain[20])[0]
    tumor = np.zeros(scan.shape, dtype=np.float32)
    tumor[20, place[0], place[1]] = 0.9
    assert find_tissue(scan, spacing=truth.spacing, tumor=tumor).domain[20, place[0], place[1]]
