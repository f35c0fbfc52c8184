"""``onrecord serve``."""

from api.cli import GOOD, MISUSE, complain
from api.progress import Narrator, Progress
from api.server import PortTaken, listen, serve, url
from api.settings import Settings
from api.workers import Workers, log_to_shell


def run(settings: Settings) -> int:
    """Serves until it is stopped; a first build runs meanwhile and is told of here."""
    try:
        listening = listen(settings.host, settings.port)
    except PortTaken as taken:
        return complain(str(taken), MISUSE)
    log_to_shell()
    with Progress() as progress, listening:
        if not settings.loopback:
            progress.note(
                f"Whoever can reach {settings.host} can read these documents: "
                "there is no access control yet."
            )

        def started() -> None:
            print(f"onrecord is at {url(listening)} (Ctrl-C stops it)", flush=True)

        if settings.workers > 1:
            Workers(settings, listening).run(started)
            return GOOD
        from api.app import create_app

        app = create_app(settings, progress.note)
        with app.state.jobs.heard_by(Narrator(progress)):
            serve(app, listening, started)
    return GOOD
