"""`python -m physnet_core.cli`, which is also what `torchrun` starts."""

import sys

from physnet_core.cli import main

sys.exit(main())
