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


_THREADS = """
import ctypes, sys, threading
import numpy as np
from physnet_core.memory import keep_freed_memory

if sys.argv[1] == "bounded":
    keep_freed_memory(at_most=256 << 20)
together = threading.Barrier(6)
def work():
    together.wait()
    np.ones(1 << 20, np.uint8)
    together.wait()
threads = [threading.Thread(target=work) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(libc.fopen(b"/dev/stdout", b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
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


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' allocators are left alone")
def test_threads_of_a_program_that_stays_open_share_the_kept_memory() -> None:
    assert _arenas("plain") > 2
    assert _arenas("bounded") == 2


def _arenas(how: str) -> int:
    command = [sys.executable, "-c", _THREADS, how]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return answer.stdout.count("<heap nr=")
