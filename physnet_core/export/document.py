"""What an exported picture says about the growth it shows, read back: a GIF is also a document."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from physnet_core.errors import UnreadableScanError
from physnet_core.export.provenance import FORMAT, PRODUCT
from physnet_core.growth.scenario import GridName
from physnet_core.network.prediction import ModelIdentity

ENDINGS = (".gif", ".png")
_GRIDS: tuple[GridName, ...] = ("latent", "image")


@dataclass(frozen=True, kw_only=True)
class DocumentRun:
    """One growth in the document.

    Attributes
    ----------
    diffusion_number, growth_number
        D^ and rho^ per latent cell and network step.
    learned
        Whether they are the network's own.
    steps
        Length in network steps.
    white_to_grey
        As in `Growth`; None also where an earlier version wrote the picture.
    """

    diffusion_number: float
    growth_number: float
    learned: bool
    grid: GridName
    days_per_step: float
    steps: float
    white_to_grey: float | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a picture was made of.

    Attributes
    ----------
    pixels_sha256
        Fingerprint of the slice, see `provenance.fingerprint`.
    runs
        One or two, as they are shown side by side.
    in_space
        Whether the slice was one of a growth in three dimensions.
    """

    model: ModelIdentity
    slice_index: int
    pixels_sha256: str
    runs: tuple[DocumentRun, ...]
    in_space: bool = False


def read_document(path: Path) -> Document | None:
    """Return what a GIF or PNG says about itself, or None where it is not one of ours.

    Raises
    ------
    UnreadableScanError
        Where it is ours but damaged, or of a later version, or cannot be opened.
    """
    comment = _comment(path)
    if PRODUCT not in comment:
        return None
    try:
        record = json.loads(comment)
        if record.get("format", 0) > FORMAT:
            raise UnreadableScanError(f"{path.name} was made by a later version of {PRODUCT}: update to restore it")
        return _document(record)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableScanError(f"{path.name} is from {PRODUCT}, but its parameters cannot be read") from error


def _comment(path: Path) -> str:
    try:
        with Image.open(path) as picture:
            comment = picture.info.get("comment", picture.info.get("Comment", ""))
    except UnidentifiedImageError:
        raise UnreadableScanError(f"{path.name} is not a picture, or damaged") from None
    except (OSError, SyntaxError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "damaged"
        raise UnreadableScanError(f"{path.name} cannot be read: {reason}") from error
    return comment.decode("ascii", "replace") if isinstance(comment, bytes) else str(comment)


def _document(record: dict[str, Any]) -> Document:
    model, runs = record["model"], tuple(_run(run) for run in record["runs"])
    if not 1 <= len(runs) <= 2:
        raise ValueError("one or two runs")
    return Document(
        model=ModelIdentity(name=str(model["name"]), version=str(model["version"]), sha256=str(model["sha256"])),
        slice_index=max(0, int(record["slice"])),
        pixels_sha256=str(record["pixels_sha256"]),
        runs=runs,
        in_space=record.get("dimensions") == 3,
    )


def _run(record: dict[str, Any]) -> DocumentRun:
    ratio = record.get("white_to_grey")
    return DocumentRun(
        diffusion_number=_amount(record["diffusion_number"]),
        growth_number=_amount(record["growth_number"]),
        learned=record["parameters"] == "learned",
        grid=_GRIDS[_GRIDS.index(record["grid"])],
        days_per_step=_amount(record["days_per_step_assumed"]),
        steps=_amount(record["steps"]),
        white_to_grey=None if ratio is None else _amount(ratio, least=1.0),
    )


def _amount(value: object, *, least: float = 0.0) -> float:
    number = float(value)  # type: ignore[arg-type]
    if not (math.isfinite(number) and number >= least):
        raise ValueError("a number that no growth has")
    return number
