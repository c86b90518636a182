"""What can be exported, under which name, and what to expect; no widgets."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from physnet_core.export.content import SIZES, Options
from physnet_viewer.session import ViewState

Kind = Literal["gif", "mp4", "png", "csv", "nifti", "pdf"]


@dataclass(frozen=True, kw_only=True)
class KindInfo:
    """A kind of file: name, extension, whether it shows pictures, and whether they move."""

    title: str
    suffix: str
    picture: bool = True
    moving: bool = False


KINDS: MappingProxyType[Kind, KindInfo] = MappingProxyType(
    {
        "gif": KindInfo(title="GIF animation, for slides and e-mail", suffix=".gif", moving=True),
        "mp4": KindInfo(title="MP4 film", suffix=".mp4", moving=True),
        "png": KindInfo(title="PNG picture", suffix=".png"),
        "csv": KindInfo(title="CSV table of area over time", suffix=".csv", picture=False),
        "nifti": KindInfo(title="NIfTI density, for research tools", suffix=".nii.gz", picture=False),
        "pdf": KindInfo(title="PDF report, one page", suffix=".pdf", picture=False),
    }
)
SIZE_NAMES = MappingProxyType(
    {
        "slide": f"for a slide ({SIZES['slide'].long_side} pixels)",
        "email": f"for e-mail ({SIZES['email'].long_side} pixels, at most 2 MB)",
        "original": "original (one pixel for one of the scan)",
    }
)


def kind_of(path: Path) -> Kind | None:
    """Return the kind of file that a name ends in."""
    name = path.name.lower()
    return next((kind for kind, info in KINDS.items() if name.endswith(info.suffix)), None)


def default_name(state: ViewState, kind: Kind) -> str:
    """Return a file name that says what is in it and nothing about the patient."""
    return f"growth-slice-{state.slice_index + 1}{KINDS[kind].suffix}"


def options_of(state: ViewState, *, size: str, frames_per_second: float, frame: int | None) -> Options:
    """Return the look of the window as export options."""
    overlay = state.overlay
    return Options(
        window=state.window,
        inverted=state.inverted,
        colormap=overlay.colormap,
        opacity=overlay.opacity if overlay.visible else 0.0,
        threshold=overlay.threshold,
        contour=overlay.contour if overlay.visible else None,
        smooth=overlay.smooth,
        size=size,
        frames_per_second=frames_per_second,
        loop=state.playback.loop,
        frame=frame,
    )


def estimate(state: ViewState, kind: Kind, which: str, options: Options) -> str:
    """Return in one sentence what will be written."""
    growth = state.learned or state.tweaked
    if growth is None:
        return "There is no growth on this slice."
    frames, panes = len(growth.frames), 2 if which == "both" else 1
    if KINDS[kind].moving:
        seconds = frames / options.frames_per_second
        return f"{frames} frames, {seconds:.1f} s in all{_side(state, options, panes)}."
    if kind == "png":
        shown = "1 frame" if options.frame is not None else "2 frames"
        return f"{shown}{_side(state, options, panes)}."
    if kind == "nifti":
        return f"{frames * panes} density fields as numbers, with the geometry of the slice."
    return f"{frames} points in time." if kind == "csv" else "Picture, result, curve and provenance on one page."


def _side(state: ViewState, options: Options, panes: int) -> str:
    image = state.current_slice
    side = SIZES[options.size].long_side or (max(image.pixels.shape) if image is not None else None)
    if side is None:
        return ""
    return f", {'two images' if panes == 2 else 'image'} of {side} pixels"
