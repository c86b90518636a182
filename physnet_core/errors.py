"""The errors that a user can cause and mend.

A message says what is wrong, with which file, and what to do. Only `physnet_core.cli` and the viewer's controller
catch these; everything else lets them pass.
"""


class PhysNetError(Exception):
    """A problem that is told to the user in one sentence."""


class UnreadableScanError(PhysNetError):
    """A file or folder holds no image that can be read."""


class InvalidBundleError(PhysNetError):
    """A weights file is not a PhysNet bundle, or does not fit its metadata."""


class InvalidParameterError(PhysNetError):
    """A number or option is outside what the method can do."""


class DataError(PhysNetError):
    """A training or evaluation folder is not what it should be."""


class ExportError(PhysNetError):
    """A file could not be written."""


class Cancelled(Exception):
    """Long work was stopped by the user; nothing half-written is left."""
