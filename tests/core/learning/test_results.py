"""Evaluations of several runs, seeds and networks come together in one folder."""

import json
import re
import runpy
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from physnet_core.cli import main
from physnet_core.learning.card import model_card
from physnet_core.learning.index import CLASSES
from physnet_core.network.bundle import Bundle, BundleMetadata, load_bundle
from physnet_core.network.preprocessing import Preprocessing
from physnet_core.network.rivals import build_network, specify

_SEEDS = {"physnet": (0, 1, 2), "physnet-nophysics": (0, 1), "resnet18": (0,)}


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Untrained networks, one folder a model and seed: what they say does not matter here."""
    folder = tmp_path_factory.mktemp("bundles")
    for model, seeds in _SEEDS.items():
        architecture, config = specify(model, "resnet18")
        for seed in seeds:
            torch.manual_seed(seed)
            metadata = BundleMetadata(
                name=model,
                version="0",
                architecture=architecture,
                config=config,
                classes=CLASSES,
                preprocessing=Preprocessing(size=64),
                days_per_step=15.0,
                training={"split": "clean", "recipe": {"seed": seed}},
            )
            network = build_network(architecture, config).eval()
            Bundle(metadata=metadata, model=network).save(folder / f"{model}-{seed}")
    return folder


def _evaluate(pictures: Path, *words: str) -> int:
    return main(["evaluate", str(pictures), "--quiet", "--json", *words])


@pytest.fixture(scope="module")
def folder(pictures: Path, bundles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of two runs: first two seeds of PhysNet and one twin, later the rest."""
    out = tmp_path_factory.mktemp("results")
    first = ["physnet=physnet-0", "physnet=physnet-1", "physnet-nophysics=physnet-nophysics-0"]
    later = ["physnet=physnet-2", "physnet-nophysics=physnet-nophysics-1", "resnet18=resnet18-0"]
    for models in (first, later):
        named = [model.replace("=", f"={bundles}/") for model in models]
        assert _evaluate(pictures, "--models", *named, "--out", str(out)) == 0
    return out


@pytest.fixture(scope="module")
def report(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "evaluation.json").read_text())


def test_a_later_run_adds_seeds_and_models(report: dict[str, Any]) -> None:
    keys = ["physnet", "physnet#2", "physnet-nophysics", "physnet#3", "physnet-nophysics#2", "resnet18"]
    assert list(report["models"]) == keys
    assert [report["models"][key]["bundle"]["seed"] for key in keys] == [0, 1, 0, 2, 1, 0]
    for figures in report["models"].values():
        low, high = figures["macro_f1_ci95"]
        assert low <= figures["macro_f1"] <= high


def test_seeds_are_summed_up_with_their_range(report: dict[str, Any]) -> None:
    assert set(report["seeds"]) == {"physnet", "physnet-nophysics"}
    models, seeds = report["models"], report["seeds"]["physnet"]
    accuracies = [models[key]["accuracy"] for key in ("physnet", "physnet#2", "physnet#3")]
    assert seeds["accuracy"]["mean"] == pytest.approx(sum(accuracies) / 3)
    assert (seeds["accuracy"]["low"], seeds["accuracy"]["high"]) == (min(accuracies), max(accuracies))
    assert seeds["pointing_game"]["low"] <= seeds["pointing_game"]["high"]
    speeds = [models[key]["growth_by_class"]["glioma"]["front_speed"] for key in ("physnet", "physnet#2", "physnet#3")]
    assert seeds["growth_by_class"]["glioma"]["front_speed"]["high"] == max(speeds)


def test_growth_is_said_to_order_only_where_it_does_in_every_seed(report: dict[str, Any]) -> None:
    keys = ("physnet", "physnet#2", "physnet#3")
    growths = [report["models"][key]["growth_by_class"] for key in keys]
    faster = [
        all(growth["glioma"]["front_speed"] > growth[slow]["front_speed"] for slow in ("meningioma", "pituitary"))
        for growth in growths
    ]
    sentence = next(line for line in report["growth_order"] if line.startswith("physnet:"))
    assert f"in {sum(faster)} of 3 seeds" in sentence
    assert ("as biology says" in sentence) == all(faster)


def test_physnet_is_compared_with_all_others_over_all_seeds(report: dict[str, Any]) -> None:
    pairs = {(tuple(entry["a"]), tuple(entry["b"])): entry for entry in report["differences"]}
    over_seeds = (("physnet", "physnet#2", "physnet#3"), ("physnet-nophysics", "physnet-nophysics#2"))
    assert set(pairs) == {over_seeds, (over_seeds[0], ("resnet18",))}
    entry = pairs[over_seeds]
    assert entry["interval"] == "patients and seeds"
    assert entry["accuracy_ci95"][0] <= entry["accuracy"] <= entry["accuracy_ci95"][1]
    means = [report["seeds"][name]["macro_f1"]["mean"] for name in ("physnet", "physnet-nophysics")]
    assert entry["macro_f1"] == pytest.approx(means[0] - means[1])


def test_the_density_stands_beside_both_grad_cams(report: dict[str, Any], folder: Path) -> None:
    physnet, plain = report["models"]["physnet#2"], report["models"]["resnet18"]
    assert physnet["localization_grad_cam_resnet18"] == plain["localization_grad_cam"]
    assert physnet["localization"]["images"] == plain["localization_grad_cam"]["images"] == 12
    low, high = physnet["localization"]["dice_ci95"]
    assert low <= physnet["localization"]["dice"] <= high
    table = (folder / "evaluation.md").read_text()
    assert "| physnet#2 | Grad-CAM of resnet18 | 12 |" in table
    assert "| resnet18 | Grad-CAM of the same network | 12 |" in table


def test_mistakes_are_told_in_words(report: dict[str, Any], folder: Path) -> None:
    figures = report["models"]["physnet"]
    wrong = round((1 - figures["accuracy"]) * figures["images"])
    assert wrong > 0
    assert sum(entry["pictures"] for entry in figures["confusions"]) == wrong
    worst = figures["confusions"][0]
    assert worst["patients"] <= worst["distinct"] <= worst["pictures"]
    table = (folder / "evaluation.md").read_text()
    assert f"**physnet**: {wrong} of 16 pictures are wrong. {worst['true']} taken for {worst['predicted']}" in table


def test_votes_and_differences_need_no_weights(
    pictures: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = shutil.copytree(folder, tmp_path / "copy")
    words = ["--models", "--out", str(out), "--ensemble", "physnet+resnet18", "--difference", "resnet18", "physnet"]
    assert _evaluate(pictures, *words) == 0
    report = json.loads(capsys.readouterr().out)
    vote, members = report["models"]["physnet+resnet18"], (report["models"][key] for key in ("physnet", "resnet18"))
    assert vote["parameters"] == sum(member["parameters"] for member in members)
    pairs = [(entry["a"], entry["b"]) for entry in report["differences"]]
    assert pairs[0] == (["resnet18"], ["physnet", "physnet#2", "physnet#3"])
    assert (["physnet", "physnet#2", "physnet#3"], ["physnet+resnet18"]) in pairs
    assert (out / "physnet+resnet18-roc.png").is_file()


def test_a_known_seed_is_measured_anew_and_its_votes_with_it(
    pictures: Path, bundles: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = shutil.copytree(folder, tmp_path / "copy")
    assert _evaluate(pictures, "--models", "--out", str(out), "--ensemble", "physnet+resnet18") == 0
    before = json.loads(capsys.readouterr().out)["models"]
    other = shutil.copytree(bundles / "resnet18-0", tmp_path / "bundle")
    assert _evaluate(pictures, "--models", f"physnet={bundles / 'physnet-1'}", "--out", str(out)) == 0
    after = json.loads(capsys.readouterr().out)["models"]
    assert list(after) == list(before)
    assert after["physnet#2"]["confusion"] == before["physnet#2"]["confusion"]
    assert _evaluate(pictures, "--models", f"physnet={other}", "--out", str(out)) == 0  # another network of seed 0
    replaced = json.loads(capsys.readouterr().out)["models"]
    assert list(replaced) == list(before)
    assert replaced["physnet"]["confusion"] == replaced["resnet18"]["confusion"]
    assert replaced["physnet+resnet18"]["confusion"] == replaced["resnet18"]["confusion"]


def test_results_hold_no_name_of_a_file_or_patient(pictures: Path, folder: Path) -> None:
    for path in (path for path in folder.iterdir() if path.suffix != ".png"):
        assert b"fig_glioma" not in path.read_bytes()
        assert b"glioma_0" not in path.read_bytes()
    assert (folder / "predictions.safetensors").stat().st_size < 20_000


def test_results_on_other_pictures_are_not_mixed(
    pictures: Path, bundles: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    words = ["--models", f"physnet={bundles / 'physnet-0'}", "--out", str(folder)]
    for further in (["--split", "official"], ["--masks", "none"]):
        assert _evaluate(pictures, *words, *further) == 2
        complaint = capsys.readouterr().err
        assert "holds results on other data" in complaint
        assert complaint.count("\n") == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--models"], "nothing to report"),
        (["--models", "a+b=physnet"], "may not contain"),
        (["--models", "a=physnet", "b=nowhere"], "There is no bundle at nowhere"),
        (["--models", "a=physnet", "--difference", "a", "c"], "not 'c'"),
    ],
)
def test_slips_are_found_before_the_work_starts(
    pictures: Path, words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(pictures, *words) == 2
    assert complaint in capsys.readouterr().err


def test_damaged_results_are_one_sentence(
    pictures: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = shutil.copytree(folder, tmp_path / "copy")
    (out / "predictions.safetensors").write_bytes(b"cut")
    assert _evaluate(pictures, "--models", "--out", str(out)) == 2
    assert "are damaged" in capsys.readouterr().err


def test_figures_are_published_into_card_and_readme(folder: Path, bundles: Path, tmp_path: Path) -> None:
    tools = Path(__file__).resolve().parents[3] / "tools" / "publish_figures.py"
    bundle, readme = shutil.copytree(bundles / "physnet-0", tmp_path / "bundle"), tmp_path / "README.md"
    readme.write_text("".join(f"<!-- {name}:begin -->\nold\n<!-- {name}:end -->\n" for name in ("accuracy", "equal")))
    shutil.copytree(folder, tmp_path / "rivals" / "equal")
    runpy.run_path(str(tools))["main"]([folder / "evaluation.json"], tmp_path / "rivals", bundle, readme)
    card, text = load_bundle(bundle).card, readme.read_text()
    assert "old" not in text
    assert "| clean | clean | 16 |" in text
    assert "| clean | clean | 16 |" in card
    rival = re.search(r"^\| physnet-nophysics \| 2 \| 0\.\d+ \| .*$", text, re.MULTILINE)
    assert rival
    assert rival[0] in card
    assert "At full size" not in card
    assert "## What it gets wrong" in card
    assert "trained by us from random initialization" in card
    assert text.startswith("<!-- accuracy:begin -->\n| split | trained on | pictures |")


def test_mistakes_of_a_network_that_was_trained_on_another_split_are_not_told_as_those_of_the_bundle(
    report: dict[str, Any], bundles: Path
) -> None:
    clean = report["models"]["physnet"]
    official = {**clean, "bundle": {**clean["bundle"], "trained_on": "official"}}
    metadata = replace(load_bundle(bundles / "physnet-0").metadata, metrics={"clean": clean, "official": official})
    card = model_card(metadata)
    assert "| official | official | 16 |" in card
    assert "- `clean`: " in card
    assert "- `official`: " not in card


def test_the_card_tells_all_schedules_that_led_to_the_weights(bundles: Path) -> None:
    metadata = load_bundle(bundles / "physnet-0").metadata
    recipe = {"epochs": 12, "batch": 32, "seed": 1}
    earlier = {"epochs": 10, "size": 224, "earlier": {"epochs": 30, "size": 160}}
    card = model_card(replace(metadata, training={"recipe": recipe, "earlier": earlier}))
    told = "- Schedule: 30 epochs at 160 pixels; then 10 epochs at 224 pixels; then 12 epochs at 64 pixels; batch 32,"
    assert told in card
