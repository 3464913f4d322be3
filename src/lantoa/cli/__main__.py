"""`python -m lantoa.cli` is `lantoa`."""

import sys

from lantoa.cli import main

sys.exit(main())
