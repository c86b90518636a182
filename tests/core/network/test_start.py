"""What a start of the program need not wait for."""

import subprocess
import sys
from pathlib import Path

import torch

from physnet_core.network.bundle import load_bundle

_SAID = """
import sys
from physnet_core.network import backbones
assert not [name for name in sys.modules if name.startswith("torch._dynamo")]
import torch, torchvision
boxes = torch.tensor([[0, 0.0, 0.0, 4.0, 4.0]])
print(tuple(torchvision.ops.roi_align(torch.rand(1, 3, 8, 8), boxes, 2).shape), backbones._may_compile("cpu"))
assert "torch._dynamo" in sys.modules
"""


def test_the_compiler_is_imported_when_it_is_asked_for_and_not_before() -> None:
    # In a process of its own: here others may have imported it.
    found = subprocess.run([sys.executable, "-c", _SAID], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert found.stdout.split() == ["(1,", "3,", "2,", "2)", "True"]


def test_loading_weights_draws_no_random_numbers_and_gives_the_weights_of_the_file(saved_bundle: Path) -> None:
    torch.manual_seed(11)
    before = torch.get_rng_state()
    first = load_bundle(saved_bundle).model.state_dict()
    assert torch.equal(before, torch.get_rng_state())
    torch.manual_seed(12)
    for name, value in load_bundle(saved_bundle).model.state_dict().items():
        assert torch.equal(value, first[name]), name
