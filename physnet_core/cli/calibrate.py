"""`physnet calibrate`: D and rho from two outlines of one tumor."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from physnet_core.cli.console import json_result, progress_bar, result, tell
from physnet_core.errors import InvalidParameterError

if TYPE_CHECKING:
    from physnet_core.growth.calibrate import Calibration, Interval, Pair
    from physnet_core.growth.registration import Scan

_NOT_SEPARABLE = (
    "Two outlines tell how fast the front went, not D and rho separately: any pair with this speed in their "
    "intervals fits as well."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of this command."""
    parser.add_argument("--pre", type=Path, metavar="MASK", help="earlier outline (NIfTI or npz)")
    parser.add_argument("--post", type=Path, metavar="MASK", help="later outline")
    parser.add_argument("--days", type=float, metavar="N", help="time between them")
    parser.add_argument("--image", type=Path, metavar="SCAN", help="earlier scan: gives the head as the domain")
    parser.add_argument("--post-image", type=Path, metavar="SCAN", help="later scan: with --image, registers the two")
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

        return forecast(args)
    from physnet_core.growth.calibrate import calibrate

    if args.pre is None or args.post is None or args.days is None:
        raise InvalidParameterError("Give --pre, --post and --days, or --leave-one-out with a folder.")
    pair = read_pair(args, args.pre, args.post, args.days, args.image, args.post_image)
    with progress_bar(args, what="fitting", unit="ratio") as progress:
        fit = calibrate(pair, threshold=args.threshold, progress=progress)
    if args.json:
        json_result(_record(fit, pair, args))
    else:
        result("\n".join(_lines(fit, pair)))
    return 0


def read_pair(
    args: argparse.Namespace, pre: Path, post: Path, days: float, pre_image: Path | None, post_image: Path | None
) -> "Pair":
    """Return two masks on one grid, registered where both scans are given."""
    from physnet_core.growth.calibrate import make_pair

    if (pre_image is None) != (post_image is None):
        tell("physnet: one scan alone cannot register the masks; they are compared as they lie", quiet=args.quiet)
    elif pre_image is None:
        tell(
            "physnet: no scans given, so the masks are not registered; give --image and --post-image", quiet=args.quiet
        )
    with progress_bar(args, what="registering", unit="level") as progress:
        return make_pair(
            _scan(pre, args, mask=True),
            _scan(post, args, mask=True),
            days,
            pre_scan=None if pre_image is None else _scan(pre_image, args),
            post_scan=None if post_image is None else _scan(post_image, args),
            free_scale=args.free_scale,
            fill=not args.raw_masks,
            progress=progress,
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
    plain, alignment = fit.baselines, pair.alignment
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
            "diffusion_mm2_per_day": _ends(fit.diffusion_interval),
            "proliferation_per_day": _ends(fit.proliferation_interval),
            "front_speed_mm_per_year": _ends(fit.speed_interval),
            "dice_tolerance": fit.tolerance,
            "open": fit.speed_interval.open,
        },
        "identifiable": {"diffusion_and_proliferation": fit.separable},
        "profile": _profile(fit),
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


def _profile(fit: "Calibration") -> list[dict[str, float]]:
    """Return, for each sqrt(D / rho), the best Dice and what gives it."""
    from physnet_core.physics.units import DAYS_PER_YEAR

    rows = []
    for length, dice in zip(fit.table.lengths, fit.table.dice, strict=True):
        travel = float(fit.table.travels[int(dice.argmax())])
        rate = travel / (2 * float(length) * fit.days)
        rows.append(
            {
                "length_mm": float(length),
                "dice": float(dice.max()),
                "diffusion_mm2_per_day": float(length) ** 2 * rate,
                "proliferation_per_day": rate,
                "front_speed_mm_per_year": travel / fit.days * DAYS_PER_YEAR,
            }
        )
    return rows


def _lines(fit: "Calibration", pair: "Pair") -> list[str]:
    plain = fit.baselines
    lines = []
    if pair.alignment is not None:
        moved = pair.alignment
        lines.append(f"registered: correlation of the heads {moved.before:.3f} before, {moved.after:.3f} after")
    lines += [
        f"front speed  {fit.front_speed:8.1f} mm/year  {_range(fit.speed_interval)}",
        f"D            {fit.diffusion:8.4f} mm^2/day {_range(fit.diffusion_interval)}",
        f"rho          {fit.proliferation:8.5f} 1/day    {_range(fit.proliferation_interval)}",
        f"(intervals: all that fits within {fit.tolerance:.3f} Dice, what half a voxel of misregistration costs)",
        "",
        f"{'Dice with the later outline':<30}",
        f"  {'as it was (persistence)':<28} {plain.persistence:.3f}",
        f"  {f'dilation by {plain.dilation_mm:g} mm':<28} {plain.dilation:.3f}",
        f"  {f'smoothing by {plain.smoothing_mm:g} mm':<28} {plain.smoothing:.3f}",
        f"  {'Fisher-KPP':<28} {fit.dice:.3f}",
        "",
        f"{'sqrt(D/rho) mm':>14} {'D':>9} {'rho':>9} {'mm/year':>8} {'Dice':>6}",
    ]
    for row in _profile(fit):
        lines.append(
            f"{row['length_mm']:14.2f} {row['diffusion_mm2_per_day']:9.4f} {row['proliferation_per_day']:9.5f} "
            f"{row['front_speed_mm_per_year']:8.1f} {row['dice']:6.3f}"
        )
    if not fit.separable:
        lines += ["", _NOT_SEPARABLE]
    return [*lines, f"research use only; {fit.seconds:.1f} s"]


def _range(interval: "Interval") -> str:
    more = ", and beyond what was tried" if interval.open else ""
    return f"({interval.low:.3g} to {interval.high:.3g}{more})"


def _ends(interval: "Interval") -> list[float]:
    return [interval.low, interval.high]
