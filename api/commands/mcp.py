"""``onrecord mcp``: the tools of the Model Context Protocol over standard input and output."""

import logging
import sys
from importlib.util import find_spec

from api.cli import GOOD, MISUSE, complain
from api.progress import Progress
from api.service import Service
from api.settings import Settings

MISSING = "MCP needs the extra mcp: pip install 'onrecord[mcp]'."


def missing() -> bool:
    return find_spec("mcp") is None


def run(settings: Settings) -> int:
    """Answers from the index as it is until the input ends; whoever writes it may go on."""
    logging.basicConfig(
        level=logging.WARNING,
        stream=sys.stderr,
        format="%(levelname)s %(name)s: %(message)s",
    )
    if missing():
        return complain(MISSING, MISUSE)
    from api.mcp import mcp_server

    service = Service(settings, Progress().note)
    try:
        mcp_server(service).run("stdio")
    finally:
        service.close()
    return GOOD
