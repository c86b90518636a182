"""Freed memory is kept: touching it again costs no new pages. In processes of their own, for it cannot be undone."""

import os
import subprocess
import sys

import pytest

_TOUCH = """
import resource, sys
import numpy as np
from physnet_core.memory import keep_freed_memory

if sys.argv[1] != "plain":
    keep_freed_memory(at_most=None if sys.argv[1] == "all" else 256 << 20)
for round in range(12):
    if round == 2:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    kept = [np.ones(megabytes << 20, np.uint8) for megabytes in (20, 24, int(sys.argv[2]))]
    del kept
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def _new_pages(how: str, megabytes: int) -> int:
    small_pages = {**os.environ, "NUMPY_MADVISE_HUGEPAGE": "0"}  # so that there is much to count
    command = [sys.executable, "-c", _TOUCH, how, str(megabytes)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, env=small_pages)
    return int(answer.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc gives memory back, other systems are left alone")
def test_kept_memory_is_touched_again_without_new_pages() -> None:
    assert _new_pages("all", 80) < _new_pages("plain", 80) / 20
    assert _new_pages("bounded", 28) < _new_pages("plain", 80) / 20


@pytest.mark.skipif(sys.platform != "linux", reason="glibc gives memory back, other systems are left alone")
def test_a_program_that_stays_open_gives_large_blocks_back() -> None:
    pages_of_a_block = (80 << 20) // 4096
    assert _new_pages("bounded", 80) > 9 * pages_of_a_block
