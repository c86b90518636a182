"""PhysNet: brain MRI classification with tumor-growth physics inside the network.

The package imports neither torch nor Qt by itself, so that a window or a command opens at once.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("physnet-viewer")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0+unknown"
