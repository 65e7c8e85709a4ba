"""`python -m maillage.cli`: the same as the `maillage` command."""

import sys

from maillage.cli.entry import main

sys.exit(main())
