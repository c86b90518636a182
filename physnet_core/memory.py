"""What the process does with its memory: freed blocks are kept, and garbage waits while modules are imported.

Every layer of the network asks for tens of megabytes and frees them a moment later. By default glibc hands such blocks
back to the system, which clears each page anew when it is next touched: on a CPU that can take as long as the
convolutions.
"""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# From malloc.h.
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD, _MMAP_MAX, _ARENA_MAX = -1, -2, -3, -4, -8
_LARGEST_MMAP_THRESHOLD = 32 << 20  # glibc refuses more
_ARENAS = 2  # of glibc's eight a core each keeps what passed through it: after 3,000 events 640 MB instead of 785


def keep_freed_memory(*, at_most: int | None = None) -> None:
    """Keep freed memory for the next layer, in this process; does nothing where there is no glibc.

    Parameters
    ----------
    at_most
        Bytes, for a program that stays open: only so much is kept, blocks above 32 MB, such as the pixels of a scan, go
        back to the system at once, and threads that come and go share what is kept. None keeps everything, for a
        program that computes and ends.

    References
    ----------
    mallopt(3).
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt if sys.platform == "linux" else None
    except AttributeError:  # another C library
        mallopt = None
    if mallopt is None:
        return
    if at_most is None:
        mallopt(_MMAP_MAX, 0)
        mallopt(_TRIM_THRESHOLD, 2**31 - 1)
        mallopt(_TOP_PAD, 256 << 20)
    else:
        mallopt(_MMAP_THRESHOLD, _LARGEST_MMAP_THRESHOLD)
        mallopt(_TRIM_THRESHOLD, at_most)
        mallopt(_ARENA_MAX, _ARENAS)


@contextmanager
def collection_put_off() -> Iterator[None]:
    """Import without garbage collection, which would walk all modules time and again: a tenth of the time it takes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()  # modules live as long as the process; later collections need not look at them again
    finally:
        if was_on:
            gc.enable()
