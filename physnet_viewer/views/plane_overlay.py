"""What is drawn over the planes across the slices, or why nothing is."""

from dataclasses import dataclass

from physnet_core.growth.across import SliceBySlice
from physnet_core.growth.scenario import Growth
from physnet_core.imaging import Slice
from physnet_core.imaging.reformat import PlaneView
from physnet_viewer.series_growth import SeriesGrowth
from physnet_viewer.session import CrossPlanes, ViewState
from physnet_viewer.translation import later, tr
from physnet_viewer.views.behind_text import OLD_VALUES, title_behind, values_behind
from physnet_viewer.views.comparison import LEARNED, in_space
from physnet_viewer.views.pane_items import LEARNED_INK, Ink

ONE_SLICE = later("one slice only")
ON_IMAGE_GRID = later(
    "On the image grid only the slice on screen is grown. Choose 3-D to see growth across the slices."
)
ONE_DIFFERENCE = later("Only the slice on screen has this difference. Choose 3-D to see it across the slices.")
NOT_YET = later("no density yet")
WAIT = later("Density is drawn here as soon as the network has answered for a slice.")
NO_NETWORK = later("There is no network to find density with.")
GROWING = later("growing in 3-D…")
WAIT_FOR_VOLUME = later("Density is drawn here once the series has grown in 3-D.")
SLICE_BY_SLICE = later("slice by slice")
JOINED = later("Each slice is an answer of its own, with its own learned D and ρ; nothing is joined between slices.")

TWEAK_NOT_HERE = later("not the tweak")
WHERE_TO_TWEAK = later(
    "The D and ρ that were moved are those of the slice on screen alone. Choose 3-D to move them for the series."
)


@dataclass(frozen=True, kw_only=True, eq=False)
class PlaneOverlay:
    """The density over one plane, with the words that qualify it; as in `PaneContent`."""

    growth: Growth | None = None
    between: Growth | None = None
    ink: Ink = LEARNED_INK
    compared: Growth | None = None
    compared_ink: Ink = LEARNED_INK
    minus: bool = False
    titles: tuple[str, ...] = ()
    badge: str = ""
    hint: str = ""


class PlaneOverlays:
    """Makes overlays of states; the same growth as long as it is of the same, so that nothing is drawn twice."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], tuple[tuple[object, ...], Growth]] = {}

    def forget(self) -> None:
        """Let go of what was drawn last."""
        self._known.clear()

    def of(self, state: ViewState, made: CrossPlanes, number: int, *, blinking: bool) -> PlaneOverlay:
        """Return what lies over plane `number`."""
        if not state.overlay.visible:
            return PlaneOverlay()
        if state.dimensions == "3d":
            return self._in_space(state, made, number, blinking=blinking)
        return _by_slice(state, made.slicewise[number], blinking=blinking)

    def _in_space(self, state: ViewState, made: CrossPlanes, number: int, *, blinking: bool) -> PlaneOverlay:
        two = in_space(state)
        reference, current = two.reference, two.current
        if reference is None:
            return PlaneOverlay(badge=tr(GROWING), hint=tr(WAIT_FOR_VOLUME))
        view, image = made.views[number], made.images[number]

        def across(role: str, growth: SeriesGrowth) -> Growth:
            return self._across((number, role), growth, view, image)

        if current is None or not two.differs or blinking:
            values = values_behind(state, tweaked=False) if reference is state.volume else ()
            return PlaneOverlay(
                growth=across("reference", reference),
                ink=two.ink,
                titles=(two.name, *title_behind(values)),
                badge=_badge_in_space(values),
            )
        values = values_behind(state, tweaked=current is state.tweaked_volume)
        return PlaneOverlay(
            growth=across("current", current),
            ink=two.current_ink,
            compared=across("reference", reference),
            compared_ink=two.ink,
            minus=state.difference,
            titles=(two.minus if state.difference else two.title, *title_behind(values)),
            badge=_badge_in_space(values),
        )

    def _across(self, place: tuple[int, str], growth: SeriesGrowth, view: PlaneView, image: Slice) -> Growth:
        key = (growth, view, image)
        known = self._known.get(place)
        if known is None or known[0] != key:
            known = self._known[place] = (key, growth.across(view, image))
        return known[1]


def _by_slice(state: ViewState, found: SliceBySlice | None, *, blinking: bool) -> PlaneOverlay:
    if state.grid == "image":
        return PlaneOverlay(badge=tr(ONE_SLICE), hint=tr(ON_IMAGE_GRID))
    if state.difference and state.shown_tweaked is not None and not blinking:
        return PlaneOverlay(badge=tr(ONE_SLICE), hint=tr(ONE_DIFFERENCE))
    if found is None:
        return PlaneOverlay(badge=tr(NOT_YET), hint=tr(NO_NETWORK if state.model == "failed" else WAIT))
    tweaked = state.shown_tweaked is not None  # on the slice on screen, and seen there
    return PlaneOverlay(
        growth=found.between if state.overlay.smooth else found.cells,
        between=found.between,
        titles=(tr(LEARNED), tr(TWEAK_NOT_HERE)) if tweaked else (tr(LEARNED),),
        badge=_badge(found, len(state.slices), smooth=state.overlay.smooth),
        hint=tr(JOINED) + ("\n" + tr(WHERE_TO_TWEAK) if tweaked else ""),
    )


def _badge_in_space(behind: tuple[str, ...]) -> str:
    return f"3-D · {tr(OLD_VALUES)}" if behind else "3-D"


def _badge(found: SliceBySlice, slices: int, *, smooth: bool) -> str:
    words = [tr(SLICE_BY_SLICE)]
    if smooth:
        words.append(tr("interpolated"))
    if found.known < slices:
        words.append(tr("{known} of {slices} known").format(known=found.known, slices=slices))
    if found.strange:
        words.append(tr("{count} out of range").format(count=found.strange))
    return " · ".join(words)
