"""How a scan is called in the window: after its folder or file, but for the one that ships with the product."""

from pathlib import Path

from physnet_core.resources import resource
from physnet_viewer.translation import tr

DEMO = resource("demo", "series")


def scan_name(path: Path) -> str:
    """Return the name of a scan for people."""
    return tr("Demo scan") if path == DEMO else path.name or str(path)
