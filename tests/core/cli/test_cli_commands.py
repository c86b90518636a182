"""The promises of the command line: names, keys, exit codes, and what goes where."""

import csv
import json
import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
from PIL import Image
from scan_files import mixed_folder, write_nifti, write_png

from physnet_core.cli import COMMANDS, main
from physnet_core.errors import UnreadableScanError
from physnet_core.imaging import Slice, SliceReader

SERIES_KEYS = {
    *("uid", "format", "description", "modality", "plane", "slices", "frames_of_time", "rows", "columns"),
    *("pixel_spacing_mm", "slice_spacing_mm", "transfer_syntax", "first_position_mm", "last_position_mm"),
}
PREDICTION_KEYS = {
    *("slice", "source", "label", "confidence", "probabilities", "in_distribution", "reason"),
    *("diffusion_number", "growth_number", "diffusion_mm2_per_day", "proliferation_per_day", "days_per_step"),
    "density",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mixed_folder(tmp_path_factory.mktemp("scans") / "mixed")


@pytest.fixture
def common(saved_bundle: Path) -> list[str]:
    return ["--weights", str(saved_bundle), "--device", "cpu"]


def test_predict_json_has_the_promised_keys(
    folder: Path, common: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["predict", str(folder), "--json", *common]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["model"]["name"] == "untrained"
    assert len(record["model"]["sha256"]) == 64
    assert {entry["format"] for entry in record["series"]} == {"nifti", "image"}
    assert {Path(entry["path"]).name for entry in record["skipped"]} >= {"notes.txt", "broken.dcm", "empty"}
    for series in record["series"]:
        assert SERIES_KEYS <= set(series)
        assert [item["slice"] for item in series["predictions"]] == list(range(series["slices"]))
        assert set(series["summary"]) == {"label", "confidence", "slices_in_distribution"}
        for item in series["predictions"]:
            assert PREDICTION_KEYS <= set(item)
            assert sum(item["probabilities"].values()) == pytest.approx(1, abs=1e-5)
            assert item["confidence"] == max(item["probabilities"].values())
            assert set(item["density"]) == {"max", "area_mm2", "area_cells", "centroid_rc"}
            physical = series["format"] == "nifti"
            assert (item["diffusion_mm2_per_day"] is not None) == physical
            assert (item["density"]["area_mm2"] is not None) == physical


def test_slices_can_be_chosen(folder: Path, common: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for wanted, expected in (("middle", [2]), ("0,3", [0, 3]), ("1", [1])):
        assert main(["predict", str(folder / "scan.nii.gz"), "--slices", wanted, "--json", *common]) == 0
        record = json.loads(capsys.readouterr().out)
        assert [item["slice"] for item in record["series"][0]["predictions"]] == expected


def test_predict_writes_a_table_and_maps(
    folder: Path, common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--csv", str(tmp_path / "table.csv"), "--save", str(tmp_path / "maps")]
    assert main(["predict", str(folder), "--slices", "middle", *out, *common]) == 0
    with (tmp_path / "table.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    assert {"probability_glioma", "density_area_cells", "label", "slice", "series"} <= set(rows[0])
    names = sorted(path.name for path in (tmp_path / "maps").iterdir())
    assert len(names) == 4
    assert all(name.endswith(("-density.nii.gz", "-overlay.png")) for name in names)
    assert "research use only" in capsys.readouterr().out


def test_simulate_saves_the_promised_arrays(
    folder: Path, common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    npz = tmp_path / "frames.npz"
    numbers = ["--diffusion", "0.2", "--proliferation", "0.03", "--days", "50", "--frames", "5", "--slice", "1"]
    assert main(["simulate", str(folder), *numbers, "--save-frames", str(npz), "--json", *common]) == 0
    record = json.loads(capsys.readouterr().out)
    with np.load(npz) as stored:
        density, days = stored["density"], stored["days"]
        assert density.dtype == np.float32
        assert density.shape[0] == days.shape[0] == 6
        assert days.tolist() == pytest.approx([0, 10, 20, 30, 40, 50])
        assert float(stored["diffusion"]) == pytest.approx(0.2)
        assert float(stored["proliferation"]) == pytest.approx(0.03)
        spacing = stored["pixel_spacing_mm"]
    area = np.count_nonzero(density >= 0.5, axis=(1, 2)) * spacing.prod()
    assert record["area_mm2"] == pytest.approx(area.tolist(), rel=0.05)
    assert record["slice"] == 1
    assert record["grid"] == "latent"


def test_simulate_starts_from_a_mask_of_any_kind(
    folder: Path, common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mask = np.zeros((96, 80), dtype=np.uint8)
    mask[40:60, 30:45] = 1  # 20 x 15 mm
    Image.fromarray(mask * 255).save(tmp_path / "mask.png")
    np.savez(tmp_path / "mask.npz", mask=mask)
    volume = np.zeros((4, 96, 80), dtype=np.uint8)
    volume[2] = mask
    stored = np.ascontiguousarray(volume.transpose(2, 1, 0)[::-1, ::-1])
    nib.save(nib.Nifti1Image(stored, np.diag((1.0, 1.0, 5.0, 1.0))), tmp_path / "mask.nii.gz")
    areas = []
    for name in ("mask.png", "mask.npz", "mask.nii.gz"):
        chosen = [] if name == "mask.nii.gz" else ["--slice", "2"]
        words = ["simulate", str(folder / "scan.nii.gz"), "--mask", str(tmp_path / name), "--grid", "image", *chosen]
        assert main([*words, "--json", *common]) == 0
        record = json.loads(capsys.readouterr().out)
        assert record["slice"] == 2
        assert record["start"] == "mask"
        areas.append(record["area_mm2"])
    assert areas[0][0] == 300
    assert areas[0] == areas[1] == areas[2]


@pytest.mark.parametrize("extension", ["gif", "png", "csv", "nii.gz", "pdf", "mp4"])
def test_export_writes_each_kind(folder: Path, common: list[str], tmp_path: Path, extension: str) -> None:
    out = tmp_path / f"growth.{extension}"
    assert main(["export", str(folder), "--slice", "1", "--size", "original", "--out", str(out), *common]) == 0
    assert out.stat().st_size > 500


def test_export_gif_has_n_plus_one_frames_also_when_compared(folder: Path, common: list[str], tmp_path: Path) -> None:
    out = tmp_path / "growth.gif"
    numbers = ["--frames", "5", "--proliferation", "0", "--diffusion", "0", "--fps", "4", "--compare"]
    words = ["export", str(folder / "sub"), "--out", str(out), "--size", "original", *numbers]
    assert main([*words, *common]) == 2  # a picture has no mm
    numbers[2], numbers[4] = "--growth-number", "--diffusion-number"
    words = ["export", str(folder / "sub"), "--out", str(out), "--size", "original", *numbers]
    assert main([*words, *common]) == 0
    with Image.open(out) as picture:
        assert picture.n_frames == 6
        assert picture.info["duration"] == 250


def test_default_slice_is_the_one_with_most_tumor(
    folder: Path, common: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    scan = str(folder / "scan.nii.gz")
    assert main(["predict", scan, "--json", *common]) == 0
    slices = json.loads(capsys.readouterr().out)["series"][0]["predictions"]
    assert main(["simulate", scan, "--json", *common]) == 0
    chosen = json.loads(capsys.readouterr().out)["slice"]
    assert slices[chosen]["density"]["max"] == pytest.approx(max(item["density"]["max"] for item in slices), rel=0.2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["predict"], "PATH"),
        (["predict", "NOWHERE"], "does not exist"),
        (["predict", "FOLDER/notes.txt"], "notes.txt"),
        (["predict", "FOLDER", "--slices", "99"], "numbered from 0"),
        (["predict", "FOLDER", "--slices", "first"], "all, middle or numbers"),
        (["predict", "FOLDER", "--batch", "0"], "--batch"),
        (["predict", "FOLDER", "--threads", "0"], "--threads"),
        (["predict", "FOLDER", "--device", "abacus"], "auto, cpu, cuda"),
        (["predict", "FOLDER", "--weights", "NOWHERE"], "no bundle"),
        (["simulate", "FOLDER", "--slice", "99"], "slices run from 0 to 3"),
        (["simulate", "FOLDER", "--series", "9"], "no series 9"),
        (["simulate", "FOLDER", "--slice", "0", "--diffusion", "-1"], "D must be"),
        (["simulate", "FOLDER", "--slice", "0", "--days", "nan"], "must be positive"),
        (["simulate", "FOLDER", "--diffusion", "1", "--diffusion-number", "1"], "not both"),
        (["simulate", "FOLDER", "--slice", "0", "--mask", "FOLDER/notes.txt"], "no mask"),
        (["export", "FOLDER", "--out", "x.bmp"], "end it with .gif"),
        (["export", "FOLDER", "--out", "NOWHERE/x.gif"], "no folder"),
        (["export", "FOLDER"], "--out"),
        (["frobnicate"], "choose from"),
        ([], "name a command"),
    ],
)
def test_an_error_is_one_line_and_exit_code_2(
    words: list[str],
    said: str,
    folder: Path,
    saved_bundle: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = [word.replace("FOLDER", str(folder)).replace("NOWHERE", str(tmp_path / "nowhere")) for word in words]
    if given and "--weights" not in given and given[0] in COMMANDS:
        given += ["--weights", str(saved_bundle)]
    assert main(given) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err
    assert "Traceback" not in captured.err


def test_debug_shows_where_an_error_comes_from(tmp_path: Path) -> None:
    with pytest.raises(UnreadableScanError):
        main(["predict", str(tmp_path / "nowhere"), "--debug"])


def test_common_options_may_stand_before_the_command(
    folder: Path, common: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = [*common, "--quiet", "predict", str(folder), "--slices", "middle", "--seed", "1", "--threads", "1"]
    assert main(words) == 0
    assert capsys.readouterr().err == ""


def test_a_failing_export_is_exit_code_1_and_leaves_nothing(folder: Path, common: list[str], tmp_path: Path) -> None:
    (tmp_path / "growth.csv").mkdir()
    assert main(["export", str(folder), "--slice", "0", "--out", str(tmp_path / "growth.csv"), *common]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["growth.csv"]


def test_ctrl_c_keeps_what_was_finished(
    folder: Path, common: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = SliceReader.read

    def interrupted(reader: SliceReader, index: int, time: int = 0) -> Slice:
        if index == 3:
            raise KeyboardInterrupt
        return reading(reader, index, time)

    monkeypatch.setattr(SliceReader, "read", interrupted)
    assert main(["predict", str(folder / "scan.nii.gz"), "--batch", "1", "--json", *common]) == 1
    captured = capsys.readouterr()
    assert len(json.loads(captured.out)["series"][0]["predictions"]) == 3
    assert "stopped after 3 slices" in captured.err


def test_progress_is_shown_on_a_terminal_only(folder: Path, common: list[str]) -> None:
    words = [sys.executable, "-m", "physnet_core.cli", "predict", str(folder), "--json", *common]
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 100))  # a new one has no columns, and tqdm then nothing to say
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=follower) as process:
        output = process.communicate()[0]
    os.set_blocking(leader, False)  # nothing shown is a failure, not a wait
    shown = os.read(leader, 1 << 16).decode()
    os.close(follower)
    os.close(leader)
    assert process.returncode == 0
    assert "slice/s" in shown
    assert json.loads(output)["series"]


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("physnet ")
    assert main(["--help"]) == 0
    listing = capsys.readouterr().out
    assert all(command in listing for command in COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_help_of_every_command_is_quick(command: str) -> None:
    """None imports torch: it takes seconds."""
    call = f"main(['{command}', '--help'])"
    code = f"import sys; from physnet_core.cli import main; {call}; sys.exit('torch' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert ended.stdout.startswith(f"usage: physnet {command}")


def test_info_does_not_import_torch(folder: Path) -> None:
    code = (
        "import sys; from physnet_core.cli import main; "
        f"code = main(['info', {str(folder)!r}, '--json']); sys.exit(code or 'torch' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert SERIES_KEYS <= set(json.loads(ended.stdout)["series"][0])


def test_a_single_picture_and_a_single_volume_are_paths_too(
    common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [write_nifti(tmp_path / "one.nii", slices=1), write_png(tmp_path / "two.png")]
    assert main(["predict", *map(str, paths), "--json", *common]) == 0
    assert len(json.loads(capsys.readouterr().out)["series"]) == 2


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["growth/01", "dicom/monochrome1", "dicom/enhanced-small-jpeg2000"])
def test_real_scans_from_file_to_gif(name: str, real_data: Path, common: list[str], tmp_path: Path) -> None:
    out = tmp_path / "growth.gif"
    assert main(["export", str(real_data / name), "--slice", "0", "--frames", "3", "--out", str(out), *common]) == 0
    with Image.open(out) as picture:
        assert picture.n_frames == 4
        assert min(picture.size) > 300
