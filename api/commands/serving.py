"""``onrecord serve``."""

import logging
import sys

from api.cli import GOOD, MISUSE, complain
from api.commands.mcp import MISSING, missing
from api.progress import Narrator, Progress
from api.server import PortTaken, listen, serve, url
from api.settings import Settings


def run(settings: Settings) -> int:
    """Serves until it is stopped; a first build runs meanwhile and is told of here."""
    if settings.mcp and missing():
        return complain(MISSING, MISUSE)
    try:
        listening = listen(settings.host, settings.port)
    except PortTaken as taken:
        return complain(str(taken), MISUSE)
    from api.app import create_app

    logging.basicConfig(
        level=logging.WARNING,
        stream=sys.stderr,
        format="%(levelname)s %(name)s: %(message)s",
    )
    with Progress() as progress, listening:
        if not settings.loopback:
            progress.note(
                f"Whoever can reach {settings.host} can read these documents: "
                "there is no access control yet."
            )
        app = create_app(settings, progress.note)

        def started() -> None:
            print(f"onrecord is at {url(listening)} (Ctrl-C stops it)", flush=True)

        with app.state.jobs.heard_by(Narrator(progress)):
            serve(app, listening, started)
    return GOOD
