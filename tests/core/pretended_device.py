"""A device that this machine lacks, pretended: real numbers on the CPU, but the manners of a GPU.

Every tensor is either here or there. As on a real device, what is made without naming it is here; here and there do not
meet in one operation, apart from single numbers, copies and indices; what is there cannot become a NumPy array; and MPS
has no float64. So code that forgets to say where a tensor belongs fails on any machine.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils._pytree import tree_flatten, tree_map

_MAY_MIX = {"copy_", "to", "__getitem__", "__setitem__", "as_tensor", "type_as"}
_HERE_AFTER = {"cpu", "tolist"}
_IMPOSSIBLE = {"numpy", "__array__"}


class There(Tensor):
    """A tensor on the pretended device."""


class PretendedDevice(TorchFunctionMode):
    """While active, tensors may be on a device of `kind` ("cuda" or "mps")."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.device = torch.device(kind)

    def put(self, tensor: Tensor) -> Tensor:
        """Return the tensor, moved there."""
        if self.device.type == "mps" and tensor.dtype == torch.float64:
            raise TypeError("MPS has no float64.")
        return tensor.as_subclass(There)

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Do what was asked, here, and say of the result where it would be."""
        name = getattr(func, "__name__", "")
        with torch._C.DisableTorchFunctionSubclass():
            if func == Tensor.device.__get__:  # type: ignore[attr-defined]
                return self.device if isinstance(args[0], There) else torch.device("cpu")
            leaves = tree_flatten((args, kwargs or {}))[0]
            tensors = [leaf for leaf in leaves if isinstance(leaf, Tensor)]
            if name in _IMPOSSIBLE and any(isinstance(tensor, There) for tensor in tensors):
                raise TypeError(f"{name}: a tensor on {self.device} must be copied to the CPU first.")
            self._check(name, tensors)
            result = func(*self._here(args), **self._here(kwargs or {}))
        there = name not in _HERE_AFTER and self._is_there(name, leaves, tensors)
        place = self.put if there else _take
        return tree_map(lambda leaf: place(leaf) if isinstance(leaf, Tensor) else leaf, result)

    def _check(self, name: str, tensors: list[Tensor]) -> None:
        fields = [isinstance(tensor, There) for tensor in tensors if tensor.ndim]
        if name not in _MAY_MIX and any(fields) and not all(fields):
            raise RuntimeError(f"{name}: tensors on {self.device} and on the CPU.")

    def _is_there(self, name: str, leaves: list[Any], tensors: list[Tensor]) -> bool:
        named = [torch.device(leaf) for leaf in leaves if isinstance(leaf, (str, torch.device)) and _names_device(leaf)]
        if named:
            return named[0].type == self.device.type
        where = tensors[:1] if name in {"copy_", "__getitem__", "__setitem__"} else tensors
        return any(isinstance(tensor, There) for tensor in where)

    def _here(self, arguments: Any) -> Any:
        return tree_map(lambda leaf: torch.device("cpu") if _names(leaf, self.device) else leaf, arguments)


def _take(tensor: Tensor) -> Tensor:
    return tensor.as_subclass(Tensor)


def _names_device(leaf: str | torch.device) -> bool:
    return isinstance(leaf, torch.device) or leaf.split(":")[0] in {"cpu", "cuda", "mps"}


def _names(leaf: Any, device: torch.device) -> bool:
    return isinstance(leaf, (str, torch.device)) and _names_device(leaf) and torch.device(leaf).type == device.type
