"""Print the growth table of `physnet bench --full`: `python tests/bench/growth.py [WORD]`. Not collected by pytest."""

import sys

from physnet_core.cli import main

if __name__ == "__main__":
    words = sys.argv[1:] or ["constant-256", "constant-512", "masked-2d", "masked-3d", "network"]
    sys.exit(max(main(["bench", "--full", "--only", word]) for word in words))
