"""`physnet calibrate`: D and rho from two outlines of one tumor."""

import argparse
import contextlib
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from physnet_core.cli.console import Progress, json_result, progress_bar, result, tell
from physnet_core.cli.tissue_files import add_tissue_arguments, tissue_of
from physnet_core.errors import InvalidParameterError

if TYPE_CHECKING:
    from physnet_core.growth.calibrate import Calibration, Interval
    from physnet_core.growth.pair import Pair
    from physnet_core.growth.registration import Scan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of this command."""
    parser.add_argument("--pre", type=Path, metavar="MASK", help="earlier outline (NIfTI or npz)")
    parser.add_argument("--post", type=Path, metavar="MASK", help="later outline")
    parser.add_argument("--days", type=float, metavar="N", help="time between them")
    parser.add_argument("--image", type=Path, metavar="SCAN", help="earlier scan: gives the head as the domain")
    parser.add_argument("--post-image", type=Path, metavar="SCAN", help="later scan: with --image, registers the two")
    add_tissue_arguments(parser, where="one pair", of="earlier outline", otherwise="one tissue everywhere")
    parser.add_argument("--spacing", type=_spacing, metavar="R,C,S", help="mm; by default what the headers say")
    parser.add_argument("--free-scale", action="store_true", help="let registration change the size within the slice")
    parser.add_argument("--raw-masks", action="store_true", help="do not fill the holes of the masks")
    parser.add_argument("--threshold", type=float, default=0.5, metavar="U", help="density at the outline")
    parser.add_argument("--leave-one-out", type=Path, metavar="FOLDER", help="forecast table of a folder of pairs")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(args: argparse.Namespace) -> int:
    """Fit and tell; return the exit code."""
    import torch

    torch.set_num_threads(args.threads or 1)
    if args.leave_one_out is not None:
        from physnet_core.cli.forecast_table import forecast

        if args.tissue:
            raise InvalidParameterError("--tissue is for one pair: its maps lie on the voxels of one --pre.")
        return forecast(args)
    from physnet_core.growth.calibrate import calibrate

    if args.pre is None or args.post is None or args.days is None:
        raise InvalidParameterError("Give --pre, --post and --days, or --leave-one-out with a folder.")
    pair = read_pair(args, args.pre, args.post, args.days, args.image, args.post_image)
    with progress_bar(args, what="fitting", unit="outline") as progress:
        fit = calibrate(pair, threshold=args.threshold, progress=progress)
    if args.json:
        json_result(_record(fit, pair, args))
    else:
        result("\n".join(_lines(fit, pair)))
    return 0


def read_pair(
    args: argparse.Namespace,
    pre: Path,
    post: Path,
    days: float,
    pre_image: Path | None,
    post_image: Path | None,
    *,
    progress: Progress | None = None,
) -> "Pair":
    """Return two masks on one grid, registered where both scans are given; with a bar of its own, or `progress`."""
    from physnet_core.growth.pair import make_pair

    if (pre_image is None) != (post_image is None):
        tell("physnet: one scan alone cannot register the masks; they are compared as they lie", quiet=args.quiet)
    elif pre_image is None:
        tell(
            "physnet: no scans given, so the masks are not registered; give --image and --post-image", quiet=args.quiet
        )
    first, second = (_scan(path, args, mask=True) for path in (pre, post))
    scans = [None if path is None else _scan(path, args) for path in (pre_image, post_image)]
    tissue = tissue_of(args, first.values.shape)
    own_bar = progress_bar(args, what="registering", unit="level")
    with own_bar if progress is None else contextlib.nullcontext(progress) as shown:
        return make_pair(
            first,
            second,
            days,
            pre_scan=scans[0],
            post_scan=scans[1],
            tissue=tissue,
            white_to_grey=args.white_to_grey,
            free_scale=args.free_scale,
            fill=not args.raw_masks,
            progress=shown,
        )


def _scan(path: Path, args: argparse.Namespace, *, mask: bool = False) -> "Scan":
    from physnet_core.growth.scan_files import read_scan

    scan = read_scan(path, args.spacing, mask=mask, remedy="give --spacing R,C,S in mm")
    if args.spacing is None and set(scan.spacing) == {1.0} and not mask:
        tell(f"physnet: {path.name} says that voxels are 1 mm in every direction; if not, --spacing", quiet=args.quiet)
    return scan


def _spacing(text: str) -> tuple[float, float, float]:
    """Parse R,C,S; return (slice, row, column)."""
    try:
        row, column, between = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not three numbers in mm like 0.94,0.94,6.5") from None
    if not all(0 < value < 1000 for value in (row, column, between)):
        raise argparse.ArgumentTypeError("the voxel sizes must be positive, in mm")
    return between, row, column


def _record(fit: "Calibration", pair: "Pair", args: argparse.Namespace) -> dict[str, Any]:
    from physnet_core.growth.calibrate import profile
    from physnet_core.growth.fit_statement import statement

    plain, alignment = fit.baselines, pair.alignment
    named = {
        "front_speed_mm_per_year": fit.speed_interval,
        "front_width_mm": fit.length_interval,
        "diffusion_mm2_per_day": fit.diffusion_interval,
        "proliferation_per_day": fit.proliferation_interval,
    }
    return {
        "diffusion_mm2_per_day": fit.diffusion,
        "proliferation_per_day": fit.proliferation,
        "front_speed_mm_per_year": fit.front_speed,
        "threshold": fit.threshold,
        "dice": {
            "persistence": plain.persistence,
            "dilation": plain.dilation,
            "smoothing": plain.smoothing,
            "fitted": fit.dice,
        },
        "seconds": fit.seconds,
        "days": fit.days,
        "interval": {
            **{name: _ends(interval) for name, interval in named.items()},
            "dice_tolerance": fit.tolerance,
            "open": [name for name, interval in named.items() if interval.open],
        },
        "identifiable": {
            "front_speed": fit.speed_interval.known,
            "diffusion": fit.diffusion_interval.known,
            "proliferation": fit.proliferation_interval.known,
            "diffusion_and_proliferation": fit.separable,
        },
        "assumed": None if fit.separable else {"front_width_mm": fit.length},
        "statement": [sentence for paragraph in statement(fit) for sentence in paragraph],
        "tissue": {
            "maps": [path.name for path in args.tissue] if args.tissue else None,
            "white_to_grey": args.white_to_grey if args.tissue else None,
            "note": " ".join(fit.ground),
        },
        "profile": profile(fit),
        "baselines": {
            "dilation_mm": plain.dilation_mm,
            "smoothing_mm": plain.smoothing_mm,
            "smoothing_level": plain.smoothing_level,
        },
        "registration": None
        if alignment is None
        else {
            "correlation_before": alignment.before,
            "correlation_after": alignment.after,
            "shift_mm": alignment.shift_mm.tolist(),
            "rotation_degrees": alignment.rotation_degrees,
            "scale": alignment.scale,
        },
        "spacing_mm": [*pair.spacing[1:], pair.spacing[0]],
        "holes_filled": not args.raw_masks,
    }


def _lines(fit: "Calibration", pair: "Pair") -> list[str]:
    from physnet_core.growth.calibrate import profile
    from physnet_core.growth.fit_statement import statement

    plain = fit.baselines
    assumed = "" if fit.separable else ", assumed"
    lines = []
    if pair.alignment is not None:
        moved = pair.alignment
        lines.append(f"registered: correlation of the heads {moved.before:.3f} before, {moved.after:.3f} after")
    lines += [
        f"front speed  {fit.front_speed:8.1f} mm/year  {_range(fit.speed_interval)}",
        f"front width  {fit.length:8.2f} mm       {_range(fit.length_interval)}{assumed}",
        f"D            {fit.diffusion:8.4f} mm²/day  {_range(fit.diffusion_interval)}",
        f"ρ            {fit.proliferation:8.5f} 1/day    {_range(fit.proliferation_interval)}",
        "",
        *(line for paragraph in statement(fit) for line in textwrap.wrap(" ".join(paragraph), 100)),
        "",
        "Dice with the later outline",
        f"  {'as it was (persistence)':<28} {plain.persistence:.3f}",
        f"  {f'dilation by {plain.dilation_mm:g} mm':<28} {plain.dilation:.3f}",
        f"  {f'smoothing by {plain.smoothing_mm:g} mm':<28} {plain.smoothing:.3f}",
        f"  {'Fisher-KPP':<28} {fit.dice:.3f}",
        "",
        "the best fit at each width of the front, √(D/ρ)",
        f"{'width (mm)':>14} {'D':>9} {'ρ':>9} {'mm/year':>8} {'Dice':>6}",
    ]
    for row in profile(fit):
        lines.append(
            f"{row['length_mm']:14.2f} {row['diffusion_mm2_per_day']:9.4f} {row['proliferation_per_day']:9.5f} "
            f"{row['front_speed_mm_per_year']:8.1f} {row['dice']:6.3f}"
        )
    return [*lines, "", f"research use only; {fit.seconds:.1f} s"]


def _range(interval: "Interval") -> str:
    more = ", and beyond what was tried" if interval.open else ""
    return f"({interval.low:.3g} to {interval.high:.3g}{more})"


def _ends(interval: "Interval") -> list[float]:
    return [interval.low, interval.high]
