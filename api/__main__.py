"""``python -m api`` is ``onrecord``."""

import sys

from api.cli import main

sys.exit(main())
