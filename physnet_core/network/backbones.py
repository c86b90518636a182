"""The one import of torchvision's models.

torchvision's wheel on PyPI is compiled against a CUDA build of torch. Beside a CPU build its compiled operators
cannot load, and importing it fails because it then describes two of them (`nms`, `qnms`) that do not exist. We use
none of its operators, only its networks in plain Python, so it is enough to declare their names and import again.
"""

import sys

import torch

try:
    from torchvision import models
except RuntimeError as error:
    if "torchvision::nms" not in str(error):
        raise
    # Kept alive by the module: declared operators vanish with their library.
    _declaration = torch.library.Library("torchvision", "DEF")
    for _operator in ("nms", "qnms"):
        _declaration.define(f"{_operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    for _name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
        del sys.modules[_name]
    from torchvision import models

__all__ = ["models"]
