"""Options that every command takes."""

import argparse
import os
from typing import TYPE_CHECKING

from physnet_core import __version__
from physnet_core.errors import InvalidParameterError

if TYPE_CHECKING:
    from physnet_core.network.predictor import Predictor


def add_common_options(parser: argparse.ArgumentParser) -> None:
    """Declare them."""
    group = parser.add_argument_group("common options")
    group.add_argument("--device", default="auto", metavar="auto|cpu|cuda|cuda:N|mps", help="auto takes a GPU if any")
    group.add_argument("--weights", metavar="FILE|NAME", help="bundle; by default the one that is shipped")
    group.add_argument("--threads", type=int, metavar="N", help="CPU threads of the network and the solver")
    group.add_argument("--seed", type=int, metavar="N", help="of every random choice")
    group.add_argument("--quiet", action="store_true", help="no progress and no news, only results and errors")
    group.add_argument("--debug", action="store_true", help="show where an error comes from")
    group.add_argument("--version", action="version", version=f"physnet {__version__}")


def apply_common_options(args: argparse.Namespace) -> None:
    """Set the number of threads before anything starts some.

    Raises
    ------
    InvalidParameterError
        For a number of threads below 1.
    """
    if args.threads is None:
        return
    if args.threads < 1:
        raise InvalidParameterError(f"--threads must be at least 1, not {args.threads}.")
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(args.threads)


def load_predictor(args: argparse.Namespace) -> "Predictor":
    """Return the network of `--weights` on `--device`, with `--seed` and `--threads` applied."""
    import torch

    from physnet_core.network.bundle import load_bundle
    from physnet_core.network.predictor import Predictor

    if args.seed is not None:
        torch.manual_seed(args.seed)
    if args.threads is not None:
        torch.set_num_threads(args.threads)
    return Predictor(load_bundle(args.weights), args.device)
