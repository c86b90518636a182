"""`physnet export`: growth as a file that can be sent."""

import argparse
from pathlib import Path

from physnet_core.cli.console import json_result, progress_bar, tell
from physnet_core.cli.growing import Grown, add_growth_arguments, grow
from physnet_core.cli.volume_growing import grow_series
from physnet_core.errors import InvalidParameterError
from physnet_core.export.colour import COLORMAPS
from physnet_core.export.content import SIZES, Content, Options
from physnet_core.export.exporter import EXTENSIONS, export, extension
from physnet_core.export.provenance import provenance
from physnet_core.export.volume_nifti import volume_nifti, volume_provenance
from physnet_core.files import write_bytes
from physnet_core.imaging import Window

_LOOK = Options()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of this command."""
    add_growth_arguments(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=f"ends with {', '.join(EXTENSIONS)}")
    parser.add_argument("--compare", action="store_true", help="show the model's own growth beside that of --diffusion")
    parser.add_argument("--frame", type=int, metavar="K", help="PNG: this frame; by default the first beside the last")
    parser.add_argument("--size", choices=tuple(SIZES), default=_LOOK.size, help="email: at most 2 MB")
    parser.add_argument("--fps", type=float, default=_LOOK.frames_per_second, metavar="N", help="frames per second")
    parser.add_argument("--once", action="store_true", help="GIF: play once instead of again and again")
    parser.add_argument("--colormap", choices=COLORMAPS, default=_LOOK.colormap)
    parser.add_argument("--opacity", type=float, default=_LOOK.opacity, metavar="A", help="of the density, 0 to 1")
    parser.add_argument("--threshold", type=float, default=_LOOK.threshold, metavar="U", help="draw nothing below")
    parser.add_argument("--contour", type=_level, default=_LOOK.contour, metavar="U|none", help="level of the outline")
    parser.add_argument("--fine-contour", type=_level, metavar="U|none", help="level of a second, finer outline")
    parser.add_argument("--cells", action="store_true", help="show cells as they are, without smoothing")
    parser.add_argument("--window", type=_window, metavar="C,W", help="center and width of the grey levels")
    parser.add_argument("--invert", action="store_true", help="white background")
    parser.add_argument("--json", action="store_true", help="print what is written into the file about its origin")


def run(args: argparse.Namespace) -> int:
    """Grow and write; return the exit code.

    Raises
    ------
    InvalidParameterError
        For a file name of unknown kind or in no folder, before any work is done.
    """
    options = _options(args)
    extension(args.out)
    if not args.out.parent.is_dir():
        raise InvalidParameterError(f"There is no folder {args.out.parent}: create it first, or choose another one.")
    if args.three_d:
        return _export_volume(args)
    grown = grow(args)
    content = _content(grown, compare=args.compare)
    with progress_bar(args, what="drawing", unit="frame") as progress:
        export(args.out, content, options, progress=progress)
    if args.json:
        json_result({"file": str(args.out), "bytes": args.out.stat().st_size, **provenance(content)})
    else:
        tell(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB, slice {grown.growth.slice_index}", quiet=args.quiet)
    return 0


def _export_volume(args: argparse.Namespace) -> int:
    kind = extension(args.out)
    if kind not in (".nii", ".nii.gz"):
        raise InvalidParameterError(f"Growth in three dimensions is written as .nii.gz or .nii, not {kind}.")
    grown = grow_series(args)
    origin = volume_provenance(grown.growth, grown.leading.model, synthetic=grown.series.synthetic)
    write_bytes(args.out, volume_nifti(grown.growth, origin, compressed=kind == ".nii.gz"))
    size = args.out.stat().st_size
    if args.json:
        json_result({"file": str(args.out), "bytes": size, **origin})
    else:
        tell(f"{args.out}: {size / 1e6:.2f} MB, {len(grown.growth.days)} volumes", quiet=args.quiet)
    return 0


def _content(grown: Grown, *, compare: bool) -> Content:
    side_by_side = compare and grown.own is not grown.growth
    return Content(
        prediction=grown.prediction,
        image=grown.image,
        growths=(grown.own, grown.growth) if side_by_side else (grown.growth,),
        synthetic=grown.series.synthetic,
    )


def _options(args: argparse.Namespace) -> Options:
    return Options(
        window=args.window,
        inverted=args.invert,
        colormap=args.colormap,
        opacity=args.opacity,
        threshold=args.threshold,
        contour=args.contour,
        fine_contour=args.fine_contour,
        smooth=not args.cells,
        size=args.size,
        frames_per_second=args.fps,
        loop=not args.once,
        frame=args.frame,
    )


def _level(text: str) -> float | None:
    if text == "none":
        return None
    return float(text)


def _window(text: str) -> Window:
    try:
        center, width = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a center and a width like 600,1200") from None
    if width <= 0:
        raise argparse.ArgumentTypeError("the width of a window must be positive")
    return Window(center=center, width=width)
