"""Folders that are not what they should be: one plain sentence, and the exit code that `cli.md` promises."""

import csv
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from physnet_core.cli import main

COMMANDS = ("train", "evaluate")


@pytest.fixture
def folder(pictures: Path, tmp_path: Path) -> Path:
    """The small pictures, to be spoiled."""
    return shutil.copytree(pictures, tmp_path / "data")


def _run(command: str, data: Path, *further: str) -> int:
    out = data.parent / "out"
    small = ["--size", "64", "--epochs", "1", "--batch", "8", "--model", "mobilenet_v2"] if command == "train" else []
    return main([command, str(data), "--out", str(out), "--quiet", *small, *further])


def _one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    complaint = capsys.readouterr().err
    assert complaint.count("\n") == 1
    assert complaint.startswith("physnet: ")
    return complaint


def _rewrite(manifest: Path, change: str, value: str, *, only: str = "") -> None:
    rows = list(csv.DictReader(manifest.read_text().splitlines()))
    for row in rows:
        row[change] = value if only in row["path"] else row[change]
    with manifest.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_pictures(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data" / "glioma").mkdir(parents=True)
    (tmp_path / "data" / "glioma" / "notes.txt").write_text("nothing to see")
    assert _run(command, tmp_path / "data") == 2
    assert "holds no pictures in folders named glioma" in _one_sentence(capsys)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_lacks_a_class(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "manifest.csv").unlink()
    for path in folder.rglob("pituitary*.png"):
        path.unlink()
    assert _run(command, folder) == 2
    assert "holds no pictures of class pituitary; all four classes are needed" in _one_sentence(capsys)


def test_a_training_part_that_lacks_a_class(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _rewrite(folder / "manifest.csv", "clean_split", "test", only="/notumor/")
    assert _run("train", folder) == 2
    assert "training part holds no readable picture of class notumor" in _one_sentence(capsys)


def test_a_split_without_anything_to_validate_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _rewrite(folder / "manifest.csv", "clean_split", "train")
    assert _run("train", folder) == 2
    assert "val part of the split clean holds no picture" in _one_sentence(capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_manifest_that_names_missing_files(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "Training" / "glioma" / "glioma_01.png").unlink()
    assert _run(command, folder) == 2
    assert "names 1 missing files, the first is Training/glioma/glioma_01.png" in _one_sentence(capsys)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("picture,kind\na.png,glioma\n", "needs the columns path and label"),
        ("path,label\na.png,cyst\n", "names the class 'cyst'"),
        (b"\xff\xfe\x00path", "is no table"),
    ],
)
def test_a_manifest_that_is_none(
    content: str | bytes, complaint: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "manifest.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    assert _run("train", folder) == 2
    assert complaint in _one_sentence(capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_mask_of_another_size(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for mask in (folder / "masks").rglob("meningioma*.png"):
        Image.fromarray(np.zeros((40, 50), dtype=np.uint8)).save(mask)
    assert _run(command, folder) == 2
    complaint = _one_sentence(capsys)
    assert re.search(r"The mask \S+/meningioma_\d\d.png has 40 x 50 pixels, its picture 96 x 96", complaint)


def test_unreadable_pictures_are_named_once_and_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = ["Training/glioma/glioma_01.png", "Training/notumor/notumor_03.png", "Testing/notumor/notumor_12.png"]
    for name in broken:
        (folder / name).write_bytes(b"no picture")
    assert _run("train", folder) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("physnet: left out ") for line in lines)
    assert all(sum(name in line for line in lines) == 1 for name in broken[:2])
    bundle = folder.parent / "out"
    (folder.parent / "out").rename(folder.parent / "trained")
    bundle = folder.parent / "trained"
    assert _run("evaluate", folder, "--models", f"a={bundle}", f"a={bundle}") == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert broken[2] in lines[0]


def test_a_folder_of_unreadable_pictures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (folder / "Testing").rglob("*.png"):
        path.write_bytes(b"no picture")
    for path in (folder / "Training").rglob("*.png"):
        path.write_bytes(b"no picture")
    assert _run("evaluate", folder) == 2
    assert "None of the 16 pictures can be read: the first because" in _one_sentence(capsys)


def test_an_out_that_cannot_be(pictures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["evaluate", str(pictures), "--out", str(tmp_path / "file" / "out"), "--quiet"]) == 2
    assert "Cannot create" in _one_sentence(capsys)


@pytest.mark.parametrize("fraction", ["0", "1.5", "-1"])
def test_a_fraction_that_is_none(fraction: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("train", folder, "--fraction", fraction) == 2
    assert "A fraction is above 0 and at most 1" in _one_sentence(capsys)
