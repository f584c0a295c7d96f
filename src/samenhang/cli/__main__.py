"""`python -m samenhang.cli` is the same as `samenhang`."""

import sys

from .main import main

sys.exit(main())
