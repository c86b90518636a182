"""Getting torch into the process without freezing the window.

`import torch` takes seconds. Done in a worker thread it still stalled the window for up to 0.3 s at a time, five times
over (measured with a 5 ms heartbeat on two cores): loading its shared libraries holds Python's lock, and so does a
full garbage collection over the million objects that the import creates. With the libraries loaded beforehand by a
foreign call, which releases the lock, and collection put off, the longest gap is 22 ms.

What the first folder and the first prediction would import comes along: the many modules of pydicom and scipy are pure
Python, and loading them while the first slices are read and drawn made the window stutter.
"""

import ctypes
import importlib
import importlib.util
import logging
import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from physnet_core.memory import collection_put_off

_importing = threading.Event()
_log = logging.getLogger(__name__)

# In order of dependence. Absent ones (on another system, or in another build) are left to the import itself.
_LIBRARIES = ("libgomp.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so", "libshm.so", "libtorch_python.so")
# What would else be loaded on first use: for the first image, which may be asked for before torch is there, and for the
# first answer.
_FOR_READING = ("numpy.ma", "physnet_core.imaging.reader", "physnet_core.imaging.scan")
_FOR_PREDICTING = ("scipy.ndimage", "physnet_core.network.insight", "physnet_core.network.retakes")


def import_torch() -> None:
    """Import torch in the calling thread, leaving the other threads their share of time."""
    if "torch" in sys.modules:
        return
    _importing.set()
    try:
        with collection_put_off():
            _import_all(_FOR_READING)
            _load_libraries()
            import torch  # noqa: F401 - for its side effect

            _import_all(_FOR_PREDICTING)
    finally:
        _importing.clear()


def is_importing() -> bool:
    """Whether a thread is at it, which nothing can stop and which changes nothing that outlives the process."""
    return _importing.is_set()


def use_threads(count: int) -> None:
    """Let torch use `count` threads for work that the calling thread gives it."""
    import torch

    torch.set_num_threads(max(1, count))


def _import_all(names: Iterable[str]) -> None:
    for name in names:
        importlib.import_module(name)


def _load_libraries() -> None:
    if sys.platform != "linux":
        return
    spec = importlib.util.find_spec("torch")
    if spec is None or not spec.submodule_search_locations:
        return
    # Not ctypes.CDLL(path): that opens the library while it holds the lock; a call *into* a library does not.
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.restype = ctypes.c_void_p
    dlopen.argtypes = [ctypes.c_char_p, ctypes.c_int]
    folder = Path(spec.submodule_search_locations[0]) / "lib"
    for library in (folder / name for name in _LIBRARIES):
        if library.is_file() and not dlopen(os.fsencode(library), os.RTLD_NOW | os.RTLD_GLOBAL):
            _log.info("could not load %s ahead of torch", library.name)
