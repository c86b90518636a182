"""What the user measures: kept by the slice it was drawn on, one undo step for each change."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from physnet_core.errors import PhysNetError
from physnet_core.export.measurements import measurements_csv
from physnet_core.files import write_bytes
from physnet_core.imaging import SliceSource
from physnet_core.imaging.measure import Annotation, Kind, is_trivial
from physnet_viewer.failures import sentence
from physnet_viewer.measured import measured_rows
from physnet_viewer.session import Session
from physnet_viewer.translation import tr
from physnet_viewer.undo_steps import Place, UndoSteps

Annotations = tuple[Annotation, ...]


class Measuring:
    """Keeps `ViewState.annotations`.

    Parameters
    ----------
    show_source
        Called with the slice on which something changes, so that it is seen.
    """

    def __init__(self, session: Session, steps: UndoSteps, show_source: Callable[[SliceSource], None]) -> None:
        self._session = session
        self._steps = steps
        self._show_source = show_source
        self._numbers = 0

    def choose_tool(self, tool: Kind | None) -> None:
        """Let the left button draw; choosing the tool in hand puts it down."""
        held = self._session.state.tool
        self._session.update(tool=None if tool == held else tool)

    def keep(self, annotation: Annotation) -> None:
        """Add what was drawn, or put what was moved in place of itself."""
        before = self._session.state.annotations
        if is_trivial(annotation):
            return
        if annotation.number == 0:
            self._numbers = max(self._numbers, *(item.number for item in before), 0) + 1
            annotation = replace(annotation, number=self._numbers)
            self._push(tr("Measure"), (*before, annotation), annotation.source)
        else:
            after = tuple(annotation if item.number == annotation.number else item for item in before)
            self._push(tr("Move measurement"), after, annotation.source)
        self._session.update(selected=annotation.number)

    def select(self, number: int | None) -> None:
        """Mark one of them."""
        self._session.update(selected=number)

    def show(self, number: int) -> None:
        """Mark one of them, and show its slice."""
        found = next((item for item in self._of_series() if item.number == number), None)
        if found is not None:
            self._show_source(found.source)
            self._session.update(selected=number)

    def select_next(self) -> None:
        """Mark the next one of the series, in the order of its slices, and show its slice."""
        state = self._session.state
        here = sorted(self._of_series(), key=lambda item: (self._place(item.source), item.number))
        if not here:
            return
        numbers = [item.number for item in here]
        place = numbers.index(state.selected) + 1 if state.selected in numbers else 0
        self.show(here[place % len(here)].number)

    def delete(self) -> None:
        """Remove the marked one."""
        state = self._session.state
        gone = next((item for item in state.annotations if item.number == state.selected), None)
        if gone is not None:
            self._show_source(gone.source)
            after = tuple(item for item in state.annotations if item is not gone)
            self._push(tr("Delete measurement"), after, gone.source)

    def delete_all(self) -> None:
        """Remove all that were made on this series."""
        here = self._of_series()
        if here:
            after = tuple(item for item in self._session.state.annotations if item not in here)
            self._push(tr("Delete measurements"), after, here[-1].source)

    def restore(self, annotations: Annotations) -> None:
        """Put what was saved in place of what is there; numbers are given anew."""
        before = self._session.state.annotations
        after = tuple(replace(item, number=number) for number, item in enumerate(annotations, start=1))
        if before and after != before:
            self._push(tr("Restore measurements"), after, (after or before)[0].source)
        else:
            self._session.update(annotations=after, selected=None)

    def save(self, file: Path) -> None:
        """Write the measurements of the series on screen as CSV."""
        try:
            write_bytes(file, measurements_csv(measured_rows(self._session.state)).encode())
        except PhysNetError as error:
            self._session.update(message=sentence(error, tr("saving measurements")), notice=None)
        else:
            self._session.update(
                message=None, notice=tr("Saved {name} in {parent}.").format(name=file.name, parent=file.parent)
            )

    def _push(self, text: str, after: Annotations, source: SliceSource) -> None:
        before = self._session.state.annotations
        if after != before:
            self._steps.push(text, self._use, before, after, place=Place(source=source))

    def _use(self, annotations: Annotations) -> None:
        state = self._session.state
        known = {item.number for item in annotations}
        self._session.update(annotations=annotations, selected=state.selected if state.selected in known else None)

    def _of_series(self) -> Annotations:
        return tuple(item for item in self._session.state.annotations if self._place(item.source) >= 0)

    def _place(self, source: SliceSource) -> int:
        """Return on which slice of the series on screen something lies, or -1."""
        state = self._session.state
        series = state.current_series
        if series is None:
            return -1
        sources = series.sources[state.time_index * series.slices : (state.time_index + 1) * series.slices]
        return sources.index(source) if source in sources else -1
