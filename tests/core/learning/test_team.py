"""Two processes under torchrun train what one process trains, within the noise of their smaller batches."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_two_processes_agree_with_one(pictures: Path, tmp_path: Path) -> None:
    words = ["-m", "physnet_core.cli", "train", str(pictures), "--size", "64", "--epochs", "2", "--batch", "16"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    launcher = ["-m", "torch.distributed.run", "--nproc-per-node=2", "--master-port=29571"]
    for name, start in (("one", []), ("two", launcher)):
        command = [sys.executable, *start, *words, "--out", str(tmp_path / name), "--model", "resnet18"]
        subprocess.run(command, check=True, env=environment, capture_output=True, timeout=400)
    logs = [list(csv.DictReader((tmp_path / name / "log.csv").read_text().splitlines())) for name in ("one", "two")]
    assert [len(log) for log in logs] == [2, 2]
    assert (tmp_path / "two" / "metadata.json").is_file()
    # The first epoch alone: on so few pictures the noise of half a batch has grown beyond any bound by the second.
    alone, together = (float(log[0]["loss"]) for log in logs)
    assert together == pytest.approx(alone, rel=0.1)
