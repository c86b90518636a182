"""Train and evaluate as a user calls them, on small pictures."""

import json
from pathlib import Path

import pytest

from physnet_core.cli import main
from physnet_core.network.bundle import load_bundle


def _train(pictures: Path, out: Path, *further: str) -> int:
    words = ["train", str(pictures), "--out", str(out), "--size", "64", "--epochs", "1", "--batch", "16", "--quiet"]
    return main([*words, *further])


@pytest.fixture(scope="module")
def trained(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PhysNet with its physics on the output, and a rival."""
    folder = tmp_path_factory.mktemp("trained")
    assert _train(pictures, folder / "output", "--model", "physnet-output") == 0
    assert _train(pictures, folder / "mobile", "--model", "mobilenet_v2", "--patience", "3") == 0
    return folder


def test_models_and_their_vote_are_measured_alike(
    pictures: Path, trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    models = [f"output={trained / 'output'}", f"mobile={trained / 'mobile'}"]
    words = ["evaluate", str(pictures), "--models", *models, "--ensemble", "output+mobile", "--robustness"]
    assert main([*words, "--out", str(tmp_path), "--json", "--quiet"]) == 0
    report = json.loads(capsys.readouterr().out)
    output, mobile, vote = (report["models"][name] for name in ("output", "mobile", "output+mobile"))
    assert output["images"] == mobile["images"] == vote["images"] == 16
    assert mobile["localization"] is None
    assert mobile["growth_by_class"] is None
    assert mobile["localization_grad_cam"]["images"] == output["localization"]["images"] == 12
    low, high = output["growth_by_class"]["glioma"]["ratio_ci95"]
    assert low <= high
    assert vote["parameters"] == output["parameters"] + mobile["parameters"]
    assert {len(levels) for levels in mobile["robustness"].values()} == {5}
    written = {path.name for path in tmp_path.iterdir()}
    assert {"evaluation.json", "evaluation.md", "evaluation.csv", "mobile-roc.png", "output-growth.png"} <= written
    assert len((tmp_path / "evaluation.csv").read_text().splitlines()) == 4


def test_a_vote_of_strangers_is_refused(pictures: Path, trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    models = ["--models", f"mobile={trained / 'mobile'}", "--ensemble", "mobile+vgg"]
    assert main(["evaluate", str(pictures), *models]) == 2
    assert "joins names given in --models" in capsys.readouterr().err


def test_a_checkpoint_of_another_model_is_refused(
    pictures: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (trained / "mobile" / "checkpoint.safetensors").read_bytes()
    assert _train(pictures, trained / "mobile", "--model", "resnet18", "--patience", "3", "--resume") == 2
    assert "made with another network" in capsys.readouterr().err
    assert (trained / "mobile" / "checkpoint.safetensors").read_bytes() == before


def test_mild_changes_are_on_record_and_not_mixed_with_full_ones(
    pictures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--split", "official", "--model", "mobilenet_v2")
    assert _train(pictures, tmp_path, *words, "--augment", "mild") == 0
    recipe = load_bundle(tmp_path).metadata.training["recipe"]
    assert recipe["augmentation"]["rare"] == recipe["transplant"]["probability"] == 0
    assert _train(pictures, tmp_path, *words, "--resume") == 2
    assert "augmentation" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--size", "100", "a multiple of 32"),
        ("--epochs", "0", "at least 1 epoch"),
        ("--learning-rate", "nan", "between 0 and 1"),
        ("--growth-prior", "-1", "0 or more"),
        ("--blend", "0.5", "the bundle of --init"),
        ("--blend", "1", "from 0 to below 1"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, said: str
) -> None:
    assert main(["train", "nowhere", "--out", str(tmp_path / "out"), option, value]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_training_on_a_fraction_from_given_weights_says_so(pictures: Path, trained: Path, tmp_path: Path) -> None:
    begun = ["--init", str(trained / "mobile"), "--fraction", "0.5"]
    assert _train(pictures, tmp_path, "--model", "mobilenet_v2", *begun) == 0
    bundle, start = load_bundle(tmp_path), load_bundle(trained / "mobile").identity
    assert bundle.metadata.training["pictures"] == 24
    assert bundle.metadata.training["patients"] == 12
    assert f"trained by us from the bundle mobilenet_v2 {start.version} ({start.sha256[:12]})" in bundle.card
    assert "1 epochs at 64 pixels; then 1 epochs at 64 pixels" in bundle.card
    assert "`clean`, 50% of it to learn from" in bundle.card
    assert "from random initialization" in load_bundle(trained / "mobile").card
