"""What is said of growth on screen that was computed for other values than those that are set; no widgets."""

from physnet_core.export import wording
from physnet_core.growth.scenario import Growth
from physnet_viewer.core_words import said
from physnet_viewer.session import ViewState
from physnet_viewer.staleness import drawn_parameters, lags, old_ratio
from physnet_viewer.translation import later, tr

OLD_VALUES = later("old values")
AWAITED = later("Growth with what is set now is still being computed: wait for it, or stop it with Esc.")


def behind(state: ViewState) -> str:
    """Return for which values the growth in force was computed, where that is not what is set."""
    if not lags(state):
        return ""
    values = values_behind(state, tweaked=state.tweaked is not None)
    if state.tweaked is None and state.tweak is not None:
        values = (tr("the learned D and ρ"), *values)
    return tr("Computed for {values}. The run with what is set now follows.").format(values=", ".join(values))


def values_behind(state: ViewState, *, tweaked: bool) -> tuple[str, ...]:
    """Return the values of the tweaked or the learned growth on screen that are not those that are set."""
    if not lags(state):
        return ()
    growth, volume = (state.tweaked, state.tweaked_volume) if tweaked else (state.learned, state.volume)
    ratio = old_ratio(state, volume)
    moved = tweaked and growth is not None and drawn_parameters(state) != state.tweak
    return (
        *(parameters(growth) if moved and growth is not None else ()),
        *(() if ratio is None else (tr("white : grey {ratio:g} : 1").format(ratio=ratio),)),
    )


def title_behind(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines that follow the name of a growth."""
    return (tr("computed for {values}").format(values=values[0]), *values[1:]) if values else ()


def parameters(growth: Growth) -> tuple[str, ...]:
    """Return D and rho of a growth."""
    return tuple(said(part) for part in wording.parameters(growth).split(" · "))
