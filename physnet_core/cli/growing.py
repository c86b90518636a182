"""What `simulate` and `export` share: choosing a slice, a start and parameters, and growing them."""

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from physnet_core.cli.console import progress_bar
from physnet_core.cli.options import load_predictor
from physnet_core.cli.scans import choose_series, read_slices, scan_all
from physnet_core.cli.tissue_files import add_tissue_arguments, tissue_of
from physnet_core.errors import InvalidParameterError, UnreadableScanError
from physnet_core.growth.anatomy import slice_tissue
from physnet_core.growth.masks import MaskFile
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.growth.simulate import learned, simulate
from physnet_core.imaging import SeriesInfo, Skipped, Slice, SliceReader
from physnet_core.network.prediction import NO_TUMOR, Prediction
from physnet_core.physics.tissue import TissueMap

if TYPE_CHECKING:
    from physnet_core.network.predictor import Predictor


@dataclass(frozen=True, kw_only=True, eq=False)
class Grown:
    """One slice with its prediction and its growth.

    Attributes
    ----------
    own
        Growth with the model's own D and rho over the same time, for comparison.
    """

    series: SeriesInfo
    image: Slice
    prediction: Prediction
    device: str
    growth: Growth
    own: Growth


def add_growth_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("path", type=Path, metavar="PATH", help="folder or file with the scan")
    parser.add_argument("--series", metavar="N|UID", help="by default the one with most slices")
    parser.add_argument("--slice", type=int, metavar="I", help="from 0; by default the one with most predicted tumor")
    parser.add_argument("--diffusion", type=float, metavar="D", help="mm^2/day; by default the model's own")
    parser.add_argument("--proliferation", type=float, metavar="R", help="per day; by default the model's own")
    parser.add_argument("--diffusion-number", type=float, metavar="D", help="D dt/h^2 in place of --diffusion")
    parser.add_argument("--growth-number", type=float, metavar="R", help="rho dt in place of --proliferation")
    parser.add_argument("--days", type=float, metavar="T", help="length; by default the steps of the network")
    parser.add_argument("--days-per-step", type=float, metavar="N", help="another assumption than the model's")
    parser.add_argument("--frames", type=int, metavar="N", help="N intervals give N+1 frames, the start being first")
    parser.add_argument("--grid", choices=("latent", "image"), default="latent", help="image: fine, inside the head")
    parser.add_argument("--mask", type=Path, metavar="FILE", help="start from this NIfTI, npz or PNG instead")
    add_tissue_arguments(parser, where="image grid and 3-D", otherwise="what the picture shows")
    parser.add_argument(
        "--three-d",
        action="store_true",
        help="grow the whole series in three dimensions, on a grid of its own, in the head's tissue (or --tissue); "
        "starts from the densities of all slices (or --mask)",
    )


def grow(args: argparse.Namespace) -> Grown:
    """Predict one slice and let its density grow as the arguments say.

    Raises
    ------
    InvalidParameterError
        For arguments that contradict each other or the scan.
    UnreadableScanError
        Where the slice cannot be read.
    """
    require_one_of(args)
    series = choose_series(scan_all([args.path], args), args.series)
    mask = MaskFile(args.mask, series.slices) if args.mask else None
    predictor = load_predictor(args)
    image, prediction = _chosen(predictor, series, mask, args)
    scenario = _scenario(prediction, args)
    own = replace(
        scenario,
        diffusion_number=prediction.diffusion_number,
        growth_number=prediction.growth_number,
    )
    start = None if mask is None else mask.plane(prediction.slice_index)
    tissue = _tissue(series, image, prediction, start, args)
    growth = _grown(prediction, image, scenario, start, tissue, args)
    return Grown(
        series=series,
        image=image,
        prediction=prediction,
        device=predictor.device_name,
        growth=growth,
        own=growth if own == scenario else _grown(prediction, image, own, start, tissue, args),
    )


def require_one_of(args: argparse.Namespace) -> None:
    """Refuse a parameter that is given twice.

    Raises
    ------
    InvalidParameterError
        With the two names.
    """
    for physical, latent in (("diffusion", "diffusion_number"), ("proliferation", "growth_number")):
        if getattr(args, physical) is not None and getattr(args, latent) is not None:
            raise InvalidParameterError(f"Give --{physical} or --{latent.replace('_', '-')}, not both.")


def _chosen(
    predictor: "Predictor", series: SeriesInfo, mask: MaskFile | None, args: argparse.Namespace
) -> tuple[Slice, Prediction]:
    """Return the slice that the arguments name, or else the one with most tumor."""
    index = args.slice
    if index is None and mask is not None:
        index = mask.largest
    if index is None and series.slices > 1:
        index = _most_tumor(predictor, series, args)
    index = index or 0
    if not 0 <= index < series.slices:
        raise InvalidParameterError(f"There is no slice {index}: slices run from 0 to {series.slices - 1}.")
    image = SliceReader(series).read(index)
    return image, _assuming(next(iter(predictor.predict([image]))), args)


def predict_series(predictor: "Predictor", series: SeriesInfo, args: argparse.Namespace) -> dict[int, Prediction]:
    """Return the prediction of each slice that can be read.

    Raises
    ------
    UnreadableScanError
        Where none can.
    """
    failed: list[Skipped] = []
    found: dict[int, Prediction] = {}
    with progress_bar(args, what="looking for tumor", unit="slice") as progress:
        slices = read_slices(series, range(series.slices), failed)
        for prediction in predictor.predict(slices):
            found[prediction.slice_index] = _assuming(prediction, args)
            progress(len(found), series.slices)
    if not found:
        raise UnreadableScanError(f"No slice could be read: {failed[0].path.name}: {failed[0].reason}")
    return found


def amount_of_tumor(prediction: Prediction) -> float:
    """Return how much density there is on a slice, in pixels."""
    return float(prediction.trajectory[0].sum()) * prediction.grid.step[0] ** 2


def _most_tumor(predictor: "Predictor", series: SeriesInfo, args: argparse.Namespace) -> int:
    def amount(prediction: Prediction) -> tuple[bool, float]:
        trusted = prediction.in_distribution and prediction.label != NO_TUMOR
        return trusted, amount_of_tumor(prediction)

    return max(predict_series(predictor, series, args).values(), key=amount).slice_index


def _assuming(prediction: Prediction, args: argparse.Namespace) -> Prediction:
    """Return the prediction with the time of a step that the arguments assume."""
    return prediction if args.days_per_step is None else replace(prediction, days_per_step=args.days_per_step)


def _scenario(prediction: Prediction, args: argparse.Namespace) -> Scenario:
    """Return the scenario of the arguments; what they leave out is the network's own, to the last bit."""
    units, own = prediction.units, Scenario.learned(prediction, grid=args.grid)
    diffusion, growth = args.diffusion_number, args.growth_number
    if args.diffusion is not None:
        diffusion = units.diffusion_number(args.diffusion)
    if args.proliferation is not None:
        growth = units.growth_number(args.proliferation)
    return replace(
        own,
        diffusion_number=own.diffusion_number if diffusion is None else diffusion,
        growth_number=own.growth_number if growth is None else growth,
        white_to_grey=args.white_to_grey,
        steps=own.steps if args.days is None else args.days / units.days_per_step,
        frames=own.frames if args.frames is None else args.frames,
    )


def _tissue(
    series: SeriesInfo,
    image: Slice,
    prediction: Prediction,
    start: NDArray[np.float32] | None,
    args: argparse.Namespace,
) -> TissueMap | None:
    """Return the tissue of the slice, once for all runs on it; None on the latent grid."""
    if args.grid == "latent":
        return None
    given = tissue_of(args, (series.slices, series.rows, series.columns))
    if given is not None:
        return given.plane(image.index)
    return slice_tissue(image, prediction, start=start)


def _grown(
    prediction: Prediction,
    image: Slice,
    scenario: Scenario,
    start: NDArray[np.float32] | None,
    tissue: TissueMap | None,
    args: argparse.Namespace,
) -> Growth:
    own = replace(Scenario.learned(prediction), white_to_grey=scenario.white_to_grey)
    if start is None and scenario == own:
        return learned(prediction)
    with progress_bar(args, what="growing", unit="frame") as progress:
        return simulate(prediction, image, scenario, start=start, tissue=tissue, progress=progress)
