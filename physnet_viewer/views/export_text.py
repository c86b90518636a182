"""What can be exported, under which name, and what to expect; no widgets."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from physnet_core.export.content import SIZES, Options
from physnet_viewer.session import ViewState
from physnet_viewer.translation import later, tr

Kind = Literal["gif", "mp4", "png", "zip", "pdf", "csv", "nifti", "dicom", "segmentation"]


@dataclass(frozen=True, kw_only=True)
class KindInfo:
    """A kind of file: name, extension, whether it shows pictures, whether they move, and whether two growths fit.

    `printed` is for a page that shows the slice in a size of its own.
    """

    title: str
    suffix: str
    picture: bool = True
    moving: bool = False
    pairs: bool = True
    printed: bool = False

    @property
    def measured(self) -> bool:
        """Whether it can show what was measured on the slice."""
        return self.picture or self.printed


KINDS: MappingProxyType[Kind, KindInfo] = MappingProxyType(
    {
        "gif": KindInfo(title=later("GIF animation, for slides and e-mail"), suffix=".gif", moving=True),
        "mp4": KindInfo(title=later("MP4 film"), suffix=".mp4", moving=True),
        "png": KindInfo(title=later("PNG picture"), suffix=".png"),
        "zip": KindInfo(title=later("PNG sequence, one picture a frame (ZIP)"), suffix=".zip"),
        "pdf": KindInfo(title=later("PDF report, one page"), suffix=".pdf", picture=False, printed=True),
        "csv": KindInfo(title=later("CSV table of area over time"), suffix=".csv", picture=False),
        "nifti": KindInfo(
            title=later("NIfTI density, for research tools"), suffix=".nii.gz", picture=False, pairs=False
        ),
        "dicom": KindInfo(title=later("DICOM film (Secondary Capture), for an archive"), suffix=".dcm", moving=True),
        "segmentation": KindInfo(title=later("DICOM outline (Segmentation)"), suffix=".seg.dcm", picture=False),
    }
)
_FIELDS = later("{frames} density fields as numbers, with the geometry of the slice.")
_VOLUMES = later("{frames} density volumes as numbers, with the geometry of the scan.")
_PAGE = later("Picture, result, curve and provenance on one page.")
_PAGE_IN_SPACE = later("Picture, result, curve of the volume and provenance on one page.")
_OUTLINE = later("First and last outline of the growth, in patient coordinates.")
_OUTLINES = later("First and last outline of both growths, in patient coordinates.")
NOT_MEASURED = later("Nothing is measured on this slice")
_ALONE = later("With new UIDs: it does not refer to the study, and no archive files it there by itself.")


def size_names() -> dict[str, str]:
    """Return what the sizes of a picture are called."""
    return {
        "slide": tr("For a slide ({side} pixels)").format(side=SIZES["slide"].long_side),
        "email": tr("For e-mail ({side} pixels, at most 2 MB)").format(side=SIZES["email"].long_side),
        "original": tr("Original (one pixel for one of the scan)"),
    }


def kind_of(path: Path) -> Kind | None:
    """Return the kind of file that a name ends in."""
    name = path.name.lower()
    fitting = [kind for kind, info in KINDS.items() if name.endswith(info.suffix)]
    return max(fitting, key=lambda kind: len(KINDS[kind].suffix), default=None)


def default_name(state: ViewState, kind: Kind) -> str:
    """Return a file name that says what is in it and nothing about the patient."""
    space = "3d-" if state.dimensions == "3d" else ""
    return f"growth-{space}slice-{state.slice_index + 1}{KINDS[kind].suffix}"


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
        fine_contour=overlay.fine_contour if overlay.visible else None,
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
        return tr("There is no growth on this slice.")
    frames, size = len(growth.frames), _side(state, options, pair=which == "both")
    in_space = state.dimensions == "3d"
    if KINDS[kind].moving:
        seconds = frames / options.frames_per_second
        length = tr("{frames} frames, {seconds:.1f} s in all{size}.").format(frames=frames, seconds=seconds, size=size)
        if in_space:
            length = f"{_here(state)} {length}"
        return f"{length} {tr(_ALONE)}" if kind == "dicom" else length
    if kind == "png":
        shown = tr("%n frame(s){size}.", "", 1 if options.frame is not None else 2).format(size=size)
        return f"{_here(state)} {shown}" if in_space else shown
    said: dict[Kind, str] = {
        "zip": tr("{frames} pictures{size}, with the table of the growth.").format(frames=frames, size=size),
        "nifti": tr(_VOLUMES if in_space else _FIELDS).format(frames=frames),
        "csv": tr("{frames} points in time.").format(frames=frames),
        "pdf": tr(_PAGE_IN_SPACE if in_space else _PAGE),
        "segmentation": f"{tr(_OUTLINES if which == 'both' else _OUTLINE)} {tr(_ALONE)}",
    }
    return f"{_here(state)} {said[kind]}" if in_space and kind in ("zip", "segmentation") else said[kind]


def _here(state: ViewState) -> str:
    """Return in one sentence that a slice of a growth in 3-D is written."""
    return tr("Slice {number} of the growth in 3-D.").format(number=state.slice_index + 1)


def measured_on(state: ViewState) -> int:
    """Return how many measurements there are on the slice on screen."""
    return sum(item.source == state.current_source for item in state.annotations)


def trouble_with(state: ViewState, kind: Kind) -> str:
    """Return why a kind of file cannot be made of what is on screen, or an empty text."""
    image = state.current_slice
    if kind == "segmentation" and image is not None and image.affine is None:
        return tr("This scan does not say where in the patient its slices lie, which an outline needs: use NIfTI.")
    return ""


def _side(state: ViewState, options: Options, *, pair: bool) -> str:
    image = state.current_slice
    side = SIZES[options.size].long_side or (max(image.pixels.shape) if image is not None else None)
    if side is None:
        return ""
    return (tr(", two images of {side} pixels") if pair else tr(", image of {side} pixels")).format(side=side)
