"""Where the network runs."""

import torch

from physnet_core.errors import InvalidParameterError


def resolve_device(name: str = "auto") -> torch.device:
    """Return the device for `auto`, `cpu`, `cuda`, `cuda:N` or `mps`; `auto` takes a GPU when there is one.

    Raises
    ------
    InvalidParameterError
        Where the name is unknown, or this machine has no such device.
    """
    if name == "auto":
        return torch.device(_best())
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise InvalidParameterError(f"Unknown device {name!r}; use auto, cpu, cuda, cuda:N or mps.") from error
    if not _present(device):
        raise InvalidParameterError(f"This machine has no device {name!r}; use --device auto or --device cpu.")
    return device


def describe_device(device: torch.device) -> str:
    """Return a name for people, e.g. "GPU (NVIDIA H200)" or "CPU"."""
    if device.type == "cuda":
        return f"GPU ({torch.cuda.get_device_name(device)})"
    return {"mps": "GPU (Apple)", "cpu": "CPU"}.get(device.type, device.type)


def _best() -> str:
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _present(device: torch.device) -> bool:
    if device.type == "cuda":
        return torch.cuda.is_available() and (device.index or 0) < torch.cuda.device_count()
    return device.type == "cpu" or (device.type == "mps" and torch.backends.mps.is_available())
