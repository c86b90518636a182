"""Memory that is given back when slices are let go."""

import ctypes
import sys


def give_back() -> None:
    """Return to the system what has been freed; takes some ms, so call it in a worker.

    glibc keeps much of it for itself: some 300 MB after the headers of 2,000 files were read. Other systems' allocators
    need no asking.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim is not None:
            trim(0)
