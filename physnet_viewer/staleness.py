"""Whether growth on screen is that of the values that are set, and of which values it is instead."""

from physnet_viewer.series_growth import SeriesGrowth
from physnet_viewer.view_parts import Parameters
from physnet_viewer.view_state import ViewState


def is_current(state: ViewState) -> bool:
    """Whether growth on screen is what the sliders and white : grey say, or there is none."""
    if old_ratio(state, state.volume) is not None:
        return False
    if state.tweaked is None:
        return state.tweak is None
    return drawn_parameters(state) == state.tweak and old_ratio(state, state.tweaked_volume) is None


def lags(state: ViewState) -> bool:
    """Whether growth on screen is behind what is set by a whole run.

    On the latent grid it follows every move within a frame, once the slice is read; elsewhere a run takes long enough
    to be taken for the end.
    """
    slow = state.dimensions == "3d" or state.grid == "image" or state.current_slice is None
    return slow and state.learned is not None and not is_current(state)


def drawn_parameters(state: ViewState) -> Parameters | None:
    """Return D^ and rho^ of the tweaked growth on screen, or None where only the learned is drawn."""
    growth = state.tweaked
    if growth is None:
        return None
    return Parameters(diffusion_number=growth.diffusion_number, growth_number=growth.growth_number)


def old_ratio(state: ViewState, growth: SeriesGrowth | None) -> float | None:
    """Return the white : grey of growth in 3-D where that is not the one that is set."""
    if state.dimensions == "2d" or growth is None:
        return None
    ratio = growth.volume.scenario.white_to_grey
    return None if ratio == state.white_to_grey else ratio
