"""`tools/reproduce.sh` gives commands that the program understands, and none for what is done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from physnet_core.cli import _parse
from physnet_core.learning.results import family

SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "reproduce.sh"
# Writes down what it is called with, and leaves what a finished training leaves.
STAND_IN = """
import sys
from pathlib import Path
words = sys.argv[2:]
with Path(sys.argv[1]).open("a") as log:
    print(*words, sep="\\t", file=log)
if words[0] == "train":
    out = Path(words[words.index("--out") + 1])
    out.mkdir(parents=True)
    (out / "metadata.json").write_text("{}")
"""


def _commands(folder: Path, *further: str) -> list[list[str]]:
    (folder / "stand_in.py").write_text(STAND_IN)
    log = folder / "commands"
    log.write_text("")
    environment = {
        **os.environ,
        "PHYSNET": f"{sys.executable} {folder}/stand_in.py {log}",
        "RUNS": str(folder / "runs"),
    }
    subprocess.run(["bash", str(SCRIPT), "data", *further], check=True, env=environment, capture_output=True)
    return [line.split("\t") for line in log.read_text().splitlines()]


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_all_rivals_are_trained_alike_once_and_evaluated_together(tmp_path: Path) -> None:
    *trainings, evaluation = (_parse(words) for words in _commands(tmp_path, "--fraction", "0.1"))
    assert {(t.size, t.epochs, t.split, t.resume, t.fraction) for t in trainings} == {(128, 12, "clean", True, 0.1)}
    assert len({t.batch for t in trainings}) == 1
    runs = {t.out.name: (t.model, t.seed, t.masks) for t in trainings}
    assert len(runs) == len(trainings) == 15
    assert [runs[f"physnet-nophysics-{seed}"] for seed in range(3)] == [
        ("physnet-nophysics", seed, None) for seed in range(3)
    ]
    assert {t.out.name for t in trainings if t.growth_prior == 0} == {f"physnet-noprior-{seed}" for seed in range(3)}
    assert runs["physnet-nomasks-0"] == ("physnet", 0, "none")
    named = [argument.partition("=") for argument in evaluation.models]
    assert {Path(source).name for _, _, source in named} == set(runs)
    assert all(Path(source).name.startswith(name) for name, _, source in named)
    names = {name for name, _, _ in named}
    assert all(family(member) in names for vote in evaluation.ensemble for member in vote.split("+"))
    assert len(_commands(tmp_path)) == 1  # all is trained; only the evaluation is left
