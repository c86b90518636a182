"""`python -m physnet_viewer` is the command `physnet-viewer`."""

import sys

from physnet_viewer.app import main

if __name__ == "__main__":
    sys.exit(main())
