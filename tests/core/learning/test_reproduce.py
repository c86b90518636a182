"""`tools/reproduce.sh` gives commands that the program understands, and none for what is done."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from physnet_core.cli import _parse
from physnet_core.learning.results import family

SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "reproduce.sh"
# Writes down what it is called with, and leaves what a finished training, and what an evaluation leaves.
STAND_IN = """
import json, sys
from pathlib import Path
words = sys.argv[2:]
with Path(sys.argv[1]).open("a") as log:
    print(*words, sep="\\t", file=log)
out = Path(words[words.index("--out") + 1])
out.mkdir(parents=True, exist_ok=True)
if words[0] == "train":
    (out / "metadata.json").write_text("{}")
elif len(words) > words.index("--models") + 1 and "=" in words[words.index("--models") + 1]:
    name, _, source = words[words.index("--models") + 1].partition("=")
    path = out / "evaluation.json"
    report = json.loads(path.read_text()) if path.exists() else {"models": {}}
    key = name if name not in report["models"] else f"{name}#{len(report['models'])}"
    report["models"][key] = {"bundle": {"seed": int(source[-1])}}
    path.write_text(json.dumps(report))
"""


def _commands(folder: Path, *further: str, split: str = "clean") -> list[list[str]]:
    (folder / "stand_in.py").write_text(STAND_IN)
    log = folder / "commands"
    log.write_text("")
    environment = {
        **os.environ,
        "PHYSNET": f"{sys.executable} {folder}/stand_in.py {log}",
        "RUNS": str(folder / "runs"),
        "SPLIT": split,
    }
    subprocess.run(["bash", str(SCRIPT), "data", *further], check=True, env=environment, capture_output=True)
    return [line.split("\t") for line in log.read_text().splitlines()]


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_all_rivals_are_trained_alike_and_evaluated_one_by_one(tmp_path: Path) -> None:
    *parsed, last = (_parse(words) for words in _commands(tmp_path, "--fraction", "0.1"))
    trainings, evaluations = parsed[::2], parsed[1::2]  # each is evaluated as soon as it is trained
    assert {(t.size, t.epochs, t.split, t.resume, t.fraction) for t in trainings} == {(128, 12, "clean", True, 0.1)}
    assert len({t.batch for t in trainings}) == 1
    runs = {t.out.name: (t.model, t.seed, t.masks) for t in trainings}
    assert len(runs) == len(trainings) == 23
    assert [runs[f"physnet-nophysics-{seed}"] for seed in range(5)] == [
        ("physnet-nophysics", seed, None) for seed in range(5)
    ]
    # The VGGs hardly learn at the rate of the others.
    assert {t.model for t in trainings if t.learning_rate is not None} == {"vgg16", "vgg19"}
    assert {t.out.name for t in trainings if t.growth_prior == 0} == {f"physnet-noprior-{seed}" for seed in range(3)}
    assert runs["physnet-nomasks-0"] == ("physnet", 0, "none")
    named = [evaluation.models[0].partition("=") for evaluation in evaluations]
    assert [Path(source).name for _, _, source in named] == list(runs)
    assert all(Path(source).name.startswith(name) for name, _, source in named)
    names = {name for name, _, _ in named}
    assert last.models == []
    assert all(family(member) in names for vote in last.ensemble for member in vote.split("+"))


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_on_the_official_split_three_are_trained_alike(tmp_path: Path) -> None:
    parsed = [_parse(words) for words in _commands(tmp_path, split="official")]
    trainings, evaluations = parsed[::2], parsed[1::2]
    assert {(t.size, t.epochs, t.split, t.augment, t.seed) for t in trainings} == {(128, 12, "official", "mild", 0)}
    assert [t.model for t in trainings] == ["physnet", "resnet18", "mobilenet_v2"]
    assert {e.split for e in evaluations} == {"official"}
    assert not (tmp_path / "runs").exists()  # what belongs to the clean split


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_what_is_answered_is_not_trained_again_even_without_its_weights(tmp_path: Path) -> None:
    whole = _commands(tmp_path)
    shutil.rmtree(tmp_path / "runs" / "resnet18-0")
    assert _commands(tmp_path) == whole[-1:]
    answers = tmp_path / "runs" / "clean" / "evaluation.json"
    report = json.loads(answers.read_text())
    del report["models"]["resnet18"]
    answers.write_text(json.dumps(report))
    assert [words[0] for words in _commands(tmp_path)] == ["train", "evaluate", "evaluate"]
