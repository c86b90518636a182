"""Splits are what their names say."""

import shutil
from pathlib import Path

import pytest

from physnet_core.errors import DataError
from physnet_core.learning.index import CLASSES, load_index


def test_no_patient_stands_on_two_sides_of_the_clean_split(pictures: Path) -> None:
    index = load_index(pictures, "clean")
    patients = {part: {sample.patient for sample in index.part(part)} for part in ("train", "val", "test")}
    assert all(patients.values())
    assert not patients["train"] & patients["test"]
    assert not patients["train"] & patients["val"]
    assert not patients["val"] & patients["test"]


def test_official_keeps_the_folders_and_validates_on_pictures_of_training(pictures: Path, tmp_path: Path) -> None:
    index = load_index(pictures, "official")
    assert all("Testing" in sample.path.parts for sample in index.part("test"))
    learned, held_out = ({sample.path for sample in index.part(part)} for part in ("train", "val"))
    assert not learned & held_out
    assert learned | held_out == set((pictures / "Training").glob("*/*"))
    assert 1 <= len(held_out) <= len(learned) / 8
    shutil.copytree(pictures, tmp_path / "elsewhere")
    moved = load_index(tmp_path / "elsewhere", "official").part("val")
    assert {sample.path.name for sample in moved} == {path.name for path in held_out}
    leaky = len(index.part("test")) - len(load_index(pictures, "official-clean").part("test"))
    assert leaky == len(CLASSES)


def test_folders_without_a_manifest(pictures: Path, tmp_path: Path) -> None:
    shutil.copytree(pictures / "Training", tmp_path / "plain")
    index = load_index(tmp_path / "plain", "all")
    assert index.counts("test") == dict.fromkeys(CLASSES, 12)
    assert len(index.part("test")) == 48


def test_masks_are_found_by_name(pictures: Path) -> None:
    index = load_index(pictures, "clean", masks=pictures / "masks")
    assert all((sample.mask is None) == (sample.label == "notumor") for sample in index.samples)
    assert all(sample.mask is None for sample in load_index(pictures, "clean").samples)


def test_bad_folders_are_refused(pictures: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no pictures"):
        load_index(tmp_path, "all")
    broken = tmp_path / "broken"
    shutil.copytree(pictures, broken)
    shutil.rmtree(broken / "Training" / "glioma")
    with pytest.raises(DataError, match=r"names 12 missing files, the first is Training/glioma"):
        load_index(broken, "clean")
    (broken / "manifest.csv").unlink()
    shutil.rmtree(broken / "Testing")
    with pytest.raises(DataError, match="no pictures of class glioma"):
        load_index(broken, "official")


def test_a_fraction_takes_whole_patients_and_leaves_the_test_part(pictures: Path) -> None:
    index = load_index(pictures, "clean")
    half = index.thinned(0.5, seed=1)
    assert half.part("test") == index.part("test")
    assert half.counts("train") == dict.fromkeys(CLASSES, 6)  # of ten pictures a class, two a patient
    assert half.counts("val") == dict.fromkeys(CLASSES, 2)  # there is but one patient
    kept = {sample.patient for sample in half.part("train")}
    assert {s for s in index.part("train") if s.patient in kept} == set(half.part("train"))
    assert half == index.thinned(0.5, seed=1)
    assert half != index.thinned(0.5, seed=2)
    assert index.thinned(1.0, seed=1) == index
