"""`physnet calibrate` and `physnet bench` keep their promises to scripts."""

import csv
import json
from itertools import groupby

import nibabel
import numpy as np
import pytest

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
    assert record["identifiable"] == {"diffusion_and_proliferation": False}
    assert len(record["profile"]) > 3
    assert record["registration"] is None
    assert "not registered" in captured.err


def test_text_says_that_diffusion_and_proliferation_are_not_told_apart(masks, capsys):
    assert main(_arguments(masks, "--spacing", "1.5,1.5,4", "--quiet")) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "not D and rho separately" in captured.out


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
def test_leave_one_out_forecasts_every_patient_of_a_folder(tmp_path, capsys):
    rng = np.random.default_rng(0)
    head = np.where(_ball(100), 200 + 50 * rng.random((12, 40, 40)), 0.0)
    head[:, :3] = 0
    with (tmp_path / "growth.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["patient", "interval_days"])
        writer.writerows([[name, days] for name, days in (("01", 60), ("02", 90), ("03", 120))])
    for name, radius in (("01", 12), ("02", 13), ("03", 14)):
        (tmp_path / name).mkdir()
        for kind, values in (
            ("Pre_Mask", _ball(9).astype(float)),
            ("Post_Mask", _ball(radius).astype(float)),
            ("Pre_Scan_T1", head),
            ("Post_Scan_T1", head),
        ):
            nibabel.save(
                nibabel.Nifti1Image(values.transpose(2, 1, 0), np.diag([-1.5, -1.5, 4.0, 1.0])),
                tmp_path / name / f"{kind}.nii.gz",
            )
    assert main(["calibrate", "--leave-one-out", str(tmp_path), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [row["patient"] for row in record["patients"]] == ["01", "02", "03"]
    mean = record["mean"]
    assert mean["forecast_dice"]["fisher_kpp"] > mean["forecast_dice"]["persistence"]
    for method, best in mean["best_dice"].items():
        assert best >= mean["forecast_dice"][method]
    assert "patients" in record["verdict"]


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
