"""The state of a training between two epochs, in one safetensors file: no pickle, never half written."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.optim import Optimizer

from physnet_core.errors import InvalidBundleError
from physnet_core.files import replacing

NAME = "checkpoint.safetensors"
BEST = "best.safetensors"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a training has come.

    Attributes
    ----------
    epoch
        Epochs finished.
    settings
        Must be the same on resuming.
    history
        One entry an epoch, as in the log.
    """

    epoch: int
    settings: dict[str, Any]
    history: list[dict[str, float]]


def save_checkpoint(
    folder: Path, model: nn.Module, average: nn.Module, optimizer: Optimizer, progress: Progress
) -> None:
    """Replace the folder's checkpoint.

    Raises
    ------
    ExportError
        Where the disk is full or not writable; the last good checkpoint stays.
    """
    tensors = {f"model.{name}": tensor for name, tensor in model.state_dict().items()}
    tensors |= {f"average.{name}": tensor for name, tensor in average.state_dict().items()}
    for index, state in optimizer.state_dict()["state"].items():
        tensors |= {f"optimizer.{index}.{name}": torch.as_tensor(value) for name, value in state.items()}
    header = {"epoch": progress.epoch, "settings": progress.settings, "history": progress.history}
    _replace_tensors(folder / NAME, tensors, {"progress": json.dumps(header)})


def save_best(folder: Path, average: nn.Module) -> None:
    """Keep the weights of the best epoch so far beside the checkpoint."""
    _replace_tensors(folder / BEST, average.state_dict(), {})


def load_best(folder: Path, average: nn.Module) -> None:
    """Take the weights of the best epoch.

    Raises
    ------
    InvalidBundleError
        Where they are missing or damaged.
    """
    try:
        average.load_state_dict(load_file(folder / BEST))
    except (OSError, SafetensorError, RuntimeError) as error:
        raise InvalidBundleError(
            f"{folder / BEST} does not hold the weights of the best epoch; train without --resume."
        ) from error


def load_checkpoint(
    folder: Path, model: nn.Module, average: nn.Module, optimizer: Optimizer, settings: dict[str, Any]
) -> Progress:
    """Restore what `save_checkpoint` wrote.

    Raises
    ------
    InvalidBundleError
        Where the file is damaged, or belongs to a training with other settings.
    """
    path = folder / NAME
    try:
        with safe_open(path, framework="pt") as file:
            header = json.loads(file.metadata()["progress"])
            tensors = {name: file.get_tensor(name) for name in file.keys()}
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise InvalidBundleError(f"{path} is not a checkpoint that can be resumed; train without --resume.") from error
    changed = _changed(header["settings"], settings)
    if changed:
        names = ", ".join(changed)
        raise InvalidBundleError(f"{path} was made with another {names}; use the same settings, or another --out.")
    try:
        model.load_state_dict(_below(tensors, "model."))
        average.load_state_dict(_below(tensors, "average."))
        _restore_optimizer(optimizer, _below(tensors, "optimizer."))
    except (RuntimeError, ValueError) as error:
        raise InvalidBundleError(f"{path} is the checkpoint of another model; use another --out.") from error
    return Progress(epoch=header["epoch"], settings=settings, history=header["history"])


def _changed(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return what differs; a setting that did not exist when the checkpoint was made had no other value."""
    return sorted(name for name, value in new.items() if name in old and not _agrees(old[name], value))


def _agrees(old: Any, new: Any) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return not _changed(old, new)
    return bool(old == new)


def _replace_tensors(path: Path, tensors: dict[str, Tensor], metadata: dict[str, str]) -> None:
    whole = {name: tensor.contiguous().clone() for name, tensor in tensors.items()}
    with replacing(path) as temporary:
        try:
            save_file(whole, temporary, metadata=metadata)
        except SafetensorError as error:  # its way to say that the disk is full
            raise OSError(str(error)) from error


def _below(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}


def _restore_optimizer(optimizer: Optimizer, tensors: dict[str, Tensor]) -> None:
    parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    state: dict[int, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        index, _, entry = name.partition(".")
        parameter = parameters[int(index)]
        if tensor.shape == parameter.shape:  # the fused step wants moments and weights in one order in memory
            tensor = torch.empty_like(parameter).copy_(tensor)
        state.setdefault(int(index), {})[entry] = tensor
    optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})
