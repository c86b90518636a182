"""The measurements of the series on screen as numbers, in the order of its slices."""

from physnet_core.export.measurements import Measured
from physnet_core.imaging.measure import measured
from physnet_viewer.scan_cache import sources_at
from physnet_viewer.session import ViewState


def measured_rows(state: ViewState) -> tuple[Measured, ...]:
    """Return what was measured on the series on screen; what an ellipse holds only where its slice is in memory."""
    series = state.current_series
    if series is None or not state.annotations:
        return ()
    places = {source: index for index, source in enumerate(sources_at(series, state.time_index))}
    here = [(places[item.source], item) for item in state.annotations if item.source in places]
    rows = []
    for index, annotation in sorted(here, key=lambda pair: (pair[0], pair[1].number)):
        image = state.slices[index] if index < len(state.slices) else None
        pixels = None if image is None else image.pixels
        rows.append(
            Measured(
                annotation=annotation,
                slice_number=index + 1,
                time_number=state.time_index + 1,
                found=measured(annotation, series.pixel_spacing, pixels),
            )
        )
    return tuple(rows)
