"""Reads the header of the file of a slice, off the GUI thread."""

from collections.abc import Generator

from physnet_core.errors import PhysNetError
from physnet_core.imaging import SliceSource
from physnet_core.imaging.header import read_header
from physnet_core.imaging.volume import Format
from physnet_viewer.failures import sentence
from physnet_viewer.jobs import Handlers, JobRunner
from physnet_viewer.session import HeaderPage, Session
from physnet_viewer.translation import tr


class Headers:
    """Keeps `ViewState.header` at what was asked for last."""

    def __init__(self, session: Session, runner: JobRunner) -> None:
        self._session = session
        self._runner = runner

    def read(self, source: SliceSource, kind: Format) -> None:
        """Read a header; a newer wish replaces one that has not begun."""
        handlers = Handlers(items=self._on_read)
        self._runner.submit("headers", lambda job: _read(source, kind), handlers, latest_only=True)

    def forget(self) -> None:
        """Keep no header: it holds what the patient is called."""
        self._session.update(header=None)

    def _on_read(self, items: tuple[object, ...]) -> None:
        page = items[-1]
        if isinstance(page, HeaderPage):
            self._session.update(header=page)


def _read(source: SliceSource, kind: Format) -> Generator[object, None, None]:
    try:
        yield HeaderPage(source=source, fields=read_header(source, kind))
    except PhysNetError as error:
        yield HeaderPage(source=source, problem=sentence(error, tr("reading the header")))
