"""PhysNet: brain MRI classification with tumor-growth physics inside the network.

The package imports neither torch nor Qt by itself, so that a window or a command opens at once.
"""

# The package takes its version from here; to look up that of what is installed would cost the window time at its start.
__version__ = "0.1.0"
