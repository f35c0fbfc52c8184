"""``python -m api`` is ``onrecord``."""

import sys

from api.cli import main

if __name__ == "__main__":  # a worker imports this module, and is not to serve a second time
    sys.exit(main())
