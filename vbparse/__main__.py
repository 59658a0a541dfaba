"""`python -m vbparse` is `vbparse`."""

import sys

from vbparse.cli import main

if __name__ == "__main__":
    sys.exit(main())
