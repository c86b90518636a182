"""What each pane of the image view shows and says, from the state of the window."""

from physnet_core.export import wording
from physnet_core.export.orientation import edge_letters
from physnet_core.growth.scenario import Growth
from physnet_core.imaging import SeriesInfo, Slice
from physnet_core.imaging.measure import Annotation
from physnet_core.imaging.reformat import PlaneView, obstacle
from physnet_core.network.prediction import NO_TUMOR, Prediction
from physnet_viewer.core_words import said
from physnet_viewer.session import CrossPlanes, ViewState
from physnet_viewer.translation import later, tr
from physnet_viewer.views.behind_text import OLD_VALUES, parameters, title_behind, values_behind
from physnet_viewer.views.comparison import TWEAKED, Comparison
from physnet_viewer.views.growth_text import obstacle as growth_obstacle
from physnet_viewer.views.pane_items import LEARNED_INK, Ink
from physnet_viewer.views.pane_value import PaneContent
from physnet_viewer.views.plane_overlay import PlaneOverlay, PlaneOverlays
from physnet_viewer.views.words_placed import Lettering

UNKNOWN_GEOMETRY = later("Orientation and scale unknown")
UNKNOWN_ORIENTATION = later("Orientation unknown")
NO_TWEAK = later("Move D or ρ to compare.")


def content_of(
    state: ViewState,
    growth: Growth | None,
    title: str,
    ink: Ink,
    *,
    against: Comparison[Growth] | None = None,
    minus: bool = False,
) -> PaneContent:
    """Return what a pane shows of the slice on screen with a growth over it, and the outline of what it is against."""
    if not state.grows:
        growth = against = None
    return PaneContent(
        image=state.current_slice,
        window=state.window,
        inverted=state.inverted,
        growth=growth,
        ink=ink,
        compared=None if against is None else against.reference,
        compared_ink=LEARNED_INK if against is None else against.ink,
        minus=minus,
        frame=state.frame,
        overlay=state.overlay,
        words=_words(state, growth, against.minus if minus and against is not None else title),
        cross=state.cross_place if has_planes(state) else None,
        source=state.current_source,
        annotations=_measured_here(state),
        selected=state.selected,
        tool=state.tool,
    )


def _measured_here(state: ViewState) -> tuple[Annotation, ...]:
    source = state.current_source
    return tuple(item for item in state.annotations if item.source == source)


def has_planes(state: ViewState) -> bool:
    """Whether there is a plane across the slices to show beside them."""
    series = state.current_series
    return state.layout == "planes" and series is not None and not obstacle(series)


def plane_contents(
    state: ViewState, overlays: PlaneOverlays, *, blinking: bool = False
) -> tuple[PaneContent, PaneContent]:
    """Return what the panes of the planes across the slices show; nothing until they are cut."""
    made = state.planes
    if made is None or (made.series_uid, made.time_index) != (state.series_uid, state.time_index):
        waiting = PaneContent(words=Lettering(center=tr("Cutting the other planes…") if state.slices else ""))
        return waiting, waiting
    first, second = (
        _plane_content(state, made, view, image, overlays.of(state, made, number, blinking=blinking))
        for number, (view, image) in enumerate(zip(made.views, made.images, strict=True))
    )
    return first, second


def _plane_content(
    state: ViewState, made: CrossPlanes, view: PlaneView, image: Slice, drawn: PlaneOverlay
) -> PaneContent:
    _, row, column = view.of_voxel((state.slice_index, *state.cross_place))
    title = f"{tr(view.plane.capitalize())} {image.index + 1} / {view.count}"
    missing = () if not made.missing else (tr("%n slice(s) not read", "", made.missing),)
    return PaneContent(
        image=image,
        window=state.window,
        inverted=state.inverted,
        growth=drawn.growth,
        between=drawn.between,
        ink=drawn.ink,
        compared=drawn.compared,
        compared_ink=drawn.compared_ink,
        minus=drawn.minus,
        bar=False,
        frame=state.frame,
        overlay=state.overlay,
        cross=(row, column),
        words=Lettering(
            top_left=(title, *missing),
            top_right=drawn.titles,
            edges=None if image.affine is None else edge_letters(image.affine),
            badge=drawn.badge,
        ),
        hint=drawn.hint,
    )


def _words(state: ViewState, growth: Growth | None, title: str) -> Lettering:
    image, series = state.current_slice, state.current_series
    if series is None or image is None:
        return Lettering(center=_why_no_image(state))
    geometry = () if image.pixel_spacing else (tr(UNKNOWN_GEOMETRY),)
    oriented = image.affine is not None and series.plane != "unknown"
    if image.pixel_spacing and not oriented:
        geometry = (tr(UNKNOWN_ORIENTATION),)
    refused = (said(obstacle(series)),) if state.layout == "planes" and obstacle(series) else ()
    levels = () if state.window is None else (f"W {state.window.width:.4g}  L {state.window.center:.4g}",)
    synthetic = (tr("Synthetic scan: no patient"),) if series.synthetic else ()
    return Lettering(
        top_left=(_slice_title(state, series), *_cine_of(state), *_time_of(state), *synthetic),
        top_right=_growth_title(state, growth, title),
        bottom_left=(*_measured_words(state), *refused, *geometry, *levels),
        bottom_right=() if growth is None or growth_obstacle(state) is not None else parameters(growth),
        guide=_guide(state),
        edges=edge_letters(image.affine) if oriented and image.affine is not None else None,
        badge=_badge(state, growth),
    )


def _measured_words(state: ViewState) -> tuple[str, ...]:
    here, everywhere = len(_measured_here(state)), len(state.annotations)
    return (tr("{here} of %n measurement(s) here", "", everywhere).format(here=here),) if everywhere else ()


def _guide(state: ViewState) -> str:
    held = {
        "ruler": tr("Ruler: drag a line, or press Enter"),
        "angle": tr("Angle: drag one arm, click the other, or press Enter"),
        "ellipse": tr("Ellipse: drag, or press Enter"),
    }
    return "" if state.tool is None else held[state.tool]


def _slice_title(state: ViewState, series: SeriesInfo) -> str:
    name = tr(series.plane.capitalize() if has_planes(state) and series.plane != "oblique" else later("Slice"))
    return f"{name} {state.slice_index + 1} / {series.slices}"


def _why_no_image(state: ViewState) -> str:
    if state.slice_index in state.unreadable:
        reason = state.unreadable[state.slice_index]
        return tr("Slice {number} cannot be shown. {reason}").format(number=state.slice_index + 1, reason=reason)
    if state.series_uid is None:
        return ""
    why = tr("Reading slice {number}…") if state.is_reading else tr("Slice {number} was not read.")
    return why.format(number=state.slice_index + 1)


def _time_of(state: ViewState) -> tuple[str, ...]:
    series = state.current_series
    if series is None or series.frames_of_time < 2:
        return ()
    shown, count = state.time_index + 1, series.frames_of_time
    return (tr("Image {number} / {count} at this place").format(number=shown, count=count),)


def _cine_of(state: ViewState) -> tuple[str, ...]:
    return (tr("Cine {speed:.3g} slices/s").format(speed=state.cine.slices_per_second),) if state.cine.playing else ()


def _growth_title(state: ViewState, growth: Growth | None, title: str) -> tuple[str, ...]:
    if growth is not None:
        time = said(wording.time(growth, min(state.frame, len(growth.frames) - 1)))
        return (title, time, *title_behind(_values_behind(state, growth)))
    if state.layout == "side_by_side":
        return (title, tr(NO_TWEAK)) if title == tr(TWEAKED) and state.tweak is None else (title,)
    return ()


def _values_behind(state: ViewState, growth: Growth | None) -> tuple[str, ...]:
    """Return the values of a growth that is drawn, where those that are set are others and no preview is to come."""
    previewed = state.dimensions == "2d" and not state.tasks
    if growth is None or previewed or all(growth is not item for item in (state.tweaked, state.learned)):
        return ()
    return values_behind(state, tweaked=growth is state.tweaked)


def _badge(state: ViewState, growth: Growth | None) -> str:
    """Return what must be known to read the density that is drawn."""
    prediction = state.growth_prediction
    if growth is None or prediction is None or not state.overlay.visible:
        return ""
    drawn_otherwise = tr("interpolated") if state.overlay.smooth else ""
    grid = tr("preview") if growth is state.preview else "3-D" if state.dimensions == "3d" else tr("image grid")
    old = tr(OLD_VALUES) if _values_behind(state, growth) else ""
    words = (_verdict(prediction), grid if growth.grid_name == "image" else drawn_otherwise, old)
    return " · ".join(word for word in words if word)


def _verdict(prediction: Prediction) -> str:
    if not prediction.in_distribution:
        return tr("out of range")
    if prediction.uncertain:
        return tr("uncertain")
    return tr("no tumor predicted") if prediction.label == NO_TUMOR else ""


def spoken(state: ViewState) -> str:
    """Return what a screen reader says of the image."""
    series, prediction = state.current_series, state.current_prediction
    if series is None:
        return tr("No image")
    place = tr("Slice {number} of {count}").format(number=state.slice_index + 1, count=series.slices)
    return place if prediction is None else f"{place}, {said(wording.class_title(prediction))}"
