"""What both tours look at."""

import json
from pathlib import Path

from guide import Guide, NoEffect, Seen
from PIL import Image

from physnet_core.export.document import read_document

IMAGE, STRIP, TIME = "MRI slice", "Predicted class of each slice", "Time"
D_SLIDER, RHO_SLIDER = "Diffusion D, slider", "Proliferation ρ, slider"
COMPARE = "Learned | tweaked"
_FRAMES = 9


def shows_slice(number: int, said: str = "") -> "Shown":
    """Return the check that a slice is on screen, and that something is said of it."""
    return Shown(number, said)


class Shown:
    """Whether a slice is on screen."""

    def __init__(self, number: int, said: str) -> None:
        self._start, self._said = f"Slice {number} of ", said

    def __call__(self, seen: Seen) -> bool:
        """Look."""
        text = seen.said(IMAGE)
        return text.startswith(self._start) and self._said in text


def check_gif(guide: Guide, file: Path) -> None:
    """Make sure that the GIF is whole, and holds the D and rho that were on screen."""
    guide.expect(f"{file.name} is written", lambda seen: file.is_file())
    with Image.open(file) as gif:
        frames = gif.n_frames
    document = read_document(file)
    runs = () if document is None else document.runs
    if frames < _FRAMES or [run.learned for run in runs] != [True, False]:
        raise NoEffect(
            f"{file.name} holds {frames} frames of {len(runs)} growths, not {_FRAMES} of learned and tweaked"
        )
    if runs[1].diffusion_number <= runs[0].diffusion_number:
        raise NoEffect(f"{file.name} does not hold the D that was set")


def check_connections(file: Path) -> None:
    """Make sure that no other machine was called in the whole tour, and that somebody counted."""
    found = json.loads(file.read_text())
    if found != {"counted": 0, "watched": True, "by": []}:
        raise NoEffect(f"{found['counted']} connections to other machines, watched: {found['watched']}, {found['by']}")
    print("0 connections to other machines", flush=True)  # noqa: T201 - the tour tells what it found
