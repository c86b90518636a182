"""What a latent cell and a step are taken to be while training, whose pictures tell neither millimetres nor days."""

from physnet_core.network.preprocessing import LATENT_STRIDE
from physnet_core.physics.units import LatentUnits

# The course inside the network then spans 8 x 15 = 120 days, the order of the interval between two scans of a glioma.
DAYS_PER_STEP = 15.0
_HEAD_MM = 200.0  # along the longer side of a head with its margin


def assumed_units(size: int) -> LatentUnits:
    """Return the units for pictures of `size` x `size` pixels that show one head each."""
    return LatentUnits(cell_mm=_HEAD_MM * LATENT_STRIDE / size, days_per_step=DAYS_PER_STEP)
