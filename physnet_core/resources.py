"""Where the files that ship with the product are: weights, model card, demo scan, icons."""

from importlib.resources import files
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder.

    Parameters
    ----------
    *parts
        Path below `resources/`, e.g. ``resource("demo")``.

    Notes
    -----
    A source checkout is preferred over the copy inside an installed wheel (`physnet_resources`), so that freshly
    trained weights are used without a new installation.
    """
    root = _CHECKOUT if _CHECKOUT.is_dir() else Path(str(files("physnet_resources")))
    return root.joinpath(*parts)
