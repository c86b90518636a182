"""Several processes that train one network, as `torchrun` starts them; on our own we are a team of one.

The engine is torch.distributed with DistributedDataParallel. Every process draws the same order and the same
augmentation and takes its own part of each batch, so that a team sees the pictures of a single process.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
import torch.distributed
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel


@dataclass(frozen=True, kw_only=True)
class Team:
    """Our place among the processes of a training."""

    rank: int = 0
    size: int = 1

    @property
    def leads(self) -> bool:
        """Whether we are the one that validates, writes files and talks."""
        return self.rank == 0

    def device(self, device: torch.device) -> torch.device:
        """Return our own GPU where each process has one."""
        if device.type == "cuda" and self.size > 1:
            return torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
        return device

    def share(self, step: nn.Module) -> nn.Module:
        """Return the module with its gradients averaged over the team."""
        if self.size == 1:
            return step
        return DistributedDataParallel(step, find_unused_parameters=True)

    def own_part(self, batch: Tensor) -> Tensor:
        """Return every `size`-th row of a batch, ours."""
        return batch[self.rank :: self.size]

    def tell(self, message: Any) -> Any:
        """Return what the leader says; the others' argument is ignored."""
        if self.size == 1:
            return message
        said = [message]
        torch.distributed.broadcast_object_list(said, src=0)
        return said[0]


@contextlib.contextmanager
def join_team(device: torch.device) -> Iterator[Team]:
    """Join the processes that `torchrun` has started with us, if it has."""
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        yield Team()
        return
    torch.distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield Team(rank=torch.distributed.get_rank(), size=torch.distributed.get_world_size())
    finally:
        torch.distributed.destroy_process_group()
