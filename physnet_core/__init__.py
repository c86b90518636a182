"""PhysNet: brain MRI classification with tumor-growth physics inside the network.

The package imports neither torch nor Qt by itself, so that a window or a command opens at once.
"""

__version__ = (
    "0.1.0"  # said here and nowhere else: the package takes it from this line, and nothing is looked up at the start
)
