"""`python -m physnet_core` is the command `physnet`."""

import sys

from physnet_core.cli import main

if __name__ == "__main__":
    sys.exit(main())
