"""The one import of torchvision's models.

We use none of torchvision's compiled operators, only its networks in plain Python. Two things about the operators stand
in the way, and are put aside here:

- One of them, `roi_align`, imports torch's compiler only to ask, when it is called, whether it may be compiled. That
  import takes as long as torch itself, on every start of the program; here it waits until it is needed.
- The wheel on PyPI is compiled against a CUDA build of torch. Beside a CPU build the operators cannot load, and
  importing torchvision fails because it then describes two of them (`nms`, `qnms`) that do not exist. It is enough to
  declare their names and import again.
"""

import contextlib
import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import torch

_COMPILER = ("torch._dynamo", "torch._dynamo.utils")


def _may_compile(device: str) -> bool:
    """Stand for torch's own answer, and give it."""
    answer: bool = importlib.import_module(_COMPILER[-1]).is_compile_supported(device)
    return answer


@contextlib.contextmanager
def _compiler_waits() -> Iterator[None]:
    """While active, the compiler looks imported; what is bound meanwhile imports it when called."""
    if _COMPILER[0] in sys.modules:
        yield
        return
    sys.modules.update({name: ModuleType(name) for name in _COMPILER})
    sys.modules[_COMPILER[-1]].is_compile_supported = _may_compile  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for name in _COMPILER:
            del sys.modules[name]


def _declare_operators() -> Any:
    library = torch.library.Library("torchvision", "DEF")
    for operator in ("nms", "qnms"):
        library.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    return library


with _compiler_waits():
    try:
        from torchvision import models
    except RuntimeError as error:
        if "torchvision::nms" not in str(error):
            raise
        _declaration = _declare_operators()  # kept alive by the module: declared operators vanish with their library
        for _name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
            del sys.modules[_name]
        from torchvision import models

__all__ = ["models"]
