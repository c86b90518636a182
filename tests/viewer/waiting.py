"""What tests of the window wait for."""

from physnet_viewer.session import ViewState


def all_read(state: ViewState) -> bool:
    """Whether every slice of the series on screen is there; the network may still be starting."""
    return bool(state.slices) and all(image is not None for image in state.slices)
