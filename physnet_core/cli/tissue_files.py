"""The arguments that name tissue maps, and what they stand for."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from physnet_core.physics.tissue import TissueMap

_WHITE_TO_GREY = 10.0


def add_tissue_arguments(parser: argparse.ArgumentParser, *, where: str, otherwise: str, of: str = "scan") -> None:
    """Declare the arguments.

    Parameters
    ----------
    where
        When they count.
    otherwise
        What is used without maps.
    of
        Whose voxels the maps lie on.
    """
    parser.add_argument(
        "--tissue",
        type=Path,
        nargs=3,
        metavar=("WHITE", "GREY", "CSF"),
        help=f"{where}: NIfTI maps on the voxels of the {of}, 0 to 1 or 0 to 255, in place of {otherwise}",
    )
    parser.add_argument(
        "--white-to-grey",
        type=float,
        default=_WHITE_TO_GREY,
        metavar="N",
        help=f"{where}: D in white matter is N times that in grey matter, {_WHITE_TO_GREY:g} by default; "
        "1: no difference",
    )


def tissue_of(args: argparse.Namespace, shape: tuple[int, ...]) -> "TissueMap | None":
    """Return the maps that the arguments name for a scan of `shape` (slices, rows, columns), or None for none."""
    if not args.tissue:
        return None
    from physnet_core.growth.scan_files import read_tissue

    return read_tissue(args.tissue, shape)
