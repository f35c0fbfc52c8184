"""``onrecord serve``."""

from api import logs, traces
from api.cli import GOOD, MISUSE, complain
from api.commands.mcp import MISSING, missing
from api.keys import BadKeys, Keys
from api.progress import Narrator, Progress
from api.server import PortTaken, listen, serve, url
from api.settings import Settings
from api.workers import Workers


def run(settings: Settings) -> int:
    """Serves until it is stopped; a first build runs meanwhile and is told of here."""
    if settings.mcp and missing():
        return complain(MISSING, MISUSE)
    try:
        if settings.keyed and not Keys(settings.data).all():
            return complain(
                "whoever reaches this server could read these documents, and there is no key yet. "
                "Make one with `onrecord keys create --scope admin`, or let everybody in with "
                "ONRECORD_ACCESS=open.",
            )
    except BadKeys as bad:
        return complain(str(bad))
    try:
        listening = listen(settings.host, settings.port)
    except PortTaken as taken:
        return complain(str(taken), MISUSE)
    logs.configure(settings)
    with Progress(logged=settings.log_format == "json") as progress, listening:
        if not (settings.loopback or settings.keyed):
            progress.note(f"Whoever can reach {settings.host} can read and change these documents.")

        def started() -> None:
            print(f"onrecord is at {url(listening)} (Ctrl-C stops it)", flush=True)

        try:
            if settings.workers > 1:
                traces.check(settings)  # so that what it lacks is said once, and here
                Workers(settings, listening).run(started)
                return GOOD
            from api.app import create_app

            app = create_app(settings, progress.note)
        except traces.TelemetryMissing as lacking:
            return complain(str(lacking))
        with app.state.jobs.heard_by(Narrator(progress)):
            serve(app, listening, started)
    return GOOD
