"""What is on screen as a JSON file, and back. It holds the path of the scan: it is the user's own, not to be sent.

Of the scan itself nothing is written but that path: the series is known again by a hash of its UID.

Left out is what ends with the moment: the trail of tries on the map of D and rho, which begins anew on every slice; the
tool in hand; the zoom of the two planes across the slices; and which dialogs and folds are open, but for the reasons of
the class.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from physnet_core import __version__
from physnet_core.errors import UnreadableScanError
from physnet_core.export.colour import COLORMAPS
from physnet_core.imaging import SliceSource, Window
from physnet_core.network.prediction import ModelIdentity
from physnet_viewer.cine import FASTEST, SLOWEST
from physnet_viewer.core_words import said
from physnet_viewer.saved_measures import read_measures, saved_measures
from physnet_viewer.saved_scenarios import read_scenarios, read_tweaks, saved_scenarios, saved_tweaks
from physnet_viewer.saved_values import count, flag, number, one_of
from physnet_viewer.session import (
    WHITE_TO_GREY_RANGE,
    Cine,
    Dimensions,
    GridName,
    Layout,
    Overlay,
    Parameters,
    Playback,
    ViewState,
    Zoom,
)
from physnet_viewer.translation import tr
from physnet_viewer.wish import Look, Wish, series_key

ENDING = ".physnet.json"
_FORMAT, _VERSION = "physnet-session", 1
_CLOSE, _FAR = 1000.0, 10.0  # how far an image may be zoomed, and moved away, in a file that is to be believed
_LARGEST = 1_000_000  # bytes; a session is a hundred times smaller
_NO_TWEAKS: Mapping[SliceSource, Parameters] = MappingProxyType({})
_NO_WINDOWS: Mapping[str, Window] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class SavedSession:
    """Where the scan is, and what is to be shown of it."""

    path: Path
    wish: Wish


def session_json(
    state: ViewState,
    file: Path,
    tweaks: Mapping[SliceSource, Parameters] = _NO_TWEAKS,
    windows: Mapping[str, Window] = _NO_WINDOWS,
) -> str:
    """Return what a session file holds.

    Parameters
    ----------
    file
        Where it will lie, so that both can move together.
    tweaks
        Changed D^ and rho^ of all slices, as the cache of the scan keeps them.
    windows
        What the user chose for series, by their UID.

    Raises
    ------
    ValueError
        Where no scan is open.
    """
    if state.path is None:
        raise ValueError("no scan is open")
    path = state.path.absolute()
    record = {
        "format": _FORMAT,
        "version": _VERSION,
        "product": f"PhysNet Viewer {__version__}",
        "notice": "research use only; holds the path of the scan",
        "path": str(path),
        "relative_path": _relative(path, file.absolute().parent),
        "series": None if state.series_uid is None else series_key(state.series_uid),
        "time_index": state.time_index,
        "slice_index": state.slice_index,
        "window": None if state.window is None else asdict(state.window),
        "windows": {series_key(uid): asdict(window) for uid, window in windows.items()},
        "inverted": state.inverted,
        "layout": state.layout,
        "cross": state.cross,
        "zoom": None if state.zoom is None else asdict(state.zoom),
        "measures": saved_measures(state.annotations, state.series),
        "overlay": asdict(state.overlay),
        "playback": {"loop": state.playback.loop, "frames_per_second": state.playback.frames_per_second},
        "cine": {"bounce": state.cine.bounce, "slices_per_second": state.cine.slices_per_second},
        "explaining": state.explaining,
        "grid": state.grid,
        "dimensions": state.dimensions,
        "white_to_grey": state.white_to_grey,
        "days_per_step": state.days_per_step,
        "tweak": None if state.tweak is None else asdict(state.tweak),
        "tweaks": saved_tweaks(tweaks, state.series),
        "scenarios": saved_scenarios(state.scenarios),
        "reference": state.reference,
        "difference": state.difference,
        "frame": state.frame,
        "model": None if state.model_identity is None else asdict(state.model_identity),
    }
    return json.dumps(record, indent=2, ensure_ascii=False)


def read_session(file: Path) -> SavedSession:
    """Read a session file.

    Raises
    ------
    UnreadableScanError
        For a file that is none, or damaged, or of a later version.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise UnreadableScanError(tr("{name} is not a session of PhysNet Viewer").format(name=file.name))
        record = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableScanError(
            tr("{name} cannot be read: {fault}").format(name=file.name, fault=said(error.strerror or "unknown fault"))
        ) from error
    except ValueError as error:
        raise UnreadableScanError(
            tr("{name} is not a session of PhysNet Viewer, or damaged").format(name=file.name)
        ) from error
    if not isinstance(record, dict) or record.get("format") != _FORMAT:
        raise UnreadableScanError(tr("{name} is not a session of PhysNet Viewer").format(name=file.name))
    if record.get("version") != _VERSION:
        raise UnreadableScanError(
            tr("{name} was saved by another version of PhysNet Viewer: update to open it").format(name=file.name)
        )
    try:
        return SavedSession(path=_path(record, file), wish=_wish(record, file.name))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableScanError(
            tr("{name} is damaged: it is a session, but not a whole one").format(name=file.name)
        ) from error


def _relative(path: Path, folder: Path) -> str | None:
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # on another drive
        return None


def _path(record: dict[str, Any], file: Path) -> Path:
    path, relative = Path(str(record["path"])), record["relative_path"]
    beside = None if relative is None else (file.absolute().parent / str(relative)).resolve()
    return path if path.exists() or beside is None or not beside.exists() else beside


def _wish(record: dict[str, Any], name: str) -> Wish:
    tweak, model, days = record["tweak"], record["model"], record["days_per_step"]
    ratio, reference = record.get("white_to_grey"), record.get("reference")
    return Wish(
        name=name,
        series=str(record["series"] or ""),
        time_index=count(record["time_index"]),
        slice_index=count(record["slice_index"]),
        model=None if model is None else ModelIdentity(**{key: str(value) for key, value in model.items()}),
        tweak=None if tweak is None else Parameters(**{key: number(value, 0, 1e6) for key, value in tweak.items()}),
        grid=one_of(record["grid"], get_args(GridName)),
        dimensions=one_of(record.get("dimensions", "2d"), get_args(Dimensions)),
        white_to_grey=None if ratio is None else number(ratio, *WHITE_TO_GREY_RANGE),
        days_per_step=None if days is None else number(days, 1e-6, 1e6),
        frame=count(record["frame"]),
        layout=one_of(record["layout"], get_args(Layout)),
        cross=_cross(record.get("cross")),
        measures=read_measures(record.get("measures")),
        tweaks=read_tweaks(record.get("tweaks")),
        scenarios=read_scenarios(record.get("scenarios")),
        reference=None if reference is None else count(reference),
        difference=flag(record.get("difference", False)),
        windows=_windows(record.get("windows")),
        look=_look(record),
    )


def _look(record: dict[str, Any]) -> Look:
    drawn, played, window = record["overlay"], record["playback"], record["window"]
    contour, fine, why = drawn["contour"], drawn.get("fine_contour"), record.get("explaining")
    return Look(
        window=None if window is None else _window(window),
        inverted=flag(record["inverted"]),
        overlay=Overlay(
            visible=flag(drawn["visible"]),
            opacity=number(drawn["opacity"], 0, 1),
            colormap=one_of(drawn["colormap"], COLORMAPS),
            threshold=number(drawn["threshold"], 0, 1),
            contour=None if contour is None else number(contour, 0, 1),
            fine_contour=None if fine is None else number(fine, 0, 1),
            smooth=flag(drawn["smooth"]),
        ),
        playback=Playback(loop=flag(played["loop"]), frames_per_second=number(played["frames_per_second"], 0.5, 30)),
        cine=_cine(record.get("cine")),
        explaining=None if why is None else flag(why),
        zoom=_zoom(record.get("zoom")),
    )


def _zoom(record: dict[str, Any] | None) -> Zoom | None:
    if record is None:
        return None
    row, column = (number(part, -_FAR, 1 + _FAR) for part in record["center"])
    return Zoom(factor=number(record["factor"], 1 / _CLOSE, _CLOSE), center=(row, column))


def _cine(record: dict[str, Any] | None) -> Cine | None:
    if record is None:
        return None
    speed = number(record["slices_per_second"], SLOWEST, FASTEST)
    return Cine(bounce=flag(record["bounce"]), slices_per_second=speed)


def _windows(record: dict[str, Any] | None) -> dict[str, Window] | None:
    return None if record is None else {key: _window(window) for key, window in record.items()}


def _window(record: dict[str, Any]) -> Window:
    return Window(center=number(record["center"]), width=number(record["width"], 0))


def _cross(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("not a place")
    return count(value[0]), count(value[1])
