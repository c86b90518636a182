"""`physnet calibrate` and `physnet bench` keep their promises to scripts."""

import contextlib
import csv
import json
import os
import signal
import subprocess
import sys
from functools import partial
from itertools import groupby

import nibabel
import numpy as np
import pytest

if sys.platform != "win32":
    import pty
    import termios

from physnet_core.bench.timing import compare
from physnet_core.cli import main


def _ball(radius):
    z, y, x = (axis * size for axis, size in zip(np.indices((12, 40, 40)), (4.0, 1.5, 1.5), strict=True))
    return np.sqrt((z - 22) ** 2 + (y - 30) ** 2 + (x - 30) ** 2) <= radius


@pytest.fixture(scope="module")
def masks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("masks")
    for name, radius in (("pre", 9), ("post", 13)):
        np.savez(folder / f"{name}.npz", mask=_ball(radius))
    return folder


@pytest.fixture(scope="module")
def growth_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("growth")
    rng = np.random.default_rng(0)
    head = np.where(_ball(100), 200 + 50 * rng.random((12, 40, 40)), 0.0)
    head[:, :3] = 0
    with (folder / "growth.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["patient", "interval_days"])
        writer.writerows([[name, days] for name, days in (("01", 60), ("02", 90), ("03", 120))])
    for name, radius in (("01", 12), ("02", 13), ("03", 14)):
        (folder / name).mkdir()
        for kind, values in (
            ("Pre_Mask", _ball(9).astype(float)),
            ("Post_Mask", _ball(radius).astype(float)),
            ("Pre_Scan_T1", head),
            ("Post_Scan_T1", head),
        ):
            nibabel.save(
                nibabel.Nifti1Image(values.transpose(2, 1, 0), np.diag([-1.5, -1.5, 4.0, 1.0])),
                folder / name / f"{kind}.nii.gz",
            )
    return folder


def _arguments(masks, *more):
    return ["calibrate", "--pre", str(masks / "pre.npz"), "--post", str(masks / "post.npz"), "--days", "100", *more]


def test_json_has_what_scripts_rely_on(masks, capsys):
    assert main(_arguments(masks, "--spacing", "1.5,1.5,4", "--json")) == 0
    captured = capsys.readouterr()
    record = json.loads(captured.out)
    assert set(record["dice"]) == {"persistence", "dilation", "smoothing", "fitted"}
    assert record["threshold"] == 0.5
    assert record["seconds"] > 0
    speed = 2 * np.sqrt(record["diffusion_mm2_per_day"] * record["proliferation_per_day"]) * 365.25
    assert record["front_speed_mm_per_year"] == pytest.approx(speed)
    low, high = record["interval"]["front_speed_mm_per_year"]
    assert low <= speed <= high
    assert record["identifiable"] == {
        "front_speed": True,
        "diffusion": False,
        "proliferation": False,
        "diffusion_and_proliferation": False,
    }
    assert record["assumed"] == {
        "front_width_mm": pytest.approx(np.sqrt(record["diffusion_mm2_per_day"] / record["proliferation_per_day"]))
    }
    assert record["interval"]["open"] == ["front_width_mm", "diffusion_mm2_per_day", "proliferation_per_day"]
    assert any("Not identified: D and ρ one by one" in sentence for sentence in record["statement"])
    assert record["tissue"]["maps"] is None
    assert len(record["profile"]) > 3
    assert record["registration"] is None
    assert "not registered" in captured.err


def test_text_says_that_diffusion_and_proliferation_are_not_told_apart(masks, capsys):
    assert main(_arguments(masks, "--spacing", "1.5,1.5,4", "--quiet")) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "Two outlines tell one number" in captured.out
    assert "Not identified: D and ρ one by one" in captured.out
    assert "that width is assumed" in " ".join(captured.out.split())


@pytest.fixture
def maps(masks, tmp_path):
    """White, grey and fluid maps on the voxels of the masks: grey matter everywhere."""
    for name, amount in (("white", 0.0), ("grey", 1.0), ("csf", 0.0)):
        values = np.full(_ball(9).shape, amount)
        nibabel.save(
            nibabel.Nifti1Image(values.transpose(2, 1, 0), np.diag([-1.5, -1.5, 4.0, 1.0])), tmp_path / f"{name}.nii"
        )
    return [str(tmp_path / f"{name}.nii") for name in ("white", "grey", "csf")]


def test_tissue_counts_and_is_named(masks, maps, capsys):
    """In grey matter alone the speed of white matter is sqrt(ratio) times what the front went."""
    plain = ("--spacing", "1.5,1.5,4", "--quiet", "--json")
    assert main(_arguments(masks, *plain)) == 0
    alone = json.loads(capsys.readouterr().out)
    assert main(_arguments(masks, *plain, "--tissue", *maps, "--white-to-grey", "4")) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["front_speed_mm_per_year"] == pytest.approx(2 * alone["front_speed_mm_per_year"], rel=0.15)
    assert record["tissue"]["maps"] == ["white.nii", "grey.nii", "csf.nii"]
    assert "4 times that of grey matter" in record["tissue"]["note"]
    assert "head" in alone["tissue"]["note"] or "given" in alone["tissue"]["note"]


def test_tissue_of_another_size_is_refused(masks, maps, tmp_path, capsys):
    np.savez(tmp_path / "small.npz", mask=_ball(9)[:-2])
    arguments = ["--pre", str(tmp_path / "small.npz"), "--post", str(tmp_path / "small.npz"), "--days", "100"]
    assert main(["calibrate", *arguments, "--spacing", "1.5,1.5,4", "--tissue", *maps, "--quiet"]) == 2
    assert "make it on the scan's grid" in capsys.readouterr().err


def test_tissue_is_for_one_pair(maps, tmp_path, capsys):
    assert main(["calibrate", "--leave-one-out", str(tmp_path), "--tissue", *maps]) == 2
    assert "one pair" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that can be listened to")
@pytest.mark.parametrize("command", ["one pair", "a folder"])
def test_ctrl_c_during_the_search_ends_with_one_sentence(masks, growth_folder, command):
    """The bar of the search itself is on screen when it comes; nothing is printed or written after."""
    arguments = (
        _arguments(masks, "--spacing", "1.5,1.5,4", "--json")
        if command == "one pair"
        else ["calibrate", "--leave-one-out", str(growth_folder), "--json"]
    )
    awaited = b"fitting:" if command == "one pair" else b"patients:"
    before = sorted(path.name for path in growth_folder.rglob("*"))
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    with subprocess.Popen(
        [sys.executable, "-m", "physnet_core", *arguments],
        stdout=subprocess.PIPE,
        stderr=theirs,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    ) as process:
        os.close(theirs)
        shown = b""
        while awaited not in shown or b"%" not in shown.split(awaited)[-1]:
            shown += os.read(ours, 4096)
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(OSError):  # the end of a terminal
            while more := os.read(ours, 4096):
                shown += more
        assert process.stdout.read() == b""
    os.close(ours)
    assert process.returncode == 1
    lines = [line.strip() for line in shown.decode().replace("\r", "\n").splitlines() if line.strip()]
    assert lines[-1] == "physnet: stopped; nothing half-written is left"
    assert b"Traceback" not in shown
    assert sorted(path.name for path in growth_folder.rglob("*")) == before


def test_voxels_of_unknown_size_are_refused(masks, capsys):
    assert main(_arguments(masks)) == 2
    assert "--spacing" in capsys.readouterr().err


def test_missing_arguments_are_named(capsys):
    assert main(["calibrate", "--days", "3"]) == 2
    assert "--pre" in capsys.readouterr().err


def test_spacing_must_be_three_numbers(masks, capsys):
    assert main(_arguments(masks, "--spacing", "1,2")) == 2
    assert "three numbers" in capsys.readouterr().err


@pytest.mark.slow
def test_leave_one_out_forecasts_every_patient_of_a_folder(growth_folder, capsys):
    assert main(["calibrate", "--leave-one-out", str(growth_folder), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [row["patient"] for row in record["patients"]] == ["01", "02", "03"]
    mean = record["mean"]
    assert mean["forecast_dice"]["fisher_kpp"] > mean["forecast_dice"]["persistence"]
    for method, best in mean["best_dice"].items():
        assert best >= mean["forecast_dice"][method]
    assert "patients" in record["verdict"]
    gain = record["against_persistence"]["fisher_kpp"]
    differences = [
        row["forecast_dice"]["fisher_kpp"] - row["forecast_dice"]["persistence"] for row in record["patients"]
    ]
    assert gain["mean"] == pytest.approx(np.mean(differences))
    assert gain["standard_error"] == pytest.approx(np.std(differences, ddof=1) / np.sqrt(3))
    assert record["against_persistence"]["persistence"] == {"mean": 0.0, "standard_error": 0.0}


def test_a_folder_without_its_table_is_refused(tmp_path, capsys):
    assert main(["calibrate", "--leave-one-out", str(tmp_path)]) == 2
    assert "growth.csv" in capsys.readouterr().err


@pytest.mark.slow
def test_bench_reports_ratio_and_error_side_by_side(capsys):
    assert main(["bench", "--only", "network", "--json"]) == 0
    (comparison,) = json.loads(capsys.readouterr().out)["comparisons"]
    baseline, ours = comparison["measures"]
    assert baseline["ratio"] == 1.0
    assert ours["error"] < 1e-3 < baseline["error"]
    assert 4 * comparison["facts"]["saved_mb_ours"] <= comparison["facts"]["saved_mb_conv2d"]


def test_bench_names_its_problems(capsys):
    assert main(["bench", "--only", "nothing-like-it"]) == 2
    assert "masked-2d" in capsys.readouterr().err


def test_methods_are_run_in_turn():
    order = []
    compare("turns", {name: lambda name=name: order.append(name) for name in "ab"}, rounds=2)
    # A quick method is called several times in a row, and counts once.
    assert [name for name, _ in groupby(order)] == ["b", "a", "b", "a", "b"]
