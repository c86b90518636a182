"""What is done stays done: Ctrl-C, a full disk, and going on, in the real program."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from physnet_core.cli import main
from physnet_core.learning.checkpoint import BEST, NAME
from physnet_core.learning.index import load_index
from physnet_core.network.bundle import load_bundle

WORDS = ("--size", "64", "--epochs", "3", "--batch", "16", "--model", "mobilenet_v2", "--quiet")
# A shell may have told its children to ignore Ctrl-C.
HEEDING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from physnet_core.cli import main
sys.exit(main(sys.argv[1:]))
"""
# No file may grow beyond this: a checkpoint (36 MB) and a bundle (5 MB) do not fit, as on a full disk.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
from physnet_core.cli import main
sys.exit(main(sys.argv[1:]))
"""


def _command(pictures: Path, out: Path, *further: str) -> list[str]:
    return ["train", str(pictures), "--out", str(out), *WORDS, *further]


def _in_process(code: str, words: list[str]) -> "subprocess.Popen[str]":
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    return subprocess.Popen([sys.executable, "-c", code, *words], env=environment, stderr=subprocess.PIPE, text=True)


def _history(out: Path) -> list[dict[str, str]]:
    rows = list(csv.DictReader((out / "log.csv").read_text().splitlines()))
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]


@pytest.fixture(scope="module")
def whole(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training that nobody disturbed."""
    out = tmp_path_factory.mktemp("whole")
    assert main(_command(pictures, out)) == 0
    return out


@pytest.fixture(scope="module")
def interrupted(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training that got Ctrl-C in its second epoch."""
    out = tmp_path_factory.mktemp("interrupted")
    process = _in_process(HEEDING, _command(pictures, out))
    while not (out / "log.csv").exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 1
    assert said == "physnet: stopped; nothing half-written is left\n"
    return out


def test_ctrl_c_loses_at_most_one_epoch_and_resuming_repeats_the_rest(
    pictures: Path, whole: Path, interrupted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 <= len(_history(interrupted)) < 3
    assert not list(interrupted.glob(".*"))
    _no_room_for_a_checkpoint(pictures, interrupted)
    assert main(_command(pictures, interrupted, "--resume")) == 0
    assert _history(interrupted) == _history(whole)
    hashes = {load_bundle(out).metadata.weights_sha256 for out in (whole, interrupted)}
    assert len(hashes) == 1


def _no_room_for_a_checkpoint(pictures: Path, out: Path) -> None:
    """A full disk stops a training, and the last good checkpoint stays."""
    before, history = (out / NAME).read_bytes(), _history(out)
    process = _in_process(LIMITED, _command(pictures, out, "--resume"))
    _, said = process.communicate()
    assert process.returncode == 1
    assert said.startswith("physnet: Cannot write checkpoint.safetensors: ")
    assert said.count("\n") == 1
    assert (out / NAME).read_bytes() == before
    assert _history(out) == history
    assert not list(out.glob(".*"))


def test_a_disk_without_room_for_the_bundle_keeps_the_old_one(pictures: Path, whole: Path) -> None:
    before = {path.name: path.read_bytes() for path in whole.iterdir() if path.suffix != ".png"}
    process = _in_process(LIMITED, _command(pictures, whole, "--resume"))
    _, said = process.communicate()
    assert process.returncode == 1
    assert said.startswith("physnet: Cannot write model.safetensors: ")
    assert said.count("\n") == 1
    assert {path.name: path.read_bytes() for path in whole.iterdir() if path.suffix != ".png"} == before
    assert not list(whole.glob(".*"))


def test_a_resumed_training_must_be_the_same(pictures: Path, whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (whole / NAME).read_bytes()
    for further, what in (
        (("--fraction", "0.5"), "data"),
        (("--init", str(whole)), "origin"),
        (("--seed", "1"), "seed"),
    ):
        assert main(_command(pictures, whole, "--resume", *further)) == 2
        assert f"was made with another {what}" in capsys.readouterr().err
    assert (whole / NAME).read_bytes() == before


def test_patience_keeps_the_epoch_that_was_best_on_validation_and_never_sees_the_test_part(
    pictures: Path, tmp_path: Path
) -> None:
    spoiled = shutil.copytree(pictures, tmp_path / "spoiled")
    for sample in load_index(spoiled, "clean").part("test"):
        sample.path.write_bytes(b"no picture")
    for data, out in ((pictures, tmp_path / "out"), (spoiled, tmp_path / "blind")):
        assert main(_command(data, out, "--patience", "1", "--masks", "none")) == 0
    history = _history(tmp_path / "out")
    assert _history(tmp_path / "blind") == history
    scores = [float(row["macro_f1"]) for row in history]
    best = scores.index(max(scores))
    assert len(scores) == min(3, best + 2)  # one epoch that did not help, then no more
    bundle = load_bundle(tmp_path / "out")
    assert bundle.metadata.metrics["validation"]["epoch"] == best + 1
    kept = load_file(tmp_path / "out" / BEST)
    assert all(torch.equal(kept[name].half(), tensor.half()) for name, tensor in bundle.model.state_dict().items())
